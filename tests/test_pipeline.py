"""Tests of the pipeline with bad input: each gives a diagnostic, stops nothing else, and loses nothing that was good."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from tests.workbench import API, PAGE, Done, contents, copy_of_repository, pages, replace, run

ACCESS = ("specs/nexudus/resources/spaces/accesstokens.json", "generated/nexudus/src/nexudus/spaces/access_tokens.py")
RULES = ("specs/nexudus/resources/spaces/resourceaccessrules.json",)
RULES_PAGE = "put-resourceaccessrules.txt"
LAST_FIELD = "Visitor Guid."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was just built."""
    root = copy_of_repository(tmp_path_factory.mktemp("built"))
    assert run(root, "build").code == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of a project that was just built."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def of(state: dict[str, bytes], *names: str) -> dict[str, bytes]:
    """Some files of a project."""
    return {name: state[name] for name in names}


def toml(project: Path) -> Path:
    """The particulars of the API."""
    return project / "specs" / API / "api.toml"


def overrides(project: Path) -> Path:
    """The corrections of the API."""
    return project / "specs" / API / "overrides.toml"


#: What is wrong with api.toml, as an edit, and the finding that tells it with its line.
WRONG_TOML: tuple[tuple[str, str, str], ...] = (
    ('title = "Nexudus"', 'title = "Nexudus', "api.toml:5: error[E101]"),
    ('title = "Nexudus"', 'titel = "Nexudus"', "api.toml:5: error[E102]: api.toml: `api.titel`"),
    ('base_url = "https:', 'base_url = "gopher:', "api.toml:6: error[E102]: api.toml: `api.base_url`"),
    ('name = "nexudus"', 'name = "other"', "api.toml:4: error[E103]"),
    ('import_name = "nexudus"', 'import_name = "class"', "api.toml:12: error[E102]: api.toml: `package.import_name`"),
    ('import_name = "nexudus"', 'import_name = "json"', "api.toml:12: error[E102]: api.toml: `package.import_name`"),
    ('client = "Nexudus"', 'client = "Status"', "api.toml:13: error[E102]: api.toml: `package.client`"),
    ('distribution = "nexudus"', 'distribution = "nexudus-"', "api.toml:11: error[E102]: api.toml: `package.distribution`"),
    ('[pages]', '[pages]\nmore = 1', "error[E102]: api.toml: `pages.more`"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), WRONG_TOML, ids=[row[1] for row in WRONG_TOML])
def test_a_wrong_api_toml_changes_nothing(project: Path, old: str, new: str, told: str) -> None:
    """The line is named, the exit is 3, and nothing of the API is touched."""
    replace(toml(project), old, new, 1)
    before = contents(project)
    done = run(project, "build")
    assert done.code == 3
    assert f"specs/nexudus/{told}" in done.out or told in done.out
    assert contents(project) == before


def test_what_is_not_text_or_not_there_is_told(project: Path) -> None:
    """An api.toml that is no UTF-8, or is missing, is an error with the file's name."""
    toml(project).write_bytes(b"[api]\n\xff")
    assert "specs/nexudus/api.toml:2: error[E101]" in run(project, "build").out
    toml(project).unlink()
    assert "specs/nexudus/api.toml: error[E104]" in run(project, "build").out


def test_without_pages_the_last_good_output_stays(project: Path) -> None:
    """An API without pages has nothing to build; nobody takes that for a wish to delete everything."""
    shutil.rmtree(pages(project))
    before = contents(project)
    done = run(project, "build")
    assert done.code == 3
    assert "error[E105]" in done.out
    assert contents(project) == before


def empty(page: Path) -> None:
    """Nothing is left of a page."""
    page.write_bytes(b"")


def binary(page: Path) -> None:
    """A page is replaced by a picture."""
    page.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")


def nul(page: Path) -> None:
    """A NUL character gets into a page."""
    page.write_text(page.read_text(encoding="utf-8").replace("Business", "Busi\0ness"), encoding="utf-8")


def cut_in_row(page: Path) -> None:
    """A page ends inside a sample."""
    page.write_text(page.read_text(encoding="utf-8").partition('"AccessCode"')[0], encoding="utf-8")


def cut_before_answers(page: Path) -> None:
    """A page ends before the answers."""
    page.write_text(page.read_text(encoding="utf-8").partition("Response\n\n200")[0], encoding="utf-8")


