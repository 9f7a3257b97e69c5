"""Drafts to spec endpoints: the statements of one page (rows, skeleton, curl samples, examples) put together and compared.

What a row states stands; what only a sample shows is added under the sample's rule; where two statements contradict each other both
are named in a diagnostic.
"""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from generator.answers import add_sample, responses_of
from generator.bodies import BodySample, body_samples, content_types
from generator.drafts import Draft, Row
from generator.examples import Sample, object_in
from generator.files import sent_as
from generator.operations import operation_of
from generator.phrases import schemes_in
from generator.places import settle_places
from generator.recovery import finish, prepare
from generator.rows import DEFAULT_READERS, as_field, as_fields, infer_formats
from generator.sample_paths import COLON_PARAMETER, with_slots
from generator.samples import Node, queries_of
from generator.spec import Endpoint, Field, Parameter, Request, Source

#: A name in the query of a documented path, and what a caller fills in there: a list, or one value.
_QUERY_SLOT = re.compile(r"([\w$.-]+)=(?:(\[)|\{([^{}]+)\}(?=&|$))")


def compose(draft: Draft) -> Endpoint | None:
    """The endpoint of a page, or null where the page shows nothing of one. Findings go to the draft."""
    if not draft.lossy:
        return put_together(draft)
    clues = prepare(draft)
    endpoint = put_together(draft)
    return finish(draft, endpoint, clues) if endpoint else None


def put_together(draft: Draft) -> Endpoint | None:
    """The endpoint that a draft makes as it stands."""
    method, path = method_and_path(draft)
    settle_places(draft, method, path)
    if method is None and not draft.rows and not draft.responses and not draft.lossy:
        return None
    bodies = body_samples(draft)
    source = Source(
        page=draft.page.path,
        form=draft.page.form,
        sha256=draft.page.sha256,
        url=draft.page.url,
        captured=draft.page.captured,
    )
    return Endpoint(
        operation=operation_of(method, path, draft.page.path),
        method=method,
        path=path,
        title=draft.title,
        summary=draft.summary,
        description="\n\n".join(draft.words) or None,
        deprecated=draft.deprecated,
        auth=draft.auth,
        parameters=parameters_of(draft, path),
        request=request_of(draft, bodies),
        responses=responses_of(draft),
        source=source,
        origin=draft.origin(draft.pill.line, "method-path") if draft.pill else None,
    )


def method_and_path(draft: Draft) -> tuple[str | None, str | None]:
    """Method and path from the pill, compared with the samples; from a sample where there is no pill, with a warning."""
    requests = [(curl.method, path_of(curl.url), line) for curl, line, _ in draft.curls if curl.url]
    if draft.pill is None:
        if not requests:
            draft.report("E010", first_line(draft), what="method and path")
            return None, None
        method, path, line = requests[0]
        nodes = [object_in(body.node) for body in body_samples(draft, quiet=True)]
        sent = {key for node in nodes if node for key, _, _ in node.members or ()}
        path = with_slots(path or "/", [row.row.name for row in draft.rows if row.place == "path"], sent)
        draft.report("W021", line, method=method, path=path)
        return method, path
    path = COLON_PARAMETER.sub(r"{\1}", path_of(draft.pill.path) or "/")
    for method, shown, line in requests:
        if method != draft.pill.method or not same_path(path, shown):
            draft.report("W022", line, shown=f"{method} {shown}", stated=f"{draft.pill.method} {path}")
    return draft.pill.method, path


def first_line(draft: Draft) -> int:
    """The first line of a page that is not blank."""
    return next(number for number, line in draft.page.numbered() if line.strip())


def path_of(url: str | None) -> str | None:
    """The path and query of an address, without its origin."""
    if url is None:
        return None
    return re.sub(r"^(?:https?:)?//[^/?]*", "", url) or "/"


def same_path(stated: str, shown: str | None) -> bool:
    """Whether a sample's path is the stated one with values in the place of its parameters; queries do not count."""
    pieces = re.split(r"\{[^{}]*\}", stated.partition("?")[0].rstrip("/"))
    return (
        bool(shown)
        and re.fullmatch("[^/]*".join(map(re.escape, pieces)), (shown or "").partition("?")[0].rstrip("/")) is not None
    )


