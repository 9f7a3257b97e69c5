"""Tests that published names last from one build to the next: pages change, and the package keeps what its users wrote."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_package_cases import CASES, lay_out
from tests.workbench import Done, contents, replace, run, start

CASE = "ferry"
PUT, LIST = "put-crossing.txt", "list-crossings.txt"
MODULE = f"generated/{CASE}/src/{CASE}/sea/crossings.py"
#: Fields that came later, each before one whose name it would have taken.
NEWCOMERS: tuple[tuple[str, str], ...] = (
    (PUT, "valid_from\nstring\nA field that came later, and would have taken the name of the next.\n"),
    (PUT, "Stops[].port\nstring\nA field that came later.\n"),
    (LIST, "vessel_name\nstring\nA name in small letters.\n"),
)
SAMPLES: tuple[tuple[str, str], ...] = ((PUT, '            "port": "a",\n'), (LIST, '    "vessel_name": "aurora",\n'))


def specs(project: Path) -> Path:
    """The hand-written files of the API."""
    return project / "specs" / CASE


def edit(project: Path, page: str, old: str, new: str) -> None:
    """Change a page."""
    replace(specs(project) / "pages" / page, old, new)


def names(project: Path) -> dict[str, dict[str, str]]:
    """The published names."""
    return json.loads((specs(project) / "names.lock.json").read_bytes())["names"]  # type: ignore[no-any-return]


def built(project: Path, code: int = 0) -> Done:
    """A build that ends as expected."""
    done = run(project, "build")
    assert done.code == code, done.out
    return done


def aliases(project: Path, *rows: tuple[str, str], until: str = "0.3.0") -> None:
    """Write the aliases, each an address and a name."""
    entries = [f'[[alias]]\nof = "{of}"\nname = "{name}"\nuntil = "{until}"\nreason = "A test."\n' for of, name in rows]
    (specs(project) / "overrides.toml").write_text("\n".join(entries), encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as it was published: without the fields that came later, without aliases, at its first version."""
    root = lay_out(CASE, tmp_path_factory.mktemp("published"))
    (specs(root) / "names.lock.json").unlink()
    (specs(root) / "overrides.toml").unlink()
    for page, text in (*NEWCOMERS, *SAMPLES):
        edit(root, page, text, "")
    built(root)
    return root


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(published, tmp_path / "project"))


def newcomers(project: Path) -> None:
    """The fields come that were not there at first."""
    shutil.copytree(CASES / CASE / "pages", specs(project) / "pages", dirs_exist_ok=True)


def test_a_new_field_takes_no_published_name(project: Path) -> None:
    """A field that comes first and would have taken an old name yields: argument, member of a request, attribute of an answer."""
    before = names(project)
    newcomers(project)
    assert f"changed: specs/{CASE}/names.lock.json" in run(project, "check").out
    done = built(project)
    after = names(project)
    assert after["arguments:sea.crossings.update"]["body.ValidFrom"] == "valid_from"
    assert after["arguments:sea.crossings.update"]["body.valid_from"] == "valid_from_2"
    assert after["attributes:sea.crossings.StopInput"] == {"Port": "port", "port": "port_2"}
    assert after["attributes:sea.crossings.CrossingItem"]["VesselName"] == "vessel_name"
    assert all(after[scope][key] == name for scope, kept in before.items() for key, name in kept.items())
    assert done.out.count("warning[W211]") == 3
    assert f"specs/{CASE}/pages/{PUT}:53: warning[W211]: `valid_from` would be called `valid_from`" in done.out
    assert run(project, "check").code == 0


def test_without_a_lock_the_new_field_takes_the_name(project: Path) -> None:
    """That is what the lock is for."""
    newcomers(project)
    (specs(project) / "names.lock.json").unlink()
    built(project)
    assert names(project)["arguments:sea.crossings.update"]["body.valid_from"] == "valid_from"


