"""The command `init`: from an address or a folder to a new API with its first build, or nothing at all."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from generator import publish as publishing
from generator import starting
from generator.config import load
from generator.reading import read_pages
from tests.docs_site import loopback, serving, site
from tests.workbench import REPOSITORY, Done, contents, run

NEXUDUS = REPOSITORY / "specs" / "nexudus" / "pages"
CASES = REPOSITORY / "tests" / "package_cases"
PAGES = tuple(
    one
    for one in site.pages()
    if "workorders" in one.name or "customfields" in one.name or one.name.startswith("access/")
)
LOCAL = ("--allow-private", "--rate", "1000")


@pytest.fixture(scope="module")
def docs() -> Iterator[str]:
    """A part of the made site on this machine; its origin."""
    with serving.serve(PAGES) as origin:
        yield origin


def toml_of(root: Path, name: str) -> dict[str, object]:
    """The `api.toml` of a new API."""
    return tomllib.loads((root / "specs" / name / "api.toml").read_text("utf-8"))


def step(done: Done, code: int = 0) -> Done:
    """A command that ends as expected."""
    assert done.code == code, done.out + done.err
    return done


def test_from_an_address_to_a_client(tmp_path: Path, docs: str) -> None:
    """An empty folder and an address: pages, conventions, build; what follows finds nothing to do, and the evidence is told."""
    done = step(run(tmp_path, "init", "rails", docs, *LOCAL))
    made, truth = toml_of(tmp_path, "rails"), tomllib.loads(site.api_toml())
    conventions = made["conventions"]
    assert isinstance(conventions, dict)
    for key in ("resource_path", "role", "whole_updates", "pagination", "filters"):
        assert conventions[key] == truth["conventions"][key]
    assert made["sources"] == [{"url": docs, "pages": ["/rest-api/"]}]
    assert made["fetch"] == {"private": True, "rate": 1000.0}
    api = made["api"]
    assert isinstance(api, dict) and api["docs_url"] == f"{docs}/rest-api"
    assert made["floors"] == {"pages": 17, "endpoints": 17, "fields": api and made["floors"]["fields"]}  # type: ignore[index]
    for words in (
        "found out",
        "not found out",
        "to review",
        "conventions.pagination.page",
        f"endpoints{len(PAGES):>15}",
    ):
        assert words in done.out
    folder = tmp_path / "specs" / "rails"
    lock = json.loads((folder / "pages.lock.json").read_text("utf-8"))["pages"]
    assert len(lock) == len(PAGES) and all(one["url"] and one["captured"] and one["sha256"] for one in lock.values())
    assert "## 0.1.0" in (folder / "CHANGELOG.md").read_text("utf-8")
    assert (folder / "overrides.toml").read_text("utf-8").startswith("# ")
    step(run(tmp_path, "check"))
    before = contents(tmp_path)
    step(run(tmp_path, "fetch"))
    step(run(tmp_path, "build"))
    assert contents(tmp_path) == before
    step(run(tmp_path, "init", "rails", docs, *LOCAL), 2)
    assert contents(tmp_path) == before


def test_an_index_and_a_part_of_a_site(tmp_path: Path, docs: str) -> None:
    """An `llms.txt` is a source, too; `--pages` narrows it, and an address with a path is read below that path first."""
    wanted = starting.Wanted(
        name="rails", source=f"{docs}/llms.txt", pages=("/rest-api/access/",), private=True, rate=1000
    )
    started = starting.start(tmp_path, wanted)
    assert not started.failed and {one.split("/")[2] for one in started.files if one.startswith("pages/")} == {"access"}
    lower = starting.start(
        tmp_path, starting.Wanted(name="rails", source=f"{docs}/rest-api/access", private=True, rate=1000)
    )
    assert {key: data for key, data in lower.files.items() if key.startswith("pages/")} == {
        key: data for key, data in started.files.items() if key.startswith("pages/")
    }


CALL = '# {name}\n\n```bash cURL\ncurl "https://x.example/v1/{name}"\n```\n'
GUIDED = {
    "/api/cats.md": CALL.format(name="cats"),
    "/api/dogs.md": CALL.format(name="dogs"),
    "/api/guide.md": "# Guide\n\nWords.\n",
    "/blog/news.md": "# News\n\nWords.\n",
}


async def answer(request: Request) -> PlainTextResponse:
    """A site with an index, two pages of its API and others."""
    links = "\n".join(f"- [x]({request.base_url}{path[1:]})" for path in GUIDED)
    texts = {"/llms.txt": f"# X\n\n{links}\n", **GUIDED}
    path = request.url.path
    return PlainTextResponse(texts.get(path, ""), 200 if path in texts else 404)


def test_which_part_of_a_site_is_the_reference(tmp_path: Path) -> None:
    """The pages that document endpoints tell which part of the site is asked for from then on; guides among them are skipped by name."""
    with loopback.serve(Starlette(routes=[Route("/{path:path}", answer)])) as origin:
        done = step(run(tmp_path, "init", "x", origin, *LOCAL))
        assert toml_of(tmp_path, "x")["sources"] == [{"url": origin, "pages": ["/api/"], "skip": ["/api/guide"]}]
        assert "left out, because they document no endpoint: api/guide.md, blog/news.md" in done.out
        before = contents(tmp_path)
        step(run(tmp_path, "fetch"))
        assert contents(tmp_path) == before
    assert sorted(one.name for one in (tmp_path / "specs/x/pages/api").iterdir()) == ["cats.md", "dogs.md"]


def test_private_addresses_need_a_word(tmp_path: Path, docs: str) -> None:
    """Without `--allow-private` nothing of this machine is asked, and nothing is left behind."""
    done = step(run(tmp_path, "init", "rails", docs), 3)
    assert "error[E130]" in done.out and "nothing was written" in done.err
    assert contents(tmp_path) == {}


def test_the_pages_of_a_folder(tmp_path: Path) -> None:
    """Captures of a folder are taken over byte for byte, and tell what a person wrote in the committed `api.toml`."""
    step(run(tmp_path, "init", "nexudus", str(NEXUDUS)))
    made = toml_of(tmp_path, "nexudus")
    truth, _ = load((REPOSITORY / "specs/nexudus/api.toml").read_text("utf-8"), "api.toml")
    mine, found = load((tmp_path / "specs/nexudus/api.toml").read_text("utf-8"), "api.toml")
    assert truth is not None and mine is not None and found == []
    assert mine.api.base_url == truth.api.base_url and mine.package == truth.package
    for key in ("resource_path", "role", "envelope", "whole_updates"):
        assert getattr(mine.conventions, key) == getattr(truth.conventions, key)
    assert (mine.conventions.bodies.adds, mine.conventions.bodies.removes) == ("Added{member}", "Removed{member}")
    assert mine.auth.schemes == truth.auth.schemes and mine.pages.required == truth.pages.required
    assert "sources" not in made
    for path in NEXUDUS.iterdir():
        assert (tmp_path / "specs/nexudus/pages" / path.name).read_bytes() == path.read_bytes()


#: What the hand-written `api.toml` of a case says, and what init may leave out because no page shows it.
CASE_TRUTHS = ["archive", "depot", "ferry", "library"]


@pytest.mark.parametrize("case", CASE_TRUTHS)
def test_the_pages_of_package_cases(tmp_path: Path, case: str) -> None:
    """Base URL, path pattern, role pattern and envelope of small APIs are what a person wrote for them."""
    read = [
        one for path in sorted((CASES / case / "pages").iterdir()) for one in read_pages(path.name, path.read_bytes())
    ]
    guesses, _ = starting.find_out(case, read)
    told = {one.key: one.value for one in guesses if one.value is not None}
    truth = tomllib.loads((CASES / case / "api.toml").read_text("utf-8"))
    assert told["api.base_url"] == truth["api"]["base_url"]
    assert told["conventions.resource_path"] == truth["conventions"]["resource_path"]
    assert told.get("conventions.role", "{resource}-{verb}") == truth["conventions"].get("role", "{resource}-{verb}")
    envelope = {key.rpartition(".")[2]: value for key, value in told.items() if key.startswith("conventions.envelope.")}
    wanted = truth["conventions"].get("envelope", {})
    assert envelope == {key: value for key, value in wanted.items() if key not in ("model", "row_model")}
    assert not any(key.startswith(("conventions.pagination", "conventions.filters")) for key in told)


@pytest.mark.parametrize("case", ["museum", "aviary"])
def test_the_keys_of_package_cases(tmp_path: Path, case: str) -> None:
    """What calls authenticate by, and the place of the key, are what a person wrote for the cases with one."""
    read = [
        one for path in sorted((CASES / case / "pages").iterdir()) for one in read_pages(path.name, path.read_bytes())
    ]
    told = {one.key: one.value for one in starting.find_out(case, read)[0] if one.value is not None}
    truth = tomllib.loads((CASES / case / "api.toml").read_text("utf-8"))["auth"]
    key = {name.rpartition(".")[2]: value for name, value in told.items() if name.startswith("auth.key.")}
    assert (told["auth.schemes"], key) == (truth["schemes"], truth["key"])


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """What is written has no clock, path or chance in it."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        step(run(tmp_path / name, "init", "library", str(CASES / "library" / "pages")))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_linked_folder_is_fetched_again(tmp_path: Path) -> None:
    """With `--link` the folder is a source, without what documents nothing, and a fetch finds nothing new."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for path in (CASES / "library" / "pages").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "intro.md").write_text("# Welcome\n\nWords.\n", encoding="utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    done = step(run(tmp_path, "init", "library", str(folder), "--link"))
    assert "left out, because they document no endpoint: intro.md, logo.png" in done.out
    assert toml_of(tmp_path, "library")["sources"] == [{"folder": "../../captures", "skip": ["/intro.md", "/logo.png"]}]
    before = contents(tmp_path)
    step(run(tmp_path, "fetch"))
    assert contents(tmp_path) == before


def test_a_link_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A folder whose path from the new API is longer than `api.toml` takes is told before anything is read."""
    folder, project = tmp_path / "/".join(["captures"] * 10), tmp_path / "/".join("p" * 80)
    for one in (folder, project):
        one.mkdir(parents=True)
    assert "--link: ../../" in step(run(project, "init", "library", str(folder), "--link"), 2).err


