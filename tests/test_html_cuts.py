"""Rendered pages that are cut, reshaped or written badly: nothing raises, nothing is lost silently, and a cut page says that it is cut."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from generator.blocks import Block, Code, FieldRow, Furniture, Heading, Prose, Table
from generator.pages import load
from generator.readers import heads, html
from generator.reading import Reading, read_page
from tests import captures

PAGES = sorted((captures.REPOSITORY / "tests/cases/html").glob("*/page.html"))
WORD = re.compile(r"\w+")


def by_case(path: Path) -> str:
    """How pytest calls a page."""
    return path.parent.name


def read(data: bytes | str) -> Reading:
    """Read a page and check that each of its lines is taken or left with a finding."""
    reading = read_page("page.html", data if isinstance(data, bytes) else data.encode())
    assert not reading.account.left or any(found.code == "W010" for found in reading.found)
    return reading


def errors(reading: Reading) -> set[tuple[str, str]]:
    """The errors of a page, without their lines."""
    return {(found.code, found.message) for found in reading.found if found.severity == "error"}


def cuts(text: str) -> Iterator[str]:
    """A page cut after each of its lines, and in the middle of every third."""
    at = 0
    for number, line in enumerate(text.rstrip().split("\n")[:-1]):
        if number % 3 == 0:
            yield text[: at + len(line) // 2]
        at += len(line) + 1
        yield text[:at]


@pytest.mark.parametrize("path", PAGES, ids=by_case)
def test_cut_page_is_an_error(path: Path) -> None:
    """A page that is cut after any line, or in the middle of one, has an error that the whole page does not have."""
    text = path.read_text("utf-8")
    known = errors(read(text))
    silent = [len(part) for part in cuts(text) if part.strip() and not errors(read(part)) - known]
    assert silent == []


@pytest.mark.parametrize(
    "end", ["</body", '<div id="par', '<p title="', "<p title=", "words &am", "&#8", "<!-- ", "<!", "</", "<"]
)
def test_cut_inside_markup(end: str) -> None:
    """A page that ends inside a tag, an attribute, an entity or a comment is cut, and says so."""
    found = read(f"<!DOCTYPE html><html><body>\n<main>\n<p>Words.</p>\n{end}").found
    assert "E015" in {one.code for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>x</p></body></html>",
        "<html><body><p>x</p></BODY></HTML >\n\n",
        "<html><body><p>x</p></body></html>\n<!-- saved\nby a program -->",
        "<html><body><p>x</p><!-- a --></body></html><script>x()</script>",
        "<html><script>'<!--'</script><body><p>x</p></body></html>",
        "<div id='content-area'><div>x</div><!-- <div> --><script>'<div>'</script></div>",
    ],
)
def test_whole_page_is_not_cut(text: str) -> None:
    """What stands behind the end of a page, in comments or in scripts, does not make it a cut one."""
    assert "E015" not in {one.code for one in read(text).found}


@pytest.mark.parametrize("opening", ["<!-- ", "<script>", "<style>", "<textarea>", "<title>", "<iframe>"])
def test_what_swallows_the_page(opening: str) -> None:
    """A comment or a script that is never closed hides what follows it; the page says where."""
    found = read(f"<!DOCTYPE html><html><body>\n<p>Words.</p>\n{opening} x\n<p>Hidden.</p>\n</body></html>\n").found
    assert [one.line for one in found if one.code == "E015"] == [3]


@pytest.mark.parametrize(
    "opening", ["<svg>", "<select>", "<nav>", "<footer>", '<div class="feedback-toolbar">', '<h2 id="x">']
)
def test_unclosed_element_does_not_swallow_fields(opening: str) -> None:
    """Fields behind a picture, a choice, a part of the site or a heading whose end tag is missing are read."""
    row = '<div><div class="param-head"><div data-component-part="field-name">Watts</div></div></div>'
    page, _ = load(
        "page.html",
        f"<html><body>\n<main>{opening} x {row}<table><tr><td>y</td></tr></table></main></body></html>".encode(),
    )
    assert page is not None
    assert [block.name for block in html.read(page).blocks if isinstance(block, FieldRow)] == ["Watts"]


# The same page, written otherwise


def stated(reading: Reading) -> object:
    """What a page says of its endpoint, without the lines where it says so."""
    assert reading.endpoint is not None
    return without_lines(reading.endpoint.model_dump(exclude={"source"}))


def without_lines(value: object) -> object:
    """A value without the lines of its origins."""
    if isinstance(value, dict):
        return {
            key: without_lines(inner)
            for key, inner in value.items()
            if key not in ("line", "origin", "source", "sources")
        }
    return [without_lines(inner) for inner in value] if isinstance(value, list | tuple) else value


def outside_samples(text: str, change: tuple[str, str]) -> str:
    """A page in which a pattern is replaced, but for its samples."""
    parts = re.split(r"(?s)(<pre.*?</pre>)", text)
    return "".join(part if part.startswith("<pre") else re.sub(*change, part) for part in parts)


def one_line(text: str) -> str:
    """A page without the line ends of its markup, as minified pages are."""
    return outside_samples(text, (r">\s*\n\s*<", "><")).replace("\n", "&#10;")


def upper_case(text: str) -> str:
    """A page whose tags are in upper case."""
    return re.sub(r"</?[a-z][a-z0-9]*", lambda tag: tag[0].upper(), text)


def fragment(text: str) -> str:
    """The content container of a page alone."""
    return text[text.index('<div id="content-area">') : text.index("</body>")]


WAYS: dict[str, Callable[[str], str]] = {
    "one line": one_line,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "upper case": upper_case,
    "no end of paragraphs": lambda text: text.replace("</p>", ""),
    "fragment": fragment,
    "saved by a browser": lambda text: text.replace(
        "<body>",
        "<!-- saved from url=(0030)https://lamps.test/ --><style>p { color: red }</style><body><script>if (a < b) {}</script>",
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", PAGES, ids=by_case)
def test_page_written_otherwise_says_the_same(path: Path, way: str) -> None:
    """A page in one line, with other line ends, tags in upper case, paragraphs without an end or without its frame says the same."""
    text = path.read_text("utf-8")
    changed = WAYS[way](text)
    assert changed != text or way == "no end of paragraphs"
    assert stated(read(changed)) == stated(read(text))


# Every word


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """All words of blocks."""
    for block in blocks:
        yield from filter(
            None,
            (
                getattr(block, name, None)
                for name in (
                    "text",
                    "title",
                    "name",
                    "type_text",
                    "default",
                    "description",
                    "location",
                    "method",
                    "path",
                )
            ),
        )
        if isinstance(block, Table):
            yield from (cell for cells in (block.header, *(row.cells for row in block.rows)) for cell in cells)
        if isinstance(block, FieldRow):
            yield from (
                name
                for name, given in (
                    ("required", block.required),
                    ("deprecated", block.deprecated),
                    ("default", block.default is not None),
                )
                if given
            )
            yield from said(block.children)


TAG = re.compile(r"<[^>]*>")
#: What opens a list of children, and what names the tab or the language of a sample.
LABELS = re.compile(r"(?s)<summary.*?</summary>|<button.*?</button>")


def lost(text: str) -> Counter[str]:
    """The words of the content of a page that are in no block, and in no furniture that a rule knows.

    The page is read with each tag in a line of its own, so that furniture has its words for itself.
    """
    text = outside_samples(outside_samples(text, (LABELS.pattern, "")), (r"\s*(<[^>]*>)\s*", r"\n\1\n"))
    page, _ = load("page.html", text.encode())
    assert page is not None
    stream = html.read(page)
    known = {
        line
        for block in stream.blocks
        if isinstance(block, Furniture) and block.rule != "markup"
        for line in range(block.line, block.end + 1)
    }
    there = " ".join(unescape(TAG.sub(" ", line)) for number, line in enumerate(page.lines, 1) if number not in known)
    return Counter(WORD.findall(there)) - Counter(
        WORD.findall(" ".join([*said(stream.blocks), stream.title or "", stream.summary or ""]))
    )


@pytest.mark.parametrize("path", PAGES, ids=by_case)
def test_no_word_is_lost(path: Path) -> None:
    """Each word of the content of a page stands in a block, but for those of furniture, which is named."""
    assert lost(path.read_text("utf-8")) == Counter()


HEADS = [
    element
    for path in PAGES
    for element in etree.HTML(path.read_text("utf-8")).iter("div")
    if element.get("id", "").startswith("param-")
]


def test_plain_heads_say_what_all_heads_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way to read a head that holds but its name and pills gives what the long way gives, and nearly all take it."""
    plain = [heads.plain_head(head) for head in HEADS]
    short = [heads.head_of(head) for head in HEADS]
    monkeypatch.setattr(heads, "plain_head", lambda head: None)
    assert short == [heads.head_of(head) for head in HEADS]
    assert len([one for one in plain if one]) > 0.9 * len(HEADS) > 0


