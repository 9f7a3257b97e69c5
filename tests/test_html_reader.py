"""The `html` reader: pages in our own words, in the markup of both generations of the client, and broken ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.blocks import Block, Code, FieldRow, Furniture, Heading, MethodPath, Prose, Stream, Table
from generator.pages import Page
from generator.readers.html import read

GENERATIONS = ("2024", "2026")
ANCHOR = '<div class="absolute"><a href="#x" aria-label="Navigate to header">\u200b<div><svg><path d="M0"></path></svg></div></a></div>'


def page_of(text: str) -> Page:
    """A page in memory."""
    return Page(path="lamp.html", form="html", sha256="", lines=tuple(text.split("\n")))


def content(body: str, head: str = "") -> str:
    """A whole page around some content, with the site around it."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Lamps</title>{head}</head><body><div id="navbar"><nav>Home</nav></div>\n'
        f'<div id="sidebar"><span class="method-nav-pill">PUT</span><div>Another</div></div><div id="content-area">\n{body}\n'
        '<div class="feedback-toolbar"><p>Helpful?</p></div><div id="pagination"><a href="#">Next</a></div>'
        '<footer id="footer">Made by</footer></div></body></html>'
    )


def stream_of(body: str) -> Stream:
    """What the reader makes of some content."""
    return read(page_of(content(body)))


def said(stream: Stream) -> list[Block]:
    """The blocks that are no furniture."""
    return [block for block in stream.blocks if not isinstance(block, Furniture)]


def texts(stream: Stream) -> list[str]:
    """The words of headings and paragraphs."""
    return [block.text for block in stream.blocks if isinstance(block, Prose | Heading)]


def fields_of(stream: Stream) -> list[FieldRow]:
    """The outermost field rows."""
    return [block for block in stream.blocks if isinstance(block, FieldRow)]


def tree(blocks: Sequence[Block]) -> list[object]:
    """Names of fields with those of their children."""
    return [(row.name, tree(row.children)) for row in blocks if isinstance(row, FieldRow)]


def codes(stream: Stream) -> list[str]:
    """The codes of the findings."""
    return [found.code for found in stream.diagnostics]


def paragraph(generation: str, text: str) -> str:
    """A paragraph as a generation writes it."""
    return f"<p>{text}</p>" if generation == "2024" else f'<span data-as="p">{text}</span>'


def pills(kind: str = "string", default: str | None = None, required: bool = False) -> str:
    """The pills behind a name."""
    parts = [f'<div data-component-part="field-info-pill"><span>{kind}</span></div>'] if kind else []
    if default is not None:
        parts.append(
            f'<div data-component-part="field-info-pill"><span class="dim">default:</span><span>{default}</span></div>'
        )
    if required:
        parts.append('<div data-component-part="field-required-pill">required</div>')
    return "".join(parts)


def field(generation: str, name: str, inside: str = "", marks: str | None = None, tag: str = "div") -> str:
    """A field with its pills and what is in it."""
    marks = pills() if marks is None else marks
    return (
        f'<div class="field"><div class="param-head" id="param-{name}"><div class="flex-1"><div class="flex">{ANCHOR}'
        f'<{tag} data-component-part="field-name">{name}</{tag}><div data-component-part="field-meta">{marks}</div></div></div></div>'
        f'<div data-component-part="field-content">{inside}</div></div>'
    )


def expandable(inside: str, title: str = "child attributes") -> str:
    """A closed list of attributes."""
    return (
        '<details data-component-part="expandable"><summary data-component-part="expandable-button"><svg></svg>'
        f'<p>Show <!-- -->{title}</p></summary><div data-component-part="expandable-content">{inside}</div></details>'
    )


def heading(text: str, level: int = 2) -> str:
    """A heading with the link to itself."""
    return f'<h{level} id="{text.lower()}">{ANCHOR}<span class="cursor-pointer">{text}</span></h{level}>'


def pill_bar(method: str, *pieces: str) -> str:
    """The method bar of a page."""
    shown = "".join(f'<div class="min-w-max">{piece}</div>' for piece in pieces)
    return (
        '<div id="api-playground-2-operation-page"><div class="flex"><div class="rounded">'
        f'<div class="method-pill font-bold">{method}</div><div class="flex"><div class="group"><div class="absolute"><svg></svg></div>'
        f'{shown}</div></div></div><button aria-label="Try it" data-testid="try-it-button"><span>Try it</span></button></div></div>'
    )


