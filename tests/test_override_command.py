"""The commands `override` and `overrides check`: guarded entries are written, tried first, and looked after."""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from generator import correcting, escaping
from generator.amending import AmendError, amend, entry
from generator.overrides import Override, load
from generator.wishes import WishError, command, facts_of, shell_word, text_of, value_of
from tests.workbench import API, REPOSITORY, Done, contents, copy_of_repository, pages, replace, run

MAC = "AccessToken.update.request.MacAddress"
FROM = "TimePassTimeSlot.update.request.FromTime"
REASON = ("--reason", "The server says so.")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed project, for commands that must not change it."""
    return copy_of_repository(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The committed project in a folder of its own."""
    return copy_of_repository(tmp_path)


def overrides_of(root: Path) -> str:
    """The text of the corrections."""
    return (root / "specs" / API / "overrides.toml").read_text("utf-8")


def override(root: Path, address: str, *facts: str, more: tuple[str, ...] = REASON) -> Done:
    """Run the command with facts to set."""
    return run(root, "override", address, *(word for fact in facts for word in ("--set", fact)), *more)


def last(root: Path) -> dict[str, JsonValue]:
    """The last entry of the corrections."""
    return dict(tomllib.loads(overrides_of(root))["override"][-1])


def test_an_entry_is_guarded_by_what_the_page_says(project: Path) -> None:
    """The entry expects what the page says now, stands behind all that was there, and what it changes is told with its symbol."""
    before = overrides_of(project)
    done = override(project, MAC, "format=mac", "required=true")
    assert done.code == 0, done.out + done.err
    assert overrides_of(project) == f"{before.rstrip()}\n\n{done.out[: done.out.index('1 entry')]}"
    assert last(project) == {
        "address": MAC,
        "expect": {"format": "", "required": False},
        "set": {"format": "mac", "required": True},
        "reason": "The server says so.",
    }
    assert f"{MAC}: now required" in done.out and "AccessTokens.update(mac_address=)" in done.out
    assert run(project, "check").code == 1 and run(project, "build").code == 0
    assert run(project, "overrides", "check").out == "all corrections are as they should be\n"


#: An address, what is set, and what the entry then expects and sets.
FITTING: list[tuple[str, tuple[str, ...], dict[str, JsonValue], dict[str, JsonValue]]] = [
    ("AccessToken.update", ("title=Change",), {"title": ""}, {"title": "Change"}),
    ("AccessToken.update", ("title=2024",), {"title": ""}, {"title": "2024"}),
    ("enum:DayOfWeek", ("name=Weekday",), {"name": "DayOfWeek"}, {"name": "Weekday"}),
    ("AccessToken.update.request.Id", ("default=7",), {"default": ""}, {"default": 7}),
    (FROM, ("format=",), {"format": "date-time"}, {"format": ""}),
    (MAC, ("default=5",), {"default": ""}, {"default": "5"}),
    (MAC, ("type=integer", "default=5"), {"type": "string", "default": ""}, {"type": "integer", "default": 5}),
    (MAC, ('default="5"',), {"default": ""}, {"default": "5"}),
    (
        "ResourceAccessRule.update.request.AddedTariffs",
        ("items.format=int64",),
        {"items": {"type": "integer"}},
        {"items": {"type": "integer", "format": "int64"}},
    ),
]


@pytest.mark.parametrize(("address", "facts", "expect", "wanted"), FITTING)
def test_values_are_what_they_look_like(
    shared: Path, address: str, facts: tuple[str, ...], expect: dict[str, JsonValue], wanted: dict[str, JsonValue]
) -> None:
    """Values are those of TOML where they are such, texts for facts that are texts, and nothing where nothing is said."""
    found, _ = correcting.read(shared, API)
    assert found is not None
    plan = correcting.plan(found, address, facts_of(facts), "It is so.", replaced=False)
    assert [(one.expect, one.set) for one in plan.entries] == [(expect, wanted)]


def test_many_addresses_at_once(project: Path) -> None:
    """A `*` stands for one name: each address gets a guarded entry of its own, and their number is told."""
    done = override(project, "*.update.response.200.Message", "nullable=true")
    assert done.code == 0, done.out + done.err
    assert "3 entries in specs/nexudus/overrides.toml" in done.out
    entries, found = load(overrides_of(project))
    assert entries is not None and found == []
    names = ("AccessToken", "ResourceAccessRule", "TimePassTimeSlot")
    assert {one.address for one in entries[2:]} == {f"{name}.update.response.200.Message" for name in names}