#: A change of a page that takes something away, and what is told of it.
REMOVALS: tuple[tuple[str, str, str, str], ...] = (
    (PUT, "Remarks\nstring\nWhat else there is to say.\n", "", "W221]: The argument `remarks` (body.Remarks) of sea.crossings.update"),
    (LIST, "page\ninteger\n", "leaf\ninteger\n", "W221]: The argument `page` (query.page) of sea.crossings.search"),
    (PUT, "2Storm\n", "", "W223]: The member `STORM` (2) of the enum sea.crossings.Weather"),
    (LIST, "VesselName", "Vessel", "W225]: The attribute `vessel_name` (VesselName) of sea.crossings.CrossingItem"),
    (PUT, "Stops", "Halts", "W224]: The class `StopInput` (Crossing.update.request.Stops) of sea.crossings"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "old", "new", "told"), REMOVALS, ids=[row[3][:4] + row[3][10:30] for row in REMOVALS])
def test_what_was_removed_is_told(project: Path, page: str, old: str, new: str, told: str) -> None:
    """Each published name that is gone is one warning in every build, until the version of the package is raised."""
    edit(project, page, old, new)
    for _ in range(2):
        done = built(project)
        assert done.out.count(told) == 1, done.out
        assert run(project, "check").code == 0
    replace(specs(project) / "api.toml", 'version = "0.2.0"', 'version = "0.3.0"')
    assert "[W22" not in built(project).out


def test_a_removed_page_is_told_as_a_method(project: Path) -> None:
    """Its method is gone; of what was in the method nothing is said, and its names come back with it."""
    page, before = specs(project) / "pages" / LIST, contents(project)
    content = page.read_bytes()
    page.unlink()
    done = built(project)
    assert "W222]: The method `list` (search) of sea.crossings was published and is gone." in done.out
    assert "W221" not in done.out
    page.write_bytes(content)
    built(project)
    assert contents(project) == before


def test_an_enum_member_that_is_worded_anew_keeps_its_name(project: Path) -> None:
    """The value is what counts; the new words are told and documented."""
    edit(project, PUT, "2Storm", "2Heavy weather")
    done = built(project)
    assert "W213]: The value 2 of enum:eWeather is called `HEAVY_WEATHER` on its page now" in done.out
    assert names(project)["enum:sea.crossings.Weather"]["2"] == "STORM"
    module = (project / MODULE).read_text(encoding="utf-8")
    assert 'STORM = 2\n    """Heavy weather"""' in module


def test_a_page_in_error_keeps_the_names_of_its_resource(project: Path) -> None:
    """Nothing of it counts as gone."""
    before = names(project)
    (specs(project) / "pages" / PUT).write_bytes(b"")
    done = built(project, 3)
    assert "[W22" not in done.out
    assert names(project) == before


def test_a_wrong_lock_changes_nothing(project: Path) -> None:
    """It is an error with its line, and names are not made anew behind anybody's back."""
    replace(specs(project) / "names.lock.json", '"remarks"', '"x = 1; import os"')
    before = contents(project)
    done = built(project, 3)
    assert f"specs/{CASE}/names.lock.json:" in done.out and "error[E121]" in done.out
    assert contents(project) == before


#: Aliases that do not fit, and the code that tells it.
MISFITS: tuple[tuple[str, str, str], ...] = (
    ("Crossing.update.request.Nothing", "old", "E118"),
    ("Crossing.update.request.Stops.Port", "old", "E118"),
    ("enum:eWeather.9", "OLD", "E118"),
    ("Crossing.delete", "old", "E118"),
    ("Crossing.update.request.Remarks", "weather", "E119"),
    ("Crossing.update.request.Remarks", "x: int = 1, y", "E119"),
    ("Crossing.update", "list", "E119"),
    ("enum:eWeather.1", "STORM", "E119"),
    ("Crossing.update.request.Remarks", "", "E117"),
)


@pytest.mark.parametrize(("of", "name", "code"), MISFITS, ids=[f"{row[0]}={row[1]}" for row in MISFITS])
def test_an_alias_that_does_not_fit_changes_nothing(project: Path, of: str, name: str, code: str) -> None:
    """It is an error with its line, and the package stays as it was."""
    aliases(project, (of, name))
    edit(project, PUT, "What else there is to say.", "Changed.")
    before = contents(project)
    done = built(project, 3)
    assert f"specs/{CASE}/overrides.toml:1: error[{code}]" in done.out
    assert contents(project) == before


