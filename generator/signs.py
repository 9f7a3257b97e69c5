"""Signs against a link that rests on the order of tables alone: an endpoint whose fields are linked in, what contradicts a link out.

Nothing is changed by a sign, for it proves no other link; but what is doubtful is not to be silent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import JsonValue

from generator import addresses, diagnostics
from generator.diagnostics import Diagnostic
from generator.drafts import EnumTable
from generator.phrases import ENUM_REFERENCE
from generator.spec import Endpoint, Field

#: Values that samples show where they show none: zero, an empty text, and the number that stands for any.
PLACEHOLDERS = frozenset({"0", "", "123", "None"})

#: A name of a value that is no ordinary word: with a capital, and not where a sentence begins.
WORD = re.compile(r"(?<![.!?:•]\s)(?<!\A)\b[A-Z]\w{2,}")


def signs(endpoint: Endpoint, tables: Mapping[str, EnumTable]) -> Iterator[Diagnostic]:
    """What speaks against tables that were given to names by order: defaults, samples and words of the fields that have them."""
    for at, one in addresses.fields_of(endpoint):
        name = one.enum_name
        table = tables.get(name or "")
        if table is None:
            continue
        for sign in (*values_against(one, shown_at(endpoint, at), table), *words_against(one, table, tables.values())):
            yield diagnostics.make("W078", one.origin.page, one.origin.line, field=one.name, enum=name, sign=sign)
            break


def values_against(one: Field, shown: Sequence[JsonValue], table: EnumTable) -> Iterator[str]:
    """A default or a sample value that a table does not have."""
    known = {text for pair in table.values for text in pair}
    if one.default is not None and str(one.default) not in known:
        yield f"its default {one.default} is none of the values"
    for value in shown:
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value) not in known | PLACEHOLDERS:
            yield f"a sample shows {value}, which is none of the values"


def words_against(one: Field, table: EnumTable, tables: Iterable[EnumTable]) -> Iterator[str]:
    """A value that the description names and that only another of the tables has; words of the field's own name are none."""
    written = ENUM_REFERENCE.sub("", one.description or "")
    words = {word for word in WORD.findall(written) if word.lower() not in one.name.lower()}
    own = {label for _, label in table.values}
    others = {label for other in tables for _, label in other.values} - own
    if not words & own:
        yield from (f"its description names `{label}`, a value of another table" for label in sorted(words & others))


def shown_at(endpoint: Endpoint, at: addresses.Part) -> list[JsonValue]:
    """The values that the samples of an endpoint show at the address of a field."""
    place, *names = at
    examples = [endpoint.request.example] if place == "request" and endpoint.request else []
    if place == "response":
        examples = [one.example for one in endpoint.responses if addresses.place_of(one) == names[0]]
        names = names[1:]
    return [value for example in examples for value in reached(example, names)]


def reached(example: JsonValue, names: Sequence[str]) -> Iterator[JsonValue]:
    """The plain values behind a path of names; every item of a list is entered."""
    if isinstance(example, list):
        for item in example:
            yield from reached(item, names)
    elif isinstance(example, dict):
        if names and names[0] in example:
            yield from reached(example[names[0]], names[1:])
    elif not names:
        yield example
