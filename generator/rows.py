"""Rows to fields: one row of a page in, a spec field with its type, default and inferred format out."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator import formats
from generator.blocks import Block, FieldRow
from generator.drafts import Draft
from generator.examples import Shown, values_shown
from generator.nesting import nest
from generator.phrases import DocumentedType, date_part_of, null_by_words, read_type
from generator.samples import Node
from generator.spec import Field, Items, Origin
from generator.times import constant_date

Path = tuple[str, ...]


def as_fields(draft: Draft, rows: Sequence[FieldRow]) -> tuple[Field, ...]:
    """The rows of one object as fields; a row whose name is a path stands below its parent, which is implied where no row states it."""

    def report_twice(first: Field, second: Field) -> None:
        draft.report("W014", second.origin.line, name=second.name, first=first.origin.line)

    return nest([as_field(draft, row) for row in rows], report_twice)


def as_field(draft: Draft, row: FieldRow) -> Field:
    """A row as a field with its type and default read; what samples tell comes later."""
    stated = read_type(row.type_text or "") or DocumentedType(type="any")
    if row.type_text is None and row.rule == "field-row":
        draft.report("W045", row.line, name=row.name)
    facts: dict[str, Origin] = {}
    null = stated.nullable
    draft.ends.setdefault(row.line, row.end)
    if null is None and (words := null_by_words(row.description)):
        null, facts["nullable"] = True, draft.origin(draft.line_of(words, row.line), "prose:null")
    members = as_fields(draft, list(named(row.children)))
    for child in named(row.children):
        if child.name.startswith((f"{row.name}.", f"{row.name}[")):
            draft.report("W107", child.line, name=child.name, path=f"{row.name}.{child.name}")
    return Field(
        name=row.name,
        type=stated.type,
        type_text=row.type_text,
        format=stated.format,
        items=stated.items or (Items(type="object") if stated.type == "array" and members else None),
        required=row.required,
        nullable=null,
        default=default_of(draft, row, stated.type),
        description=row.description,
        deprecated=row.deprecated,
        fields=members,
        origin=draft.origin(row.line, row.rule),
        facts=facts,
    )


def named(blocks: Sequence[Block]) -> Iterator[FieldRow]:
    """The rows among nested blocks; what is nested in a row without a name stands in its place."""
    for block in blocks:
        if isinstance(block, FieldRow) and block.name:
            yield block
        elif isinstance(block, FieldRow):
            yield from named(block.children)


def whole(text: str) -> int:
    """A whole number in digits; raises ValueError."""
    if not text.isascii():
        raise ValueError(text)
    return int(text)


def number(text: str) -> int | float:
    """A finite number; raises ValueError."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return int(text) if re.fullmatch(r"[+-]?\d+", text.strip()) else value


#: How the text of a default is read as a value of its field's type.
DEFAULT_READERS: dict[str, Callable[[str], str | int | float | bool]] = {
    "integer": whole,
    "number": number,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def default_of(draft: Draft, row: FieldRow, kind: str) -> str | int | float | bool | None:
    """The documented default as a value of the field's type; as text, with a warning, where it is none."""
    if row.default is None:
        return None
    try:
        return DEFAULT_READERS.get(kind, str)(row.default)
    except (ValueError, KeyError):
        draft.report("W024", row.line, name=row.name, default=row.default, type=row.type_text)
        return row.default


def with_format(plain: Field, samples: Sequence[tuple[str, int]], draft: Draft, moment: str) -> Field:
    """A string field with the format that its evidence shows; contradicting evidence is reported."""
    if plain.type != "string" or plain.format is not None or plain.enum is not None:
        return plain
    evidence = formats.Evidence(name=plain.name, description=plain.description, samples=tuple(samples))
    found = list(formats.findings(evidence, moment))
    if not found:
        return plain
    best = found[0]
    line = best.line or draft.line_of(best.words, plain.origin.line or 1)
    for other in found[1:]:
        if other.contradicts(best):
            draft.report(
                "W032", line, name=plain.name, format=best.format, rule=best.rule, other=other.format, doubt=other.rule
            )
            break
    origin = Origin(page=plain.origin.page, line=line, rule=best.rule)
    return plain.model_copy(update={"format": best.format, "facts": {**plain.facts, "format": origin}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the samples of one place tell: the values of each field, what a mere date means, the constant date of times of day."""

    shown: Shown
    moment: str
    date_part: str | None
    times: frozenset[Path]


def infer_formats(draft: Draft, fields: Sequence[Field], samples: Sequence[Node]) -> tuple[Field, ...]:
    """The fields with formats and constant dates inferred from their samples, words and names, at every depth."""
    shown = values_shown(samples)
    moment = formats.moment_of(value for row in shown.values() for value, _ in row if isinstance(value, str))
    date_part, times = constant_date(fields, shown)
    clues = Clues(shown=shown, moment=moment, date_part=date_part, times=times)
    return tuple(_infer(draft, one, (one.name,), clues, None) for one in fields)


def _infer(draft: Draft, one: Field, path: Path, clues: Clues, above: Field | None) -> Field:
    values = [(value, line) for value, line in clues.shown.get(path, ()) if isinstance(value, str)]
    date_part = date_part_of(one.name, above.description) if above else None
    if above and date_part and one.type == "string":
        one = with_date_part(
            one, date_part, Origin(page=one.origin.page, line=above.origin.line, rule="prose:date-part")
        )
        for value, line in values:
            if not value.startswith(date_part):
                draft.report("W037", line, name=one.name, shown=value, date=date_part)
    elif clues.date_part and path in clues.times:
        one = with_date_part(one, clues.date_part, draft.origin(values[0][1], "sample:date-part"))
    else:
        one = with_format(one, values, draft, clues.moment)
    children = tuple(_infer(draft, child, (*path, child.name), clues, one) for child in one.fields)
    return one.model_copy(update={"fields": children}) if children != one.fields else one


def with_date_part(one: Field, date_part: str, origin: Origin) -> Field:
    """A time of day that travels as a date-time with a constant date, and what tells so."""
    facts = {**one.facts, "format": origin, "date_part": origin}
    return one.model_copy(update={"format": "date-time", "date_part": date_part, "facts": facts})
