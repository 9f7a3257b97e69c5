"""Files that are sent: what may be given as one, what goes over the wire, and what is refused before anything does."""

import gzip
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from email import message_from_bytes, policy
from pathlib import Path
from typing import IO, Any

import httpx2
import pytest

from templates.python.runtime.uploads import File, FileInput
from tests.runtime.sample import InvalidRequestError, StatusError
from tests.runtime.scripted import Kind, Script, Sync, both, reply

CONTENT = bytes(range(256)) * 300

#: A part of a form: the name of its file, its content type and its content.
Part = tuple[str | None, str | None, bytes]


def parts_of(request: httpx2.Request) -> list[tuple[str, Part]]:
    """The parts of a form in their order, by name."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + request.content, policy=policy.HTTP)
    found: list[tuple[str, Part]] = []
    for part in message.iter_parts():
        content: Any = part.get_payload(decode=True)
        kind = part.get_content_type() if "content-type" in part else None
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, (part.get_filename(), kind, content)))
    return found


def sent(kind: Kind, given: Any, **more: Any) -> list[tuple[str, Part]]:
    """The parts that go out for a file."""
    script = Script()
    server = script if kind.name == "sync" else script.answer
    kind.run(lambda client: client.spaces.access_rules.add_image(image=given, **more), server)  # type: ignore[arg-type]
    return parts_of(script.requests[0])


@contextmanager
def given(make: Callable[..., Any], *arguments: Any) -> Iterator[Any]:
    """What is made to be given as a file, closed in the end where it can be."""
    made = make(*arguments)
    yield made
    if hasattr(made, "close"):
        made.close()


def opened(path: Path) -> IO[bytes]:
    """An open binary file."""
    return path.open("rb")


def in_memory(path: Path) -> IO[bytes]:
    """A file that is none of the disk."""
    return io.BytesIO(path.read_bytes())


def begun(path: Path) -> IO[bytes]:
    """A file that is not at its beginning: the rest of it is what is given."""
    file = io.BytesIO(b"before" + path.read_bytes())
    file.seek(6)
    return file


def compressed(path: Path) -> IO[bytes]:
    """A file whose content is longer than what is on the disk."""
    packed = path.with_name("photo.png.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    return gzip.open(packed, "rb")  # type: ignore[return-value]


def piped(path: Path) -> IO[bytes]:
    """What can be read only once and has no length."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as end:
        end.write(path.read_bytes()[:4000])
    return os.fdopen(reader, "rb")


