"""Tests of the review page in headless Chromium: what a person sees, points at, types and copies, and that no text does anything."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.report import run
from generator.report.document import document_of
from generator.report.embedding import page
from tests import browsing, home_scene
from tests.browsing import Look, browser, looking
from tests.hostile_report import MARKUP, hostile_state

LABEL = "#Lamp.update.request.Label"
ROW = ".row[data-path='request.Label']"
FACT = f"{ROW} .name"
#: The lines that it was read from.
LIT = ['<ParamField body="Label" type="string" required>', "What is written on the switch."]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this module."""
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review page of the project about lamps."""
    return run.write(home_scene.make_project(tmp_path_factory.mktemp("home")), home_scene.API).path


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """A fresh page in the browser."""
    with looking(chromium) as opened:
        yield opened


def lit_lines(look: Look) -> list[str]:
    """The lines that are lit, without their numbers."""
    return [text.strip() for text in look.texts(".line.is-lit .line-text")]


def test_the_overview_tells_what_is_to_be_seen_to(look: Look, report: Path) -> None:
    """Totals, a cell for each endpoint with its marks in words, the codes, overrides, drift and captures."""
    look.open(report)
    assert look.text("h1") == "Home"
    label = look.page.get_by_role("link", name=re.compile("^Lamp update")).get_attribute("aria-label")
    assert label is not None
    for said in ("2 warnings", "drift: breaking", "1 override", "1 capture kept aside", "1 line left over"):
        assert said in label
    lists = look.text(".lists")
    for said in (
        "W010",
        "1 of 59 lines left over",
        "Labels are addresses",
        "type integer → string",
        "gone from the docs",
    ):
        assert said in lists


def test_a_click_on_a_cell_opens_the_endpoint(look: Look, report: Path) -> None:
    """The page stands beside the facts, and the back button leads back."""
    look.open(report)
    look.page.get_by_role("link", name=re.compile("^Lamp update")).click()
    look.page.wait_for_selector(".panes")
    assert look.text("h1").split() == ["PUT", "/api/home/lamps"]
    assert look.text(".line[data-line='1'] .line-text") == "---"
    assert look.values("location.hash") == "#Lamp.update"
    look.page.go_back()
    look.page.wait_for_selector(".matrix")


def test_the_matrix_is_narrowed_to_what_is_to_be_seen_to(look: Look, report: Path) -> None:
    """A mark shows the resources that have it."""
    look.open(report)
    look.page.get_by_role("button", name="Drift 1").click()
    assert look.page.locator("[data-filter=drift]").get_attribute("aria-pressed") == "true"
    assert look.texts(".matrix .resource") == ["Lamp"]
    look.page.get_by_role("link", name=re.compile("^Lamp update")).wait_for()


def test_pointing_at_a_field_lights_its_line(look: Look, report: Path) -> None:
    """With the mouse as well as with the focus; the line is brought into sight."""
    look.open(report, "#Lamp.update")
    look.page.hover(FACT)
    assert lit_lines(look) == LIT
    look.page.locator(".row[data-path='request.Room.Name'] .name").focus()
    assert lit_lines(look)[0] == '<ParamField body="Name" type="string" required>'
    assert look.values("""() => {
        const [line, body] = [".line.is-lit", "#page-body"].map((one) => document.querySelector(one).getBoundingClientRect());
        return line.top >= body.top && line.bottom <= body.bottom;
    }""")


def test_pointing_at_a_line_lights_its_facts(look: Look, report: Path) -> None:
    """The reverse: a line lights the field that was read from it, and a click on it shows everything of the field."""
    look.open(report, "#Lamp.update")
    line = look.page.locator(".line", has_text='body="Label"')
    line.hover()
    assert look.texts(".fact.is-lit .name") == ["Label"]
    line.locator(".number").focus()
    assert look.texts(".fact.is-lit .name") == ["Label"]
    line.click()
    look.page.wait_for_selector(f"{ROW}.is-selected .origins")
    assert look.values("location.hash") == LABEL


def test_what_is_not_as_it_should_be_is_marked_in_place(look: Look, report: Path) -> None:
    """A line that is left over, its finding, an override with its reason, a change, a field that is gone."""
    look.open(report, "#Lamp.update")
    left = look.page.locator(".line.is-left")
    assert home_scene.ODD in left.inner_text()
    assert "W010" in left.locator(".note.is-warning").inner_text()
    assert "the page says nothing, set to email" in look.text(f"{ROW} .notice.is-override")
    assert "Labels are addresses" in look.text(f"{ROW} .notice.is-override")
    assert "type integer → string" in look.text(".row[data-path='request.Light'] .notice.is-drift")
    assert any("Lamp.update.request.Room.Floor" in text for text in look.texts(".pane-body > .notice.is-drift"))


def test_a_capture_that_is_kept_aside_is_looked_at_as_a_difference(look: Look, report: Path) -> None:
    """Its losses, and the lines that the good capture has alone; pointing at a field brings the page back."""
    look.open(report, "#Lamp.update")
    look.page.click("[data-held]")
    assert "required field `update.request.Label`" in look.text(".notice.is-held")
    assert any('body="Label"' in text for text in look.texts(".line.is-minus"))
    look.page.locator(FACT).focus()
    assert lit_lines(look) == LIT


def test_search_as_you_type_finds_an_address_and_opens_it(look: Look, report: Path) -> None:
    """Every letter narrows what is shown; Enter opens the first."""
    look.open(report)
    look.page.keyboard.press("/")
    for part in ("l", "ab"):
        look.page.keyboard.type(part)
        look.page.wait_for_selector("#results li")
    assert look.text("#results li .result-text") == "Lamp.update.request.Label"
    look.page.keyboard.press("Enter")
    look.page.wait_for_selector(f"{ROW}.is-selected")
    assert lit_lines(look) == LIT


#: What is typed, and the kind and the text of a result.
SEARCHES = (
    ("PUT lamps", "endpoint", "Lamp.update"),
    ("read a lamp", "endpoint", "Lamp.get"),
    ("not understood", "W010", "Not understood"),
    ("elight", "enum", "enum:eLight"),
    ("update.md", "page", home_scene.UPDATE),
)


def test_search_knows_titles_paths_pages_and_findings(look: Look, report: Path) -> None:
    """What is searched is more than addresses."""
    look.open(report)
    for typed, kind, shown in SEARCHES:
        look.page.fill("#query", "")
        look.page.wait_for_selector("#results-box[hidden]", state="attached")
        look.page.fill("#query", typed)
        look.page.wait_for_selector("#results li")
        assert any(text.startswith(f"{kind}\n{shown}") for text in look.texts("#results li")), typed


def test_a_walk_by_the_keyboard_alone(look: Look, report: Path) -> None:
    """From a cell to an endpoint, down the facts, over to the page and back, to the other endpoint, and home."""
    look.open(report)
    for key in ("j", "ArrowRight", "Enter"):
        look.page.keyboard.press(key)
    look.page.wait_for_selector(".panes")
    assert look.values("location.hash") == "#Lamp.update"
    while look.focused() != "Label":
        look.page.keyboard.press("j")
    look.page.keyboard.press("Enter")
    look.page.wait_for_selector(f"{ROW}.is-selected")
    look.page.keyboard.press("ArrowLeft")
    assert look.focused() == "41"
    look.page.keyboard.press("ArrowRight")
    assert look.focused() == "Label"
    look.page.keyboard.press("Escape")
    assert look.values("location.hash") == "#Lamp.update"
    look.page.keyboard.press("[")
    look.page.wait_for_function("location.hash === '#Lamp.get'")
    look.page.keyboard.press("Escape")
    look.page.wait_for_selector(".matrix")
    look.page.keyboard.press("?")
    assert look.page.get_by_role("dialog", name="Keys").is_visible()
    look.page.keyboard.press("Escape")
    assert not look.page.get_by_role("dialog", name="Keys").is_visible()


def test_the_override_command_of_a_field_is_copied(chromium: Browser, report: Path) -> None:
    """With its present value, or with what was typed; and the address alone."""
    with looking(chromium, permissions=["clipboard-read", "clipboard-write"]) as look:
        look.open(report, LABEL)
        look.page.click("[data-copy=command]")
        command = 'docs2client override Lamp.update.request.Label --set type=string --reason "..."'
        assert look.values("navigator.clipboard.readText()") == command
        look.page.get_by_label("Fact to set").select_option("required")
        look.page.get_by_label("Value").fill("false")
        look.page.get_by_label("Reason").fill("It's not; see $HOME")
        look.page.click("[data-copy=command]")
        command = (
            "docs2client override Lamp.update.request.Label --set required=false --reason 'It'\\''s not; see $HOME'"
        )
        assert look.values("navigator.clipboard.readText()") == command
        look.page.click("[data-copy=address]")
        assert look.values("navigator.clipboard.readText()") == LABEL.removeprefix("#")
        assert look.text("#said") == "Copied the address"


#: A fragment, the heading that it leads to, and what is shown in full there.
LINKS: tuple[tuple[str, str, list[str]], ...] = (
    (LABEL, "PUT /api/home/lamps", ["Label"]),
    ("#enum:eLight", "GET /api/home/lamps/{id}", ["eLight"]),
    ("#code:W010", "Home", []),
    ("#Lamp", "GET /api/home/lamps/{id}", []),
    ("#Lamp.nothing", "Nothing has this address", []),
    (f"#page:{home_scene.UPDATE}:3", "PUT /api/home/lamps", []),
    ("#%E0%A4%A", "Nothing has this address", []),
)


def test_every_place_has_a_link(look: Look, report: Path) -> None:
    """A fragment leads to a field, an enum, a code, a resource or a line; to nothing where nothing has it."""
    look.open(report, LABEL)
    for fragment, title, selected in LINKS:
        look.go(fragment)
        look.page.wait_for_function(
            "(title) => document.querySelector('h1').innerText.split(/\\s+/).join(' ') === title", arg=title
        )
        assert look.texts(".is-selected .name") == selected, fragment


def test_a_line_has_a_link(look: Look, report: Path) -> None:
    """The line of a finding is lit, with its facts."""
    look.open(report, "#code:W010")
    look.page.locator(".code-part[open] .items a").first.click()
    look.page.wait_for_selector(".line.is-lit")
    assert lit_lines(look)[0].startswith(home_scene.ODD)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 700])
def test_it_can_be_read_light_and_dark_wide_and_narrow(
    chromium: Browser, report: Path, scheme: Any, width: int
) -> None:
    """Every text has enough contrast, and nothing is wider than the window."""
    with looking(chromium, (width, 800), color_scheme=scheme) as look:
        for fragment in ("#list:drift", LABEL):
            look.go(fragment) if look.page.url != "about:blank" else look.open(report, fragment)
            look.page.wait_for_selector(".panel[open]" if fragment.startswith("#list") else f"{ROW}.is-selected")
            assert look.values("document.documentElement.scrollWidth") <= width
            assert look.values(CONTRAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_on_paper(chromium: Browser, report: Path, scheme: Any) -> None:
    """What is printed has the colours of paper, whatever the screen has."""
    with looking(chromium, color_scheme=scheme) as look:
        look.page.emulate_media(media="print")
        for fragment in ("", LABEL):
            look.go(fragment) if look.page.url != "about:blank" else look.open(report, fragment)
            look.page.wait_for_selector(f"{ROW}.is-selected" if fragment else ".matrix")
            assert look.values(CONTRAST) == []


def test_marks_are_seen_where_colours_are_forced(chromium: Browser, report: Path) -> None:
    """A mark keeps its ground, and a lit line has an outline, where the system chooses the colours."""
    with looking(chromium, forced_colors="active") as look:
        look.open(report)
        ground = "getComputedStyle(document.querySelector('.cell .mark.is-override')).backgroundColor"
        assert look.values(ground) != look.values("getComputedStyle(document.body).backgroundColor")
        look.go(LABEL)
        look.page.wait_for_selector(".line.is-lit")
        assert look.values("getComputedStyle(document.querySelector('.line.is-lit')).outlineStyle") == "solid"


def test_totals_are_told_with_what_they_count(look: Look, report: Path) -> None:
    """The list of totals has each term before its number, and a link to a list has both in its name."""
    look.open(report)
    assert look.values("[...document.querySelectorAll('.total')].every((one) => one.firstChild.nodeName === 'DT')")
    look.page.get_by_role("link", name="5 warnings", exact=True).wait_for()


def test_one_of_something_is_no_plural(look: Look, tmp_path: Path) -> None:
    """A total of one is told as one."""
    home_scene.write(tmp_path / "specs/home/api.toml", home_scene.CONFIG)
    home_scene.write(tmp_path / "specs/home/pages" / home_scene.UPDATE, home_scene.before())
    look.open(run.write(tmp_path, "home").path)
    assert {"page", "resource", "endpoint"} <= set(look.texts(".total dt")) and "fields" in look.texts(".total dt")


def other_kind(text: str) -> str:
    """The page of another resource, with an enum of the same name and other values."""
    path = text.replace("/api/home/lamps", "/api/home/torches").replace("Lamp-", "Torch-")
    return path.replace("| 2     | Cold  |", "| 2     | Blue  |")


def test_one_of_two_enums_of_a_name_has_a_link_of_its_own(look: Look, tmp_path: Path) -> None:
    """Each is found by its address, shown at a page that prints it, and corrected by that address; a renamed one by the old one."""
    home_scene.write(tmp_path / "specs/home/api.toml", home_scene.CONFIG)
    home_scene.write(tmp_path / "specs/home/pages" / home_scene.UPDATE, home_scene.before())
    home_scene.write(tmp_path / "specs/home/pages/torches/update.md", other_kind(home_scene.before()))
    look.open(run.write(tmp_path, "home").path, "#Torch.enum:eLight")
    for owner, path, value in (("Torch", "torches", "Blue"), ("Lamp", "lamps", "Cold")):
        look.go(f"#{owner}.enum:eLight")
        look.page.wait_for_function("(path) => document.querySelector('h1').innerText.includes(path)", arg=path)
        assert value in look.text(".enum.is-selected")
        assert f"override {owner}.enum:eLight --set name=eLight" in look.text(".enum.is-selected .command")
    home_scene.write(
        tmp_path / "specs/home/overrides.toml",
        '[[override]]\naddress = "Torch.enum:eLight"\nexpect = { name = "eLight" }\nset = { name = "eBeam" }\nreason = "Two."\n',
    )
    look.open(run.write(tmp_path, "home").path, "#enum:eBeam")
    look.page.reload()
    look.page.wait_for_selector(".enum.is-selected .command")
    assert "override Torch.enum:eLight --set name=eBeam --replace" in look.text(".enum.is-selected .command")


def test_an_api_without_endpoints_says_so(look: Look, tmp_path: Path) -> None:
    """Where no page is there the overview is no empty table, and the finding says what to do."""
    home_scene.write(tmp_path / "specs/home/api.toml", home_scene.CONFIG)
    (tmp_path / "specs/home/pages").mkdir()
    look.open(run.write(tmp_path, "home").path)
    assert "No endpoint is known yet" in look.text(".matrix-part") and "E105" in look.text("#list-findings")
    assert "There are no lines" in look.text("#list-coverage")


#: The texts that are seen and have less contrast than 4.5 to what is behind them.
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const channel = (one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const [red, green, blue, alpha = 1] = parse(getComputedStyle(one).backgroundColor);
      if (alpha > 0) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const box = node.getBoundingClientRect();
    const empty = !walker.currentNode.data.trim() || !box.width || !box.height;
    const hidden = empty || node.closest(".said, script, style, .step.is-off");
    if (hidden || getComputedStyle(node).visibility !== "visible") continue;
    const [one, other] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) weak.push(`${node.className}: ${walker.currentNode.data.slice(0, 30)}`);
  }
  return weak;
}"""


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review page of an API that is hostile all over."""
    path = tmp_path_factory.mktemp("odd") / "report.html"
    path.write_bytes(page(document_of(hostile_state())))
    return path


#: What would be there if a text had become markup: elements that the page never makes, scripts of others, handlers, styles, addresses.
INTRUDERS = """() => [...document.querySelectorAll("*")].filter((node) =>
    ["IMG", "IFRAME", "OBJECT", "EMBED", "LINK", "SVG", "svg", "BASE", "VIDEO", "U", "B"].includes(node.nodeName)
    || (node.nodeName === "SCRIPT" && !node.type && node !== [...document.scripts].at(-1))
    || node.getAttributeNames().some((name) => name.startsWith("on") || ["src", "srcdoc", "action", "formaction"].includes(name))
    || (node.hasAttribute("href") && !node.getAttribute("href").startsWith("#"))
  ).map((node) => node.outerHTML.slice(0, 100))"""


def test_no_text_of_a_hostile_page_does_anything(chromium: Browser, hostile_report: Path) -> None:
    """In no view and in no search does an element, a handler, a request, a dialog or an error come of a text."""
    with looking(chromium) as look:
        look.open(hostile_report)
        for name in ("findings", "drift", "overrides", "aside", "coverage"):
            look.go(f"#list:{name}")
            look.page.wait_for_selector(f"#list-{name}[open] li")
        assert look.values(INTRUDERS) == []
        cells = look.values("[...document.querySelectorAll('a.cell')].map((one) => one.getAttribute('href'))")
        assert len(cells) == 6
        for number, fragment in enumerate(cells):
            look.go(fragment)
            look.page.wait_for_selector(".line")
            look.page.locator(".row .name").first.focus()
            look.page.locator(".row .name").first.click()
            look.page.wait_for_selector(".row.is-selected .command")
            assert look.values(INTRUDERS) == [], fragment
            if not number:
                assert MARKUP[0] in look.text("#page-body")
        for text in MARKUP:
            look.page.fill("#query", text)
            look.page.wait_for_selector("#results-box:not([hidden])")
            assert look.values(INTRUDERS) == []
            look.page.keyboard.press("Escape")


def test_what_cannot_be_seen_is_told_by_its_number(chromium: Browser, hostile_report: Path) -> None:
    """Direction marks and control characters of a page are shown as numbers, and turn nothing around."""
    with looking(chromium) as look:
        look.open(hostile_report, "#page:page")
        assert {"U+202E", "U+2066", "U+001B", "U+200B"} <= set(look.texts("#page-body .hidden-character"))
        assert not re.search(
            "[\u202e\u2066\x1b\u200b]", look.page.content().partition("<main")[2].partition("</main>")[0]
        )


def test_a_page_without_an_endpoint_is_looked_at_alone(look: Look, tmp_path: Path) -> None:
    """Its error stands above its lines."""
    root = home_scene.make_project(tmp_path)
    home_scene.write(root / "specs/home/pages/guide.md", "# Guide\n\nHow lamps work.\n")
    look.open(run.write(root, "home").path, "#page:guide.md")
    assert look.text("h1") == "guide.md"
    assert "E010" in look.text("#page-body .note.is-error")


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["here", "under CI"]
)
def test_without_a_browser(ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser is installed these tests are skipped and say why; under CI they fail."""
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(browsing, "NAMES", ("no-such-browser",))
    with pytest.raises(outcome, match="there is no browser"), browser():
        raise AssertionError
