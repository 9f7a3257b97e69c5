"""Overrides change what they name while the page says what they expect, and say with a line why they do not."""

import pytest

from generator.diagnostics import make
from generator.overrides import Override, apply, load
from generator.settled import unsettled
from generator.spec import Enum, Origin, Resource, Response
from tests.test_enums import enum, row, update


def resource() -> Resource:
    """A resource with one endpoint, two fields and an enum."""
    linked = row("Day", "Which.").model_copy(update={"enum": "eDay"})
    endpoint = update(linked, row("From", "Start.", "string"))
    wrong = Response(status=400, fields=(row("Why", "Why.", "string"),))
    endpoint = endpoint.model_copy(update={"responses": (Response(status=200, container="none"), wrong)})
    return Resource(
        api="x", group="g", resource="Slot", collection="slots", endpoints=(endpoint,), enums=(enum("eDay", "a"),)
    )


def entry(address: str, expect: str, change: str, reason: str = "because") -> str:
    """One override as TOML."""
    return f'# why\n[[override]]\naddress = "{address}"\nexpect = {{ {expect} }}\nset = {{ {change} }}\nreason = "{reason}"\n'


def loaded(text: str) -> list[Override]:
    """The overrides of a sound file."""
    overrides, found = load(text)
    assert overrides is not None and found == []
    return overrides


REQUEST = "Slot.update.request"
FROM, PLATE = "Slot.update.request.From", "Slot.update.request.Plate"
OUTCOMES = [
    (FROM, 'format = ""', 'format = "time"', None),
    ("Slot.update", 'title = ""', 'title = "T"', None),
    ("Slot", 'resource = "Slot"', 'resource = "Span"', None),
    ("enum:eDay", 'name = "eDay"', 'name = "Day"', None),
    ("Slot.update.request.Nothing", 'format = ""', 'format = "time"', "E113"),
    ("Slot.create", 'title = ""', 'title = "T"', "E113"),
    ("enum:eNight", 'name = "eNight"', 'name = "Night"', "E113"),
    ('Slot."', 'title = ""', 'title = "T"', "E113"),
    (FROM, 'format = "date"', 'format = "time"', "E114"),
    (FROM, 'format = ""', 'format = ""', "W115"),
    (FROM, 'type = "string"', 'type = "string"', "W115"),
    (FROM, 'colour = ""', 'colour = "red"', "E116"),
    (FROM, 'type = "string"', 'type = "strong"', "E116"),
    (FROM, "required = false", 'required = "perhaps"', "E116"),
    (FROM, "required = false", 'required = "no"', "E116"),
    (FROM, 'date_part = ""', 'date_part = "1976-99-01"', "E116"),
    ("Slot.update.request.Day", 'date_part = ""', 'date_part = "1976-01-01"', "E116"),
    (REQUEST, 'content_type = "application/json"', 'content_type = "multipart/form-data"', None),
    (REQUEST, 'content_type = "application/json"', 'content_type = "image/png"', "E116"),
    (REQUEST, 'content_type = "text/plain"', 'content_type = "multipart/form-data"', "E114"),
    (REQUEST, 'example = ""', 'example = "x"', "E116"),
    ("Slot.update.response.200", 'content_type = ""', 'content_type = "application/pdf"', None),
    ("Slot.update.response.200", 'content_type = ""', 'content_type = "a pdf"', "E116"),
    ("Slot.update.response.400", 'content_type = ""', 'content_type = "application/pdf"', "E116"),
    ("Slot.update.response.404", 'content_type = ""', 'content_type = "application/pdf"', "E113"),
    ("Slot.update", 'path = "/x"', 'path = "/../slots"', "E116"),
    ("Slot.update", 'method = "PUT"', 'method = "FOO BAR"', "E116"),
]


@pytest.mark.parametrize(("address", "expect", "change", "code"), OUTCOMES)
def test_apply(address: str, expect: str, change: str, code: str | None) -> None:
    """Applied, or refused with a code at the line of the entry; refused ones change nothing."""
    before = resource()
    done = apply([before], loaded(entry(address.replace('"', '\\"'), expect, change)))
    assert [(d.code, d.page, d.line) for d in done.found] == ([(code, "overrides.toml", 2)] if code else [])
    assert (done.resources[0] == before) is (code is not None)
    known = not address.startswith("enum:eNight")
    assert bool(done.failed) is (known and code is not None and code.startswith("E"))


