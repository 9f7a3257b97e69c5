"""The records that a server keeps, in SQLite: a scope (the path of a collection) and a key in, a record out; and files by their place."""

import json
import sqlite3
import threading
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

TABLES = """
create table if not exists records (
    number integer primary key autoincrement, scope text, key text, body text, deleted integer default 0, unique (scope, key)
);
create table if not exists files (place text primary key, filename text, media text, content blob);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file."""

    filename: str
    media: str
    content: bytes


def key_of(value: Any) -> str:
    """What an id is kept under: as a text, so that 1 and "1" are the same record. Any character may be in it."""
    return json.dumps(value if isinstance(value, str) else json.dumps(value))


def number_in(key: str) -> int:
    """The number that a key is; 0 where it is none that could be counted on from."""
    return int(key) if len(key) < 19 and key.isascii() and key.isdigit() else 0


class Store:
    """Records in the order in which they were made; `path` is a file, or in memory. Safe for threads; must be closed."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = threading.RLock()
        self._highest: dict[str, int] = {}
        self._base = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._base.executescript(TABLES)
        # Nobody needs the records after a crash of the machine, and everybody needs them fast.
        self._base.execute("pragma synchronous = off")

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._base.close()

    def get(self, scope: str, key: Any) -> Record | None:
        """A record; null where there is none."""
        row = self._one("select body from records where scope = ? and key = ? and not deleted", scope, key_of(key))
        return json.loads(row[0]) if row else None

    def is_deleted(self, scope: str, key: Any) -> bool:
        """Whether there was a record that was deleted."""
        return (
            self._one("select 1 from records where scope = ? and key = ? and deleted", scope, key_of(key)) is not None
        )

    def put(self, scope: str, key: Any, record: Record) -> None:
        """Keep a record, in the place of the one that has its key, if there is one."""
        self._do(
            "insert into records (scope, key, body) values (?, ?, ?)"
            " on conflict (scope, key) do update set body = excluded.body, deleted = 0",
            scope,
            key_of(key),
            json.dumps(record),
        )
        if scope in self._highest:
            self._highest[scope] = max(self._highest[scope], number_in(json.loads(key_of(key))))

    def delete(self, scope: str, key: Any) -> None:
        """Delete a record; it is remembered that there was one."""
        self._do("update records set deleted = 1 where scope = ? and key = ?", scope, key_of(key))

    def all(self, scope: str) -> list[Record]:
        """All records of a scope, oldest first."""
        with self._lock:
            rows = self._base.execute(
                "select body from records where scope = ? and not deleted order by number", [scope]
            )
            return [json.loads(body) for (body,) in rows]

    def next_number(self, scope: str) -> int:
        """A number that no record of a scope has or had."""
        with self._lock:
            if scope not in self._highest:
                rows = self._base.execute("select key from records where scope = ?", [scope]).fetchall()
                self._highest[scope] = max((number_in(json.loads(key)) for (key,) in rows), default=0)
            return self._highest[scope] + 1

    def clear(self) -> None:
        """Forget all records and files."""
        self._highest.clear()
        self._do("delete from records")
        self._do("delete from files")

    def put_file(self, place: str, file: File) -> None:
        """Keep a file."""
        self._do("insert or replace into files values (?, ?, ?, ?)", place, file.filename, file.media, file.content)

    def file(self, place: str) -> File | None:
        """The file at a place, else the newest below it; null where there is none."""
        row = self._one(
            "select filename, media, content from files where place = ? or substr(place, 1, ?) = ?"
            " order by place = ? desc, rowid desc",
            place,
            len(place) + 1,
            f"{place}/",
            place,
        )
        return File(filename=row[0], media=row[1], content=row[2]) if row else None

    def _one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        with self._lock:
            row: tuple[Any, ...] | None = self._base.execute(query, values).fetchone()
            return row

    def _do(self, query: str, *values: Any) -> None:
        with self._lock:
            self._base.execute(query, values)