def no_endpoint(page: Path) -> None:
    """A page is replaced by prose."""
    page.write_text("Welcome\n\nThis page greets you, and that is all.\n", encoding="utf-8")


BROKEN: tuple[tuple[Callable[[Path], None], str], ...] = (
    (empty, f"{PAGE}:1: error[E001]"),
    (binary, f"{PAGE}:1: error[E002]"),
    (nul, f"{PAGE}:36: error[E002]"),
    (cut_in_row, "error[E0"),
    (cut_before_answers, "error[E011]"),
    (no_endpoint, f"{PAGE}:1: error[E010]"),
)


@pytest.mark.parametrize(("breaks", "told"), BROKEN, ids=[row[0].__name__ for row in BROKEN])
def test_a_page_in_error_keeps_its_last_good_output(project: Path, breaks: Callable[[Path], None], told: str) -> None:
    """Spec and module of its resource stay as they were, another page's change goes through, and the exit is 3."""
    before = contents(project)
    breaks(pages(project) / PAGE)
    replace(pages(project) / RULES_PAGE, "Rule name.", "The name of the rule.")
    done = run(project, "build")
    after = contents(project)
    assert done.code == 3
    assert told in done.out
    assert "warning[W071]: The resource AccessToken keeps its last good spec." in done.out
    assert of(after, *ACCESS) == of(before, *ACCESS)
    assert b"The name of the rule." in after[RULES[0]]
    assert run(project, "check").code == 3


@pytest.mark.parametrize("breaks", [row[0] for row in BROKEN], ids=[row[0].__name__ for row in BROKEN])
def test_without_a_last_good_spec_the_rest_is_built(project: Path, breaks: Callable[[Path], None]) -> None:
    """A page in error that never was good is left out, and the others are built as if it were not there."""
    breaks(pages(project) / PAGE)
    shutil.rmtree(project / "generated")
    shutil.rmtree(project / "specs" / API / "resources")
    done = run(project, "build")
    after = contents(project)
    assert done.code == 3
    assert ACCESS[0] not in after
    assert RULES[0] in after
    compile(after["generated/nexudus/src/nexudus/client.py"], "client.py", "exec")


def test_a_mended_page_is_taken_up_again(project: Path) -> None:
    """Once the page is whole again, build gives what it gave before."""
    before, text = contents(project), (pages(project) / PAGE).read_bytes()
    empty(pages(project) / PAGE)
    assert run(project, "build").code == 3
    (pages(project) / PAGE).write_bytes(text)
    assert run(project, "build").code == 0
    assert contents(project) == before


def test_two_pages_of_one_endpoint_are_merged(project: Path) -> None:
    """The richer page counts where they disagree; each disagreement is a warning, and no error."""
    text = (pages(project) / PAGE).read_text(encoding="utf-8")
    (pages(project) / "zz-again.txt").write_text(text.replace("Business Id.", "Another word."), encoding="utf-8")
    done = run(project, "build")
    assert done.code == 0
    assert "zz-again.txt" in done.out
    assert "warning[W050]" in done.out
    assert f"warning[W059]: `AccessToken.update`: not worded as on specs/{API}/pages/zz-again.txt" in done.out
    spec = json.loads((project / ACCESS[0]).read_bytes())
    (endpoint,) = spec["endpoints"]
    assert {source["page"] for source in endpoint["sources"]} == {PAGE, "zz-again.txt"}
    assert endpoint["request"]["fields"][1]["description"] == "Another word."


OVERRIDE = """
[[override]]
address = "{address}"
expect = {{ {fact} = "{expect}" }}
set = {{ {fact} = "{set}" }}
reason = "A test."
"""

#: Address, fact, expectation and value of an override that does not fit, and the code that tells it.
MISFITS = (
    ("AccessToken.update.request.NoSuchField", "description", "x", "y", "E113"),
    ("AccessToken.update.request.BusinessId", "description", "something else", "y", "E114"),
    ("AccessToken.update.request.BusinessId", "name", "BusinessId", "y", "E116"),
    ("AccessToken.update.request.BusinessId", "type", "integer", "no-type", "E116"),
)


