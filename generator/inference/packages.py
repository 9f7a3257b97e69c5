"""`package`: the name of an API in, names of a distribution, an import package and a client that are valid and free out."""

import re

from pydantic import ValidationError

from generator.config import Package
from generator.inference.evidence import Evidence, Guess
from generator.tree import safe_path

VERSION = "0.1.0"
#: How long a name is that is suggested.
MOST = 40


def title_of(name: str) -> str:
    """The name of an API as people write it."""
    return " ".join(word[0].upper() + word[1:] for word in re.split(r"[_-]+", name) if word)


def find_package(evidence: Evidence) -> list[Guess]:
    """The names of the package: those of the API, with `client` behind where Python or the package itself needs them."""
    names = names_of(evidence.name)
    return [Guess(key=f"package.{key}", value=value) for key, value in names.items()]


def names_of(name: str) -> dict[str, str]:
    """The keys of `[package]` for an API; raises ValueError for a name of which no package can be made."""
    words = [word for word in re.split(r"[_-]+", name) if word]
    bare, camel = "_".join(words), "".join(word[0].upper() + word[1:] for word in words)
    for behind, tail in (("", ""), ("_client", "Client"), ("_api_client", "ApiClient")):
        names = {
            "distribution": f"{bare}{behind}".replace("_", "-"),
            "import_name": f"{bare}{behind}",
            "client": f"{camel}{tail}",
            "version": VERSION,
        }
        if is_free(names):
            return names
    raise ValueError(f"no package can be called {name}")


def is_free(names: dict[str, str]) -> bool:
    """Whether a package can have these names."""
    try:
        Package.model_validate(names)
    except ValidationError:
        return False
    # A folder of the package has this name.
    return safe_path(names["import_name"])


def suggestion(name: str) -> str | None:
    """A name like one that no API can have, or null where nothing is left of it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower())[:MOST].strip("-")
    word = plain if plain[:1].isalpha() else f"api-{plain}" if plain else ""
    return word if word and safe_path(word) else f"{word}-api" if word else None
