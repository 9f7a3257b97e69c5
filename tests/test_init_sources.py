"""What `init` makes of unusual names and sources, and what it says where nothing can be made of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from generator import starting
from generator.inference.envelopes import names_of_rows
from generator.inference.packages import names_of, suggestion
from generator.spec import Field, Origin
from tests.docs_site import loopback
from tests.workbench import contents, run

LOCAL = ("--allow-private", "--rate", "1000")
PAGE = """---
title: "Count books"
api: "GET https://api.library.example/v1/books/count"
---

<ParamField query="shelf" type="string">Only those of a shelf.</ParamField>

<ResponseField name="count" type="integer">How many there are.</ResponseField>
"""
#: The same as a page of a site, without a link.
HTML = """<html><body><main><h1>Count books</h1><pre><code>curl https://api.library.example/v1/books/count</code></pre>
<h2>Response</h2><table><tr><th>Field</th><th>Type</th><th>Description</th></tr>
<tr><td>count</td><td>integer</td><td>How many there are.</td></tr></table></main></body></html>"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with one page, in a folder that is no project yet."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "count.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("My Library", "my-library would do"),
        ("9lives", "api-9lives would do"),
        ("con", "con-api would do"),
        ("", "called nothing"),
        ("l" * 100, "64 at most; "),
        ("é", "a small letter first"),
    ],
)
def test_a_name_that_is_none_gets_one_that_would_do(library: Path, name: str, words: str) -> None:
    """What is wrong with a name is told with a name like it that an API can have."""
    done = run(library, "init", name, str(library / "library"))
    assert done.code == 2 and words in done.err, done.err


@pytest.mark.parametrize("name", ["My Library", "9lives", "con", "../x", "l" * 100, "é", "--", "Nul.txt"])
def test_what_is_suggested_can_be_a_name(name: str) -> None:
    """A name that is suggested makes a package."""
    other = suggestion(name)
    assert other is None or names_of(other)


@pytest.mark.parametrize("name", ["con_", "aux-", "test", "json", "class", "pytest"])
def test_names_that_python_or_a_system_needs(library: Path, name: str) -> None:
    """A package that would hide a module, or whose folder some systems cannot have, gets another name than its API."""
    done = run(library, "init", name, str(library / "library"))
    assert done.code == 0, done.out + done.err
    assert [one.name.endswith("_client") for one in (library / "generated" / name / "src").iterdir()] == [True]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "an empty SOURCE"),
        ("docs.library.example/api", "write https://docs.library.example/api"),
        ("nowhere", "nowhere is neither an address nor a folder\n"),
    ],
)
def test_a_source_that_is_none(library: Path, source: str, words: str) -> None:
    """An address without its beginning is recognised; nothing at all is not the folder in which one is."""
    done = run(library, "init", "x", source)
    assert done.code == 2 and words in done.err, done.err


def test_the_folder_of_the_project_is_the_source(library: Path) -> None:
    """What the project itself has written is no page of a folder around it, neither at once nor in later fetches."""
    for name in ("first", "second"):
        assert run(library, "init", name, str(library), "--link").code == 0
        assert contents(library / "specs" / name / "pages").keys() == {"library/count.md"}
    assert "new                0" in run(library, "fetch", "first").out
    assert run(library, "check").code == 0


def test_a_field_may_be_called_like_a_part_of_the_path(library: Path) -> None:
    """The check of a new API is clean where its only field has a name that is also a word of its path."""
    page = library / "library" / "count.md"
    page.write_text(
        PAGE.replace('<ParamField query="shelf" type="string">Only those of a shelf.</ParamField>', ""), "utf-8"
    )
    assert run(library, "init", "library", str(library / "library")).code == 0
    done = run(library, "check")
    assert done.code == 0, done.out + done.err


