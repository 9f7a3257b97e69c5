"""Lossy captures to blocks: a text page without most names and types of fields, one paragraph of it a line.

Only what is certain becomes a block that means something: labels, samples, tables of values, sentences of the top and of the
authentication, names that survived. A description whose field is gone is given to no other field: it is counted, and reported once
for each section.
"""

import re
from collections.abc import Callable, Sequence

from generator.blocks import Block, Code, FieldRow, Heading, MethodPath, Prose, Stream, Table
from generator.pages import Page
from generator.readers import text
from generator.readers.fields import (
    BANNER,
    CURL,
    JSON_START,
    SENTENCE_END,
    is_name,
    read_pills,
    starts_row,
    starts_untyped_row,
)
from generator.readers.grids import ONE_LINE_TABLE, PIPE_ROW, cells_of, read_values, rows_below
from generator.readers.loss import LOST, ROLE_SHAPE, SILENT, Reading, is_lossy, lost_rows, names_role, verb_at
from generator.readers.runon import NUMBER
from generator.samples import NotJson, glued_json, json_prefix, parse_json
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE, section_of

#: The lines by which a site calls its reference; they stand at the very top.
SITE_LINES = re.compile(r"(?i)(?:\w+ )?API (?:reference|documentation)|complete reference\b.*")
#: A name that is too long to be dropped, and shaped as no word of a sentence is.
LONG_NAME = re.compile(r"(?=.{20,120}\Z)(?=.{25}|.*_|.*[a-z][A-Z])[A-Za-z_$][\w$]*(?:\.\w+|\[\])*")
NAME_LIST = re.compile(
    r"(?:\b[A-Za-z_]\w*,\s*){9,}(?:and\s+)?[A-Za-z_]\w*|(?:\b[A-Za-z_]\w*,\s*){4,}(?:and\s+)?[A-Za-z_]\w*\.?\Z"
)
#: What an answer as a whole is, in words.
ANSWER_WORDS = re.compile(r"(?i)(?:returns?|an? (?:\w+ )?(?:array|list|object|collection))\b")
#: JSON that lost its end or is damaged, and not a sentence that begins with a bracket.
JSON_LOOK = re.compile(r"[\[{]\s*(?:$|\"|[\[{]\s*\")")
GLUE_WORDS = re.compile(r"(?:.*\s)?(?:the|an?|of|to|in|with|and|or|for|by|as|is|from|its|your)")


def read(page: Page) -> Stream:
    """The blocks of a page of the text form, lossy or not, and what was doubtful in its markup."""
    cursor = Reading(page)
    if not is_lossy(cursor):
        return text.read(page)
    read_top(cursor)
    blocks: list[Block] = []
    while cursor.at < len(cursor.lines):
        if not cursor.line():
            cursor.at += 1
            continue
        blocks += next(taken for rule in RULES if (taken := rule(cursor)))
    found = (*cursor.found, *lost_rows(cursor))
    return Stream(blocks=tuple(blocks), diagnostics=found, title=cursor.title, summary=cursor.summary, lossy=True)


def read_top(cursor: Reading) -> None:
    """Note what the first lines are where a method stands alone: the group's name, the title, the summary; the title may come again."""
    for at in cursor.filled[:2]:
        if not SITE_LINES.fullmatch(cursor.lines[at]):
            break
        cursor.top[at] = "site-name"
    verb = verb_at(cursor)
    if verb is None:
        return
    above = [at for at in cursor.filled if at < verb and at not in cursor.top]
    below = next(at for at in cursor.filled if at > verb)
    same = [at for at in above if cursor.lines[at] == cursor.lines[below]]
    cursor.top[verb] = "method"
    if not same:
        return
    title = same[-1]
    cursor.title = cursor.lines[title]
    cursor.summary = " ".join(cursor.lines[at] for at in above if at > title) or None
    for at in (*above, below, cursor.filled[-1]):
        rule = "title" if cursor.lines[at] == cursor.title else "group" if at < title else "summary"
        if rule == "title" or at < verb:
            cursor.top[at] = rule


def read_known(cursor: Reading) -> Sequence[Block]:
    """A line that was recognised at the top; a method becomes a block."""
    rule = cursor.top.get(cursor.at)
    if rule == "method":
        method = cursor.line()
        first, last = cursor.take(1)
        return [MethodPath(line=first, end=last, method="DELETE" if method == "DEL" else method, path="")]
    return cursor.furniture(1, rule) if rule else ()


def read_banner(cursor: Reading) -> Sequence[Block]:
    """The index banner, or what is left of it."""
    if BANNER.fullmatch(cursor.line()) or text.BANNER_BODY.match(cursor.line()):
        return cursor.furniture(1, "index-banner")
    return ()