def test_beside_other_apis(tmp_path: Path) -> None:
    """In a project with other APIs the new one comes beside them, and they stay as they are."""
    step(run(tmp_path, "init", "ferry", str(CASES / "ferry" / "pages")))
    before = contents(tmp_path)
    step(run(tmp_path, "init", "library", str(CASES / "library" / "pages")))
    after = contents(tmp_path)
    assert {path: after[path] for path in before} == before
    step(run(tmp_path, "check"))


def test_a_page_that_lost_its_path_is_told(tmp_path: Path) -> None:
    """A page with fields and without method and path would be an error of each build: it is left out with a warning."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for path in (CASES / "archive" / "pages").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "lost.md").write_text(
        '# Lost\n\n## Body\n\n<ParamField body="a" type="string">\n  A.\n</ParamField>\n', "utf-8"
    )
    done = step(run(tmp_path, "init", "archive", str(folder)))
    assert "W193" in done.out and not (tmp_path / "specs/archive/pages/lost.md").exists()


USAGE = [
    ("Rails", str(NEXUDUS)),
    ("../x", str(NEXUDUS)),
    ("con", str(NEXUDUS)),
    ("x", "/no/such/folder"),
    ("x", "ftp://x.example"),
    ("x", "https://user:secret@x.example/"),
    ("x", "https://x.example/a b"),
    ("x", "https://x.example", "--link"),
    ("x", "https://x.example", "--rate", "0"),
    ("x", "https://x.example", "--pages", "api"),
    ("x",),
]


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A name that no folder can have, a source that is none and options that do not fit are wrong usage; a password is not repeated."""
    done = run(tmp_path, "init", *arguments)
    assert done.code == 2, done.out + done.err
    assert "secret" not in done.out + done.err and contents(tmp_path) == {}