def test_pages_that_lost_their_paths_are_told(library: Path) -> None:
    """Pages with fields and without a method and a path are told from pages that document nothing."""
    page = library / "library" / "count.md"
    page.write_text(PAGE.replace("api:", "was:"), encoding="utf-8")
    done = run(library, "init", "x", str(library / "library"))
    assert done.code == 3 and "error[E193]" in done.out and "pages with fields: 1" in done.out, done.out


def test_an_empty_folder(library: Path) -> None:
    """An empty folder is told in one error, which names no file that is not there."""
    (library / "empty").mkdir()
    done = run(library, "init", "x", str(library / "empty"))
    assert done.code == 3 and done.out.count("error[") == 1 and "api.toml" not in done.out, done.out


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """A site whose pages have no links, beside an index of another host."""

    def page(request: Request) -> Response:
        return HTMLResponse(HTML)

    def index(request: Request) -> Response:
        return PlainTextResponse("# Library\n\n- [Count](https://docs.library.example/count)\n")

    routes = [Route("/api.html", page), Route("/part/reference", page), Route("/elsewhere/llms.txt", index)]
    with loopback.serve(Starlette(routes=routes)) as address:
        yield address


@pytest.mark.parametrize("path", ["/api.html", "/part/reference"])
def test_one_page_without_links(tmp_path: Path, origin: str, path: str) -> None:
    """The address of a page that leads nowhere is taken for the page itself, now and in later fetches."""
    done = run(tmp_path, "init", "library", f"{origin}{path}", *LOCAL)
    assert done.code == 0, done.out + done.err
    assert f'pages = ["{path}"]' in (tmp_path / "specs" / "library" / "api.toml").read_text("utf-8")
    assert "unchanged          1" in run(tmp_path, "fetch").out
    assert run(tmp_path, "check").code == 0


def test_why_a_site_gives_nothing(tmp_path: Path, origin: str) -> None:
    """An index that leads to another host, and a machine that must not be asked, are told with what to do, each reason once."""
    elsewhere = run(tmp_path, "init", "x", f"{origin}/elsewhere/llms.txt", *LOCAL)
    assert elsewhere.code == 3 and "docs.library.example" in elsewhere.out and "give that address" in elsewhere.out
    private = run(tmp_path, "init", "x", origin)
    assert private.code == 3 and "--allow-private" in private.out and private.out.count("no public address") == 1
    assert "api.toml" not in elsewhere.out + private.out and contents(tmp_path) == {}


KEYED = """# {title}

```bash
curl "https://api.library.example/v1/{title}" -H "{header}"
```
"""
HEADERS = [
    ("Authorization: Digest k=1", "schemes = []", "Library() as client", 'headers={"...": "..."}'),
    ("X-Api-Token: k", 'header = "X-Api-Token"', 'Library(api_key="...") as client', "`LIBRARY_API_KEY`"),
    ("Authorization: Token k", 'prefix = "Token "', 'Library(api_key="...") as client', "`Authorization: Token ...`"),
    (
        "Authorization: Basic eDp5",
        'schemes = ["basic"]',
        'Library(username="...", password="...") as',
        "`LIBRARY_USERNAME`",
    ),
    ("Authorization: Bearer t", 'schemes = ["bearer"]', 'Library(token="...") as client', "`LIBRARY_TOKEN`"),
]


SETTINGS = [
    ("mint.json", '{"api": {"baseUrl": "https://api.library.example/", "auth": {"method": "basic"}}}', "basic"),
    (
        "docs.json",
        '{"api": {"mdx": {"server": ["https://api.library.example", "https://b.example"], "auth": {"method": "bearer"}}}}',
        "bearer",
    ),
    (
        "docs.json",
        '{"api": {"mdx": {"server": "https://api.library.example", "auth": {"method": "key", "name": "x-api-key"}}}}',
        "key",
    ),
]