@pytest.mark.parametrize(
    ("address", "fact", "words"),
    [
        (MAC, "format=mac", f"{MAC}: format nothing \u2192 mac"),
        (MAC, "items.type=string", f"{MAC}: items: nothing \u2192 string"),
        (MAC, "type=object", f"{MAC}: type string \u2192 object"),
        (
            "AccessToken.update.request",
            "content_type=multipart/form-data",
            "content type application/json \u2192 multipart",
        ),
    ],
)
def test_what_changes_is_called_by_its_name(project: Path, address: str, fact: str, words: str) -> None:
    """A format, items or a content type that alone are other now are not called a type."""
    assert words in override(project, address, fact).out


PERMIT = """---
title: "Get a permit"
api: "GET /garage/permits/{id}"
---

## Authentication

Calls need a bearer token, and the `Permit-Read` role.

## Enums

<Accordion title="BayKind — values">
  | Value | Name     |
  | ----- | -------- |
  | 1     | Resident |
  | 3     | Staff    |
</Accordion>

## Path Parameters

<ParamField path="id" type="integer" required>
  The number of the permit.
</ParamField>

## Response

### 200

<ResponseField name="kind" type="integer">
  The bays that it is for. See `BayKind` enum above.
</ResponseField>
"""


def test_of_two_enums_of_one_name_one_is_named(tmp_path: Path) -> None:
    """An address that means two enums is refused with those of each; each is explained, suggested and renamed by its own."""
    shutil.copytree(REPOSITORY / "docs" / "diagnostics" / "project", tmp_path, dirs_exist_ok=True)
    (tmp_path / "specs" / "parking" / "pages" / "get-permit.md").write_text(PERMIT, "utf-8")
    assert run(tmp_path, "build").code == 0
    both = override(tmp_path, "enum:BayKind", "name=PermitKind")
    assert both.code == 2 and "say which of Bay.enum:BayKind, Permit.enum:BayKind" in both.err
    told = run(tmp_path, "explain", "enum:BayKind").out
    assert [line for line in told.splitlines() if line.endswith("enum:BayKind")] == [
        "Bay.enum:BayKind",
        "Permit.enum:BayKind",
    ]
    assert run(tmp_path, "explain", "Permit.enum:BayKind").out.startswith("Permit.enum:BayKind\n")
    assert "Permit.enum:BayKind" in run(tmp_path, "explain", "Permit.enum:BayKnd").err
    assert "did you mean Permit.enum:BayKind" in override(tmp_path, "permit.enum:baykind", "name=X").err
    done = override(tmp_path, "Permit.enum:BayKind", "name=PermitKind")
    assert done.code == 0 and "enum:PermitKind" in done.out, done.out + done.err
    built = run(tmp_path, "build")
    assert built.code == 0 and "W042" not in built.out + built.err
    assert run(tmp_path, "explain", "enum:BayKind").out.startswith("enum:BayKind\n")
    assert run(tmp_path, "explain", "Bay.enum:BayKind").out.startswith("enum:BayKind\n")


def test_what_pages_say_differently_is_left(shared: Path) -> None:
    """One command corrects what most pages say; addresses of which the pages say something else are named and left."""
    found, _ = correcting.read(shared, API)
    assert found is not None
    plan = correcting.plan(found, "AccessToken.update.request.*", facts_of(["required=true"]), "All.", replaced=False)
    assert {json.dumps(one.expect) for one in plan.entries} == {'{"required": false}'} and plan.same


def test_an_entry_is_replaced_where_it_stands(project: Path) -> None:
    """An address that is corrected already is refused, and with `--replace` its entry says the new thing; others stay as they are."""
    refused = override(project, FROM, "date_part=1976-01-02")
    assert refused.code == 2 and f"specs/{API}/overrides.toml:4 corrects {FROM} already; --replace" in refused.err
    before = overrides_of(project)
    done = override(project, FROM, "date_part=1976-01-02", more=(*REASON, "--replace"))
    assert done.code == 0, done.out + done.err
    after = overrides_of(project)
    assert after.count("[[override]]") == 2 and after.splitlines()[:2] == before.splitlines()[:2]
    first, second = tomllib.loads(after)["override"]
    assert first["set"] == {"date_part": "1976-01-02"} and first["expect"] == {"date_part": ""}
    assert second == tomllib.loads(before)["override"][1]


