"""Tests of severities against others: griffe compares both packages, and mypy reads programs of users of the old one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drift import harbour, judging, rows
from tests.drift.harbour import Side

NAMES = list(rows.table())
WAYS = (False, True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where griffe finds the packages of all tests of this module."""
    return tmp_path_factory.mktemp("griffe")


def check_griffe(old: Side, new: Side, folder: Path) -> None:
    """What griffe finds broken, a breaking change of ours names; what we say is gone, griffe says is gone."""
    changes = judging.changes(old, new)
    before, after = old.state.surface, new.state.surface
    named = judging.broken(changes, before, after)
    found = judging.breakages(old, new, folder)
    assert {one for one in found if not judging.covered(one, named, before)} == set()
    gone = {one for one in named if one in before.symbols and after.find(one) is None}
    # Of a class that stands in another module now griffe does not look at the members.
    gone -= {one for one in gone if (owner := after.symbols.get(one.rpartition(".")[0])) and owner.kind == "export"}
    assert {one for one in gone if not any(part in found for part in judging.above(one))} == set()


@pytest.mark.parametrize("back", WAYS, ids=["there", "back"])
@pytest.mark.parametrize("name", NAMES)
def test_griffe_breaks_where_we_do(name: str, back: bool, folder: Path) -> None:
    """With the published names kept, as in a real project."""
    check_griffe(*rows.sides(name, back=back), folder)


@pytest.mark.parametrize("back", WAYS, ids=["there", "back"])
@pytest.mark.parametrize("name", NAMES)
def test_griffe_breaks_where_we_do_without_published_names(name: str, back: bool, folder: Path) -> None:
    """Where no names are kept, more of them change; what is the same with and without was compared already."""
    kept, free = (rows.sides(name, back=back, locked=locked) for locked in (True, False))
    if kept[1].package != free[1].package:
        check_griffe(*free, folder)


@settings(max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True), st.booleans())
def test_griffe_breaks_where_we_do_whatever_comes_together(folder: Path, names: list[str], back: bool) -> None:
    """Several changes at once, as far as their edits fit together."""
    other = harbour.of(rows.together(names))
    base = rows.base()
    old, new = (other, base) if back else (base, other)
    check_griffe(old, harbour.of(new.state.resources, old.names), folder)


def test_what_is_not_breaking_breaks_no_program(tmp_path: Path) -> None:
    """Programs that use every symbol of the old package pass mypy with the new one, but for the lines that use what is said to break.

    That they pass with the old package itself shows that there is nothing wrong with them.
    """
    base = rows.base()
    # The packages differ in nothing: all modules are used for once.
    cases = {"q": (base, base)}
    for number, name in enumerate(NAMES):
        for back in WAYS:
            cases[f"q{number}{'b' if back else 'f'}"] = rows.sides(name, back=back)
    folder = tmp_path / "programs"
    folder.mkdir()
    of: dict[str, str] = {}
    relies: dict[str, list[tuple[str, ...]]] = {}
    for case, (old, new) in cases.items():
        written = judging.write_programs(folder, old, new, case)
        relies |= written
        of |= dict.fromkeys(written, case)
    refused = judging.refused(folder)
    assert "q" not in {of[file] for file in refused}
    wrong: list[str] = []
    for file, lines in refused.items():
        old, new = cases[of[file]]
        named = judging.broken(judging.changes(old, new), old.state.surface, new.state.surface)
        for line, message in lines.items():
            if not any(judging.covered(one, named, old.state.surface) for one in relies[file][line - 1]):
                wrong.append(f"{of[file]}: {relies[file][line - 1][0]}: {message}")
    assert wrong == []
    # And there is something to see for it.
    assert len({of[file] for file in refused}) > len(NAMES) / 2