def parameters_of(draft: Draft, path: str | None) -> tuple[Parameter, ...]:
    """The parameters that rows document, then those that only the path shows."""
    found = [as_parameter(draft, row) for row in draft.rows if row.place in ("path", "query", "header", "cookie")]
    line = draft.pill.end if draft.pill else first_line(draft)
    place, _, query = (path or "").partition("?")
    shown = dict.fromkeys(re.findall(r"\{([^{}]+)\}", place))
    for parameter in found:
        if path is not None and parameter.location == "path" and parameter.name not in shown:
            draft.report("W044", parameter.origin.line, name=parameter.name)
        elif parameter.location == "path" and not parameter.required:
            draft.report("I106", parameter.origin.line, name=parameter.name)
    known = {(p.location, p.name) for p in found}
    for name in shown:
        if ("path", name) not in known:
            draft.report("W023", line, name=name)
            found.append(
                Parameter(name=name, type="string", required=True, origin=draft.origin(line, "path"), location="path")
            )
    names = {p.name for p in found}
    for name, many, slot in dict.fromkeys(_QUERY_SLOT.findall(query)):
        if names.isdisjoint({name, slot}):
            draft.report("W023", line, name=name)
            filled = Parameter(
                name=name, type="string", required=True, origin=draft.origin(line, "path"), location="query"
            )
            found.append(filled.model_copy(update={"type": "array"}) if many else filled)
    report_unknown_queries(draft, found)
    report_unknown_headers(draft, found)
    return tuple(found)


#: Headers that a client sends by itself, or that authenticate.
OWN_HEADERS = frozenset(
    {"accept", "authorization", "connection", "content-length", "content-type", "cookie", "host", "user-agent"}
)


def report_unknown_headers(draft: Draft, parameters: Sequence[Parameter]) -> None:
    """A header that only samples show is reported, once; keys of access are headers of the authentication."""
    known = {p.name.lower() for p in parameters if p.location == "header"} | OWN_HEADERS
    for curl, line, _ in draft.curls:
        for name, _ in curl.headers:
            if name.lower() not in known and not schemes_in(name.replace("-", " ")):
                known.add(name.lower())
                draft.report("I104", line, name=name)


def report_unknown_queries(draft: Draft, parameters: Sequence[Parameter]) -> None:
    """A query parameter that only the address in a sample shows is reported, once, and a required one that it leaves out."""
    known = {p.name for p in parameters}
    needed = [p.name for p in parameters if p.location == "query" and p.required]
    for curl, line, header in draft.curls:
        shown = [name for name, _ in queries_of(curl)]
        for name in shown if not header else ():
            if name not in known:
                known.add(name)
                draft.report("W039", line, name=name)
        for name in needed if not header and curl.body is None else ():
            if name not in shown:
                draft.report("W033", line, name=name)


def as_parameter(draft: Draft, row: Row) -> Parameter:
    """A row of a parameter section as a parameter."""
    plain = infer_formats(draft, (as_field(draft, row.row),), ())[0]
    return Parameter.model_validate({**{key: getattr(plain, key) for key in Field.model_fields}, "in": row.place})


def request_of(draft: Draft, bodies: Sequence[BodySample]) -> Request | None:
    """The body of the request: its rows, completed by the samples that show it."""
    rows = [row for row in draft.rows if row.place == "body"]
    if not rows and not bodies:
        return None
    fields = as_fields(draft, [row.row for row in rows])
    if not rows and not draft.lossy and any(body.node.members for body in bodies):
        draft.report("W105", bodies[0].node.line)
    for body in bodies:
        sample = Sample(
            node=body.node,
            rule="skeleton" if body.skeleton else "curl",
            page=draft.page.path,
            placeholders=body.skeleton,
            texts=body.form,
        )
        fields = add_sample(draft, fields, sample, where="request")
        if rows:
            compare_required(draft, fields, body.node)
    best = next((body for body in bodies if not body.skeleton), bodies[0] if bodies else None)
    shown = best.node if best else None
    fields = infer_formats(draft, fields, [body.node for body in bodies if not body.skeleton])
    return Request(
        content_type=sent_as(draft, fields, *content_types(draft)),
        fields=fields,
        example=example_of(best, fields) if best else None,
        origin=draft.origin(shown.line, "curl") if shown else None,
    )


def example_of(body: BodySample, fields: Sequence[Field]) -> JsonValue:
    """What a sample sends; the texts of a form as values of the documented types, where they are such."""
    plain = body.node.plain()
    if not body.form or not isinstance(plain, dict):
        return plain
    kinds = {one.name: one.type for one in fields}
    return {name: value_of(value, kinds.get(name, "string")) for name, value in plain.items()}


def value_of(text: JsonValue, kind: str) -> JsonValue:
    """A text as a value of a type; as it is where it is none."""
    try:
        return DEFAULT_READERS[kind](text) if kind in DEFAULT_READERS and isinstance(text, str) else text
    except (ValueError, KeyError):
        return text


def compare_required(draft: Draft, fields: Sequence[Field], shown: Node) -> None:
    """A required field that a sample of the body leaves out is reported."""
    node = object_in(shown)
    present = {key for key, _, _ in node.members or ()} if node else set()
    for stated in fields:
        if node and stated.required and stated.name not in present:
            draft.report("W033", node.line, name=stated.name)