#: What may be given as a file, the name that it goes out under, its type, and how much of it there is.
GIVEN: dict[str, tuple[Callable[[Path], FileInput], str, str, int]] = {
    "bytes": (Path.read_bytes, "upload", "application/octet-stream", len(CONTENT)),
    "path": (Path, "photo.png", "image/png", len(CONTENT)),
    "open file": (opened, "photo.png", "image/png", len(CONTENT)),
    "in memory": (in_memory, "upload", "application/octet-stream", len(CONTENT)),
    "begun": (begun, "upload", "application/octet-stream", len(CONTENT)),
    "pipe": (piped, "upload", "application/octet-stream", 4000),
    "named": (lambda path: File(path, name='é "1".jpg'), "é %221%22.jpg", "image/jpeg", len(CONTENT)),
    "typed": (lambda path: File(b"" + CONTENT, content_type="text/x; a=b"), "upload", "text/x", len(CONTENT)),
}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A file on the disk."""
    path = tmp_path / "photo.png"
    path.write_bytes(CONTENT)
    return path


@both
@pytest.mark.parametrize("case", GIVEN)
def test_what_may_be_given_goes_out(kind: Kind, case: str, photo: Path) -> None:
    """Each kind of file goes out whole, from where it was given, under its name and type; from both clients."""
    make, name, content_type, length = GIVEN[case]
    with given(make, photo) as file:
        assert sent(kind, file) == [("Image", (name, content_type, CONTENT[:length]))]


@both
def test_a_compressed_file_has_the_length_that_is_read(kind: Kind, photo: Path) -> None:
    """The size on the disk does not count."""
    with given(compressed, photo) as file:
        ((_, (name, _, content)),) = sent(kind, file)
    assert (name, content) == ("photo.png.gz", CONTENT)


@both
def test_texts_lists_and_objects_beside_a_file(kind: Kind) -> None:
    """Texts go out as they are, lists as several parts of one name, objects as JSON, null as the empty text; nothing else goes out."""
    parts = sent(kind, b"1", title=None, tags=["a", "é"], others=[b"2", b"3"], slot={"day_of_week": 1})
    plain = "application/octet-stream"
    assert parts == [
        ("Image", ("upload", plain, b"1")),
        ("Title", (None, None, b"")),
        ("Tags", (None, None, b"a")),
        ("Tags", (None, None, "é".encode())),
        ("Others", ("upload", plain, b"2")),
        ("Others", ("upload", plain, b"3")),
        ("Slot", (None, None, b'{"DayOfWeek":1}')),
    ]


def closed() -> IO[bytes]:
    """A file that cannot be read any more."""
    file = io.BytesIO(b"x")
    file.close()
    return file


def text_wrapper() -> Any:
    """A text file that does not look like one."""
    return tempfile.NamedTemporaryFile("w+", encoding="utf-8")


REFUSED: dict[str, Callable[[], Any]] = {
    "text": lambda: "photo.png",
    "number": lambda: 1,
    "null": lambda: None,
    "text file": lambda: io.StringIO("x"),
    "wrapped text file": text_wrapper,
    "closed": closed,
    "no file there": lambda: Path("/nowhere/at/all"),
    "folder": lambda: Path("/"),
    "type with a line end": lambda: File(b"x", content_type="text/plain\r\nX-More: 1"),
    "type that is none": lambda: File(b"x", content_type="plain"),
    "name that is no text": lambda: File(b"x", name="\udcff"),
    "text in a file": lambda: File("x"),  # type: ignore[arg-type]
}


@both
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_sent_is_refused(kind: Kind, case: str) -> None:
    """What is no file that can be sent raises, names the argument, and nothing goes out."""
    script = Script()
    with given(REFUSED[case]) as file, pytest.raises(InvalidRequestError) as caught:
        kind.run(lambda client: client.spaces.access_rules.add_image(image=file), script)
    assert [problem.argument for problem in caught.value.problems] == ["image"]
    assert script.requests == []


@both
def test_a_list_of_files_is_no_bytes(kind: Kind) -> None:
    """Bytes in the place of a list of files are refused: they are no files each."""
    with pytest.raises(InvalidRequestError):
        sent(kind, b"1", others=b"2")


@both
@pytest.mark.parametrize(("make", "times"), [(opened, 2), (begun, 2), (compressed, 2), (piped, 1)])
def test_a_file_is_sent_again_if_it_can_be(
    kind: Kind, make: Callable[[Path], FileInput], times: int, photo: Path, pauses: list[float]
) -> None:
    """A call that is repeated sends the same again; one whose file can be read only once is not repeated."""
    script = Script(reply(status=429), reply({"Id": 7}))
    server: Any = script if kind.name == "sync" else script.answer
    refused = nullcontext() if times == 2 else pytest.raises(StatusError)
    with given(make, photo) as file, refused:
        kind.run(lambda client: client.spaces.access_rules.add_image(image=file), server)
    contents = [parts_of(one)[0][1][2] for one in script.requests]
    assert len(contents) == times
    assert set(contents) == {CONTENT[:4000] if make is piped else CONTENT}


def test_files_of_the_caller_stay_open_and_ours_are_closed(photo: Path) -> None:
    """What the caller has opened the caller closes."""
    with photo.open("rb") as file:
        sent(Sync(), file)
        assert not file.closed
