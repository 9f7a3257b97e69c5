"""Tests of the lock of names and of the ledger: what is read, what is refused, who keeps a name and who yields."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import aliases, names_lock
from generator.aliases import Alias, order
from generator.diagnostics import Diagnostic
from generator.ledger import Ledger
from generator.names_lock import NamesLock, Retired
from generator.naming import MODEL_NAMES, Scope, snake
from generator.planner import plan
from generator.spec import Resource
from generator.surrogates import encodable
from tests.hostility import NASTY, config, resources

ARGUMENTS = "arguments:sea.boats.update"


def lock(names: dict[str, str], retired: dict[str, Retired] | None = None, address: str = ARGUMENTS) -> NamesLock:
    """A lock with one scope."""
    return NamesLock(names={address: names}, retired={address: retired} if retired else {})


def ledger(known: NamesLock, *old: Alias, version: str = "0.2.0") -> Ledger:
    """The ledger of a build at a version."""
    return Ledger(version=version, lock=known, aliases=old)


def alias(of: str, name: str, until: str = "1.0.0") -> Alias:
    """A deprecated name."""
    return Alias(of=of, name=name, until=until, reason="A test.")


def taken(book: Ledger, keys: Sequence[str], found: list[Diagnostic], address: str = ARGUMENTS) -> dict[str, str]:
    """The names that some keys get, in their order."""
    scope = book.scope(address, MODEL_NAMES, found)
    return {key: scope.take(snake(key), key) for key in keys}


def codes(found: Sequence[Diagnostic]) -> list[str]:
    """The codes of findings."""
    return [one.code for one in found]


def test_a_lock_goes_to_its_file_and_back() -> None:
    """The bytes are canonical: sorted, indented by two, one newline at the end; names that nobody retired leave no table."""
    known = lock({"b": "b", "a": "a"}, {"c": Retired(name="c", since="0.1.0")})
    data = names_lock.dump(known)
    assert names_lock.load(data) == (known, [])
    assert names_lock.dump(NamesLock()) == b'{\n  "names": {},\n  "version": 1\n}\n'
    assert data == json.dumps(json.loads(data), indent=2, sort_keys=True).encode() + b"\n"


def test_without_a_file_nothing_was_published() -> None:
    """The first build has no lock."""
    assert names_lock.load(None) == (NamesLock(), [])


def text(names: str, retired: str = "{}") -> bytes:
    """A lock as text: each key on a line of its own."""
    return f'{{\n"names": {names},\n"retired": {retired},\n"version": 1\n}}\n'.encode()


#: Bytes that are no lock, the line of the error, and a word that it says.
REFUSED: tuple[tuple[bytes, int, str], ...] = (
    (b"", 1, "Expecting value"),
    (b"{\n<<<<<<< HEAD\n", 2, "Expecting property name"),
    (b'{\n"names": "\xff"}', 2, "UTF-8"),
    (b"[]", 1, "valid"),
    (b"[" * 100_000, 1, "too deep"),
    (b'{"version": ' + b"9" * 5000 + b"}", 1, "too long"),
    (b'{\n"version": 2\n}', 2, "version"),
    (b'{"version": 1,\n"more": 1}', 2, "more"),
    (text('{"groups": 1}'), 2, "groups"),
    (text('{"groups": {\n"a": 1}}'), 3, "a: "),
    (text('{"groups": {\n"a": "b",\n"a": "c"}}'), 4, "twice"),
    (text('{"groups": {\n"a": "same",\n"b": "same"}}'), 4, "two keys"),
    (text('{"groups": {\n"a": "b c"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"a": "x\\nimport os"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"a": "_private"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"a": "\\u00e9t\\u00e9"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"a": "Upper"}}'), 3, "cannot be a name"),
    (text('{"classes:x.y": {\n"a": "lower"}}'), 3, "cannot be a name"),
    (text('{"enum:x.Y": {\n"a": "lower"}}'), 3, "cannot be a name"),
    (text('{"others:x": {\n"a": "b"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"a": "' + "x" * 101 + '"}}'), 3, "cannot be a name"),
    (text('{"groups": {\n"\\ud800": "b"}}'), 3, "half a character"),
    (text("{}", '{"groups": {\n"a": "b"}}'), 4, "a: "),
    (text("{}", '{"groups": {"a": {"name": "b",\n"since": "now"}}}'), 4, "since"),
    (text("{}", '{"groups": {"a": {"name": "b-",\n"since": "1.0"}}}'), 3, "cannot be a name"),
)


@pytest.mark.parametrize(("data", "line", "word"), REFUSED, ids=[str(number) for number in range(len(REFUSED))])
def test_what_is_no_lock_is_refused_with_its_line(data: bytes, line: int, word: str) -> None:
    """A file that was edited by hand or merged badly is an error with page and line, and never breaks the program."""
    known, (error,) = names_lock.load(data)
    assert known is None
    assert (error.code, error.page, error.line) == ("E121", "names.lock.json", line)
    assert word in error.message


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Whatever the file holds, it is a lock or one error."""
    known, found = names_lock.load(data)
    assert (known is None) == (codes(found) == ["E121"])