def test_words_beside_the_name_of_a_field_are_its_description() -> None:
    """Words in the head of a field that are neither its name nor a pill are kept."""
    head = '<div class="param-head"><b data-component-part="field-name">a</b> <i>odd</i><span>words</span></div>'
    assert lost(f"<html><body><main><div>{head}</div></main></body></html>") == Counter()


def test_a_lost_word_is_seen() -> None:
    """The count of words is not blind: it sees a sample in another language inside a field, which no block keeps."""
    inside = '<div data-component-part="field-content"><pre language="go">lamps</pre></div>'
    text = f"<html><body><main>{field('a')[:-6]}{inside}</div></main></body></html>"
    assert lost(text) == Counter(["lamps"])


# Labels


def field(name: str) -> str:
    """A field."""
    return f'<div><div class="param-head" id="param-{name}"><b data-component-part="field-name">{name}</b></div></div>'


def tabs(*panels: tuple[str, str], boxed: bool = False) -> str:
    """Tabs and what they show, as the newer client writes them."""
    bar = "".join(f'<li role="tab" aria-selected="{n == 0}">{label}</li>' for n, (label, _) in enumerate(panels))
    bar = f'<ul role="tablist" data-component-part="tabs-list">{bar}</ul>'
    shown = "".join(f'<div role="tabpanel">{inner}</div>' for _, inner in panels)
    return f"<div>{f'<div>{bar}</div>' if boxed else bar}{shown}</div>"