def test_what_an_override_leaves_behind() -> None:
    """An overridden fact tells the entry's line; a renamed enum is renamed wherever it is used."""
    text = entry(FROM, 'format = ""', 'format = "time"') + entry("enum:eDay", 'name = "eDay"', 'name = "Day"')
    (changed,) = apply([resource()], loaded(text)).resources
    request = changed.endpoints[0].request
    assert request is not None
    day, start = request.fields
    assert (start.format, start.facts["format"].page, start.facts["format"].line) == ("time", "overrides.toml", 2)
    assert (day.enum, [e.name for e in changed.enums]) == ("Day", ["Day"])


def test_override_of_what_is_kept() -> None:
    """An override that fits a last good spec only is no error."""
    assert apply([], loaded(entry(FROM, 'format = ""', 'format = "time"')), [resource()]).found == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a = ", "E111", 1),
        ("override = 3", "E112", 1),
        ("[other]\n", "E112", 1),
        ('\n[[override]]\naddress = "a"\n', "E112", 2),
        (entry("a", "", 'title = "T"'), "E112", 2),
        (entry("a", 'title = ""', ""), "E112", 2),
        (entry("a", 'title = ""', 'title = "T"', ""), "E112", 2),
        (entry("a", 'title = ""', 'title = "T"') + "more = 1\n", "E112", 2),
        ("override = [3]", "E112", 1),
    ],
)
def test_malformed_file(text: str, code: str, line: int) -> None:
    """What is no override is an error with the line of its entry."""
    _, found = load(text)
    assert [(d.code, d.line) for d in found] == [(code, line)]


@pytest.mark.parametrize(("change", "left"), [('type = "string"', False), ('description = "A plate."', True)])
def test_a_doubt_is_told_until_its_fact_is_stated(change: str, left: bool) -> None:
    """A finding about a field's type goes when an override states the type, and stays when it states something else."""
    rows = (row("Plate", "Plate.", "any"), row("Level", "Level.", "any"))
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(update(*rows),))
    found = [make("W011", one.origin.page, one.origin.line, type="plate", name=one.name) for one in rows]
    fact = change.partition(" =")[0]
    expect = 'type = "any"' if fact == "type" else 'description = "Plate."'
    applied = apply([slots], loaded(entry("Slot.update.request.Plate", expect, change)))
    assert applied.found == ()
    assert [one in unsettled(found, applied) for one in found] == [left, True]


@pytest.mark.parametrize(
    ("code", "facts", "address", "expect", "change"),
    [
        ("W031", {"name": "Plate", "stated": "any", "shown": "string"}, PLATE, 'type = "any"', 'type = "string"'),
        ("W041", {"values": "A", "count": 0}, "enum:unnamed", 'name = "unnamed"', 'name = "Kind"'),
        ("W044", {"name": "Plate"}, "Slot.update", 'path = "/x"', 'path = "/x/{Plate}"'),
        ("W048", {"shown": "a/b", "stated": "c/d"}, REQUEST, 'content_type = "application/json"', 'content_type = "multipart/form-data"'),
        ("W051", {"address": PLATE, "fact": "type", "here": 1, "at": "", "there": 2, "page": ""}, PLATE, 'type = "any"', 'type = "string"'),
        ("W053", {"name": "Slot"}, "Slot", 'resource = "Slot"', 'resource = "Bay"'),
        ("W054", {"here": "Bay", "there": "Slot", "page": "q"}, "Slot", 'resource = "Slot"', 'resource = "Bay"'),
        ("W055", {"operation": "a", "page": "q", "name": "update"}, "Slot.update", 'operation = "update"', 'operation = "park"'),
        ("W056", {"here": "a", "there": "b", "name": "S", "now": "Slot"}, "Slot", 'resource = "Slot"', 'resource = "Bay"'),
    ],
)  # fmt: skip
def test_a_doubt_elsewhere_is_settled_too(
    code: str, facts: dict[str, object], address: str, expect: str, change: str
) -> None:
    """A finding at a sample, about an endpoint, a resource or a table goes when an override states its fact, and not before."""
    end = update(row("Plate", "Plate.", "any"))
    table = Enum(
        name="unnamed", type="string", values=(), origin=Origin(page=end.source.page, line=9, rule="enum:unnamed")
    )
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(end,), enums=(table,))
    found = [make(code, end.source.page, 9, **facts)]
    assert unsettled(found, apply([slots], [])) == found
    applied = apply([slots], loaded(entry(address, expect, change)))
    assert (applied.found, unsettled(found, applied)) == ((), [])