def test_several_uses_of_one_class_have_its_name() -> None:
    """In scopes of classes a name may stand twice."""
    known = lock({"A.update.request.Slots": "Slot", "B.update.request.Slots": "Slot"}, address="classes:shared")
    assert names_lock.load(names_lock.dump(known)) == (known, [])


def test_a_newcomer_yields_to_a_published_name() -> None:
    """Whoever comes first: the published one keeps its name, and the newcomer is reported as such, in every build."""
    found: list[Diagnostic] = []
    book = ledger(lock({"ValidFrom": "valid_from"}))
    expected = {"valid_from": "valid_from_2", "ValidFrom": "valid_from"}
    assert taken(book, ["valid_from", "ValidFrom"], found) == expected
    assert codes(found) == ["W211"]
    known, told = book.close()
    assert (known.names[ARGUMENTS], told) == (expected, [])
    again: list[Diagnostic] = []
    second = ledger(known)
    assert taken(second, ["valid_from", "ValidFrom"], again) == expected
    assert (again, second.close()) == (found, (known, []))


NAMES = st.sampled_from(["a", "A", "a_2", "A2", "a2", "copy", "Copy", "copy_", "class", "_", "日", "self", "#2", "a#2"])


@given(st.lists(NAMES, unique=True), st.lists(NAMES, unique=True), st.randoms(use_true_random=False))
def test_order_and_newcomers_change_no_published_name(old: list[str], new: list[str], chance: object) -> None:
    """What was published once has its name in any order of things, with any others beside it, in the next build and the one after."""
    first = ledger(NamesLock())
    names = taken(first, old, [])
    known, _ = first.close()
    for number in range(2):
        keys = list(dict.fromkeys([*old, *new] if number else [*new, *old]))
        chance.shuffle(keys)  # type: ignore[attr-defined]
        book = ledger(known)
        now = taken(book, keys, [])
        assert {key: now[key] for key in old} == names
        assert len(set(now.values())) == len(now)
        known, told = book.close()
        assert told == []


@pytest.mark.parametrize("name", ["class", "model_dump", "self"])
def test_a_name_that_became_impossible_is_replaced(name: str) -> None:
    """Python or the package needs a name that was published: the thing gets another one, which is reported."""
    found: list[Diagnostic] = []
    scope = ledger(lock({"X": name})).scope(ARGUMENTS, MODEL_NAMES | {"self"}, found)
    assert scope.take("x", "X") == "x"
    assert codes(found) == ["W212"]


