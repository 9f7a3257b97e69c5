"""Long lines broken where black breaks them: parts of a line in, the line or lines out.

Black formats a file once more when its first pass has changed anything, and most files of a big package would need that for nothing but a
few long lines. Where this breaks a line otherwise than black would, black still has the last word.
"""

from collections.abc import Sequence

from generator.plan import Attribute, Code

WIDTH = 120


def attribute(one: Attribute, wire: Code) -> Code:
    """An attribute of a model, indented as in a class; `wire` is the name on the wire as source."""
    parts = [one.annotation, f"Field(alias={wire})", *one.metadata]
    inner = ", ".join(parts)
    head, end = f"    {one.name}: Annotated[", f" = {one.default}" if one.default else ""
    flat = f"{head}{inner}]{end}"
    if len(flat) <= WIDTH:
        return flat
    if end and len(f"{head}{inner}] = (") <= WIDTH:
        return f"{head}{inner}] = (\n        {one.default}\n    )"
    return f"{head}\n{broken(parts, 8)}\n    ]{end}"


def broken(parts: Sequence[str], indent: int) -> str:
    """Parts in brackets on a line of their own, or, where that is too long, on a line each."""
    blanks = " " * indent
    flat = blanks + ", ".join(parts)
    return flat if len(flat) <= WIDTH else "\n".join(f"{blanks}{part}," for part in parts)


def mapping(rows: Sequence[tuple[Code, Code]], indent: int, before: int) -> Code:
    """A dictionary; `indent` is that of the line that it ends, `before` how many characters of that line stand before and behind it."""
    flat = "{" + ", ".join(f"{key}: {value}" for key, value in rows) + "}"
    if before + len(flat) <= WIDTH:
        return flat
    blanks = " " * indent
    return "{\n" + "".join(f"{blanks}    {key}: {value},\n" for key, value in rows) + f"{blanks}}}"


def statement(module: str, names: Sequence[str], indent: int = 0) -> str:
    """An import of some names."""
    blanks = " " * indent
    flat = f"{blanks}from {module} import {', '.join(names)}"
    rows = "".join(f"{blanks}    {one},\n" for one in names)
    return flat if len(flat) <= WIDTH else f"{blanks}from {module} import (\n{rows}{blanks})"
