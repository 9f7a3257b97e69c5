"""One difference between two captures of a page in, the losses that it is out: an ordered table says which are, and how they are told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.differences import Difference
from generator.spec import Endpoint

#: An endpoint of the stored spec with the name of its resource; those that it has of each page.
Known = tuple[str, Endpoint]
Stored = Mapping[str, Sequence[Known]]
#: The rule of what a row of the page states; everything else is inferred.
STATED = "field-row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing that a newer capture lacks: its kind, its address by the names of the older one, and what to say of it.

    `told` is that with the address by which the stored spec has it, where it has it: what users know it by.
    """

    kind: str
    address: str
    words: str
    told: str | None = None


Words = Callable[[Difference], str | None]


def fewer(fact: str, noun: str) -> Words:
    """What is told of a list of which something is missing."""

    def told(one: Difference) -> str | None:
        after = {str(name) for name in one.after.get(fact) or ()}
        gone = [str(name) for name in one.before.get(fact) or () if str(name) not in after]
        return f"{noun} {', '.join(gone)} of `{at(one)}`" if gone else None

    return told


def route_of(one: Difference) -> str | None:
    """What is told of an endpoint that has another method or path, or none: what stood there is documented no more."""
    before = " ".join(str(one.before[fact]) for fact in ("method", "path") if one.before.get(fact))
    after = " ".join(str(one.after[fact]) for fact in ("method", "path") if one.after.get(fact))
    return f"{before} of `{at(one)}`, now {after or 'nothing'}" if before else None


def vaguer(one: Difference) -> str | None:
    """What is told of a field whose type, or that of its items, is known no more."""
    for before, after, whose in typed(one):
        if before not in (None, "any") and after in (None, "any"):
            return f"type {before} of {whose}`{at(one)}`"
    return None


def typed(one: Difference) -> Iterator[tuple[str | None, str | None, str]]:
    """The old and the new type that a difference of a field names, of itself and of its items."""
    if "type" in one.before:
        yield one.before["type"], one.after["type"], ""
    # Items of a list that is something else now are no loss of their own.
    if "items" in one.before and one.after.get("type", "array") == "array":
        yield (one.before["items"] or {}).get("type"), (one.after["items"] or {}).get("type"), "the items of "


def unlinked(one: Difference) -> str | None:
    """What is told of a field, or of the items of one, that has no enum any more."""
    before, after = (
        side.get("enum") if "enum" in side else (side.get("items") or {}).get("enum")
        for side in (one.before, one.after)
    )
    return f"link of `{at(one)}` to the enum {before}" if before and not after else None


def unstated(one: Difference) -> str | None:
    """What is told of a field that a row stated, and that is only inferred now."""
    stated = [origin is not None and origin.rule == STATED for origin in (one.old, one.new)]
    return f"row of `{at(one)}`, which only samples show now" if stated == [True, False] else None


def unnamed(one: Difference) -> str | None:
    """What is told of a value that is called after itself, as values without a name are."""
    value = at(one).rpartition(".")[2]
    return f"name {one.before} of `{at(one)}`" if str(one.after) == value != str(one.before) else None


def at(one: Difference) -> str:
    """The address that a thing had."""
    return one.was or one.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of difference that may be a loss: which, of what, what the loss is called, and what is told of it (null: it is none)."""

    kind: str
    subject: str
    loss: str
    words: Words


#: Which differences are losses. All that fit are told, in this order; what no row names is none.
RULES = (
    Rule(kind="removed", subject="endpoint", loss="endpoint", words=lambda one: f"endpoint `{at(one)}` ({one.before})"),
    Rule(kind="path", subject="endpoint", loss="path", words=route_of),
    Rule(kind="role", subject="endpoint", loss="role", words=fewer("roles", "role")),
    Rule(kind="auth", subject="endpoint", loss="auth", words=fewer("schemes", "scheme")),
    Rule(kind="removed", subject="response", loss="answer", words=lambda one: f"answer `{at(one)}`"),
    Rule(kind="removed", subject="field", loss="field", words=lambda one: f"field `{at(one)}`"),
    Rule(kind="words", subject="field", loss="row", words=unstated),
    Rule(kind="type", subject="field", loss="type", words=vaguer),
    Rule(
        kind="required",
        subject="field",
        loss="required",
        words=lambda one: f"required mark of `{at(one)}`" if one.before["required"] else None,
    ),
    Rule(kind="type", subject="field", loss="link", words=unlinked),
    Rule(kind="enum", subject="field", loss="link", words=unlinked),
    Rule(kind="removed", subject="enum", loss="enum", words=lambda one: f"enum `{at(one)}`"),
    Rule(kind="removed", subject="value", loss="value", words=lambda one: f"enum value `{at(one)}` ({one.before})"),
    Rule(kind="renamed", subject="value", loss="value", words=unnamed),
)


def by_rules(one: Difference) -> Iterator[Loss]:
    """The losses that a difference is."""
    for rule in RULES:
        if (rule.kind, rule.subject) == (one.kind, one.subject) and (words := rule.words(one)):
            yield Loss(kind=rule.loss, address=at(one), words=words)
