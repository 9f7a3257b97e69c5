"""Hostile input for tests: texts that want to break out of where they stand, and resources that hold them everywhere."""

import ast
import io
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from generator.config import ApiConfig, load
from generator.spec import (
    Auth,
    Endpoint,
    Enum,
    EnumValue,
    Field,
    Items,
    Origin,
    Parameter,
    Request,
    Resource,
    Response,
    Source,
)

CONFIG = """
[api]
name = "odd"
title = "Odd"
base_url = "https://odd.test"
[package]
distribution = "odd"
import_name = "odd"
client = "Odd"
version = "0.1.0"
[conventions.envelope]
success = "WasSuccessful"
message = "Message"
errors = "Errors"
"""

#: Each wants something else: to close a literal, to be code, to be markup, to be a name that is needed, to be a path.
NASTY: tuple[str, ...] = (
    *('"', "'", '"""', "'''", '\\"""', '""""', '\\', "\\\\", "a\\", '\\"', '"""\nimport os\nos.system("x")\n"""', "')\nimport os #"),
    *("{{ 1 }}", "{% raw %}", "{%- endraw -%}", "{#", "{{ package }}", "{0}", "${x}", "%s", "f'{x}'", "`x`", "```\n# x\n```"),
    *("</script><script>", "<b>", "<!--", "-->", "]]>", "|", "a | b", "\\|", "[x](javascript:x)", "![x](y)", "# x", "- x", "1. x", "> x"),
    *("\n", "\r", "\r\n", "a\nb", "\t", "\f", "\v", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u200b"),
    *("\ufeff", "\u2066x", "\ud800", "a\udfffb", "\ue000", "\U0001f600", "\U000e0041", "é", "ß", "日本語", "Имя", "עברית", "n\u0303"),
    *("class", "def", "None", "True", "import", "async", "match", "type", "_", "__class__", "__init__", "__slots__", "__name__"),
    *("self", "cls", "list", "dict", "int", "str", "float", "bool", "bytes", "object", "print", "id", "property", "dt", "builtins"),
    *("date", "datetime", "time", "UUID", "MISSING", "Field", "Any", "Annotated", "Model", "RequestModel", "Sequence", "Mapping"),
    *("model_config", "model_fields", "model_dump", "copy", "json", "schema", "validate", "to_wire", "from_wire", "model_extra", "_wire"),
    *("Operation", "SyncResource", "AsyncResource", "IntEnum", "Enum", "Result", "ErrorRow", "Odd", "AsyncOdd", "OddError", "StatusError"),
    *("client", "errors", "shared", "_runtime", "runtime", "tests", "py", "src", "con", "aux", "nul", "COM1", "lpt9", "__pycache__"),
    *("cached_property", "httpx2", "call", "close", "aclose", "token", "headers", "pytest", "support", "asyncio", "sent", "basic"),
    *("../x", "..", ".", "/etc/passwd", "C:\\x", "a/b", "a.b", ".git", "a:b", "x" * 300, "Ab" * 200, "", " ", "0", "1st", "9_9"),
    *("mac_address", "MacAddress", "macAddress", "Mac-Address", "MAC ADDRESS", "name", "value", "mro", "NAME", "Name", "unnamed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one resource, taken in turn."""

    all: Sequence[str]

    def __getitem__(self, number: int) -> str:
        """The text of a turn."""
        return self.all[number % len(self.all)]


def config() -> ApiConfig:
    """The particulars of the API that the resources belong to."""
    known, found = load(CONFIG, "api.toml")
    assert known is not None, found
    return known


def origin(text: str) -> Origin:
    """An origin that holds a text."""
    return Origin(page=text or "page", line=1, rule="field-row")


#: What a field may be, by number.
KINDS: tuple[dict[str, object], ...] = (
    {"type": "string"},
    {"type": "integer", "required": True},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "date-time", "date_part": "1976-01-01"},
    {"type": "string", "format": "uuid", "required": True},
    {"type": "array", "items": Items(type="integer")},
    {"type": "any"},
    {"type": "number", "nullable": True},
    {"type": "boolean"},
    {"type": "object"},
    {"type": "string", "format": "date"},
)


def fields(texts: Texts, count: int, depth: int = 0) -> tuple[Field, ...]:
    """Fields of all kinds, some of them with an enum, children and a default."""
    made: dict[str, Field] = {}
    for number in range(count):
        name, words = texts[number + depth], texts[number + 2 * depth + 1]
        facts = KINDS[(number + depth) % len(KINDS)]
        made[name] = Field.model_validate(
            {"name": name, "type_text": words, "description": words, "default": words, "origin": origin(words), **facts}
        )
        if facts["type"] == "integer":
            made[name] = made[name].model_copy(update={"enum": texts[0]})
    if depth < 2:
        inner = fields(texts, 3, depth + 1)
        for kind in ("array", "object"):
            name = texts[count + depth + (kind == "array")]
            made[name] = Field(
                name=name,
                type="array" if kind == "array" else "object",
                items=Items(type="object") if kind == "array" else None,
                fields=inner,
                description=name,
                origin=origin(name),
            )
    return tuple(made.values())


def example(texts: Texts) -> JsonValue:
    """A documented answer full of texts."""
    return {texts[0]: texts[1], texts[2]: {texts[3]: [texts[0], None, 1.5, True]}}


def endpoint(texts: Texts, operation: str, method: str, path: str) -> Endpoint:
    """An endpoint with texts in every place."""
    located = [
        Parameter(**{**one.model_dump(exclude={"fields"}), "in": place})
        for place, count in (("query", 3), ("header", 1), ("cookie", 1))
        for one in fields(texts, count, 2)
    ]
    located += [
        Parameter.model_validate({"name": name, "type": "string", "origin": origin(name), "in": "path"})
        for name in re.findall(r"\{(.*)\}", path)
    ]
    answer = (
        Field(name="WasSuccessful", type="boolean", origin=origin("p")),
        Field(name="Errors", type="array", items=Items(type="object"), fields=fields(texts, 2, 2), origin=origin("p")),
    )
    return Endpoint(
        operation=operation,
        method=method,
        path=path,
        title=texts[1],
        summary=texts[2],
        description=f"{texts[3]}\n\n{texts[0]}",
        auth=Auth(schemes=("bearer",), roles=(texts[1], texts[2]), description=texts[0]),
        parameters=tuple(located),
        request=Request(content_type="application/json", fields=fields(texts, 6)) if method == "PUT" else None,
        responses=(
            Response(status=200, description=texts[0], fields=fields(texts, 2), example=example(texts)),
            Response(status=400, description=texts[0], fields=answer, example={"WasSuccessful": False, "Errors": []}),
        ),
        source=Source(page=texts[0] or "page", form="text", sha256="0" * 64, url=texts[1]),
        origin=origin(texts[0]),
    )


def enums(texts: Texts) -> tuple[Enum, ...]:
    """Enums with texts for names and values."""
    values = tuple(EnumValue(value=n, name=text, description=texts[n]) for n, text in enumerate(texts.all))
    named = {text: EnumValue(value=text, name=text) for text in texts.all}
    both = {
        texts[0]: Enum(name=texts[0], type="integer", values=values, origin=origin("p")),
        texts[1]: Enum(name=texts[1], type="string", values=tuple(named.values()), origin=origin("p")),
    }
    return tuple(both.values())


def resources(texts: Sequence[str]) -> list[Resource]:
    """Two resources that hold texts wherever a page can put one; their paths can be called."""
    made: dict[tuple[str, str], Resource] = {}
    for turn in (0, 1):
        own = Texts([*texts[turn:], *texts[:turn]])
        resource = Resource(
            api="odd",
            group=own[0],
            resource=own[1],
            collection=own[2],
            endpoints=(
                endpoint(own, "search", "GET", f"/api/{turn}"),
                endpoint(
                    own, "update", "PUT", f"/api/{turn}/{{{own[0]}}}" if re.match(r"\w+\Z", own[0]) else f"/b/{turn}"
                ),
                endpoint(own, own[3], "POST", f"/api/{turn}/other"),
            ),
            enums=enums(own),
        )
        made[(resource.group, resource.collection)] = resource
    return list(made.values())


# What generated Python may consist of. Whatever else stands in a file came from a page.

MODULES = frozenset(
    {"builtins", "checks", "collections.abc", "datetime", "enum", "functools", "httpx2", "importlib", "pydantic", "pytest", "support",
     "typing", "uuid"}
)  # fmt: skip
CALLED = frozenset(
    {"Annotated", "AsyncResource", "Edit", "Envelope", "ErrorClasses", "Field", "ListOperation", "Operation", "Paging", "TimeOfDay",
     "__init__", "_call", "_edit", "_list", "import_module", "load", "locals", "parametrize", "raw", "raw_async", "streamed",
     "streamed_async", "super", "type", "with_mode"}
)  # fmt: skip
#: Files of the tests that are copied as they are.
COPIES = ("checks", "conftest", "files", "service", "support", "test_faults", "test_server", "test_sign_in")
COPIED = frozenset(f"tests/{name}.py" for name in COPIES)
#: Folders that are copied.
FOLDERS = ("/_runtime/", "/mock_server/")


def suspects(path: str, source: str) -> list[str]:
    """What in a generated module is neither a string nor something that templates print."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        found += [
            f"name {name!r}" for name in names_of(node) if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,200}", name)
        ]
        if isinstance(node, ast.Import):
            found += [f"import {alias.name}" for alias in node.names if alias.name not in MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [f"from {node.module}"] if not node.level and not known_module(node.module or "") else []
        elif isinstance(node, ast.Call) and not is_generated(path, node.func):
            found.append(f"call of {ast.unparse(node.func)}")
        elif isinstance(
            node, ast.Global | ast.Nonlocal | ast.Delete | ast.Exec if hasattr(ast, "Exec") else ast.Delete
        ):
            found.append(ast.unparse(node))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return found + [t.string for t in tokens if t.type == tokenize.COMMENT]


def known_module(name: str) -> bool:
    """Whether generated code may import a module."""
    return name in MODULES or name.split(".")[0] == "odd"


def names_of(node: ast.AST) -> list[str]:
    """The identifiers of a node."""
    values = [getattr(node, key, None) for key in ("id", "attr", "name", "arg", "asname", "module")]
    return [part for value in values if isinstance(value, str) for part in value.split(".") if part]


def is_generated(path: str, function: ast.expr) -> bool:
    """Whether templates print the call of this function: a known one, a resource class, or in tests a method."""
    name = (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
    of_package = name.removeprefix("_")[:1].isupper() and isinstance(function, ast.Name)
    return name in CALLED or of_package or (path.startswith("tests/") and isinstance(function, ast.Attribute))


def raw_markup(text: str) -> list[str]:
    """HTML, and rows of tables that another table does not have, in generated Markdown (outside code)."""
    found: list[str] = []
    width = 0
    outside = re.sub(r"(?ms)^```.*?^```", "", text)
    for line in outside.split("\n"):
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        width = (width or cells) if line.startswith("|") else 0
        if cells != width:
            found.append(line)
        found += re.findall(r"<[A-Za-z/!?][^>]*>?", re.sub(r"`[^`]*`", "", line))
    return found


def files_of(tree: Mapping[str, bytes], ending: str) -> dict[str, str]:
    """The generated files with an ending as text, without the copied ones."""
    ours = {path: content for path, content in tree.items() if not any(one in path for one in FOLDERS)}
    return {path: content.decode() for path, content in ours.items() if path.endswith(ending) and path not in COPIED}