def sample(language: str, text: str) -> str:
    """A highlighted sample."""
    lines = "\n".join(
        f'<span class="line"><span style="color:red">{escape(line)}</span></span>' for line in text.split("\n")
    )
    return f'<div data-component-part="code-block-root"><pre language="{language}"><code language="{language}">{lines}</code></pre></div>'


def group(generation: str, label: str, inside: str, role: str = "request") -> str:
    """A group of samples, of which one is shown: tabs in one generation, a title and a menu of languages in the other."""
    if generation == "2024":
        bar = f'<div role="tablist"><button role="tab" aria-selected="true"><div>{label}</div></button></div>'
    else:
        bar = f'<div><span title="{label}">{label}</span></div><button aria-haspopup="menu"><div>cURL</div></button>'
    return (
        f'<div class="code-group {role}-example"><div data-component-part="code-group-tab-bar">{bar}'
        '<button aria-label="Copy" data-testid="copy-code-button"><svg></svg></button></div>'
        f'<div><div role="tabpanel">{inside}</div></div></div>'
    )


CURL = "curl --request PUT \\\n  --url https://lamps.test/api/lamps/{id} \\\n  --data '{\"Watts\": 4}'"
ANSWER = '{\n  "Id": 7,\n  "Parts": [\n    {"Name": "<string>"}\n  ]\n}'


def whole(generation: str) -> str:
    """A page that has something of everything."""
    deep = field(generation, "Shade", paragraph(generation, "Colour of it."))
    parts = field(
        generation, "Parts", paragraph(generation, "What it is made of.") + expandable(deep), pills("object[]")
    )
    menu = '<div id="page-context-menu"><button id="b"><span>Copy page</span></button></div>'
    title = f'<div class="eyebrow">Lighting</div><h1 id="page-title">Change a lamp</h1>{menu}'
    header = f'<header id="header"><div>{title}</div><div>{paragraph(generation, "Set it anew.")}</div></header>'
    request = group(generation, "Change a lamp", sample("bash", CURL))
    answer = group(generation, "200", sample("json", ANSWER), "response")
    words = paragraph(generation, "A lamp is <strong>bright</strong>, or <code>off</code>.")
    watts = field(generation, "Watts", "", pills("integer", "4", True))
    note = f'<div data-component-part="callout-content">{paragraph(generation, "Mind the heat.")}</div>'
    return content(
        f"{header}{pill_bar('PUT', '/', 'api', '/', 'lamps', '/', '{id}')}\n<div>{request}\n{answer}</div>\n"
        f'<div id="content">{words}<ul>\n<li>One</li>\n<li>Two</li>\n</ul>{heading("Body")}\n{watts}\n{parts}\n'
        f'<div data-callout-type="note"><div data-component-part="callout-icon"><svg></svg></div>{note}</div>'
        f"{heading('Response')}{heading('200', 3)}</div>"
    )


@pytest.mark.parametrize("generation", GENERATIONS)
def test_reads_a_whole_page(generation: str) -> None:
    """Title, summary, method and path, samples, words, sections, fields and their children come out in order, of either generation."""
    stream = read(page_of(whole(generation)))
    assert (stream.title, stream.summary, stream.diagnostics) == ("Change a lamp", "Set it anew.", ())
    bar, request, answer, words, items, body, watts, parts, note, response, status = said(stream)
    assert isinstance(bar, MethodPath) and (bar.method, bar.path) == ("PUT", "/api/lamps/{id}")
    assert isinstance(request, Code) and (request.language, request.text, request.role) == ("curl", CURL, "request")
    assert request.title == "Change a lamp"
    assert isinstance(answer, Code) and (answer.language, answer.text, answer.role) == ("json", ANSWER, "response")
    assert answer.title == "200" and answer.closed
    assert isinstance(words, Prose) and words.text == "A lamp is bright, or off."
    assert isinstance(items, Prose) and items.text == "• One\n• Two"
    assert isinstance(body, Heading) and (body.text, body.level) == ("Body", 2)
    assert isinstance(watts, FieldRow) and (watts.type_text, watts.default, watts.required) == ("integer", "4", True)
    assert watts.description is None and watts.location is None
    assert tree([parts]) == [("Parts", [("Shade", [])])]
    assert isinstance(parts, FieldRow) and parts.description == "What it is made of."
    assert isinstance(note, Prose) and note.text == "Mind the heat."
    assert isinstance(response, Heading) and isinstance(status, Heading) and (status.text, status.level) == ("200", 3)