def test_a_name_that_vanished_is_told_until_the_version_is_raised() -> None:
    """It is reported in each build of its version, then no more; nothing else gets it, and it comes back to its own thing."""
    book = ledger(lock({"Old": "old", "Kept": "kept"}))
    taken(book, ["Kept"], [])
    known, told = book.close()
    assert [(one.code, one.page) for one in told] == [("W221", "names.lock.json")]
    assert "`old` (Old) of sea.boats.update" in told[0].message
    assert known.retired == {ARGUMENTS: {"Old": Retired(name="old", since="0.2.0")}}
    same = ledger(known)
    taken(same, ["Kept"], [])
    assert same.close() == (known, told)
    later, found = ledger(known, version="0.3.0"), list[Diagnostic]()
    assert taken(later, ["old", "Kept"], found) == {"old": "old_2", "Kept": "kept"}
    assert (codes(found), later.close()[1]) == (["W211"], [])
    back = ledger(known, version="0.3.0")
    assert taken(back, ["OLD", "Old", "Kept"], []) == {"OLD": "old_2", "Old": "old", "Kept": "kept"}
    assert back.close()[0].retired == {}


def test_what_vanishes_with_its_place_is_told_once() -> None:
    """A method that is gone is one finding; its arguments, which are kept as well, are none."""
    known = NamesLock(names={"methods:sea.boats": {"update": "update"}, ARGUMENTS: {"Id": "id"}})
    book = ledger(known)
    taken(book, [], [], "methods:sea.boats")
    after, told = book.close()
    assert codes(told) == ["W222"]
    assert after.retired.keys() == known.names.keys()


def test_a_class_that_moved_keeps_its_name_and_its_members() -> None:
    """A shape that a second resource uses is at home in the shared module from then on."""
    names = {
        "classes:sea.boats": {"Boat.update.request.Slots": "Slot2"},
        "attributes:sea.boats.Slot2": {"A": "a_2"},
    }
    book, use = ledger(NamesLock(names=names)), "Boat.update.request.Slots"
    scope = book.class_scope("shared", frozenset(), [], shared="shared")
    assert scope.take("Slot", "Slot", key=use) == "Slot2"
    also = book.former("attributes", ("shared", "sea.boats"), [use])
    assert book.scope("attributes:shared.Slot2", MODEL_NAMES, [], also=also).take("a", "A") == "a_2"
    book.class_scope("sea.boats", frozenset(), [], shared="shared").kept["shared:Slot2"] = "Slot2"
    known, told = book.close()
    assert told == []
    assert known.names["attributes:shared.Slot2"] == {"A": "a_2"}
    assert known.retired == {}


def test_a_shared_newcomer_takes_no_name_of_a_module() -> None:
    """The names of the shared module are taken everywhere, so it yields to all modules, and to the classes of their resources."""
    names = {
        "classes:sea.boats": {"Boat.update.request.Slots": "Slot"},
        "classes:sea": {"boats": "Boats", "async boats": "AsyncBoats"},
    }
    shared = ledger(NamesLock(names=names)).class_scope("shared", frozenset(), [], shared="shared")
    wanted = ("Slot", "Boats", "AsyncBoats", "Free")
    assert [shared.take(name, name) for name in wanted] == ["Slot2", "Boats2", "AsyncBoats2", "Free"]


def turned(resource: Resource) -> Resource:
    """A resource with all that stands in a list in the other order."""
    endpoints = [
        one.model_copy(
            update={
                "parameters": one.parameters[::-1],
                "request": one.request and one.request.model_copy(update={"fields": one.request.fields[::-1]}),
                "responses": tuple(
                    answer.model_copy(update={"fields": answer.fields[::-1]}) for answer in one.responses
                ),
            }
        )
        for one in resource.endpoints
    ]
    return resource.model_copy(update={"endpoints": tuple(endpoints[::-1])})


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=8), min_size=4, max_size=6, unique=True))
def test_whatever_an_api_says_its_names_last(texts: list[str]) -> None:
    """The lock of any package can be read again, and a build in another order changes no name in it."""
    made = [encodable(resource) for resource in resources(texts)]
    first = ledger(NamesLock())
    plan(config(), made, first)
    known, told = first.close()
    assert (told, names_lock.load(names_lock.dump(known))) == ([], (known, []))
    second = ledger(known)
    plan(config(), [turned(resource) for resource in made[::-1]], second)
    assert second.close() == (known, [])


