"""The first hand-written files of an API: what was found out in, the texts of `api.toml`, `overrides.toml` and `CHANGELOG.md` out.

All text of pages goes through `escaping`: it is a string or a comment of TOML, and never anything else.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import JsonValue, ValidationError

from generator import escaping, history
from generator.config import ApiConfig
from generator.inference.evidence import Guess

#: The tables of `api.toml` in their order, with what is said above them.
TABLES: dict[str, str] = {
    "api": "",
    "package": "",
    "[sources]": "",
    "fetch": "",
    "floors": "Less than this is a broken capture, or a broken reader; a little below what the first build gave.",
    "auth": "",
    "auth.key": "The key that the client sends by itself.",
    "auth.token": "Tokens for a user's name and password.",
    "conventions": "",
    "conventions.envelope": "The wrapper of answers to writes.",
    "conventions.pagination": "",
    "conventions.filters": "",
    "conventions.bodies": "",
    "pages": "",
}
HEAD = "What is special to this API, as `docs2client init` found it out; behind a key stands on how many of the pages it was seen."
OVERRIDES = "Corrections of pages that are wrong or say too little; `docs2client override ADDRESS --set KEY=VALUE --reason TEXT` adds one."


def api_toml(guesses: Sequence[Guess], beside: Mapping[str, Mapping[str, JsonValue]]) -> str:
    """The text of `api.toml`; `beside` are keys by table that need no evidence."""
    parts = [escaping.toml_comment(HEAD)]
    for table, words in TABLES.items():
        rows = [f"{key} = {escaping.toml_value(value)}" for key, value in beside.get(table, {}).items()]
        rows += [row_of(one) for one in guesses if one.value is not None and one.key.rpartition(".")[0] == table]
        if rows:
            parts.append("\n".join([*([escaping.toml_comment(words)] if words else []), f"[{table}]", *rows]))
    return "\n\n".join(parts) + "\n"


def fitting(guesses: Sequence[Guess], beside: Mapping[str, Mapping[str, JsonValue]]) -> list[Guess]:
    """The guesses that `api.toml` can hold: what does not fit, with what cannot be there without it, stays at its default."""
    kept = list(guesses)
    while wrong := problems(api_toml(kept, beside)):
        bad = {one.key for one in kept if one.value is not None and one.key in wrong}
        tables = {key.rpartition(".")[0] for key in wrong} | set(wrong)
        bad = bad or {one.key for one in kept if one.value is not None and one.key.rpartition(".")[0] in tables}
        if not bad:
            return kept
        kept = [
            replace(one, value=None, code=None, note="what the pages say cannot stand there") if one.key in bad else one
            for one in kept
        ]
    return kept


def problems(text: str) -> list[str]:
    """The keys of an `api.toml` that are wrong."""
    try:
        ApiConfig.model_validate(tomllib.loads(text))
    except ValidationError as error:
        return [".".join(str(part) for part in row["loc"] if isinstance(part, str)) for row in error.errors()]
    return []


def row_of(guess: Guess) -> str:
    """One key with its value and what speaks for it."""
    line = f"{guess.key.rpartition('.')[2]} = {escaping.toml_value(guess.value)}"
    return f"{line}  {escaping.toml_comment(guess.evidence)}" if guess.evidence else line


def overrides_toml() -> str:
    """The text of an `overrides.toml` without corrections."""
    return escaping.toml_comment(OVERRIDES) + "\n"


def changelog(version: str) -> str:
    """The text of a `CHANGELOG.md` with the first version."""
    return history.with_section(None, f"## {version}\n\nThe first version.\n")
