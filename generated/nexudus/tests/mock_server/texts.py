"""Texts of paths, queries, headers and forms in, values of the types that a schema allows out."""

import json
import math
import re
from collections.abc import Sequence
from typing import Any

from .documents import Document, Parameter, Schema

INTEGER = re.compile(r"[+-]?\d{1,400}")
NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
WORDS: dict[str, bool] = {"true": True, "false": False}
#: What parts the items of a list that is one text, by style.
SEPARATORS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


def value_of(document: Document, one: Parameter, texts: Sequence[str]) -> Any:
    """The value of a parameter that stands in these texts, one or several."""
    kinds = document.kinds(one.schema)
    if one.style == "json":
        return parsed(texts[-1])
    if "array" not in kinds:
        return typed(texts[-1], kinds)
    inner = document.kinds(document.items(one.schema))
    whole = parsed(texts[0]) if len(texts) == 1 and texts[0].lstrip().startswith("[") else None
    if isinstance(whole, list):
        return whole
    return [typed(text, inner) for text in pieces(one, texts, inner)]


def pieces(one: Parameter, texts: Sequence[str], inner: frozenset[str]) -> list[str]:
    """The items of a list as texts. Commas in one text part numbers in any style; a text may have commas of its own."""
    if len(texts) > 1 or (one.explode and one.style == "form" and "string" in inner):
        return list(texts)
    whole = texts[0] if texts else ""
    return whole.split(SEPARATORS.get(one.style, ",")) if whole else []


def typed(text: str, kinds: frozenset[str]) -> Any:
    """A text as a value of one of the types, the text itself where it is of none."""
    if kinds & {"integer", "number"} and INTEGER.fullmatch(text):
        return int(text)
    if "number" in kinds and NUMBER.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if "boolean" in kinds and text.lower() in WORDS:
        return WORDS[text.lower()]
    if "null" in kinds and "string" not in kinds and text in ("", "null"):
        return None
    if kinds & {"object", "array"} and text.lstrip()[:1] in ("{", "["):
        return parsed(text)
    return text


def parsed(text: str) -> Any:
    """A text read as JSON, the text itself where it is none."""
    try:
        return strict_json(text)
    except (ValueError, RecursionError):
        return text


def strict_json(text: str) -> Any:
    """A text read as JSON that can be written again; raises ValueError and RecursionError."""
    return json.loads(text, parse_constant=refuse, parse_float=finite)


def refuse(name: str) -> Any:
    """Refuse what only Python takes for JSON; raises ValueError."""
    raise ValueError(f"{name} is no JSON")


def finite(text: str) -> float:
    """A number that is not too large; raises ValueError."""
    number = float(text)
    return number if math.isfinite(number) else refuse(text)


def form_values(document: Document, schema: Schema, form: dict[str, list[str]]) -> dict[str, Any]:
    """The members of a form, of the types that its schema allows."""
    known = document.properties(schema)
    made: dict[str, Any] = {}
    for name, texts in form.items():
        one = Parameter(name=name, place="body", required=False, schema=known.get(name, {}), style="form", explode=True)
        nullable = "null" in document.kinds(one.schema) and texts == [""]
        # A form has no null; its nearest is the empty text.
        made[name] = None if nullable else value_of(document, one, texts)
    return made