def old_tabs(*panels: tuple[str, str]) -> str:
    """The same as the older client writes them, without roles."""
    bar = "".join(f'<li><h2 data-component-part="tab-button">{label}</h2></li>' for label, _ in panels)
    shown = "".join(f'<div data-component-part="tab-content">{inner}</div>' for _, inner in panels)
    return f'<div><ul data-component-part="tabs-list">{bar}</ul>{shown}</div>'


def accordions(*panels: tuple[str, str]) -> str:
    """The same as accordions."""
    summary = '<summary><p data-component-part="accordion-title">{}</p></summary>'
    return "".join(f"<details>{summary.format(label)}<div>{inner}</div></details>" for label, inner in panels)


def buttons(*panels: tuple[str, str]) -> str:
    """The same as accordions of the older client."""
    return "".join(
        f'<div><button aria-expanded="true"><p data-component-part="accordion-title">{label}</p></button><div>{inner}</div></div>'
        for label, inner in panels
    )


def outline(blocks: Iterable[Block]) -> list[str]:
    """Words, names of fields and titles of samples, in order."""
    shown = {Heading: "# {0.text}", Prose: "{0.text}", FieldRow: "field {0.name}", Code: "sample {0.title}"}
    return [shown[type(block)].format(block) for block in blocks if type(block) in shown]


def read_blocks(body: str) -> tuple[list[str], list[str]]:
    """The outline of a page and the codes of the findings of its reader."""
    page, _ = load("page.html", f"<html><body><main>{body}</main></body></html>".encode())
    assert page is not None
    stream = html.read(page)
    return outline(stream.blocks), [found.code for found in stream.diagnostics]


@pytest.mark.parametrize("group", [tabs, old_tabs, accordions, buttons])
def test_labels_around_fields(group: Callable[..., str]) -> None:
    """A status around fields opens an answer, other labels around fields and words stand above them, those of samples are their titles."""
    sample = '<pre language="json">{"a": 1}</pre>'
    body = group(
        ("400 Bad Request", field("a")),
        ("By card", f"<p>Words.</p>{field('b')}"),
        ("404", sample),
        ("500", "<p>Why?</p>"),
    )
    found, codes = read_blocks(body)
    assert found == ["# 400", "Bad Request", "field a", "# By card", "Words.", "field b", "sample 404", "# 500", "Why?"]
    assert codes == []


def test_tabs_in_tabs() -> None:
    """Each panel has the label of its own tab, also where tabs hold tabs or the labels stand in a box of their own."""
    inner = tabs(("C", field("c")), ("D", field("d")))
    found, _ = read_blocks(tabs(("A", inner), ("B", field("b")), boxed=True))
    assert found == ["# A", "# C", "field c", "# D", "field d", "# B", "field b"]


