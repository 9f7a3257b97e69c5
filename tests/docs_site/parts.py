"""Parts that pages of several kinds have in common: facts in, blocks out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.docs_site import samples
from tests.docs_site.entities import Entity, enums
from tests.docs_site.page import Block, Callout, EnumTable, Head, Heading, Page, Row, Sample
from tests.docs_site.wire import Field

ORIGIN = "https://rails.example.com"
AUTHORIZATION = ("Authorization", "Basic <encoded-value>")
JSON_BODY = ("Content-Type", "application/json")
TOKEN_LINE = '-H "Authorization: Bearer YOUR_TOKEN"'

ERROR_ROW = (
    Row(place="response", name="AttemptedValue", type="any"),
    Row(place="response", name="Message", type="string"),
    Row(place="response", name="PropertyName", type="string"),
)
ERROR_SKELETON = [{"AttemptedValue": "<any>", "Message": "<string>", "PropertyName": "<string>"}]
WRITE_SKELETON = {
    "Status": 123,
    "Message": "<string>",
    "Value": "<any>",
    "WasSuccessful": True,
    "Errors": ERROR_SKELETON,
}
#: What the sample of an answer to a write shows, and its rows do not.
UNTOLD_OF_WRITES = ("OpenInDialog", "OpenInWindow", "RedirectURL", "JavaScript", "UpdatedOn", "UpdatedBy")


def authentication(role: str) -> tuple[Block, ...]:
    """The section about authentication, which names a role."""
    words = (
        "Calls are made with OAuth2. Send a bearer token in the Authorization header. "
        f"The user is an administrator without limits or has the **`{role}`** role."
    )
    return Heading(text="Authentication"), Callout(kind="Note", text=words)


def enum_section(fields: Iterable[Field]) -> tuple[Block, ...]:
    """The tables of all enums that fields refer to, in the order in which they do."""
    first: dict[str, Field] = {}
    for one in fields:
        if one.enum:
            first.setdefault(one.enum, one)
    if not first:
        return ()
    tables = (EnumTable(title=title_of(one), values=enums()[name].values) for name, one in first.items())
    return Heading(text="Enums"), *tables


def title_of(one: Field) -> str:
    """The title of a table: the enum, and its property where that has another name or must be set."""
    prop = one.of.name if one.of else one.name
    if one.required or prop != str(one.enum).removeprefix("e"):
        return f"{one.enum} — {prop} values"
    return str(one.enum)


def rows(fields: Iterable[Field], place: str, *, plain: bool = False) -> tuple[Row, ...]:
    """Fields as rows; `plain` ones say nothing of what must be sent."""
    return tuple(
        Row(
            place=place,
            name=one.name,
            type=one.type,
            required=one.required and not plain,
            default=None if plain else one.default,
            description=one.description,
        )
        for one in fields
    )


def id_row(entity: Entity, place: str = "path") -> Row:
    """The row of an id in the path."""
    words = f"The number of the {entity.noun}."
    return Row(place=place, name="id", type="integer", required=True, description=words)


def call(method: str, url: str, body: Any = None) -> str:
    """A command line that calls an address; what it sends has four blanks of indentation."""
    if method == "GET":
        return f'curl "{url}" \\\n  {TOKEN_LINE}'
    lines = [f"curl -X {method} \\", f'  "{url}" \\', f"  {TOKEN_LINE}"]
    if body is None:
        return "\n".join(lines)
    sent = samples.text(body, 4) if body else "{}"
    return "\n".join([*lines[:2], f"{lines[2]} \\", '  -H "Content-Type: application/json" \\', f"  -d '{sent}'"])


def code_examples(method: str, url: str, body: Any = None) -> tuple[Block, ...]:
    """The section with one command."""
    sample = Sample(language="curl", text=call(method, url, body), label="cURL", grouped=True)
    return Heading(text="Code Examples"), sample


def example(data: Any) -> Sample:
    """The sample of an answer."""
    return Sample(language="json", text=samples.text(data), label="Example Response")


def head(method: str, url: str, body: Any = None) -> Head:
    """The command above a page."""
    headers = (AUTHORIZATION, JSON_BODY) if method in ("POST", "PUT") or body is not None else (AUTHORIZATION,)
    return Head(url=url, headers=headers, body=body)


def written(message: str) -> dict[str, Any]:
    """The sample of a successful answer to a write."""
    return {
        "Status": 200,
        "Message": message,
        "Value": {"Id": samples.SAMPLE_ID},
        "OpenInDialog": False,
        "OpenInWindow": False,
        "RedirectURL": None,
        "JavaScript": None,
        "UpdatedOn": samples.MOMENT,
        "UpdatedBy": "clerk@rails.example",
        "Errors": None,
        "WasSuccessful": True,
    }


def success(message: str, done: str) -> tuple[Block, ...]:
    """The answer 200 of a write."""
    return (
        Heading(text="200", level=3),
        Row(place="response", name="Status", type="integer", description="The status of the answer once more."),
        Row(place="response", name="Message", type="string", description="What was done, in a sentence."),
        Row(place="response", name="Value", type="object", description=f"Holds the Id of the record that was {done}."),
        Row(place="response", name="WasSuccessful", type="boolean", description="true where all went well."),
        Row(place="response", name="Errors", type="array", description="null on success.", children=ERROR_ROW),
        example(written(message)),
    )


def failure(name: str) -> tuple[Block, ...]:
    """The answer 400 of a write, whose sample complains of a field."""
    words = "has to be filled in"
    data = {
        "Message": f"{name}: {words}",
        "Value": None,
        "Errors": [{"AttemptedValue": None, "Message": words, "PropertyName": name}],
        "WasSuccessful": False,
    }
    return (
        Heading(text="400", level=3),
        Row(place="response", name="Message", type="string", description="The first thing that was wrong."),
        Row(place="response", name="Value", type="any", description="null on failure."),
        Row(
            place="response",
            name="Errors",
            type="object[]",
            description="All things that were wrong, one by one.",
            children=ERROR_ROW,
        ),
        Row(place="response", name="WasSuccessful", type="boolean", description="false where anything was wrong."),
        example(data),
    )


def finish(entity: Entity, page: Page) -> Page:
    """A page as its make has it: the older one has no command above the text."""
    return replace(page, older=True, head=None) if entity.older else page