def read_label(cursor: Reading) -> Sequence[Block]:
    """The label of a section; what stands above its first one as well as below is no part of it."""
    line = cursor.line()
    section = section_of(line, "" if cursor.section == LOST else cursor.section)
    if section is None or not cursor.labelled(cursor.at):
        return ()
    cursor.enter(section.kind, line, section.part)
    first, last = cursor.take(1)
    return [Heading(line=first, end=last, text=line)]


def read_command(cursor: Reading) -> Sequence[Block]:
    """A curl command, and an answer that is glued behind it."""
    title = 1 if SAMPLE_TITLE.fullmatch(cursor.line()) else 0
    if not CURL.match(cursor.line(title)):
        return ()
    begin = cursor.at + title
    stop, closed = cursor.end_of_command(title)
    if not closed:
        stop = max(cursor.end_open(begin), begin + 1)
        cursor.report("E014", title, language="curl")
    command = "\n".join(cursor.page.lines[begin:stop])
    glue = glued_json(command) if closed else None
    cursor.commands += 1
    first, last = cursor.take(stop - cursor.at)
    curl = Code(line=first, end=last, language="curl", text=command[:glue], code_line=begin + 1, closed=closed)
    return [curl] if glue is None else [curl, *read_glued(cursor, command[glue:], last)]


def read_glued(cursor: Reading, start: str, line: int) -> list[Block]:
    """The answer that begins behind a command's last quote, and may go on below; without an end it is reported."""
    line -= start.count("\n")
    following = cursor.page.lines[cursor.at :]
    count = next((n for n, one in enumerate(following) if CURL.match(one.strip())), len(following))
    joined = "\n".join((start, *following[:count]))
    end = json_prefix(joined)
    if end is None or joined[end:].partition("\n")[0].strip():
        cursor.report("W012", -1, reason="what stands behind the command is no JSON")
        return []
    body = joined[:end]
    cursor.at += body.count("\n") - start.count("\n")
    return [answer(cursor, body, line, cursor.at)]


def answer(cursor: Reading, body: str, line: int, end: int, *, code_line: int | None = None) -> Code:
    """A JSON text as a block: the skeleton above all sections, else an answer."""
    role = None if cursor.section in ("", "response") else "response"
    return Code(line=line, end=end, language="json", text=body, code_line=code_line or line, role=role)


def read_json(cursor: Reading) -> Sequence[Block]:
    """A JSON sample: an answer, unless it stands among fields and no command stands above it."""
    title = 1 if SAMPLE_TITLE.fullmatch(cursor.line()) else 0
    if not JSON_START.match(cursor.line(title)):
        return ()
    begin = cursor.at + title
    stop, closed = cursor.end_of_json(title)
    body = "\n".join(cursor.page.lines[begin:stop])
    if not (closed and is_json(body)):
        if not JSON_LOOK.match(cursor.line(title)):
            return ()
        if not closed:
            stop = max(cursor.end_open(begin), begin + 1)
            cursor.report("E014", title, language="json")
            return cursor.furniture(stop - cursor.at, "open-sample")
    if cursor.section in SILENT - {"response"} and not cursor.commands and not title:
        return cursor.unused(stop - cursor.at, "a sample that may be of the request or of the answer")
    first, last = cursor.take(stop - cursor.at)
    return [answer(cursor, body, first, last, code_line=begin + 1)]


def is_json(body: str) -> bool:
    """Whether a text is JSON."""
    try:
        parse_json(body, 1)
    except NotJson:
        return False
    return True


def read_pipes(cursor: Reading) -> Sequence[Block]:
    """A table of anything but values: words."""
    count = 0
    while PIPE_ROW.fullmatch(cursor.line(count)):
        count += 1
    if not count or cursor.section in SILENT:
        return cursor.loses(count) if count else ()
    rows, _ = rows_below(cursor, 0, cells_of)
    first, last = cursor.take(count)
    header = rows[0].cells if rows else ()
    return [Table(line=first, end=last, header=header, rows=tuple(rows[1:]))]


def read_row(cursor: Reading) -> Sequence[Block]:
    """A row that kept its type or a pill, with one line of description: where the next row lost its name, further lines are its own."""
    head = 2 if starts_row(cursor, 0) else 1 if in_fields(cursor) and starts_untyped_row(cursor, 0) else 0
    if not head or section_of(cursor.line(), cursor.section) is not None:
        return ()  # a label above a type is a heading whose first row has lost its name
    pills, ahead = read_pills(cursor, head)
    described = is_description(cursor, ahead)
    name, kind = cursor.line(), cursor.line(1) if head == 2 else None
    description = cursor.line(ahead) if described else None
    complete = described or not cursor.rest_is_blank(ahead)
    first, last = cursor.take(ahead + described)
    return [
        FieldRow(
            line=first,
            end=last,
            name=name,
            type_text=kind,
            required="required" in pills,
            deprecated="deprecated" in pills,
            default=pills.get("default"),
            description=description,
            complete=complete,
        )
    ]


