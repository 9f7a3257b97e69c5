"""Evidence and guesses: pages with what they document in, votes counted, one guess with its share and an example out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from generator.config import ApiConfig
from generator.inference.settings import NOTHING, Settings
from generator.reading import Reading
from generator.spec import Endpoint, Resource

#: What share of the pages must say so, for a guess to be made at all, and for it to be beyond doubt.
ENOUGH, CLEAR = 0.6, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A key of `api.toml` with its value; how many of the pages that could say so do, and where one of them does.

    Where `value` is null the key stays at its default, and `note` says why. `code` is that of a finding of its own.
    """

    key: str
    value: JsonValue = None
    votes: int = 0
    total: int = 0
    example: str = ""
    note: str = ""
    code: str | None = None

    @property
    def doubtful(self) -> bool:
        """Whether some of the pages say otherwise."""
        return self.value is not None and self.total > 0 and self.votes < CLEAR * self.total

    @property
    def evidence(self) -> str:
        """The votes and an example in words; empty where no page has a say."""
        seen = f"{self.votes} of {self.total}, as {self.example}" if self.total else ""
        return "; ".join(filter(None, (seen, self.note)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All pages that document an endpoint, and the settings of their site; once paths and roles are understood, their resources."""

    name: str
    readings: Sequence[Reading]
    settings: Settings = NOTHING
    config: ApiConfig | None = None
    resources: Sequence[Resource] = ()

    @property
    def endpoints(self) -> Iterator[tuple[Reading, Endpoint]]:
        """The endpoints with what else their pages gave."""
        return ((one, one.endpoint) for one in self.readings if one.endpoint is not None)


Inference = Callable[[Evidence], Iterable[Guess]]


@dataclass(slots=True)
class Tally:
    """Votes for values, one a page, in the order in which they came; `total` is how many pages could have voted."""

    total: int = 0
    places: dict[str, list[str]] = field(default_factory=dict)

    def vote(self, value: str, place: str) -> None:
        """Count a page for a value."""
        self.places.setdefault(value, []).append(place)

    def best(self) -> str | None:
        """The value with the most votes, of equals the first; null where there are none."""
        return max(self.places, key=lambda one: len(self.places[one]), default=None)

    def guess(self, key: str, value: JsonValue = None, *, total: int | None = None, note: str = "") -> Guess | None:
        """The guess that the votes make; null where too few pages agree. `value` is what the winner means, if not itself."""
        best, total = self.best(), self.total if total is None else total
        if best is None or len(self.places[best]) < ENOUGH * total:
            return None
        votes = self.places[best]
        return Guess(
            key=key,
            value=best if value is None else value,
            votes=len(votes),
            total=max(total, len(votes)),
            example=votes[0],
            note=note,
        )


def place_of(endpoint: Endpoint, line: int | None = None) -> str:
    """Page and line as an example."""
    number = line or (endpoint.origin.line if endpoint.origin else None) or 1
    return f"{endpoint.source.page}:{number}"


def default(key: str, reason: str) -> Guess:
    """A key that stays at its default, and why."""
    return Guess(key=key, note=reason)
