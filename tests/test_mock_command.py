"""Tests of the command `mock`: what it prints, what it serves, how it stops, and how it refuses."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.workbench import API, REPOSITORY, copy_of_repository, run, start

#: A module that cannot be imported, as if it were not installed.
ABSENT = "raise ModuleNotFoundError(\"No module named 'uvicorn'\", name='uvicorn')"


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """The command in a process of its own, and what it printed at its start, by the first word of each line."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "generator", "mock", API, "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told: dict[str, str] = {}
        try:
            for line in process.stdout:
                word, _, rest = line.strip().partition(" ")
                told[word] = rest.strip()
                if word == "Ctrl-C":
                    break
            yield process, told
        finally:
            process.send_signal(signal.SIGINT)


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    """It prints its address, credentials and a command that works, answers, and ends cleanly with 0 at Ctrl-C."""
    with serving(copy_of_repository(tmp_path), "--token", "t-1", "--user", "me:word:2") as (process, told):
        assert told["token"] == "t-1"
        assert told["user"] == "me  password word:2"
        assert told["document"] == f"generated/{API}/openapi.json"
        words = shlex.split(told["try"])
        assert words[-1].startswith(told["address"])
        (body,) = (words[at + 1] for at, word in enumerate(words) if word == "-d")
        headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
        method = words[words.index("-X") + 1]
        assert httpx2.request(method, words[-1], content=body, headers=headers).status_code == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out.strip(), err) == (0, "stopped", "")


def test_what_is_not_built_is_served_from_its_pages(tmp_path: Path) -> None:
    """Without a package the document is the one that a build would write, and nothing is written."""
    root = copy_of_repository(tmp_path)
    built = json.loads((root / f"generated/{API}/openapi.json").read_bytes())
    (root / f"generated/{API}/openapi.json").unlink()
    with serving(root) as (_, told):
        assert "not built" in told["document"]
        path = next(iter(built["paths"]))
        assert httpx2.put(told["address"] + path).status_code == 401
    assert not (root / f"generated/{API}/openapi.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "no such API: nowhere"),
        ((API, "--user", "nobody"), "with a colon"),
        ((API, "--host", "no.such.host.invalid"), "no.such.host.invalid"),
        ((API, "--port", "0", "--database", "/"), "database"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """An API, credentials, host or file that are none are wrong usage, told in a line."""
    done = run(copy_of_repository(tmp_path), "mock", *arguments)
    assert done.code == 2
    assert re.fullmatch(rf"docs2client: .*{re.escape(words)}.*\n", done.err)


def test_a_broken_document_is_an_error_in_the_inputs(tmp_path: Path) -> None:
    """What is no document is 3."""
    root = copy_of_repository(tmp_path)
    path = root / f"generated/{API}/openapi.json"
    for text, words in (("{", "no JSON"), ("[]", "no OpenAPI document"), ("{}", "no paths")):
        path.write_text(text, encoding="utf-8")
        done = run(root, "mock", API, "--port", "0")
        assert done.code == 3
        assert words in done.err


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    """Where the server's libraries are missing, the command says how to get them, and the others work."""
    root = copy_of_repository(tmp_path / "project")
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "uvicorn.py").write_text(ABSENT, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path / "absent"), str(REPOSITORY)])
    done = start(root, "mock", API, environment={"PYTHONPATH": paths})
    assert (done.code, done.out) == (2, "")
    assert (
        done.err == "docs2client: the server needs uvicorn, which is not installed: pip install 'docs2client[mock]'\n"
    )
    assert start(root, "schema", environment={"PYTHONPATH": paths}).code == 0
