"""The pages of endpoints that read: an entity in, its pages of the kinds search, get, batch and commands out."""

from tests.docs_site import parts, samples
from tests.docs_site.entities import Entity
from tests.docs_site.page import Block, Bullets, Heading, Page, Paragraph, Row
from tests.docs_site.wire import Field, filter_fields, range_fields, record_fields

BATCH_QUERY, BATCH_IDS = "?id=[{id1},{id2},{id3}]", (87654321, 87654322, 87654323)

LIST_ENVELOPE: tuple[tuple[str, str, str], ...] = (
    ("CurrentPage", "integer", "Which page this is."),
    ("CurrentPageSize", "integer", "How many records a page has."),
    ("CurrentOrderField", "string", "The field by which records are sorted."),
    ("CurrentSortDirection", "integer", "The direction in which they are sorted."),
    ("FirstItem", "integer", "Place of the first record of this page."),
    ("LastItem", "integer", "Place of the last record of this page."),
    ("TotalItems", "integer", "How many records there are."),
    ("TotalPages", "integer", "How many pages there are."),
    ("HasNextPage", "boolean", "Whether another page follows."),
    ("HasPreviousPage", "boolean", "Whether a page stands before this one."),
)
COMMAND_ROWS: tuple[tuple[str, str, str], ...] = (
    ("Key", "string", "What is sent to run the command."),
    ("Name", "string", "What people call the command."),
    ("AppliesOnlyToMultipleEntities", "boolean", "Whether it wants several records."),
    ("AppliesOnlyToOneEntity", "boolean", "Whether it wants exactly one record."),
    ("NeedsEntitiesToRun", "boolean", "Whether it wants any records at all."),
    ("Order", "integer", "Place in the menu."),
    ("RequiresParameters", "object[]", "What the command wants to know."),
)
#: What the sample of commands shows, and its rows do not.
UNTOLD_OF_COMMANDS = {
    "DisplayInDropdown": True,
    "DisplayInDropdownV2": True,
    "AppliesOnlyToTwoEntities": False,
    "DisplayInGrid": False,
    "Icon": None,
}
PAGING = (
    Row(place="query", name="page", type="integer", default="1", description="Which page of the list, from 1."),
    Row(place="query", name="size", type="integer", default="25", description="How many records a page has."),
    Row(place="query", name="orderBy", type="string", description="The field to sort by."),
    Row(place="query", name="dir", type="integer", description="1 for ascending, -1 for descending."),
)


def search(entity: Entity) -> Page:
    """The page of a list."""
    filters, ranges = filter_fields(entity), range_fields(entity)
    return Page(
        address=f"/rest-api/{entity.group}/get-{entity.collection}",
        kind="search",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Search {entity.plural}",
        summary=f"Finds {entity.nouns}.",
        method="GET",
        path=entity.path,
        head=parts.head("GET", parts.ORIGIN + entity.path),
        skeleton={"Records": [{}], **{name: samples.PLACEHOLDERS[kind] for name, kind, _ in LIST_ENVELOPE}},
        blocks=(
            Paragraph(text=f"Lists {entity.nouns}, a page at a time."),
            Bullets(items=("Several filters have to fit all at once.", "Both ends of a range belong to it.")),
            *parts.authentication(f"{entity.name}-List"),
            *parts.enum_section(filters),
            Heading(text="Query Parameters"),
            Heading(text="Pagination & Sorting", level=3),
            *PAGING,
            *section("Filters", filters),
            *section("Range Filters", ranges),
            *search_samples(entity, filters, ranges),
            Heading(text="Response"),
            Heading(text="200", level=3),
            *list_answer(entity),
        ),
    )


def section(title: str, fields: list[Field]) -> tuple[Block, ...]:
    """Parameters below a heading of their own."""
    return (Heading(text=title, level=3), *parts.rows(fields, "query")) if fields else ()


def search_samples(entity: Entity, filters: list[Field], ranges: list[Field]) -> tuple[Block, ...]:
    """Three commands: a list, a filter, a range."""
    url = parts.ORIGIN + entity.path
    texts = [one for one in filters if one.kind == "string"]
    order = texts[0].name.partition("_")[2] if texts else "CreatedOn"
    chosen = texts[0] if texts else filters[0]
    shown = "example-value" if texts else "1"
    low, high = ranges[-2:]
    queries = (
        ("Simple listing", f"page=1&size=15&orderBy={order}&dir=1"),
        (f"Filtering by {chosen.name.partition('_')[2]}", f"{chosen.name}={shown}"),
        ("Range filters", f"{low.name}=2025-01-01T00:00&{high.name}=2025-12-31T23:59"),
    )
    blocks: list[Block] = [Heading(text="Code Examples")]
    for title, query in queries:
        sample = parts.code_examples("GET", f"{url}?{query}")[1]
        blocks += [Heading(text=title, level=3), sample]
    return tuple(blocks)


def list_answer(entity: Entity) -> tuple[Block, ...]:
    """The envelope of a list, and a sample of it."""
    return *list_rows(entity), parts.example(list_sample(entity))


