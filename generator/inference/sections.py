"""`pages`: endpoints in, the sections that every page has and the beginnings of paths whose pages are of another make out."""

from collections.abc import Callable, Sequence

from generator.inference.evidence import Evidence, Guess, default, place_of
from generator.spec import Endpoint

KEY = "pages.required"
#: So many of the pages must have a section, and of so many pages it makes sense to ask; exceptions by so many beginnings.
SHARE, PAGES, APART = 0.95, 3, 10

#: Which sections are asked for: those that tell something of the API.
SECTIONS: tuple[tuple[str, Callable[[Endpoint], bool]], ...] = (
    ("role", lambda one: bool(one.auth.roles)),
    ("response:200", lambda one: any(answer.status == 200 for answer in one.responses)),
)


def find_sections(evidence: Evidence) -> list[Guess]:
    """The sections that all pages have but a few of another make, and where those are."""
    pages = [one for _, one in evidence.endpoints]
    usual = [(name, has) for name, has in SECTIONS if sum(map(has, pages)) >= SHARE * len(pages)]
    if len(pages) < PAGES or not usual:
        return [default(KEY, "no section is on every page")]
    strange = [one for one in pages if not all(has(one) for _, has in usual)]
    plain = [one for one in pages if all(has(one) for _, has in usual)]
    apart = beginnings([one.path or "" for one in strange], [one.path or "" for one in plain])
    if apart is None or len(apart) > APART:
        return [default(KEY, "the pages without a role or an answer 200 are not of one kind")]
    seen = {"votes": len(plain), "total": len(pages), "example": place_of(plain[0])}
    guesses = [Guess(key=KEY, value=[name for name, _ in usual], **seen)]  # type: ignore[arg-type]
    if apart:
        guesses.append(
            Guess(
                key="pages.apart",
                value=list(apart),
                votes=len(strange),
                total=len(strange),
                example=place_of(strange[0]),
            )
        )
    return guesses


def beginnings(strange: Sequence[str], plain: Sequence[str]) -> list[str] | None:
    """The shortest beginnings of some paths that no other path has; null where there are none."""
    found: list[str] = []
    for path in sorted(set(strange)):
        if path.startswith(tuple(found)):
            continue
        pieces = path.split("/")
        starts = ["/".join(pieces[:count]) + "/" for count in range(2, len(pieces))]
        free = [one for one in (*starts, path) if one.strip("/") and not any(other.startswith(one) for other in plain)]
        if not free:
            return None
        found.append(free[0])
    return found