def read_name(cursor: Reading) -> Sequence[Block]:
    """A name that survived because it is long; so did then its description."""
    if not in_fields(cursor) or not LONG_NAME.fullmatch(cursor.line()):
        return ()
    ahead = 1 + cursor.blanks(1)
    described = is_description(cursor, ahead)
    name, description = cursor.line(), cursor.line(ahead) if described else None
    first, last = cursor.take(ahead + 1 if described else 1)
    required = cursor.part == "required"
    rule = "field-row:name"
    return [
        FieldRow(line=first, end=last, name=name, type_text=None, required=required, description=description, rule=rule)
    ]


def in_fields(cursor: Reading) -> bool:
    """Whether the open section holds fields."""
    return cursor.section in FIELD_SECTIONS


def is_description(cursor: Reading, ahead: int) -> bool:
    """Whether the line at a distance can only be the description of the row above it."""
    line = cursor.line(ahead)
    if not line or cursor.labelled(cursor.at + ahead) or cursor.at + ahead in cursor.top or is_sample(line):
        return False
    rows = starts_row(cursor, ahead) or (starts_untyped_row(cursor, ahead) and is_name(line))
    return not rows and not LONG_NAME.fullmatch(line)


def is_sample(line: str) -> bool:
    """Whether a line begins a sample, a table or the banner."""
    shapes = (CURL, JSON_LOOK, PIPE_ROW, ONE_LINE_TABLE, text.BANNER_BODY)
    return any(shape.match(line) for shape in shapes) or any(
        shape.fullmatch(line) for shape in (BANNER, SAMPLE_TITLE, text.VALUE_TABLE)
    )


def read_names(cursor: Reading) -> Sequence[Block]:
    """A bare list of names between commas: what they are is not said."""
    match = NAME_LIST.search(cursor.line())
    if match is None:
        return ()
    names = match[0].split(",")
    what = f"a list of {len(names)} names ({names[0].strip()}, {names[1].strip()} ...) whose meaning is lost"
    whole = match.start() == 0 and match.end() == len(cursor.line())
    if whole or cursor.section in SILENT:
        return cursor.unused(1, what)
    cursor.report("W092", what=what)
    return ()


def read_auth(cursor: Reading) -> Sequence[Block]:
    """Words about authentication; a heading that was lost is opened again, and what follows a role belongs to fields."""
    line = cursor.line()
    if cursor.section not in ("", "auth") or (cursor.section == "" and not names_role(line)):
        return ()
    lost = cursor.section == ""
    if lost:
        cursor.enter("auth", "")
    first, last = cursor.take(1)
    heading: list[Block] = [Heading(line=first, end=last, text="Authentication")] if lost else []
    if ROLE_SHAPE.fullmatch(line) or (" role" in line and SENTENCE_END.fullmatch(line)):
        cursor.section, cursor.label = LOST, cursor.label or "Authentication"
    return [*heading, Prose(line=first, end=last, text=line)]


def read_lost(cursor: Reading) -> Sequence[Block]:
    """What stands among fields and is no name; the first words below an answer's heading may be the answer's own."""
    if cursor.section not in SILENT:
        return ()
    first = cursor.at == cursor.opened
    if cursor.section == "response" and first and ANSWER_WORDS.match(cursor.line()):
        return read_words(cursor)
    return cursor.loses()


def read_words(cursor: Reading) -> Sequence[Block]:
    """A paragraph, put together again where it was broken in the middle of a sentence."""
    words, count = cursor.line(), 1
    while cursor.section == "" and goes_on(words, cursor.line(count)) and not interrupts(cursor, count):
        words = f"{words} {cursor.line(count)}"
        count += 1
    first, last = cursor.take(count)
    return [Prose(line=first, end=last, text=words)]


def goes_on(words: str, line: str) -> bool:
    """Whether a line is the rest of a sentence that breaks off above it."""
    return bool(line) and not SENTENCE_END.fullmatch(words) and (line[0].islower() or bool(GLUE_WORDS.fullmatch(words)))


def interrupts(cursor: Reading, ahead: int) -> bool:
    """Whether something else than a paragraph stands at a distance."""
    line = cursor.line(ahead)
    return not is_description(cursor, ahead) or names_role(line) or bool(NUMBER.fullmatch(line))


#: Tried in this order at each line that is not blank; the last takes what no other wanted.
RULES: tuple[Callable[[Reading], Sequence[Block]], ...] = (
    read_known,
    read_banner,
    read_label,
    read_command,
    read_json,
    read_values,
    read_pipes,
    read_row,
    read_name,
    read_names,
    read_auth,
    read_lost,
    read_words,
)