@pytest.mark.parametrize(("file", "text", "scheme"), SETTINGS)
def test_what_the_settings_of_a_site_say(library: Path, file: str, text: str, scheme: str) -> None:
    """Where no page names a host and a scheme, the file beside the pages from which the site is made does; it is no page itself."""
    (library / "library" / "count.md").write_text(PAGE.replace("https://api.library.example", ""), encoding="utf-8")
    (library / "library" / file).write_text(text, encoding="utf-8")
    done = run(library, "init", "library", str(library / "library"))
    assert done.code == 0 and "left out" not in done.out and "W192" not in done.out, done.out
    config = (library / "specs" / "library" / "api.toml").read_text("utf-8")
    assert f'base_url = "https://api.library.example"  # as {file} says' in config
    assert f'schemes = ["{scheme}"]  # as {file} says' in config
    assert (f'[auth.key]\nheader = "x-api-key"  # as {file} says' in config) == (scheme == "key")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[" * 100_000,
        "{}",
        '{"api": 1}',
        '{"api": {"auth": {"method": "key"}}}',
        '{"api": {"baseUrl": ["x", 1]}}',
        '{"api": {"baseUrl": "x y"}}',
    ],
)
def test_settings_that_say_nothing(library: Path, text: str) -> None:
    """A file of settings that is broken, or says something else, changes nothing of what is found out."""
    (library / "library" / "docs.json").write_text(text, encoding="utf-8")
    (library / "library" / "count.md").write_text(PAGE.replace("https://api.library.example", ""), encoding="utf-8")
    done = run(library, "init", "library", str(library / "library"))
    assert done.code == 0 and "W192" in done.out, done.out


@pytest.mark.parametrize(("header", "schemes", "client", "words"), HEADERS)
def test_a_package_asks_for_what_its_api_takes(
    tmp_path: Path, header: str, schemes: str, client: str, words: str
) -> None:
    """What the pages authenticate by stands in `api.toml` and in the package; a key of its own kind is no bearer token there."""
    (tmp_path / "from").mkdir()
    for title in ("books", "loans"):
        (tmp_path / "from" / f"{title}.md").write_text(KEYED.format(title=title, header=header), encoding="utf-8")
    done = run(tmp_path, "init", "library", str(tmp_path / "from"))
    assert done.code == 0, done.out + done.err
    assert schemes in (tmp_path / "specs" / "library" / "api.toml").read_text("utf-8")
    readme = (tmp_path / "generated" / "library" / "README.md").read_text("utf-8")
    assert client in readme and words in readme
    assert ("W191" in done.out) == ("[]" in schemes) == ("securitySchemes" not in openapi(tmp_path))


def openapi(root: Path) -> str:
    """The document of the one API."""
    return (root / "generated" / "library" / "openapi.json").read_text("utf-8")


def test_what_to_review_says_where_and_what_to_do(library: Path) -> None:
    """A page that is left out is named, a doubt comes with what can be done, and a project that is elsewhere is named, too."""
    lost = PAGE.replace("api:", "was:")
    (library / "library" / "lost.md").write_text(lost, encoding="utf-8")
    (library / "library" / "count.md").write_text(PAGE.replace("https://api.", "https://YOUR-"), encoding="utf-8")
    done = run(library, "init", "library", str(library / "library"))
    assert done.code == 0, done.out + done.err
    assert "  W193     1  as specs/library/pages/lost.md:1: " in done.out
    assert "YOUR-library.example.\n      hint: Set `base_url` in api.toml." in done.out
    assert done.out.endswith(f"all of it is below {library.resolve()}\n")


def test_an_interrupt_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before anything is written leaves nothing behind, and says so."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(starting, "gather", interrupted)
    before = contents(library)
    done = run(library, "init", "library", str(library / "library"))
    assert done.code == 130 and "interrupted; nothing was written" in done.err and contents(library) == before


def test_a_row_with_one_member_names_no_value() -> None:
    """What is left of a row of errors is the value only where its property and its message are known."""
    rows = {"id": Field(name="id", type="string", origin=Origin(page="a.md", line=1, rule="field-row"))}
    assert names_of_rows(rows, "message") == []
