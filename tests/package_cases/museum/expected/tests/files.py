"""Files in tests: what a form in parts holds, and the checks of methods that answer with a file."""

import json
from collections.abc import Mapping
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import parse_qsl

import httpx2
from support import FILE_NAME, FILE_TYPE, RUNS, Bench, Trial, content_of

#: What a part of a form is: the name of its file, its content type, its content; a text has only the latter.
Part = tuple[str | None, str | None, bytes]


def parts_of(request: httpx2.Request) -> dict[str, list[Part]]:
    """The parts of a form by their names."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + request.content, policy=policy.HTTP)
    found: dict[str, list[Part]] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        kind = part.get_content_type() if "content-type" in part else None
        name = str(part.get_param("name", header="content-disposition"))
        found.setdefault(name, []).append((part.get_filename(), kind, content))
    return found


def parts(request: httpx2.Request, expected: Mapping[str, Any]) -> None:
    """A form in parts has the names that are expected, and under each the files and texts."""
    found = parts_of(request)
    assert set(found) == {name for name, value in expected.items() if value != []}
    for name, value in expected.items():
        for part, item in zip(found[name], value if isinstance(value, list) else [value], strict=True):
            content = content_of(item)
            if content is not None:
                assert part == (FILE_NAME, FILE_TYPE, content)
            elif isinstance(item, str) or item is None:
                assert part == (None, None, (item or "").encode())
            else:
                assert (part[:2], json.loads(part[2])) == ((None, None), item)


def values_of(request: httpx2.Request) -> list[Any]:
    """The values that a body holds at its top, of whatever type it is."""
    content_type = request.headers["content-type"].partition(";")[0]
    if content_type == "multipart/form-data":
        return [content.decode() for found in parts_of(request).values() for _, _, content in found]
    if content_type == "application/json":
        return list(json.loads(request.content).values())
    return [value for _, value in parse_qsl(request.content.decode())]


def answer(bench: Bench, trial: Trial, arguments: dict[str, Any]) -> None:
    """A file comes back as its bytes, and piece by piece where that is asked for; from both clients."""
    content = bytes(range(256)) * 3
    headers = {"content-type": trial.detail["type"].replace("*", "x")}
    reply = httpx2.Response(trial.detail["status"], content=content, headers=headers)
    for run in RUNS:
        bench.reset((trial.detail["status"], reply))
        assert bench.call(trial, run, arguments) == content
    resource = bench.resource(trial, "sync")
    with getattr(resource.with_streaming_response, trial.method)(**arguments) as stream:
        assert b"".join(stream.iter_bytes(100)) == content

    async def work() -> bytes:
        streaming = bench.resource(trial, "async").with_streaming_response
        async with getattr(streaming, trial.method)(**arguments) as stream:
            return b"".join([piece async for piece in stream.iter_bytes(100)])

    assert bench.run(work()) == content
