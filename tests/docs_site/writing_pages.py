"""The pages of endpoints that write: an entity in, its pages of the kinds create, update, delete and run_command out."""

from typing import Any

from tests.docs_site import parts, samples
from tests.docs_site.entities import Entity
from tests.docs_site.page import Block, Callout, Heading, Page, Paragraph, Row
from tests.docs_site.wire import Field, body_fields, child_fields


def create(entity: Entity) -> Page:
    """The page by which a record is made."""
    fields = body_fields(entity, update=False)
    return Page(
        address=f"/rest-api/{entity.group}/post-{entity.collection}",
        kind="create",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Create {entity.name}",
        summary=f"Makes a new {entity.noun}.",
        method="POST",
        path=entity.path,
        head=parts.head("POST", parts.ORIGIN + entity.path, placeholders(fields)),
        skeleton=parts.WRITE_SKELETON,
        blocks=(
            Paragraph(text=f"Makes a new {entity.noun} of what is sent."),
            *parts.authentication(f"{entity.name}-Create"),
            *parts.enum_section(in_page_order(fields)),
            *body(entity, fields),
            *parts.code_examples("POST", parts.ORIGIN + entity.path, sample_body(entity, fields)),
            Heading(text="Response"),
            *parts.success(f"{entity.name} was made.", "made"),
            *parts.failure(complained_of(fields)),
        ),
    )


def update(entity: Entity) -> Page:
    """The page by which a record is changed."""
    fields = body_fields(entity, update=True)
    words = f"Changes {entity.one}. Send the Id of the record and all required fields, even those that stay."
    return Page(
        address=f"/rest-api/{entity.group}/put-{entity.collection}",
        kind="update",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Update {entity.name}",
        summary=f"Changes {entity.one} that exists.",
        method="PUT",
        path=entity.path,
        head=parts.head("PUT", parts.ORIGIN + entity.path, placeholders(fields)),
        skeleton=parts.WRITE_SKELETON,
        blocks=(
            Paragraph(text=words),
            *parts.authentication(f"{entity.name}-Edit"),
            *parts.enum_section(in_page_order(fields)),
            *body(entity, fields),
            *parts.code_examples("PUT", parts.ORIGIN + entity.path, sample_body(entity, fields)),
            Heading(text="Response"),
            *parts.success(f"{entity.name} was changed.", "changed"),
            *parts.failure(complained_of(fields)),
        ),
    )


def body(entity: Entity, fields: list[Field]) -> tuple[Block, ...]:
    """The fields that are sent: the required ones, the others, the children."""
    required = [one for one in fields if one.required]
    optional = [one for one in fields if not one.required]
    children = child_fields(entity)
    blocks: list[Block] = [Heading(text="Request Body"), Heading(text="Required Fields", level=3)]
    blocks += parts.rows(required, "body")
    if optional:
        blocks += [Heading(text="Optional Fields", level=3), *parts.rows(optional, "body")]
    if children:
        blocks += [Heading(text="Children", level=3), *parts.rows(children, "body")]
    return tuple(blocks)


def in_page_order(fields: list[Field]) -> list[Field]:
    """Fields as a page lists them: the required ones first."""
    return sorted(fields, key=lambda one: not one.required)


def placeholders(fields: list[Field]) -> dict[str, Any]:
    """What the command above the page sends: the required fields alone."""
    return {one.name: samples.placeholder(one) for one in fields if one.required}


def sample_body(entity: Entity, fields: list[Field]) -> dict[str, Any]:
    """What the sample sends: the required fields, the id behind them, the children last."""
    sent = {one.name: samples.zero(one) for one in fields if one.required and one.name != "Id"}
    if fields[0].name == "Id":
        sent["Id"] = samples.SAMPLE_ID
    return {**sent, **{one.name: [samples.child(entity, one)] for one in child_fields(entity)}}


def complained_of(fields: list[Field]) -> str:
    """The field that the sample of a failure complains of: the first required text, else the first that is required."""
    required = [one for one in fields if one.required and one.name != "Id"]
    texts = [one for one in required if one.kind == "string"]
    return [*texts, *required][0].name


def delete(entity: Entity) -> Page:
    """The page by which a record is thrown away."""
    path = f"{entity.path}/{{id}}"
    return Page(
        address=f"/rest-api/{entity.group}/delete-{entity.collection}-by-id",
        kind="delete",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Delete {entity.name}",
        summary=f"Throws {entity.one} away.",
        method="DELETE",
        path=path,
        head=parts.head("DELETE", parts.ORIGIN + path),
        skeleton=parts.WRITE_SKELETON,
        blocks=(
            Paragraph(text=f"Throws {entity.one} away."),
            Callout(kind="Warning", text="What was thrown away does not come back."),
            *parts.authentication(f"{entity.name}-Delete"),
            Heading(text="Path Parameters"),
            parts.id_row(entity),
            *parts.code_examples("DELETE", f"{parts.ORIGIN}{entity.path}/{samples.SAMPLE_ID}"),
            Heading(text="Response"),
            *parts.success(f"{entity.name} was thrown away.", "thrown away"),
        ),
    )


def run_command(entity: Entity) -> Page:
    """The page by which something is done with records."""
    path = f"{entity.path}/runcommand"
    key = f"{entity.name.upper()}_ARCHIVE"
    sent = {"Key": key, "Ids": [1, 2], "Parameters": [{"Name": "reason", "Value": "worn out"}]}
    return Page(
        address=f"/rest-api/{entity.group}/post-{entity.collection}-run-command",
        kind="run_command",
        entity=entity.name,
        eyebrow=entity.plural,
        title=f"Run command for {entity.plural}",
        summary=f"Does something with {entity.nouns}.",
        method="POST",
        path=path,
        head=parts.head("POST", parts.ORIGIN + path, {"Key": "<string>", "Ids": [123]}),
        skeleton=parts.WRITE_SKELETON,
        blocks=(
            Paragraph(text=f"Runs a command on {entity.nouns}. Ask for the list of commands first."),
            *parts.authentication(f"{entity.name}-Update"),
            Heading(text="Request Body"),
            *command_rows(entity),
            *parts.code_examples("POST", parts.ORIGIN + path, sent),
            Heading(text="Response"),
            *parts.success("The command was run.", "worked on"),
            *parts.failure("Key"),
        ),
    )


def command_rows(entity: Entity) -> tuple[Row, ...]:
    """What a command wants to be sent."""
    return (
        Row(place="body", name="Key", type="string", required=True, description="Which command to run."),
        Row(
            place="body",
            name="Ids",
            type="integer[]",
            required=True,
            description=f"The numbers of the {entity.nouns} to run it on.",
        ),
        Row(place="body", name="Parameters", type="object[]", description="What the command wants to know."),
    )
