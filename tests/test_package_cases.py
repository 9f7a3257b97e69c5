"""Tests of whole packages: small APIs in, every file of their packages compared with golden ones, which `--update` rewrites.

A case is a folder of `package_cases/` with the files of `specs/<api>/` in it; `expected/` is the package without its runtime and with
the lock of its names, and `diagnostics.txt` what was found. The packages also pass type checkers and their own tests, see
`test_package`.
"""

import shutil
from pathlib import Path

import pytest

from generator import pipeline, printing
from tests.workbench import contents

CASES = Path(__file__).parent / "package_cases"
#: What is copied into a package, byte for byte.
COPIED = ("/_runtime/", "/mock_server/", "tests/support.py", "tests/service.py", "tests/test_server.py")
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def lay_out(name: str, into: Path) -> Path:
    """A project that has one case for its only API."""
    shutil.copytree(CASES / name, into / "specs" / name, ignore=shutil.ignore_patterns("expected", "diagnostics.txt"))
    return into


def results(name: str, root: Path) -> dict[str, bytes]:
    """What a case gives: the package without what is copied, and the findings."""
    output = pipeline.make(lay_out(name, root), name)
    _, package, names = output.changes
    shown = {
        f"expected/{path}": content
        for path, content in package.expected.items()
        if not any(piece in path for piece in COPIED) and path != ".docs2client.json"
    }
    shown |= {f"expected/{path}": content for path, content in names.expected.items()}
    return {**shown, "diagnostics.txt": f"{printing.findings(output.found, 'text')}\n".encode()}


@pytest.mark.parametrize("name", NAMES)
def test_a_package_is_as_expected(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every file and every finding is the golden one, and no golden file is unused."""
    got = results(name, tmp_path)
    golden = {
        path: content
        for path, content in contents(CASES / name).items()
        if path.startswith("expected/") or path == "diagnostics.txt"
    }
    if request.config.getoption("--update", default=False):
        shutil.rmtree(CASES / name / "expected", ignore_errors=True)
        for path, content in got.items():
            (CASES / name / path).parent.mkdir(parents=True, exist_ok=True)
            (CASES / name / path).write_bytes(content)
        return
    assert sorted(got) == sorted(golden)
    assert {path: content.decode() for path, content in got.items()} == {
        path: content.decode() for path, content in golden.items()
    }