def placed_nowhere(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without their lines."""
    for block in blocks:
        inner = {"children": tuple(placed_nowhere(block.children))} if isinstance(block, FieldRow) else {}
        lines = {"code_line": 0} if isinstance(block, Code) else {}
        yield replace(block, line=0, end=0, **inner, **lines)


def test_generations_say_the_same() -> None:
    """The same page gives the same blocks in both generations of the markup."""
    older, newer = (said(read(page_of(whole(generation)))) for generation in GENERATIONS)
    assert list(placed_nowhere(older)) == list(placed_nowhere(newer))


# Method and path


@pytest.mark.parametrize(
    ("bar", "path"),
    [
        (
            pill_bar("GET", "/", "lamps", "/", "{id}", "/", "?id=[", "{id1}", ",", "{id2}", "]"),
            "/lamps/{id}/?id=[{id1},{id2}]",
        ),
        (pill_bar("GET", "<button>https://lamps.test<svg></svg></button>", "/", "lamps"), "/lamps"),
        (pill_bar("GET", "https://lamps.test", "/", "lamps"), "/lamps"),
        (pill_bar("GET", '<div role="listbox">https://a.test https://b.test</div>', "/", ":id"), "/:id"),
        ("<div><span>GET</span><span><span>/</span><span>lamps</span></span></div>", "/lamps"),
    ],
)
def test_path_is_joined(bar: str, path: str) -> None:
    """The pieces of a path are one path, and the choice of a server is none of them."""
    (block,) = said(stream_of(bar))
    assert isinstance(block, MethodPath) and (block.method, block.path) == ("GET", path)


def test_short_method_is_spelt_out() -> None:
    """The pill's short form of a method is the method."""
    (block,) = said(stream_of(pill_bar("DEL", "/", "lamps")))
    assert isinstance(block, MethodPath) and block.method == "DELETE"


@pytest.mark.parametrize("words", ["<code>DEL /lamps</code>", "<b>DELETE</b> <code>/lamps</code>", "DELETE /lamps"])
def test_paragraph_that_is_a_call(words: str) -> None:
    """A paragraph of a method and a path is what the page documents, before anything but words; in a field and below rows it is words."""
    rows = "<table><tr><th>Name</th></tr><tr><td>id</td></tr></table>"
    stream = stream_of(f"<h1>Lamps</h1><p>One less.</p><p>{words}</p><p>GET /chairs</p>{rows}<p>GET /tables</p>")
    (found,) = (block for block in stream.blocks if isinstance(block, MethodPath))
    assert (found.method, found.path) == ("DELETE", "/lamps")
    assert texts(stream) == ["One less.", "GET /chairs", "GET /tables"]


@pytest.mark.parametrize("bar", [pill_bar("GET"), pill_bar("HOOK", "/", "lamps"), "<div><b>GET</b> it now</div>"])
def test_no_operation_is_prose(bar: str) -> None:
    """A pill without a path, or with a word that is no method, stays words."""
    stream = stream_of(bar)
    assert not any(isinstance(block, MethodPath) for block in stream.blocks) and texts(stream)


# Fields


@pytest.mark.parametrize("tag", ["div", "span", "button"])
def test_name_stands_in_any_element(tag: str) -> None:
    """A name counts whatever element it stands in, and without the invisible characters."""
    (row,) = fields_of(
        stream_of(field("2026", "wat\u200bts", "", None, tag).replace("param-wat\u200bts", "param-watts"))
    )
    assert row.name == "watts"


def test_head_without_named_parts() -> None:
    """In a head that names no parts the first text is the name and the others are the pills."""
    head = f'<div id="param-a">{ANCHOR}<div>a</div><div><span>integer</span></div><div>default: <b>2</b></div><div>required</div></div>'
    (row,) = fields_of(stream_of(f"<div>{head}<p>Words.</p></div>"))
    assert (row.name, row.type_text, row.default, row.required) == ("a", "integer", "2", True)
    assert row.description == "Words."


@pytest.mark.parametrize(
    ("shown", "default"),
    [
        ("1", "1"),
        ('"on"', "on"),
        ('""', ""),
        ("", ""),
        ("&quot;a&quot; or &quot;b&quot;", 'a" or "b'),
        ("a: b", "a: b"),
    ],
)
def test_default_is_the_text_between_the_quotes(shown: str, default: str) -> None:
    """Quotes around a default belong to the display, and an empty default is one."""
    (row,) = fields_of(stream_of(field("2024", "a", "", pills(default=shown))))
    assert (row.default, row.type_text) == (default, "string")


def test_pills_in_other_languages() -> None:
    """Required, deprecated and default are told by structure where their words are not English."""
    marks = pills("", "5").replace("default:", "valeur\u00a0:") + pills(required=True).replace(">required<", ">requis<")
    marks += '<div data-component-part="field-deprecated-pill">obsolète</div>'
    (row,) = fields_of(stream_of(field("2026", "a", "", marks)))
    assert (row.default, row.required, row.deprecated, row.type_text) == ("5", True, True, "string")


def test_place_and_further_pills() -> None:
    """A pill of a place is the location, and what is neither type nor place goes to the description."""
    marks = "".join(
        f'<div data-component-part="field-info-pill"><span>{word}</span></div>' for word in ("beta", "string", "header")
    )
    (row,) = fields_of(stream_of(field("2026", "a", "<p>Words.</p>", marks)))
    assert (row.location, row.type_text, row.description) == ("header", "string", "Words.\n\nbeta")


def test_untyped_unknown_and_nameless() -> None:
    """A field without a type has none, an unknown type is reported and kept, a nameless field is reported and keeps its children."""
    unnamed = f'<div class="field"><div data-component-part="field-content">{field("2024", "inner")}</div></div>'
    stream = stream_of(field("2024", "a", "", "") + field("2024", "b", "", pills("Lamp Shade")) + unnamed)
    first, second, third = fields_of(stream)
    assert (first.type_text, first.known_type, first.complete) == (None, False, True)
    assert (second.type_text, second.known_type) == ("Lamp Shade", False)
    assert tree([third]) == [("", [("inner", [])])]
    assert codes(stream) == ["W011", "W083"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_description_is_plain_text(generation: str) -> None:
    """Paragraphs, lists and callouts are the description, one blank line apart; blanks run together, `br` breaks the line."""
    inside = (
        paragraph(generation, "One <code>a</code>\n  and<br/>two.")
        + '<ul><li>x <em>y</em></li><li>z<ul><li>inner</li></ul></li></ul><ol start="3"><li>c</li><li>d</li></ol>'
        + f'<div data-callout-type="tip"><svg></svg>{paragraph(generation, "Mind.")}</div>'
    )
    (row,) = fields_of(stream_of(field(generation, "a", inside)))
    assert row.description == "One a and\ntwo.\n\n• x y\n• z\n  • inner\n\n3. c\n4. d\n\nMind."


def test_children_of_any_depth() -> None:
    """Fields nest in details, in a button's box, in tabs, and directly in one another."""
    box = f'<div><button aria-expanded="false"><div>Show more</div></button><div>{field("2024", "c")}</div></div>'
    tabs = (
        '<div><ul role="tablist"><li role="tab">One</li><li role="tab">Two</li></ul>'
        f'<div role="tabpanel">{field("2024", "e")}</div><div role="tabpanel" hidden>{field("2024", "f")}</div></div>'
    )
    inside = expandable(field("2024", "b", box)) + field("2024", "d", tabs)
    stream = stream_of(field("2024", "a", inside))
    assert tree(stream.blocks) == [("a", [("b", [("c", [])]), ("d", [("e", []), ("f", [])])])]
    assert [row.description for row in fields_of(stream)] == [None]


def test_fields_in_tabs_and_accordions() -> None:
    """Fields in tabs and accordions of the page are fields of the page."""
    tabs = f'<div><div role="tablist"><b role="tab">A</b></div><div role="tabpanel">{field("2026", "a")}</div></div>'
    accordion = (
        f'<details data-component-part="accordion"><summary>More</summary><div>{field("2026", "b")}</div></details>'
    )
    assert tree(stream_of(tabs + accordion).blocks) == [("a", []), ("b", [])]


def test_empty_expandable_is_reported() -> None:
    """An expandable that was captured closed, without what it holds, is reported with its title."""
    stream = stream_of(field("2026", "a", expandable("")))
    assert codes(stream) == ["W095"] and "child attributes" in stream.diagnostics[0].message


def test_ids_by_chance() -> None:
    """An author's heading or accordion whose id looks like a field's or the site's is what it is."""
    inside = expandable(field("2026", "page")).replace(
        '<div data-component-part="expandable-content">', '<div id="pagination">'
    )
    stream = stream_of(
        '<h3 id="param-a">Param a</h3><p>Words.</p><h2 id="pagination">Pagination</h2>' + field("2026", "a", inside)
    )
    assert texts(stream) == ["Param a", "Words.", "Pagination"]
    assert tree(stream.blocks) == [("a", [("page", [])])]


# Tables, samples, words


def enum_table(*rows: tuple[str, str]) -> str:
    """A table of the values of an enum."""
    lines = "\n".join(f"<tr><td>{value}</td><td>{name}</td></tr>" for value, name in rows)
    return f"<div><table><thead><tr><th>Value</th><th>Name</th></tr></thead><tbody>\n{lines}</tbody></table></div>"


@pytest.mark.parametrize(
    "accordion",
    [
        "<details><summary><p data-component-part='accordion-title'>{0}</p></summary><div>{1}</div></details>",
        '<div role="listitem"><button aria-expanded="false" aria-controls="x"><p>{0}</p></button><div id="x">{1}</div></div>',
    ],
)
def test_table_is_called_after_its_accordion(accordion: str) -> None:
    """A table has the title of the accordion around it as it stands, real cells, and the line of each row."""
    title = "eShade — Property values"
    stream = stream_of(accordion.format(title, enum_table(("0", "<code>Dark</code>"), ("1", "Light<br/>grey"))))
    (table,) = said(stream)
    assert isinstance(table, Table) and (table.title, table.header) == (title, ("Value", "Name"))
    assert [(row.line, row.cells) for row in table.rows] == [(4, ("0", "Dark")), (5, ("1", "Light grey"))]


def test_accordion_keeps_its_words() -> None:
    """What an accordion says beside its table is not lost, nor is its description."""
    summary = '<summary><p data-component-part="accordion-title">T</p><p data-component-part="accordion-description">D</p></summary>'
    stream = stream_of(
        f"<details>{summary}<p>W</p>{enum_table(('1', 'a'))}</details><table><tr><td>x</td></tr></table>"
    )
    assert texts(stream) == ["D", "W"]
    assert [block.title for block in stream.blocks if isinstance(block, Table)] == ["T", None]


def test_words_outside_cells_and_items() -> None:
    """A caption, and words that broken markup leaves between cells or items, are words of the page."""
    table = "<table><caption>Shades</caption><tr><td>1</td></tr></table>"
    assert texts(stream_of(f"{table}<ul>lost<li>a<ol>too<li>b</li></ol></li></ul>")) == [
        "Shades",
        "lost too",
        "• a\n  1. b",
    ]


def test_table_of_a_field_is_its_child() -> None:
    """A table or a sample in a field is among its children, not in its words."""
    (row,) = fields_of(stream_of(field("2026", "a", "<p>W</p>" + enum_table(("1", "a")) + sample("json", "{}"))))
    assert [type(child) for child in row.children] == [Table, Code] and row.description == "W"


@pytest.mark.parametrize(
    ("language", "text", "kind", "shown"),
    [
        ("shellscript", "# list them\ncurl https://lamps.test", "curl", "curl https://lamps.test"),
        ("bash", "\n\n  curl x\n", "curl", "  curl x"),
        ("", '[{"a": 1}]', "json", '[{"a": 1}]'),
        ("json", '{"a": ...}', "json", '{"a": ...}'),
        ("json", "{\n\n  \t}", "json", "{\n\n  \t}"),
        ("", "GET /lamps", "http", "GET /lamps"),
        ("http", "GET /lamps\nAccept: */*", "http", "GET /lamps\nAccept: */*"),
        ("", "GET /lamps\nand so on", None, ""),
        ("python", "import lamps", None, ""),
        ("javascript", "{ lamps }", None, ""),
        ("bash", "# nothing", None, ""),
    ],
)
def test_language_of_a_sample(language: str, text: str, kind: str | None, shown: str) -> None:
    """Curl commands and JSON are samples, told by language and text; others are passed over by name."""
    stream = stream_of(sample(language, text))
    found = [(block.language, block.text) for block in stream.blocks if isinstance(block, Code)]
    assert found == ([(kind, shown)] if kind else [])
    assert kind or any(isinstance(block, Furniture) and block.rule == f"sample:{language}" for block in stream.blocks)


def test_language_in_a_class_and_lines_of_layout() -> None:
    """A language may stand in a class, and lines may be broken by elements alone."""
    lines = "".join(f'<span class="line">{line}</span>' for line in ("{", '"a": 1', "}"))
    (block,) = said(stream_of(f'<pre><code class="hljs language-JSON">{lines}</code></pre>'))
    assert isinstance(block, Code) and (block.language, block.text) == ("json", '{\n"a": 1\n}')


def test_unclosed_sample_is_reported() -> None:
    """A sample that breaks off is kept as it is, and reported."""
    stream = stream_of(sample("json", '{"a": [1'))
    assert [block.closed for block in stream.blocks if isinstance(block, Code)] == [False] and codes(stream) == ["E014"]


def test_labels_of_samples() -> None:
    """A sample is called after its own tab, by the tab's id or its place, or after the name above it."""
    tabs = "".join(f'<button role="tab" id="t{n}" aria-selected="{n == 1}">L{n}</button>' for n in (1, 2))
    panels = [f'<div role="tabpanel" {{}}>{sample("json", text)}</div>' for text in ("[11]", "[22]")]
    by_place = f'<div><div role="tablist">{tabs}</div>{"".join(panels)}</div>'.replace("{}", "")
    named = [panel.replace("{}", f'aria-labelledby="t{n}"') for n, panel in ((2, panels[0]), (1, panels[1]))]
    by_id = f'<div><div role="tablist">{tabs}</div>{"".join(named)}</div>'
    header = '<div data-component-part="code-block-header"><div><span>f.json</span></div><button aria-label="c">Copy</button></div>'
    body = by_place + by_id + f"<div>{header}{sample('json', '[1]')}</div>" + sample("json", "[2]")
    found = [block.title for block in stream_of(body).blocks if isinstance(block, Code)]
    assert found == ["L1", "L2", "L2", "L1", "f.json", None]


def test_samples_beside_the_content() -> None:
    """Samples in the column beside the content count where the content has not got them."""
    side = f'<div id="content-side-layout"><div id="toc">On this page</div>{sample("json", "[1]")}{sample("json", "[2]")}</div>'
    text = content(sample("json", "[1]")).replace('<div id="content-area">', side + '<div id="content-area">')
    assert sorted(block.text for block in said(read(page_of(text))) if isinstance(block, Code)) == ["[1]", "[2]"]


def test_hidden_addresses_are_shown() -> None:
    """Mail addresses that a proxy hides come back; what only looks like one is left."""
    secret = "2a" + "".join(f"{byte ^ 0x2A:02x}" for byte in b"me@lamps.test")
    hidden = (
        f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{secret}">[email&#160;protected]</a>'
    )
    link = f'<a href="/cdn-cgi/l/email-protection#{secret}">[email&#160;protected]</a>'
    stream = stream_of(
        f"<p>Ask {hidden}, {link}.</p><p>Or <a data-cfemail='zz'>[email protected]</a></p>"
        + f"<pre>{{&quot;m&quot;: &quot;{hidden}&quot;}}</pre>"
    )
    assert texts(stream) == ["Ask me@lamps.test, me@lamps.test.", "Or [email protected]"]
    assert [block.text for block in stream.blocks if isinstance(block, Code)] == ['{"m": "me@lamps.test"}']


def test_words_outside_all_rules_are_prose() -> None:
    """Words in elements that no rule knows, or in none, are paragraphs; a button in a sentence belongs to it."""
    body = "loose <x-y>words</x-y><section>one<div>two</div>three</section>"
    body += "<p>a <button>term</button> <button aria-label='c'>Copy</button>here</p>"
    assert texts(stream_of(body)) == ["loose words", "one", "two", "three", "a term here"]


def test_index_banner_is_furniture() -> None:
    """The banner that sites put in for programs is none of the page's words."""
    banner = "<blockquote><h2>Documentation Index</h2><p>Fetch the complete documentation index at: x/llms.txt</p></blockquote>"
    assert texts(stream_of(f"<p>Words.</p>{banner}")) == ["Words."]


def test_second_title_is_a_heading() -> None:
    """A title that the content repeats is a heading of level 1."""
    stream = stream_of(
        '<header><h1 id="page-title">Lamps</h1></header><h1>📅\u200bLamps</h1><div role="heading" aria-level="4">x</div>'
    )
    assert stream.title == "Lamps"
    assert [(block.text, block.level) for block in said(stream) if isinstance(block, Heading)] == [
        ("📅Lamps", 1),
        ("x", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><main>{0}</main></body></html>",
        "<html><body>{0}<nav>Home</nav></body></html>",
        "{0}",
        '<div id="content-container"><p>{0}</p></div>',
    ],
)
def test_content_of_other_pages(text: str) -> None:
    """Where the usual container is missing the best of the others is read."""
    assert texts(read(page_of(text.format("Words.")))) == ["Words."]


# Lines


def test_lines_are_those_of_the_source() -> None:
    """Blocks know the lines that they stand in, samples the line at which their text begins."""
    row = f'<div\n  class="x">{field("2024", "a", "<p>b</p>")}</div>'
    body = f'<p>one\ntwo</p>\n\n{row}\n<pre language="json">\n\n{{\n}}\n</pre>\nloose\nend'
    found = {type(block).__name__: block for block in said(stream_of(f"<!-- \n -->{body}"))}
    code = found["Code"]
    assert (found["FieldRow"].line, found["FieldRow"].end) == (8, 8)
    assert isinstance(code, Code) and (code.line, code.end, code.code_line) == (9, 13, 11)
    assert next((block.line, block.end) for block in said(stream_of(body)) if isinstance(block, Prose)) == (3, 4)


def test_one_line_page() -> None:
    """In a page that is one line everything stands in line 1."""
    stream = read(page_of(content(field("2026", "a", "<p>b</p>") + sample("json", "{}")).replace("\n", "")))
    assert {(block.line, block.end) for block in stream.blocks} == {(1, 1)} and len(said(stream)) == 2


def covers(page: Page, stream: Stream) -> bool:
    """Whether each line with something in it belongs to a block, and no block ends beyond the page."""
    taken = {number for block in stream.blocks for number in range(block.line, block.end + 1)}
    filled = {number for number, line in enumerate(page.lines, 1) if line.strip()}
    return filled <= taken and max(taken, default=0) <= len(page.lines)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_line_is_accounted_for(generation: str) -> None:
    """Every line of a page with something in it belongs to a block."""
    page = page_of(whole(generation).replace("><", ">\n<"))
    assert covers(page, read(page)) and len(page.lines) > 100


# Broken pages


@pytest.mark.parametrize("generation", GENERATIONS)
def test_cut_anywhere(generation: str) -> None:
    """A page that is cut after any line, or in the middle of a tag, is read as far as it goes, and that it was cut is said."""
    text = whole(generation)
    for end in (*(at + 1 for at, character in enumerate(text) if character == "\n"), *range(40, len(text) - 10, 17)):
        page = page_of(text[:end])
        stream = read(page)
        assert covers(page, stream), end
        assert "E015" in codes(stream), end


def test_row_in_which_the_page_ends() -> None:
    """The rows around the last words of a cut page are incomplete, those before are not."""
    text = content(
        field("2024", "a", "<p>Words.</p>") + field("2024", "b", expandable(field("2024", "c", "<p>More wo")))
    )
    first, second = fields_of(read(page_of(text[: text.index("More wo") + 7])))
    assert (first.complete, second.complete) == (True, False)
    assert [row.complete for row in second.children if isinstance(row, FieldRow)] == [False]


def test_unclosed_sample_does_not_swallow_the_page() -> None:
    """What follows a sample whose end tag is missing is still read."""
    stream = stream_of(f'<pre language="json"><code>{{"a": 1}}</code>{heading("Body")}{field("2024", "a")}')
    assert tree(stream.blocks) == [("a", [])] and "Body" in texts(stream)


@pytest.mark.parametrize(
    "opening", ['<div id="a">', "<span>", "<details><summary>s</summary>", "<ul><li>", "<table><tr><td>", "<pre>"]
)
def test_too_deep(opening: str) -> None:
    """Elements nested beyond the limit give a finding, and their words, up to where the parser itself stops."""
    stream = stream_of(f"{opening * 300}inner words")
    assert "W093" in codes(stream)
    assert opening == "<pre>" or any("inner words" in text for text in (*texts(stream), *cell_words(stream)))
    assert {"W093", "W094"} <= set(codes(stream_of(f"{opening * 5000}inner")))


def cell_words(stream: Stream) -> list[str]:
    """The words of the cells of all tables."""
    return [cell for block in stream.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]


@pytest.mark.parametrize(
    "opening", ['<div data-component-part="code-group-tab-bar">', '<button aria-label="c">', "<details><summary>"]
)
def test_unclosed_furniture_does_not_swallow_the_page(opening: str) -> None:
    """Fields behind a part of the site whose end tag is missing are still read."""
    assert tree(stream_of(f"<p>Words {opening} of {field('2024', 'a')}").blocks) == [("a", [])]


def test_deep_fields() -> None:
    """Fields nest as deeply as the limit allows, without a stack overflow."""
    text = content("".join(field("2024", f"f{n}").removesuffix("</div></div>") for n in range(900)))
    assert "W093" in codes(read(page_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "<!-- never closed",
        "<",
        "<html",
        "<!doctype html>",
        "&#0;&#xD800;",
        "<p>\x01\x0c\ufffe</p>",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<svg>",
    ],
)
def test_hardly_html(text: str) -> None:
    """Whatever is given as HTML, nothing raises and no line is lost."""
    page = page_of(text)
    assert covers(page, read(page))


def test_hostile_words_stay_words() -> None:
    """Escaped markup in names, types and words is text."""
    nasty = escape("</div><script>alert(1)</script>{{ x }} \"'`")
    (row,) = fields_of(
        stream_of(
            field("2026", "a", f"<p>{nasty}</p><script>evil()</script>", pills(nasty)).replace(">a<", f">{nasty}<")
        )
    )
    plain = "</div><script>alert(1)</script>{{ x }} \"'`"
    assert (row.name, row.type_text, row.description) == (plain, plain, plain)


PIECES = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<p>",
            "<span data-as='p'>",
            "<pre>",
            "</pre>",
            "<table><tr>",
            "<td>",
            "<details>",
            "<summary>",
            "<ul>",
            "<li>",
        ),
        *(
            '<div id="param-a">',
            '<b data-component-part="field-name">',
            '<div data-component-part="field-content">',
            '<b role="tab">',
        ),
        *(
            '<div role="tablist">',
            '<div role="tabpanel">',
            '<div class="method-pill">GET',
            "/",
            "{id}",
            "words",
            "\n",
            "<h2>",
            "</h2>",
            "&#8203;",
        ),
        *(
            '<button aria-expanded="false">',
            "<header>",
            "<h1>",
            "<ol start='x'>",
            "curl ",
            '{"a": 1}',
            "<",
            'id="',
            "<!--",
            "default:",
            "<br>",
        ),
        *(
            '<div data-component-part="code-group-tab-bar">',
            '<div id="content-side-layout">',
            '<div id="content-area">',
            "</html>",
            "<html>",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_tag_soup(pieces: list[str]) -> None:
    """Tags in any order never raise, and each line belongs to a block."""
    page = page_of("".join(pieces))
    assert covers(page, read(page))