def test_an_alias_lives_until_its_version(project: Path) -> None:
    """From then on it is not generated any more, and a warning says that the entry can go."""
    aliases(project, ("Crossing.update.request.Remarks", "note"))
    built(project)
    assert "note: str" in (project / MODULE).read_text(encoding="utf-8")
    replace(specs(project) / "api.toml", 'version = "0.2.0"', 'version = "0.3.0"')
    done = built(project)
    assert f"specs/{CASE}/overrides.toml:1: warning[W120]" in done.out
    assert "note" not in (project / MODULE).read_text(encoding="utf-8")


#: What users of the old package wrote, and what must go out.
OLD_CODE = """
import asyncio, json, warnings
import httpx2
from ferry import AsyncFerry, Ferry
from ferry.sea.crossings import Weather

seen = []

def answer(request):
    seen.append((request.method, request.url.path, json.loads(request.content) if request.content else None))
    return httpx2.Response(200, json=[] if request.method == "GET" else {"Id": 7})

warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as told:
    client = Ferry(token="x", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
    client.sea.crossings.update("north", 7, vessel_name="Aurora", note="x", valid_from=None)
    client.sea.crossings.change("north", number=7, vessel_name="Aurora", remarks="y")

    async def main():
        client = AsyncFerry(token="x", http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
        await client.sea.crossings.update("north", 7, vessel_name="Aurora", note="z")

    asyncio.run(main())
assert Weather.GALE is Weather.STORM and Weather(2).name == "STORM" and list(Weather) == [Weather.FAIR_AND_CALM, Weather.STORM]
print(json.dumps([seen, [[str(one.message), one.filename == __file__, one.category.__name__] for one in told]]))
"""


def test_code_that_uses_old_names_still_works(project: Path, tmp_path: Path) -> None:
    """Argument, method and enum member under their old names: the same goes out, and the caller's line is warned."""
    edit(project, PUT, "Remarks", "Comment")
    aliases(project, ("Crossing.update.request.Comment", "remarks"), ("Crossing.update.request.Comment", "note"))
    newcomers(project)
    edit(project, PUT, "Remarks", "Comment")
    with (specs(project) / "overrides.toml").open("a", encoding="utf-8") as file:
        for of, name in (("Crossing.update", "change"), ("enum:eWeather.2", "GALE")):
            file.write(f'[[alias]]\nof = "{of}"\nname = "{name}"\nuntil = "0.3.0"\nreason = "A test."\n')
    done = built(project)
    assert "W221" not in done.out
    (tmp_path / "old.py").write_text(OLD_CODE, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(project / "generated" / CASE / "src")}
    ran = subprocess.run([sys.executable, "old.py"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    seen, told = json.loads(ran.stdout)
    body = {"VesselName": "Aurora"}
    path = "/v1/sea/crossings/north/7"
    assert seen == [
        ["PUT", path, {**body, "Comment": "x", "ValidFrom": None}],
        ["PUT", path, {**body, "Comment": "y"}],
        ["PUT", path, {**body, "Comment": "z"}],
    ]
    renamed = "the argument note is deprecated: use comment"
    assert [row[0] for row in told] == [
        renamed,
        "the method change is deprecated: use update",
        "the argument remarks is deprecated: use comment",
        renamed,
    ]
    assert [row[1] for row in told] == [True, True, False, True]
    assert {row[2] for row in told} == {"DeprecationWarning"}


def test_surroundings_do_not_change_the_lock(project: Path) -> None:
    """Two builds with other hash seeds write the same bytes, and a second build writes nothing."""
    newcomers(project)
    results = []
    for seed in ("1", "2"):
        again = Path(shutil.copytree(project, project.parent / seed))
        assert start(again, "build", environment={"PYTHONHASHSEED": seed}).code == 0
        results.append(contents(again))
        assert run(again, "check").code == 0
    assert results[0] == results[1]