@pytest.mark.parametrize(("address", "fact", "expect", "value", "code"), MISFITS)
def test_an_override_that_does_not_fit_keeps_the_resource(
    project: Path, address: str, fact: str, expect: str, value: str, code: str
) -> None:
    """It is an error with its line, the resource keeps its last good spec, and others change."""
    before = contents(project)
    line = overrides(project).read_text(encoding="utf-8").count("\n") + 2
    with overrides(project).open("a", encoding="utf-8") as file:
        file.write(OVERRIDE.format(address=address, fact=fact, expect=expect, set=value))
    replace(pages(project) / PAGE, LAST_FIELD, "Changed meanwhile.")
    replace(pages(project) / RULES_PAGE, "Rule name.", "The name of the rule.")
    done = run(project, "build")
    after = contents(project)
    assert done.code == 3
    assert f"specs/nexudus/overrides.toml:{line}: error[{code}]" in done.out
    assert of(after, *ACCESS) == of(before, *ACCESS)
    assert b"The name of the rule." in after[RULES[0]]


def test_a_redundant_override_is_a_warning(project: Path) -> None:
    """What the page says itself needs no correction."""
    with overrides(project).open("a", encoding="utf-8") as file:
        row = {"address": "AccessToken.update.request.BusinessId", "fact": "description", "expect": "x"}
        file.write(OVERRIDE.format(**row, set="Business Id."))
    done = run(project, "build")
    assert done.code == 0
    assert "warning[W115]" in done.out


@pytest.mark.parametrize(("text", "code"), [("[[override]\n", "E111"), ('[[override]]\naddress = "x"\n', "E112")])
def test_a_malformed_overrides_toml_is_an_error(project: Path, text: str, code: str) -> None:
    """The line is named and nothing breaks; what is no TOML changes nothing at all."""
    overrides(project).write_text(text, encoding="utf-8")
    before = contents(project)
    done = run(project, "build")
    assert done.code == 3
    assert f"specs/nexudus/overrides.toml:1: error[{code}]" in done.out
    assert code == "E112" or contents(project) == before


def test_a_removed_page_removes_its_resource(project: Path) -> None:
    """Spec, module, tests and reference of a resource whose page is gone are removed, and nothing else."""
    before = contents(project)
    (pages(project) / PAGE).unlink()
    done = run(project, "build")
    gone = before.keys() - contents(project).keys()
    assert done.code == 0
    tests = {
        f"generated/nexudus/tests/{name}" for name in ("test_spaces_access_tokens.py", "data/spaces_access_tokens.json")
    }
    reference = "generated/nexudus/reference/spaces/access_tokens.md"
    assert gone == {*ACCESS, *tests, reference, f"specs/nexudus/pages/{PAGE}"}


def test_a_page_that_differs_from_the_lock_is_a_warning(project: Path) -> None:
    """A page that was edited since it was fetched is told."""
    replace(pages(project) / PAGE, LAST_FIELD, "Edited by hand.")
    done = run(project, "build")
    assert done.code == 0
    assert f"specs/nexudus/pages/{PAGE}: warning[W060]" in done.out


def test_a_broken_lock_changes_nothing(project: Path) -> None:
    """A lock that cannot be read is an error."""
    (project / "specs" / API / "pages.lock.json").write_text("{", encoding="utf-8")
    before = contents(project)
    done = run(project, "build")
    assert done.code == 3
    assert "specs/nexudus/pages.lock.json:1: error[E061]" in done.out
    assert contents(project) == before


@pytest.mark.parametrize("text", ["", "{", '{"spec_version": 2}', "<<<<<<< HEAD\n{}\n"])
def test_a_broken_spec_is_written_again(project: Path, text: str) -> None:
    """The pages are good, so that a stored spec which cannot be read is made anew from them."""
    before = contents(project)
    (project / ACCESS[0]).write_text(text, encoding="utf-8")
    assert run(project, "check").code == 1
    assert run(project, "build").code == 0
    assert contents(project) == before


def test_a_broken_spec_of_a_broken_page_loses_nothing(project: Path) -> None:
    """Where the last good spec is needed and cannot be read, nothing is removed, and both errors are told."""
    empty(pages(project) / PAGE)
    (project / ACCESS[0]).write_text("{", encoding="utf-8")
    before = contents(project)
    done = run(project, "build")
    assert done.code == 3
    assert f"specs/nexudus/pages/{PAGE}:1: error[E001]" in done.out
    assert "specs/nexudus/resources/spaces/accesstokens.json:1: error[E070]" in done.out
    assert contents(project) == before