def granted(book: Ledger, scope: Scope, target: str) -> list[str]:
    """The aliases of an address."""
    return [one.name for one in book.grant(scope, target)]


def test_an_alias_keeps_its_name_free_and_silences_the_removal() -> None:
    """A newcomer yields to it, and the name is not told as gone."""
    book, target = ledger(lock({"Old": "old"}), alias("Boat.update.request.New", "old")), "Boat.update.request.New"
    scope = book.scope(ARGUMENTS, MODEL_NAMES, [], targets=[target])
    assert [scope.take("new", "New"), scope.take("old", "OLD")] == ["new", "old_2"]
    assert granted(book, scope, target) == ["old"]
    assert book.close()[1] == []


@pytest.mark.parametrize("name", ["new", "class", "copy", "_old", "o-d", "Old", "old\nimport os", "été", "twice"])
def test_an_alias_that_cannot_be_a_name_is_an_error(name: str) -> None:
    """It is taken, reserved or no identifier."""
    target = "Boat.update.request.New"
    book = ledger(NamesLock(), alias(target, name), *([alias(target, name)] if name == "twice" else []))
    scope = book.scope(ARGUMENTS, MODEL_NAMES, [], targets=[target])
    # What was published before outranks the alias.
    scope.taken["new"] = "New"
    assert granted(book, scope, target) == (["twice"] if name == "twice" else [])
    assert codes(book.close()[1]) == ["E119"]


def test_an_alias_of_nothing_is_an_error_and_one_that_ran_out_a_warning() -> None:
    """The address must be one of this build; from its version on an alias is not generated."""
    book = ledger(NamesLock(), alias("No.such", "x"), alias("Boat.update", "old", until="0.2.0"))
    scope = book.scope("methods:sea.boats", frozenset(), [], targets=["Boat.update"])
    assert granted(book, scope, "Boat.update") == []
    assert codes(book.close()[1]) == ["E118", "W120"]


def test_versions_compare_as_versions() -> None:
    """Numbers by value, and what comes before a release before it."""
    ordered = ["0.2.0", "0.10.0.dev1", "0.10.0a1", "0.10.0a2", "0.10.0b1", "0.10.0rc1", "0.10.0", "1.0.0"]
    assert sorted({order(version) for version in ordered}) == [order(version) for version in ordered]


ENTRY = '[[alias]]\nof = "A.b"\nname = "c"\nuntil = "1.0.0"\nreason = "A test."\n'

#: Texts with a malformed alias, and the line and the key that are told.
MALFORMED: tuple[tuple[str, int, str], ...] = (
    ("alias = 1\n", 1, "alias"),
    ("alias = [1]\n", 1, "alias"),
    (ENTRY + "\n" + ENTRY.replace('"1.0.0"', '"soon"'), 7, "until"),
    (ENTRY.replace('"A.b"', "1"), 1, "of"),
    (ENTRY.replace('name = "c"\n', ""), 1, "name"),
    (ENTRY + "more = 1\n", 1, "more"),
    (ENTRY.replace("A test.", ""), 1, "reason"),
)


@pytest.mark.parametrize(("content", "line", "key"), MALFORMED, ids=[row[2] for row in MALFORMED])
def test_a_malformed_alias_is_an_error(content: str, line: int, key: str) -> None:
    """The line of its table and the key are named."""
    _, (error,) = aliases.load(content)
    assert (error.code, error.page, error.line) == ("E117", "overrides.toml", line)
    assert f"`{key}`" in error.message


@pytest.mark.parametrize(("name", "told"), [("boats_2", ["W080"]), ("boat_count", [])])
def test_a_collision_is_told_until_a_person_has_named_one_of_both(name: str, told: list[str]) -> None:
    """A name with a number is told at every build; one that somebody has written into the lock is not."""
    found: list[Diagnostic] = []
    book = ledger(lock({"boats": "boats", "Boats": name}))
    assert taken(book, ["boats", "Boats"], found) == {"boats": "boats", "Boats": name}
    assert codes(found) == told
