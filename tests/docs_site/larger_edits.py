"""The larger ones of the planted irregularities: a page, or a written page, in and another out."""

from dataclasses import replace

from tests.docs_site import edits, markdown_form, parts, samples, text_form
from tests.docs_site.entities import entities, enums
from tests.docs_site.page import Block, EnumTable, Heading, Page, Paragraph, Row, Sample
from tests.docs_site.reading_pages import short_record
from tests.docs_site.wire import body_fields, titled

SPLIT = "Send the Id of"


def described(one: str) -> str:
    """The description of an update."""
    return f"Changes {one}. {SPLIT} the record and all required fields, even those that stay."


def banner_inside(text: str, form: str) -> str:
    """A written page with the banner of the site in the middle of a sentence, and nowhere else."""
    if form == "html":
        title, *lines = text_form.BANNER
        words = "\n".join(f'<span data-as="p">{line}</span>' for line in lines)
        banner = f'<h2 id="documentation-index"><span>{title}</span></h2>\n{words}'
        return text.replace(f"{SPLIT} ", f'{SPLIT}</span>\n{banner}\n<span data-as="p">', 1)
    banner = "\n\n".join(text_form.BANNER) if form == "text" else markdown_form.BANNER
    text = text.removeprefix(markdown_form.BANNER).lstrip("\n")
    return text.replace(f"{SPLIT} ", f"{SPLIT}\n\n{banner}\n\n", 1)


def banner_below(text: str, form: str) -> str:
    """A text with the banner of the site between the skeleton and the description."""
    banner = "\n\n".join(text_form.BANNER)
    return text.replace("\n}\nLists ", f"\n}}\n{banner}\n\nLists ", 1) if form == "text" else text


def older_generation(page: Page) -> Page:
    """The capture of a page before it was rewritten: no command, placeholders for words, no tables, enums never required."""

    def change(one: Row) -> Row:
        if one.place != "body":
            return one
        refers = "enum above" in str(one.description)
        words = titled(one.name) + (f" See {str(one.description).split('See ')[1]}" if refers else "")
        return replace(one, description=words, required=one.required and not refers)

    older = edits.without_enums(edits.each_row(page, change))
    rows = [block for block in older.blocks if isinstance(block, Row) and block.place == "body"]
    required = [one for one in rows if one.required]
    optional = [one for one in rows if not one.required]
    first = next(number for number, block in enumerate(older.blocks) if edits.is_heading(block, "Required Fields"))
    last = next(number for number, block in enumerate(older.blocks) if edits.is_heading(block, "Code Examples"))
    middle: tuple[Block, ...] = (older.blocks[first], *required, Heading(text="Optional Fields", level=3), *optional)
    blocks = (*older.blocks[:first], *middle, *older.blocks[last:])
    return replace(older, older=True, head=None, blocks=blocks)


def nothing_required(page: Page) -> Page:
    """A page on which nothing must be sent: the heading of required fields stands alone, and the samples send nothing."""
    free = edits.each_row(page, lambda one: replace(one, required=False), "body")
    blocks: list[Block] = [block for block in free.blocks if not edits.is_heading(block, "Optional Fields")]
    at = next(number for number, block in enumerate(blocks) if edits.is_heading(block, "Required Fields"))
    blocks.insert(at + 1, Heading(text="Optional Fields", level=3))
    sample = Sample(language="curl", text=parts.call("POST", parts.ORIGIN + page.path, {}), label="cURL", grouped=True)
    changed = tuple(sample if isinstance(block, Sample) and block.grouped else block for block in blocks)
    return replace(page, blocks=changed, head=parts.head("POST", parts.ORIGIN + page.path, {}))


def states_for_approvals(table: EnumTable) -> EnumTable:
    """The table of approvals with the values of another one."""
    return replace(table, values=enums()["ePathState"].values) if "eApproval" in str(table.title) else table


def names_in_a_row(page: Page) -> Page:
    """An answer that lists its fields in a sentence."""
    names = ", ".join(one.name for one in short_record(entities()[str(page.entity)]))
    words = Paragraph(text=f"Each record has these fields: {names}.")
    at = next(number for number, block in enumerate(page.blocks) if edits.is_heading(block, "200")) + 2
    return replace(page, blocks=(*page.blocks[:at], words, *page.blocks[at:]))


def no_children(page: Page) -> Page:
    """A page whose sample sends no children."""
    entity = entities()[str(page.entity)]
    sent = {one.name: samples.zero(one) for one in body_fields(entity, update=False) if one.required}
    text = parts.call(page.method, parts.ORIGIN + page.path, {**sent, "Id": samples.SAMPLE_ID})
    return edits.each(
        page, lambda block: replace(block, text=text) if isinstance(block, Sample) and block.grouped else block
    )


def migrated(page: Page) -> Page:
    """A page in the manner of another program: the title again, loose types, the command at the end, no role."""
    title = f"🛟 {page.title}"
    body = (
        Row(place="body", name="Key", type="string", required=True, description="Example: CHECK_FLOAT"),
        Row(place="body", name="Ids", type="array", required=True, description="Sensors to check . ."),
        Row(place="body", name="Parameters", type="array", required=True, description="What the command asks for"),
        Row(place="body", name="Value", type="object"),
        Row(place="body", name="run_on", type="string (date)", description="Day to run it on. ."),
        Row(place="body", name="tries", type="integer (int32)", description="Example: 3"),
        Row(place="body", name="remark", type="any"),
    )
    answer = (
        Row(place="response", name="Status", type="integer (int32)", description="Example: 200"),
        Row(place="response", name="Value", type="object"),
        Row(place="response", name="Errors", type="any"),
        Row(place="response", name="WasSuccessful", type="boolean", description="Example: true"),
        Row(place="response", name="checked_at", type="string (date-time)", description="Sensors to check . ."),
    )
    return replace(
        page,
        title=title,
        head=parts.head("POST", parts.ORIGIN + page.path, {"Key": "<string>", "Ids": [], "Parameters": []}),
        skeleton={"Status": 123, "Value": {}, "Errors": "<any>", "WasSuccessful": True, "checked_at": "<string>"},
        blocks=(
            Heading(text=f"🛟{page.title}"),
            Paragraph(text="Makes sensors do something. . The commands differ from river to river."),
            Heading(text="Request Body"),
            *body,
            Heading(text="Response"),
            *answer,
            Sample(language="json", text=MIGRATED_SAMPLE, label="Example Response"),
            Heading(text="Example Request"),
            Sample(language="curl", text=parts.call("POST", parts.ORIGIN + page.path, {}), label="cURL"),
        ),
    )


MIGRATED_SAMPLE = """{
\t"Status": 200,
\t"Value": {
\t\t"Html": "<p class=done>All <b>checked</b> & dry</p>",
\t\t"count": 4
\t},
\t"Errors": null,
\t"WasSuccessful": true,
\t"checked_at": "2024-04-02T07:15:00Z"
}"""
