"""Files from end to end: pages in, a package out, and its two clients send files to a real server and take them from it."""

import hashlib
import os
import subprocess
import sys
import textwrap
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from generator import pipeline
from tests.docs_site import loopback
from tests.test_package_cases import lay_out

#: A file of some length, and what comes in pieces.
CONTENT = bytes(range(256)) * 4096
PIECES = 64


def digest(content: bytes) -> str:
    """What tells whether all of a file has arrived."""
    return hashlib.sha256(content).hexdigest()


async def take(request: Request) -> Response:
    """Tells what has arrived of a form; its body is taken apart by hand, for that needs no further package."""
    length = request.headers.get("content-length", "chunked")
    body = await request.body()
    mark = request.headers["content-type"].partition("boundary=")[2].encode()
    parts = [part.strip(b"\r\n").partition(b"\r\n\r\n") for part in body.split(b"--" + mark)[1:-1]]
    told = [[head.decode().lower(), len(content), digest(content)] for head, _, content in parts]
    return JSONResponse({"Id": 7, "Parts": told, "Length": length})


async def give(request: Request) -> Response:
    """A file in pieces; none of another number than 7."""
    if request.path_params["id"] != "7":
        return JSONResponse({"Message": "There is no such scan."}, status_code=404)
    size = len(CONTENT) // PIECES
    pieces = (CONTENT[at : at + size] for at in range(0, len(CONTENT), size))
    return StreamingResponse(pieces, media_type="application/pdf", headers={"content-length": str(len(CONTENT))})


def serving() -> AbstractContextManager[str]:
    """A real server on a free port, and its address."""
    routes = [Route("/v1/paper/scans", take, methods=["POST"]), Route("/v1/paper/scans/{id}/sheet", give)]
    return loopback.serve(Starlette(routes=routes))


#: What a user does. Arguments: the server, a file on the disk, the digest of its content, a folder to write into.
USE = """
import asyncio, gzip, io, os, sys, threading
from pathlib import Path
from archive_client import Archive, AsyncArchive, File
from archive_client.errors import InvalidRequestError, NotFoundError

server, name, wanted, folder = sys.argv[1:]
path, folder = Path(name), Path(folder)
content = path.read_bytes()
(folder / "scan.bin.gz").write_bytes(gzip.compress(content))


def pipe():
    reader, writer = os.pipe()

    def fill():
        with os.fdopen(writer, "wb") as end:
            end.write(content)

    threading.Thread(target=fill, daemon=True).start()
    return os.fdopen(reader, "rb")


def given():
    half = io.BytesIO(b"before" + content)
    half.seek(6)
    with path.open("rb") as file, gzip.open(folder / "scan.bin.gz") as packed, pipe() as piped:
        yield path, "scan.pdf", "application/pdf"
        yield content, "upload", "application/octet-stream"
        yield file, "scan.pdf", "application/pdf"
        yield half, "upload", "application/octet-stream"
        yield packed, "scan.bin.gz", "application/octet-stream"
        yield File(content, "other.txt", "text/plain"), "other.txt", "text/plain"
        yield piped, None, "application/octet-stream"


def check(result, name, kind):
    extra = result.model_extra
    assert result.id == 7
    head, length, digest = extra["Parts"][0]
    assert (length, digest) == (len(content), wanted), (name, length)
    assert f"content-type: {kind}" in head, head
    assert 'name="sheet"' in head
    assert name is None or f'filename="{name}"' in head, head
    assert (extra["Length"] == "chunked") is (name is None), extra["Length"]
    assert [one[0] for one in extra["Parts"][1:]] == ['content-disposition: form-data; name="title"'] + [
        f'content-disposition: form-data; name="attachments"; filename="{n}"\\r\\ncontent-type: {k}'
        for n, k in (("upload", "application/octet-stream"), ("a.csv", "text/csv"))
    ], extra["Parts"]


more = dict(title="A letter", attachments=[b"1", File(b"2", "a.csv", "text/csv")])

with Archive(token="t", base_url=server) as client:
    scans = client.paper.scans
    for file, name, kind in given():
        check(scans.create(sheet=file, **more), name, kind)
    assert scans.sheet(7) == content
    with scans.with_streaming_response.sheet(7) as stream:
        assert (stream.size, stream.headers["content-type"]) == (len(content), "application/pdf")
        assert stream.write_to(folder / "sync.pdf") == len(content)
    with scans.with_streaming_response.sheet(7) as stream:
        assert max(map(len, stream.iter_bytes(1000))) == 1000
    try:
        scans.sheet(8)
    except NotFoundError as error:
        assert error.body.message == "There is no such scan."
    else:
        raise AssertionError("no error")
    try:
        scans.create(sheet="scan.pdf", **more)
    except InvalidRequestError as error:
        assert "pathlib.Path" in str(error), error
    else:
        raise AssertionError("no error")


async def main():
    async with AsyncArchive(token="t", base_url=server) as client:
        scans = client.paper.scans
        for file, name, kind in given():
            check(await scans.create(sheet=file, **more), name, kind)
        assert await scans.sheet(7) == content
        async with scans.with_streaming_response.sheet(7) as stream:
            assert await stream.write_to(folder / "async.pdf") == len(content)
        try:
            async with scans.with_streaming_response.sheet(8):
                raise AssertionError("no error")
        except NotFoundError as error:
            assert error.status_code == 404


asyncio.run(main())
assert (folder / "sync.pdf").read_bytes() == (folder / "async.pdf").read_bytes() == content
print("done")
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The import path of the package of the case with files."""
    project = lay_out("archive", tmp_path_factory.mktemp("archive"))
    pipeline.write(project, [pipeline.make(project, "archive")])
    return project / "generated" / "archive" / "src"


def test_files_go_both_ways(archive: Path, tmp_path: Path) -> None:
    """Bytes, paths, open, compressed and piped files arrive whole at a real server, and come back in pieces; from both clients."""
    (tmp_path / "scan.pdf").write_bytes(CONTENT)
    (tmp_path / "use.py").write_text(textwrap.dedent(USE), encoding="utf-8")
    folder = tmp_path / "written"
    folder.mkdir()
    with serving() as server:
        arguments = [server, str(tmp_path / "scan.pdf"), digest(CONTENT), str(folder)]
        done = subprocess.run(
            [sys.executable, "-W", "error", str(tmp_path / "use.py"), *arguments],
            env={**os.environ, "PYTHONPATH": str(archive)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert (done.stdout.strip(), done.returncode) == ("done", 0), done.stderr[-4000:]