def test_a_name_that_was_given_is_replaced_by_the_old_address(project: Path) -> None:
    """What an entry calls something else is corrected by the address of the entry, and told where its page says it by now."""
    assert override(project, "AccessToken.update", "operation=change").code == 0
    assert "--replace" in override(project, "AccessToken.update", "operation=amend").err
    assert override(project, "AccessToken.update", "operation=amend", more=(*REASON, "--replace")).code == 0
    assert overrides_of(project).count("[[override]]") == 3
    assert (last(project)["expect"], last(project)["set"]) == ({"operation": "update"}, {"operation": "amend"})
    needless = override(project, "AccessToken.update", "operation=update", more=(*REASON, "--replace"))
    assert needless.code == 2 and f"delete the entry in specs/{API}/overrides.toml:16" in needless.err


def test_an_enum_of_another_resource_is_taken_with_it(project: Path) -> None:
    """A field that is linked with the enum of another resource is typed by it in the package."""
    assert override(project, "AccessToken.update.request.UserLimit", "enum=DayOfWeek").code == 0
    assert run(project, "build").code == 0
    code = (project / "generated" / API / "src" / API / "spaces" / "access_tokens.py").read_text("utf-8")
    assert "user_limit: DayOfWeek" in code


def test_a_pattern_names_what_has_the_facts(shared: Path) -> None:
    """Of what a pattern names only that is corrected of which the fact can be said."""
    found, _ = correcting.read(shared, API)
    assert found is not None
    plan = correcting.plan(found, "*.*.*", facts_of(["content_type=multipart/form-data"]), "All.", replaced=False)
    assert {one.address.count(".") for one in plan.entries} == {2} and len(plan.entries) == 3


def test_line_ends_stay(project: Path) -> None:
    """A file whose lines end as those of another system keeps them, in a new entry and in a replaced one."""
    path = project / "specs" / API / "overrides.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert override(project, MAC, "format=mac").code == 0
    assert override(project, FROM, "date_part=1976-01-02", more=(*REASON, "--replace")).code == 0
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") == 20


def test_a_list_on_one_line_is_for_a_person(project: Path) -> None:
    """Where corrections are no tables nothing can be added to them, and the message says what can be done."""
    path = project / "specs" / API / "overrides.toml"
    same = 'address = "AccessToken.update.request.Id", expect = { default = "" }, set = { default = 7 }, reason = "why"'
    path.write_text(f"override = [{{ {same} }}]\n", encoding="utf-8")
    done = override(project, MAC, "format=mac")
    assert done.code == 2 and "as a table [[override]]" in done.err


WRONG = [
    (("AccessToken.update.request.MacAdress", "format=mac"), 2, f"did you mean {MAC}"),
    (("*.update.request.Nothing", "format=mac"), 2, "nothing has the address"),
    (("accesstoken.update.request.macaddress", "format=mac"), 2, f"did you mean {MAC}?"),
    (("MacAddress", "format=mac"), 2, f"did you mean {MAC}?"),
    (("DayOfWek", "name=Weekday"), 2, "nothing has the address"),
    (("enum:DayOfWek", "name=Weekday"), 2, "did you mean enum:DayOfWeek"),
    (("AccessToken.update.*", "colour=red"), 2, "has no colour to set"),
    ((MAC, "colour=red"), 2, "has no colour to set"),
    ((MAC, "items.colour=red"), 2, "has no items.colour to set"),
    ((MAC, "format"), 2, "write --set KEY=VALUE"),
    ((MAC, "format=a", "format=b"), 2, "given twice"),
    ((MAC, "type=string"), 2, "say so themselves"),
    ((MAC, "type=strong"), 3, "overrides.toml: error[E116]"),
    ((MAC, "enum=DayOfWek"), 3, "no enum is called DayOfWek; did you mean DayOfWeek?"),
    ((MAC, "items.enum=None"), 3, "no enum is called None"),
    ((MAC, "items=string"), 3, "--set items.type=string"),
    ((MAC, "required=perhaps"), 3, "error[E116]"),
    ((MAC, "date_part=yesterday"), 3, "error[E116]"),
    (
        ("AccessToken.update.request.Id", "default=abc"),
        3,
        "the field is of the type integer; write a whole number, as 5",
    ),
    (("AccessToken.update", "path=/../x"), 3, "error[E116]"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG)
def test_what_does_not_fit_writes_nothing(shared: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    """Wrong usage is 2, a correction that the spec cannot have 3; neither leaves anything behind."""
    before = contents(shared)
    done = override(shared, *arguments)
    assert done.code == code and words in done.out + done.err
    assert contents(shared) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("override", MAC, "--set", "format=mac"),
        ("override", MAC, "--reason", "So."),
        ("override", MAC, "--set", "format=mac", "--reason", "x"),
        ("override", MAC, "--set", "format=mac", "--reason", "..."),
        ("override", MAC, "--set", "format=mac", "--reason", " \u2026 "),
        ("override", MAC, "--set", "format=mac", "--reason", "Because.", "--api", "none"),
        ("overrides",),
        ("overrides", "check", "none"),
    ],
)
def test_wrong_usage(shared: Path, arguments: tuple[str, ...]) -> None:
    """What is missing, too short or unknown is wrong usage."""
    assert run(shared, *arguments).code == 2