def test_what_unfolds_the_children_of_a_field_says_nothing() -> None:
    """The button that shows the children of a field is no word of its description."""
    unfold = f'<details data-component-part="expandable"><summary>Show more</summary>{field("b")}</details>'
    page, _ = load("page.html", f"<html><body><main>{field('a')[:-6]}{unfold}</div></main></body></html>".encode())
    assert page is not None
    (row,) = (block for block in html.read(page).blocks if isinstance(block, FieldRow))
    assert (row.description, outline(row.children)) == (None, ["field b"])


def test_tab_without_its_panel_is_reported() -> None:
    """A tab whose panel the page lacks is named; the languages of a sample are not."""
    assert read_blocks(tabs(("A", field("a")), ("B", "")).replace('<div role="tabpanel"></div>', ""))[1] == ["W096"]
    bar = '<div data-component-part="code-group-tab-bar"><b role="tab">cURL</b><b role="tab">Go</b></div>'
    assert read_blocks(f'<div>{bar}<div role="tabpanel"><pre language="bash">curl x</pre></div></div>') == (
        ["sample cURL"],
        [],
    )


def test_closed_and_empty_disclosure_is_reported() -> None:
    """What is closed and empty is named with its title; the button of a menu is no disclosure."""
    found = load(
        "page.html", b"<html><body><main><details><summary>More of it</summary></details></main></body></html>"
    )[0]
    assert found is not None
    assert [(one.code, "More of it" in one.message) for one in html.read(found).diagnostics] == [("W095", True)]
    assert read_blocks('<div><button aria-expanded="false" aria-haspopup="menu">EN</button></div>')[1] == []


def test_content_in_several_parts() -> None:
    """All parts of the content are read, and a part without words is none."""
    assert read_blocks("</main><main><p>one</p></main><main><p>two</p>")[0] == ["one", "two"]
    assert read_blocks('<div id="content-area"></div><p>words</p>')[0] == ["words"]


# Cost


#: Half of a real megabyte: what takes the square of a length would still take minutes.
MEGABYTE = 1 << 19
HUGE = {
    "boxes": "<div>" * (5 * MEGABYTE // 5),
    "disclosures": "<details><summary>s</summary>" * (5 * MEGABYTE // 29),
    "buttons": "<button aria-expanded='false'>" * (5 * MEGABYTE // 30),
    "one-line JSON": f"<pre language='json'>{'[' + '1, ' * (5 * MEGABYTE // 3)}1]</pre>",
    "attributes": f"<div {' '.join(f'a{n}=1' for n in range(500_000))}>",
    "tables": "<table><tr><td>" * (MEGABYTE // 15),
    "nests": ("<div id='a'>" * 150 + "<p>x" + "</div>" * 150) * (2 * MEGABYTE // 2700),
    "headers": "<header>" * 150 + "<p>x</p>" * (MEGABYTE // 8),
    "tabs": "<div><b role='tablist'></b><div role='tabpanel'>" * 90 + "<p>x</p>" * (MEGABYTE // 8),
    "sides": "<div id='content-side-layout'><p>x</p></div>" * (MEGABYTE // 44),
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_malice_costs_no_more_than_it_is_long(name: str) -> None:
    """Much malice is read in seconds, without a recursion error."""
    page, _ = load("page.html", f"<html><body><main>{HUGE[name]}</main></body></html>".encode())
    assert page is not None
    began = time.process_time()
    html.read(page)
    assert time.process_time() - began < 30


def test_a_tab_called_by_a_status_over_a_table_opens_an_answer() -> None:
    """Fields in tables are of the answer whose tab they stand in, as fields of any other make are."""
    rows = "<table><tr><th>Name</th><th>Type</th></tr><tr><td>{}</td><td>string</td></tr></table>"
    panels = tabs(("200", rows.format("lit")), ("400 Bad request", rows.format("why")))
    call = "<div><span>GET</span><span>/lamps</span></div>"
    page = f"<html><body><main>{call}<h2>Response</h2>{panels}</main></body></html>"
    endpoint = read(page).endpoint
    assert endpoint is not None
    assert [(one.status, [f.name for f in one.fields]) for one in endpoint.responses] == [
        (200, ["lit"]),
        (400, ["why"]),
    ]
