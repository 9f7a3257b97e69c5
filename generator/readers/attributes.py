"""The attributes of a field component to what they say of the field: its place, name, type, flags and default.

`Report` is told of what is doubtful: the code of the finding and its facts.
"""

from collections.abc import Callable

from generator.readers.mdx import Component

Report = Callable[..., None]

LOCATIONS = ("path", "query", "header", "cookie", "body")
FALSE = frozenset({"false", "no", "0"})


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


def type_of(component: Component) -> str | None:
    """The type as the page writes it; null where none is stated."""
    return (component.attributes.get("type") or "").strip() or None


def flag(component: Component, name: str, report: Report) -> bool:
    """An attribute that is true by being there; `required="false"` is false, with a warning, for the page shows it as required."""
    if name not in component.attributes:
        return False
    value = component.attributes[name]
    if value is None or value.strip("'\"").lower() not in FALSE:
        return True
    if name not in component.expressions:
        called = component.attributes.get("name") or next(iter(component.attributes.values())) or ""
        report("W086", name=called, flag=name)
    return False


def default_of(component: Component) -> str | None:
    """The documented default as text; an expression without the quotes of its own."""
    value = component.attributes.get("default")
    if value is None:
        return None
    quoted = "default" in component.expressions and len(value) > 1 and value[0] == value[-1] and value[0] in "'\"`"
    return value[1:-1] if quoted else value