def test_check_lists_what_has_outlived_its_reason(project: Path) -> None:
    """Stale and redundant entries and expired aliases are listed with file and line; the exit says that there are some."""
    path = project / "specs" / API / "overrides.toml"
    text = path.read_text("utf-8").replace('expect = { date_part = "" }', 'expect = { date_part = "1980-01-01" }', 1)
    gone = entry(Override(address="Gone.update", expect={"title": ""}, set={"title": "x"}, reason="once"))
    same = entry(Override(address=MAC, expect={"type": "string"}, set={"type": "string"}, reason="once"))
    old = f'[[alias]]\nof = "{MAC}"\nname = "mac_addr"\nuntil = "0.0.1"\nreason = "once"\n'
    path.write_text(f"{text}\n{gone}\n{same}\n{old}", encoding="utf-8")
    done = run(project, "overrides", "check")
    place = f"specs/{API}/overrides.toml"
    assert done.code == 1
    found = [line.split(": ")[:2] for line in done.out.splitlines() if line.startswith(place)]
    assert [code for _, code in found] == ["error[E114]", "error[E113]", "warning[W115]", "warning[W120]"]
    assert f"{place}:4: error[E114]" in done.out
    rows = json.loads(run(project, "overrides", "check", "--format", "json").out)["diagnostics"]
    assert {row["code"] for row in rows} >= {"E113", "E114", "W115"}
    assert f"::error file={place},line=4," in run(project, "overrides", "check", "--format", "github").out


def test_a_reason_of_dots_is_none(shared: Path) -> None:
    """What stands for the reason in a command that is offered is no reason, and that is said in a friendly way."""
    done = override(shared, MAC, "format=mac", more=("--reason", "..."))
    assert "--reason says nothing yet" in done.err


@pytest.mark.parametrize("shared_by_many", [False, True], ids=["in the project", "outside of it"])
def test_a_link_is_written_through(tmp_path: Path, shared_by_many: bool) -> None:
    """Corrections that are a link stay one; what it leads to has the entry, and nothing else is left there."""
    project = copy_of_repository(tmp_path / "project")
    home = tmp_path / "shared" if shared_by_many else project / "shared"
    home.mkdir()
    link = project / "specs" / API / "overrides.toml"
    link.rename(home / "mine.toml")
    link.symlink_to(os.path.relpath(home / "mine.toml", link.parent))
    done = override(project, MAC, "format=mac")
    assert done.code == 0, done.out + done.err
    assert link.is_symlink() and last(project)["address"] == MAC
    assert MAC in (home / "mine.toml").read_text("utf-8") and [one.name for one in home.iterdir()] == ["mine.toml"]


def test_a_malformed_entry_hides_no_other(project: Path) -> None:
    """Beside entries that cannot be read the others are judged; only an address that one of those may give is not called wrong."""
    path = project / "specs" / API / "overrides.toml"
    broken = (
        '[[override]]\naddress = "AccessToken.update"\nexpect = {}\nset = { operation = "change" }\nreason = "once"\n'
    )
    same = entry(Override(address=MAC, expect={"type": "string"}, set={"type": "string"}, reason="once"))
    gone, given = (
        entry(Override(address=f"{name}.Id", expect={"default": ""}, set={"default": 1}, reason="once"))
        for name in ("Gone.update.request", "AccessToken.change.request")
    )
    path.write_text(f"{broken}\n{same}\n{gone}\n{given}", encoding="utf-8")
    done = run(project, "overrides", "check")
    found = [line.split(": ")[1] for line in done.out.splitlines() if line.startswith("specs/")]
    assert done.code == 3 and found == ["error[E112]", "warning[W115]", "error[E113]"], done.out
    path.write_text(f'[[alias]]\nof = "{MAC}"\n\n{same}', encoding="utf-8")
    done = run(project, "overrides", "check")
    assert done.code == 3 and "error[E117]" in done.out and "warning[W115]" in done.out


def test_what_the_page_says_itself_is_left_out_of_an_entry(project: Path) -> None:
    """Of several facts those that are right already are not written."""
    assert override(project, MAC, "type=string", "format=mac").code == 0
    assert last(project)["set"] == {"format": "mac"} and last(project)["expect"] == {"format": ""}