def test_a_hand_edited_manifest_is_replaced(project: Path) -> None:
    """A manifest after a bad merge counts as none; build writes it again and removes nothing foreign."""
    before = contents(project)
    manifest = project / "generated" / API / ".docs2client.json"
    manifest.write_bytes(b"<<<<<<< HEAD\n" + manifest.read_bytes())
    assert run(project, "build").code == 0
    assert contents(project) == before


#: Names that a file system allows.
NAMES = (
    'a"b.txt',
    "a\nb.txt",
    "a{{ x }}.txt",
    "-x.txt",
    "a'''b\\.txt",
    "\u202ex.txt",
    "日本.txt",
    "con.txt",
    "x" * 200 + ".txt",
)


@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"\xff.txt")], ids=ascii)
def test_a_page_may_have_any_name(project: Path, name: str) -> None:
    """The name of a page is text like any other: it is told where facts come from, and breaks nothing."""
    try:
        (pages(project) / PAGE).rename(pages(project) / name)
    except OSError:
        pytest.skip("the file system has no such names")
    done = run(project, "build")
    assert done.code == 0, done.out
    after = contents(project)
    compile(after[ACCESS[1]], "access_tokens.py", "exec")
    json.loads(after[ACCESS[0]])
    assert run(project, "check").code == 0


HOSTILE = (
    '"""\nimport os',
    "{{ package }} {% raw %}",
    "</script> | <b>",
    "back\\slash\\",
    "'''",
    "\u202e\u200b\x07",
    "\u2028x",
)


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_of_a_page_stay_words(project: Path, words: str) -> None:
    """From the page to the docstring: the description is still there, and the module still compiles."""
    replace(pages(project) / PAGE, LAST_FIELD, f"Start {words} end.")
    done = run(project, "build")
    assert done.code in (0, 3)
    compile((project / ACCESS[1]).read_bytes(), "access_tokens.py", "exec")
    assert "import os\n" not in (project / ACCESS[1]).read_text(encoding="utf-8")


def test_a_surrogate_in_a_sample_is_replaced(project: Path) -> None:
    """An escape in a sample can make half a character, which no file can hold."""
    replace(pages(project) / PAGE, '"UpdatedBy": "admin@example.com"', r'"Updated\ud800By": "admin\udfff"')
    done = run(project, "build")
    assert done.code == 0
    assert "Updated?By" in (project / ACCESS[0]).read_text(encoding="utf-8")
    assert run(None, "parse", str(pages(project) / PAGE), "--json").code == 0


def test_the_other_api_is_built_when_one_is_wrong(project: Path) -> None:
    """An API whose api.toml is wrong stops no other API."""
    shutil.copytree(project / "specs" / API, project / "specs" / "broken")
    replace(pages(project) / PAGE, LAST_FIELD, "Changed.")
    done: Done = run(project, "build")
    assert done.code == 3
    assert "specs/broken/api.toml:4: error[E103]" in done.out
    assert "Changed." in (project / ACCESS[1]).read_text(encoding="utf-8")
    assert not (project / "generated" / "broken").exists()


def test_one_unread_override_changes_nothing(project: Path) -> None:
    """A malformed entry stops the whole API, for without it the pages would be published uncorrected."""
    before = contents(project)
    overrides(project).write_text("[[override]]\naddress = 1\n")
    done = run(project, "build")
    assert done.code == 3 and "E112" in done.out
    after = contents(project)
    assert {path: data for path, data in after.items() if not path.endswith("overrides.toml")} == {
        path: data for path, data in before.items() if not path.endswith("overrides.toml")
    }


def test_an_envelope_that_no_page_shows_is_told(project: Path) -> None:
    """A convention that fits no page is a warning, not a silent loss of errors."""
    replace(toml(project), 'success = "WasSuccessful"', 'success = "Nope"')
    done = run(project, "build")
    assert done.code == 0 and "W057" in done.out


def test_a_page_that_a_message_names_is_a_path_from_the_root(project: Path) -> None:
    """Whoever reads a finding can open both pages, the one that it is about and the one that it speaks of."""
    twin = pages(project) / "put-accesstokens.md"
    twin.write_bytes((pages(project) / PAGE).read_bytes().replace(b"MacAddress", b"MacAddresses"))
    found = pipeline.make(project, API).found
    told = [one for one in found if "page" in one.facts]
    assert {one.code for one in told} >= {"W050", "W058"}
    assert all((project / one.facts["page"]).is_file() and one.facts["page"] in one.message for one in told)