def list_rows(entity: Entity) -> tuple[Row, ...]:
    """The rows of the envelope."""
    words = f"The {entity.nouns} of this page, without their lists."
    envelope = (Row(place="response", name=name, type=kind, description=text) for name, kind, text in LIST_ENVELOPE)
    return Row(place="response", name="Records", type="object[]", description=words), *envelope


def list_sample(entity: Entity) -> dict[str, object]:
    """A list with one record in it."""
    return {
        "Records": [samples.record(short_record(entity))],
        "CurrentPage": 1,
        "CurrentPageSize": 25,
        "CurrentOrderField": "CreatedOn",
        "CurrentSortDirection": 1,
        "FirstItem": 1,
        "LastItem": 1,
        "TotalItems": 1,
        "TotalPages": 1,
        "HasNextPage": False,
        "HasPreviousPage": False,
    }


def short_record(entity: Entity) -> list[Field]:
    """The fields of a record in a list: all but its own lists."""
    return [one for one in record_fields(entity) if one.kind != "ids"]


def get(entity: Entity) -> Page:
    """The page of one record."""
    fields = record_fields(entity)
    path = f"{entity.path}/{{id}}"
    return Page(
        address=f"/rest-api/{entity.group}/get-{entity.collection}-by-id",
        kind="get",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Get one {entity.name}",
        summary=f"Reads one {entity.noun}.",
        method="GET",
        path=path,
        head=parts.head("GET", parts.ORIGIN + path),
        skeleton={one.name: samples.PLACEHOLDERS[one.type] for one in fields},
        blocks=(
            Paragraph(text=f"Reads one {entity.noun} with all that belongs to it."),
            *parts.authentication(f"{entity.name}-Read"),
            Heading(text="Path Parameters"),
            parts.id_row(entity),
            *parts.code_examples("GET", f"{parts.ORIGIN}{entity.path}/{samples.SAMPLE_ID}"),
            Heading(text="Response"),
            Heading(text="200", level=3),
            *parts.rows(fields, "response", plain=True),
            parts.example(samples.record(fields)),
        ),
    )


def batch(entity: Entity) -> Page:
    """The page of several records by their ids."""
    path = f"{entity.path}/{BATCH_QUERY}"
    escaped = "?id=%5B{id1}%2C{id2}%2C{id3}%5D"
    ids = ",".join(map(str, BATCH_IDS))
    fields = short_record(entity)
    return Page(
        address=f"/rest-api/{entity.group}/get-{entity.collection}-batch",
        kind="batch",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Get several {entity.plural}",
        summary=f"Reads several {entity.nouns}.",
        method="GET",
        path=path,
        head=parts.head("GET", f"{parts.ORIGIN}{entity.path}/{escaped}"),
        blocks=(
            Paragraph(text=f"Reads several {entity.nouns} at once, without their lists."),
            *parts.authentication(f"{entity.name}-Read"),
            Heading(text="Query Parameters"),
            ids_row(entity),
            *parts.code_examples("GET", f"{parts.ORIGIN}{entity.path}/?id=[{ids}]"),
            Heading(text="Response"),
            Heading(text="200", level=3),
            Paragraph(text=f"An array of {entity.nouns}."),
            parts.example([samples.record(fields, number) for number in BATCH_IDS[:2]]),
        ),
    )


def ids_row(entity: Entity) -> Row:
    """The ids that are asked for."""
    words = f"The numbers of the {entity.nouns}."
    return Row(place="query", name="id", type="integer[]", required=True, description=words)


def commands(entity: Entity) -> Page:
    """The page of what can be done with records."""
    path = f"{entity.path}/commands"
    shown: dict[str, object] = {
        "Key": f"{entity.name.upper()}_ARCHIVE",
        "Name": "Archive",
        "AppliesOnlyToMultipleEntities": False,
        "AppliesOnlyToOneEntity": False,
        "NeedsEntitiesToRun": True,
        "Order": 1,
        "RequiresParameters": [],
        **UNTOLD_OF_COMMANDS,
    }
    return Page(
        address=f"/rest-api/{entity.group}/get-{entity.collection}-commands",
        kind="commands",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"List commands for {entity.plural}",
        summary=f"What can be done with {entity.nouns}.",
        method="GET",
        path=path,
        head=parts.head("GET", parts.ORIGIN + path),
        skeleton={name: samples.PLACEHOLDERS[kind] for name, kind, _ in COMMAND_ROWS},
        blocks=(
            Paragraph(text=f"Lists the commands that can be run on {entity.nouns}."),
            *parts.authentication(f"{entity.name}-List"),
            Heading(text="Query Parameters"),
            command_id_row(entity),
            *parts.code_examples("GET", f"{parts.ORIGIN}{path}?id={samples.SAMPLE_ID}"),
            Heading(text="Response"),
            Heading(text="200", level=3),
            Paragraph(text="An array of commands."),
            *command_rows(),
            parts.example([shown]),
        ),
    )


def command_id_row(entity: Entity) -> Row:
    """The id of the record whose commands are asked for."""
    words = f"The number of {entity.one}: only commands for it are listed."
    return Row(place="query", name="id", type="integer", description=words)


def command_rows() -> tuple[Row, ...]:
    """What is told of a command."""
    return tuple(Row(place="response", name=name, type=kind, description=text) for name, kind, text in COMMAND_ROWS)
