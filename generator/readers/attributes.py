"""The attributes of a field component to what they say of the field: its place, name, type, flags, default and further words.

`Report` is told of what is doubtful: the code of the finding and its facts.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from generator.readers.mdx import Component
from generator.readers.tags import REMARK, SPREAD

Report = Callable[..., None]

LOCATIONS = ("path", "query", "header", "cookie", "body")
FALSE = frozenset({"false", "no", "0"})
#: What an expression of a flag may be where it is plain.
CONSTANTS: dict[str, bool] = {"true": True, "1": True, "false": False, "0": False, "null": False, "undefined": False}
NO_DEFAULT = frozenset({"null", "undefined"})
#: Attributes that list the values of a field.
LISTS = frozenset({"enum", "options", "values"})
#: Attributes that are read by a function of their own, or that are the site's and say nothing of the value.
READ = frozenset({*LOCATIONS, "name", "type", "required", "deprecated", "default", "description", SPREAD, REMARK})
SITE = frozenset(
    {"id", "key", "class", "className", "style", "icon", "iconType", "color", "hidden", "initialValue", "placeholder"}
)

_LIST = re.compile(r"\[(?P<items>.*)\]", re.DOTALL)
_ITEM = re.compile(
    r"\s*(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^'\\]*)'|(?P<bare>-?[\d.]+|true|false|null))\s*(?:,|\Z)"
)


def place_and_name(component: Component, report: Report) -> tuple[str | None, str]:
    """Where a field travels and its name; of two places that one field states the first counts."""
    attributes = component.attributes
    places = [place for place in attributes if place in LOCATIONS and attributes[place]]
    if len(places) > 1:
        report("W085", name=attributes[places[0]], places=", ".join(places))
    if component.name == "ResponseField":
        # The rendered page names an answer's field by `name` alone; a place that it states by another attribute still counts.
        place = next((place for place in places if place != "body"), "response")
        return place, (attributes.get("name") or (attributes[place] if place != "response" else "") or "").strip()
    return (places[0], attributes[places[0]] or "") if places else (None, (attributes.get("name") or "").strip())


def wire_name(stated: str) -> tuple[str, bool]:
    """A name without the marks of code around it and the question mark behind it, and whether the latter says that it is optional."""
    name = stated.strip().strip("`").strip()
    bare = name.rstrip("?").rstrip("`") if name.endswith("?") else name
    return bare, bare != name


def type_of(component: Component) -> str | None:
    """The type as the page writes it; null where none is stated."""
    return (component.attributes.get("type") or "").strip() or None


def flag(component: Component, name: str, key: str, report: Report) -> bool:
    """An attribute of the field `name` that is true by being there.

    `required="false"` is false, with a warning, for the page shows it as required; an expression that cannot be worked out is true.
    """
    if key not in component.attributes:
        return False
    value = component.attributes[key]
    if value is None:
        return True
    if key in component.expressions:
        plain = value.lstrip("! \t\n")
        if plain.strip() in CONSTANTS:
            return CONSTANTS[plain.strip()] ^ (value.count("!") % 2 == 1)
        report("W099", name=name, what=f"{key}={{{value[:80]}}}")
        return True
    if value.strip("'\"").lower() in FALSE:
        report("W086", name=name, flag=key)
        return False
    return True


def default_of(component: Component) -> str | None:
    """The documented default as text; the expressions that stand for nothing are none."""
    value = component.attributes.get("default")
    return None if "default" in component.expressions and value in NO_DEFAULT else value


def report_spread(component: Component, name: str, report: Report) -> None:
    """What is spread into a tag may say anything of the field."""
    if spread := component.attributes.get(SPREAD):
        report("W099", name=name, what=f"{{{spread[:80]}}}")


def words_of(component: Component, words: Sequence[str]) -> list[str]:
    """The words of a field with what its attributes add to them."""
    told = (component.attributes.get("description") or "").strip()
    more = [told] if told and told not in words else []
    return [*words, *more, *worded(component)]


def worded(component: Component) -> Iterator[str]:
    """In words, what attributes say of the value of a field beside its type: the values that it may have, limits, examples."""
    for key, value in component.attributes.items():
        if key in READ or key in SITE:
            continue
        items = items_of(value) if key in LISTS and value else ()
        if items:
            yield f"One of {', '.join(f'`{item}`' for item in items)}."
        else:
            yield f"{key}: {value}" if value else key


def items_of(text: str) -> tuple[str, ...]:
    """The values of a written list; none where it is anything but a list of plain values."""
    listed = _LIST.fullmatch(text.strip())
    found: list[str] = []
    at = 0
    while listed and at < len(listed["items"].rstrip()):
        item = _ITEM.match(listed["items"], at)
        if item is None:
            return ()
        found.append(item[item.lastgroup or 0])
        at = item.end()
    return tuple(found)