def test_other_errors_outrank_what_is_stale(project: Path) -> None:
    """An override that cannot be read is an error of the inputs."""
    path = project / "specs" / API / "overrides.toml"
    path.write_text('[[override]]\naddress = "x"\n', encoding="utf-8")
    done = run(project, "overrides", "check")
    assert done.code == 3 and "error[E112]" in done.out
    assert override(project, MAC, "format=mac").code == 3


def test_a_page_in_error_keeps_its_last_good_spec(project: Path) -> None:
    """Nothing can be corrected of a resource whose page has an error, and nothing is written."""
    replace(pages(project) / "put-accesstokens.txt", "AccessToken-Edit", "AccessToken Edit")
    before = contents(project)
    assert override(project, MAC, "format=mac").code in (2, 3)
    assert contents(project) == before


def test_explain_offers_the_command(shared: Path) -> None:
    """What is said of a field ends with the command that corrects it, quoted for a shell."""
    assert f"to correct it: docs2client override {MAC} --set type=... --reason ..." in run(shared, "explain", MAC).out
    assert command('A.b.request."x y"') == """docs2client override 'A.b.request."x y"' --set type=... --reason ..."""


PRESENT = """# first

[[override]]  # beside
address = "A.get"
expect = { title = "" }
set = { title = "x" }
reason = "because"

# between
[[alias]]
of = "A.get"
name = "fetch"
until = "1.0.0"
reason = "because"

[[override]]
address = "B.get"
expect = { title = "", summary = "" }
set = { title = "y", summary = "z" }
reason = "because"
"""


def test_comments_and_order_stay() -> None:
    """A replaced entry changes in its place, further facts of it stay, and so do comments and other tables."""
    present, found = load(PRESENT)
    assert present is not None and found == []
    new = [
        Override(address=one, expect={"title": "w"}, set={"title": "new"}, reason="other") for one in ("A.get", "B.get")
    ]
    done = amend(PRESENT, present, new)
    assert [one for one in done.splitlines() if one.startswith(("#", "["))] == [
        one for one in PRESENT.splitlines() if one.startswith(("#", "["))
    ]
    rows = tomllib.loads(done)["override"]
    assert rows[1]["set"] == {"title": "new", "summary": "z"} and rows[1]["expect"] == {"title": "w", "summary": ""}


def test_two_entries_of_one_fact_are_for_a_person() -> None:
    """Where several entries set the same fact nobody knows which is meant."""
    twice = [Override(address="A", expect={"title": ""}, set={"title": "x"}, reason="why", line=n) for n in (1, 2)]
    with pytest.raises(AmendError):
        amend(
            "".join(map(entry, twice)),
            twice,
            [Override(address="A", expect={"title": ""}, set={"title": "z"}, reason="why")],
        )


VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(address=st.text(min_size=1, max_size=20), value=VALUES, reason=st.text(min_size=3, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_what_it_is(address: str, value: JsonValue, reason: str) -> None:
    """Whatever stands in an address, a value or a reason comes back from the file as it was, and never becomes TOML."""
    one = Override(address=address, expect={"default": value}, set={"default": value}, reason=reason)
    row = tomllib.loads(amend("# head\n", [], [one]))["override"]
    assert row == [{"address": address, "expect": {"default": value}, "set": {"default": value}, "reason": reason}]


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_value_on_the_command_line_is_one_value(text: str) -> None:
    """A value is read as one value or as text, and gives no second key."""
    value = value_of("default", facts_of([f"default={text}"])["default"])
    assert tomllib.loads(f"v = {escaping.toml_value(value)}")["v"] == value


@given(value=VALUES, type_=st.sampled_from(["string", "integer"]))
@settings(max_examples=100, deadline=None)
def test_every_value_has_a_text_that_means_it(value: JsonValue, type_: str) -> None:
    """What is written for a value on the command line is read as that value, and stands on one line."""
    if type_ == "string" and not isinstance(value, str):
        value = str(value)
    text = text_of("default", value, type_)
    assert value_of("default", text, type_) == value and len(text.splitlines()) <= 1


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_word_for_a_shell_is_that_word(text: str) -> None:
    """Whatever an address holds, a POSIX shell takes it as one word, and no control character is in what is copied."""
    word = shell_word(f"{text}.")
    assert word.isprintable()
    done = subprocess.run(["sh", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert done.stdout.decode() == f"{text}."


@pytest.mark.parametrize("text", ["", "=x", "Type=x", "a b=x", "a.b.c=x"])
def test_what_is_no_fact(text: str) -> None:
    """A key is a small word, or two with a full stop between."""
    with pytest.raises(WishError):
        facts_of([text])
