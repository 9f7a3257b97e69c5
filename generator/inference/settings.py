"""What the settings of a site say beside its pages: files in, the server of the API and how calls authenticate out.

Sources of pages often leave both to a file from which the site is made.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import JsonValue

from generator.limits import MAX_FILE_BYTES

#: The names of such files, likeliest first, and where in them a thing stands.
FILES = ("docs.json", "mint.json")
SERVERS = (("api", "mdx", "server"), ("api", "baseUrl"))
METHODS = (("api", "mdx", "auth", "method"), ("api", "auth", "method"))
#: How they call the schemes of clients, and where they name the header of a key.
SCHEMES = {"bearer": "bearer", "basic": "basic", "key": "key"}
NAMES = (("api", "mdx", "auth", "name"), ("api", "auth", "name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The server, the first where there are several, the scheme, and the header of a key; null where the file says nothing of it."""

    page: str = ""
    server: str | None = None
    scheme: str | None = None
    key: str | None = None


#: Where there is no such file.
NOTHING = Settings()


def settings_of(files: Mapping[str, bytes]) -> Settings:
    """What the outermost file with settings says."""
    known = [one for one in files if PurePosixPath(one).name in FILES]
    for path in sorted(known, key=lambda one: (one.count("/"), FILES.index(PurePosixPath(one).name), one)):
        try:
            data = json.loads(files[path]) if len(files[path]) <= MAX_FILE_BYTES else None
        except (ValueError, RecursionError):
            continue
        server, method = at_first(data, SERVERS), at_first(data, METHODS)
        first = server[0] if isinstance(server, list) and server else server
        scheme, name = SCHEMES.get(method) if isinstance(method, str) else None, at_first(data, NAMES)
        key = name if scheme == "key" and isinstance(name, str) else None
        return Settings(
            page=path,
            server=first.rstrip("/") if isinstance(first, str) else None,
            scheme=None if scheme == "key" and not key else scheme,
            key=key,
        )
    return NOTHING


def at_first(data: JsonValue, places: tuple[tuple[str, ...], ...]) -> JsonValue:
    """The value at the first of some places that there is."""
    for place in places:
        value = data
        for key in place:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            return value
    return None
