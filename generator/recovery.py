"""Facts of lossy captures: what samples tell where rows are lost; a draft made ready before, and an endpoint completed after it is
put together.

Each fact has the rule of the sample that shows it. What only follows from the loss is not reported: one warning speaks of all of it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from generator.addresses import fields_of
from generator.blocks import MethodPath
from generator.drafts import Draft
from generator.examples import is_skeleton, object_in
from generator.samples import Curl, Node, NotJson, parse_json, queries_of
from generator.sections import section_of
from generator.spec import Endpoint, Items, Parameter, Request, TypeName

#: A piece of a sample's path that stands for a parameter: a number, an identifier, a placeholder.
_VALUE = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|<[^<>]+>|\{[^{}]+\}")
_NAME = re.compile(r"[<{]([A-Za-z_]\w*)[}>]")
_ADDRESS = re.compile(r"((?:https?:)?//[^/?]*)?([^?#]*)(.*)", re.DOTALL)
#: Brackets and commas of a list of values, as an address writes them.
_ESCAPES = (("%5B", "["), ("%5D", "]"), ("%2C", ","), ("%7B", "{"), ("%7D", "}"))

#: Findings that only follow from the loss of rows, marks and headings.
CONSEQUENCES = frozenset(
    ["W015", "W017", "W023", "W025", "W027", "W028", "W029", "W030", "W033", "W034", "W035", "W039"]
)


@dataclass(slots=True)
class Clues:
    """What the samples of a lossy page tell: its lone method, the values of path parameters, of queries, the body of placeholders."""

    verb: MethodPath | None = None
    slots: dict[str, tuple[str, int]] = field(default_factory=dict)
    queries: dict[str, tuple[str, int]] = field(default_factory=dict)
    body: Node | None = None


def prepare(draft: Draft) -> Clues:
    """Make a draft ready: samples to the places where whole pages have them, addresses with slots for values."""
    clues = Clues()
    if draft.pill is not None and not draft.pill.path:
        clues.verb, draft.pill = draft.pill, None
    names = [row.row.name for row in draft.rows if row.place == "path"] or slot_names(draft)
    for number, (curl, line, header) in enumerate(draft.curls):
        body = placeholders(curl)
        clues.body = clues.body or body
        for name, value in queries_of(curl):
            if name not in clues.queries or "{" in clues.queries[name][0]:
                clues.queries[name] = (value, line)
        url = with_slots(curl.url or "", names, line, clues)
        draft.curls[number] = (replace(curl, url=url or None), line, header or body is not None)
    for answer in draft.responses:
        draft.skeletons += [one for one in answer.examples if is_skeleton(one[0])]
        answer.examples = [one for one in answer.examples if not is_skeleton(one[0])]
    return clues


def placeholders(curl: Curl) -> Node | None:
    """The body of a command whose values all stand for types, where it has one."""
    try:
        node = parse_json(curl.body or "", curl.body_line)
    except NotJson:
        return None
    inner = object_in(node)
    return inner if inner is not None and inner.members and is_skeleton(node) else None


def slot_names(draft: Draft) -> list[str]:
    """The names of path parameters that some command of the page writes in place of values."""
    found = (_NAME.findall(_ADDRESS.sub(r"\2", unescaped(curl.url or ""))) for curl, _, _ in draft.curls)
    return next((names for names in found if names), [])


def unescaped(url: str) -> str:
    """An address whose brackets and commas are written plainly."""
    for code, character in _ESCAPES:
        url = re.sub(code, character, url, flags=re.IGNORECASE)
    return url


def with_slots(url: str, names: Sequence[str], line: int, clues: Clues) -> str:
    """An address with names for the values in its path; where no name is known, `id` stands for the only one."""
    match = _ADDRESS.fullmatch(unescaped(url))
    assert match is not None
    pieces = match[2].split("/")
    found = [at for at, piece in enumerate(pieces) if _VALUE.fullmatch(piece)]
    usual = ["id"] if len(found) == 1 else [f"id{number}" for number in range(1, len(found) + 1)]
    for at, name in zip(found, names if len(names) == len(found) else usual, strict=True):
        given = _NAME.fullmatch(pieces[at])
        name = given[1] if given else name
        if name not in clues.slots or not clues.slots[name][0].isdigit():
            clues.slots[name] = (pieces[at], line)
        pieces[at] = f"{{{name}}}"
    return f"{match[1] or ''}{'/'.join(pieces)}{match[3]}"


def finish(draft: Draft, endpoint: Endpoint, clues: Clues) -> Endpoint:
    """The endpoint with what the samples tell, and the one warning of the page."""
    if clues.verb is not None:
        endpoint = with_verb(draft, endpoint, clues.verb)
    endpoint = with_parameters(draft, endpoint, clues)
    if clues.body is not None and endpoint.request is not None and divides_fields(draft):
        endpoint = with_required(draft, endpoint, clues.body)
    draft.found = [one for one in draft.found if one.code not in CONSEQUENCES]
    missing = [words for words, lacks in LOSSES if lacks(draft, endpoint)]
    line = next(number for number, text in draft.page.numbered() if text.strip())
    if missing:
        draft.report("W090", line, missing=", ".join(missing))
    return endpoint


def with_verb(draft: Draft, endpoint: Endpoint, verb: MethodPath) -> Endpoint:
    """The endpoint with the method that stands alone on the page; without a path the page is no whole endpoint."""
    if endpoint.method is not None and endpoint.method != verb.method:
        draft.report("W022", verb.line, shown=f"{endpoint.method} {endpoint.path}", stated=verb.method)
    if endpoint.path is None:
        draft.found = [one for one in draft.found if one.code != "E010"]
        draft.report("E010", verb.line, what="path")
    if endpoint.method is not None:
        return endpoint
    return endpoint.model_copy(update={"method": verb.method, "origin": draft.origin(verb.line, "method")})


def with_parameters(draft: Draft, endpoint: Endpoint, clues: Clues) -> Endpoint:
    """The endpoint with the types that addresses show, and the query parameters that only they show."""
    found = [shown_parameter(draft, one, clues) for one in endpoint.parameters]
    known = {one.name for one in found if one.location == "query"}
    for name, (value, line) in clues.queries.items():
        if name not in known:
            origin = draft.origin(line, "curl")
            found.append(Parameter(name=name, type=type_of(value), origin=origin, location="query"))
    return endpoint.model_copy(update={"parameters": tuple(found)})


def shown_parameter(draft: Draft, one: Parameter, clues: Clues) -> Parameter:
    """A parameter with what the address of a sample shows of it: its type where the page states none, its place."""
    value, line = (clues.slots if one.location == "path" else clues.queries).get(one.name, ("", one.origin.line or 1))
    if not value:
        return one
    origin = draft.origin(line, "curl")
    if one.origin.rule == "path":
        one = one.model_copy(update={"origin": draft.origin(line, "path")})
    if one.type == "array" and one.items is None:
        kinds = {type_of(item.strip()) for item in value.strip("[]").split(",")}
        if kinds == {"integer"}:
            return one.model_copy(update={"items": Items(type="integer"), "facts": {**one.facts, "items": origin}})
    kind = type_of(value)
    if kind == "any" or one.type_text is not None or one.type not in ("any", "string"):
        return one
    return one.model_copy(update={"type": kind, "facts": {**one.facts, "type": origin}})


def type_of(value: str) -> TypeName:
    """The type of a value in an address, which only whole numbers and truth values tell."""
    if re.fullmatch(r"-?\d+", value):
        return "integer"
    return "boolean" if value in ("true", "false") else "any"


def divides_fields(draft: Draft) -> bool:
    """Whether the page has a heading for required fields: then its body of placeholders shows those and no others."""
    found = (section_of(line.strip(), "body") for _, line in draft.page.numbered())
    return any(section is not None and section.part == "required" for section in found)


def with_required(draft: Draft, endpoint: Endpoint, body: Node) -> Endpoint:
    """The endpoint whose body requires the fields that the body of placeholders shows."""
    assert endpoint.request is not None
    shown = {key: line for key, line, _ in body.members or ()}
    fields = tuple(
        (
            one.model_copy(
                update={"required": True, "facts": {**one.facts, "required": draft.origin(shown[one.name], "curl")}}
            )
            if one.name in shown and one.type_text is None
            else one
        )
        for one in endpoint.request.fields
    )
    return endpoint.model_copy(update={"request": endpoint.request.model_copy(update={"fields": fields})})


def has_types(draft: Draft) -> bool:
    """Whether any row of the page has a type."""
    rows = (*draft.rows, *(row for answer in draft.responses for row in answer.rows))
    return any(row.row.type_text is not None for row in rows)


def lacks_required(draft: Draft, endpoint: Endpoint) -> bool:
    """Whether nothing tells which fields of the request are required."""
    fields = endpoint.request.fields if endpoint.request else ()
    return not has_types(draft) and not any("required" in one.facts for one in fields)


def lacks_children(draft: Draft, endpoint: Endpoint) -> bool:
    """Whether a body is known, and of none of its fields what stands in it."""
    request: Request | None = endpoint.request
    return request is not None and not any(one.fields for one in request.fields)


def lost_names(draft: Draft, endpoint: Endpoint) -> bool:
    """Whether descriptions stand without names, or no field is known at all."""
    return any(one.code == "W091" for one in draft.found) or not any(fields_of(endpoint))


#: What a lossy capture may lack, and how that shows.
LOSSES: tuple[tuple[str, Callable[[Draft, Endpoint], bool]], ...] = (
    ("method and path", lambda draft, endpoint: endpoint.method is None),
    ("path", lambda draft, endpoint: endpoint.method is not None and endpoint.path is None),
    ("method pill", lambda draft, endpoint: endpoint.path is not None),
    ("names of fields", lost_names),
    ("their types", lambda draft, endpoint: not has_types(draft)),
    ("their descriptions", lambda draft, endpoint: not any(one.description for _, one in fields_of(endpoint))),
    ("required marks", lacks_required),
    ("defaults", lambda draft, endpoint: not has_types(draft)),
    ("children", lacks_children),
    ("names of enums", lambda draft, endpoint: any(table.title is None for table in draft.tables)),
    ("statuses of answers", lambda draft, endpoint: any(one.status is None for one in endpoint.responses)),
    ("fields of the answers", lambda draft, endpoint: not any(one.fields for one in endpoint.responses)),
)