@pytest.mark.parametrize("folder", ["specs/nexudus", "generated/nexudus"])
def test_what_is_there_is_never_touched(tmp_path: Path, folder: str) -> None:
    """An API or a package of that name that is there already, be it empty, is wrong usage."""
    (tmp_path / folder).mkdir(parents=True)
    step(run(tmp_path, "init", "nexudus", str(NEXUDUS)), 2)
    assert contents(tmp_path) == {}


def test_pages_without_an_endpoint(tmp_path: Path) -> None:
    """A folder of guides makes no API."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.md").write_text("# Guide\n\nWords.\n", encoding="utf-8")
    before = contents(tmp_path)
    done = step(run(tmp_path, "init", "x", str(tmp_path / "guides")), 3)
    assert "error[E191]" in done.out and contents(tmp_path) == before


def test_nothing_is_left_behind_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the middle leaves the folder as it was."""

    whole = publishing._sync_moves
    calls: list[object] = []

    def fail_once(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 1:
            raise OSError("no space")
        whole(*arguments)

    monkeypatch.setattr(publishing, "_sync_moves", fail_once)
    done = step(run(tmp_path, "init", "nexudus", str(NEXUDUS)), 3)
    assert "nothing was written: no space" in done.err
    assert list(tmp_path.iterdir()) == []


EVIL = """---
title: "Cats \\"\\n[api]"
api: "POST /v1/ca'ts"
---

```bash
curl -X POST "https://x.example\\"]#/v1/ca'ts" -H "Authorization: Bearer x" -H "X-\\u001b[31mKey: y"
```

## Request Body

<ParamField body="a&quot; = 1
[fetch]" type="string" required>
  Words.
</ParamField>

<ResponseExample>
```json 200
{"success": true, "mess\\"age": "x\\n[api]", "message": "m", "errors": [{"field\\u001b": "x", "message": "y"}]}
```
</ResponseExample>
"""


@pytest.mark.parametrize("host", ["x.example", "{host}", "../../etc", "x.example\\n[api]"])
def test_hostile_pages(tmp_path: Path, host: str) -> None:
    """Quotes, line ends and escapes in names, hosts and headers become neither TOML nor paths nor commands of a terminal."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"p{number}.mdx").write_text(
            EVIL.replace("x.example", host).replace("ca'ts", f"cats{number}"), "utf-8"
        )
    done = run(tmp_path, "init", "x", str(folder))
    assert done.code in (0, 3), done.out + done.err
    assert "\x1b" not in done.out
    if done.code == 0:
        made = toml_of(tmp_path, "x")
        assert set(made) <= {"api", "package", "floors", "auth", "conventions", "pages"}
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "specs", "generated", ".docs2client-cache"}
