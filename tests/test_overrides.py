"""Overrides change what they name while the page says what they expect, and say with a line why they do not."""

import pytest

from generator import addresses
from generator.diagnostics import make
from generator.overrides import Override, apply, load
from generator.settled import unsettled
from generator.spec import Enum, Origin, Parameter, Resource, Response
from tests.test_enums import enum, origin, row, update


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
#: The gaps of a finding about two captures that disagree.
DISAGREED = {"address": PLATE, "fact": "type", **dict.fromkeys(("here", "at", "there", "page", "captured"), "")}
OUTCOMES = [
    (FROM, 'format = ""', 'format = "time"', None),
    ("Slot.update", 'title = ""', 'title = "T"', None),
    ("Slot", 'resource = "Slot"', 'resource = "Span"', None),
    ("enum:eDay", 'name = "eDay"', 'name = "Day"', None),
    ("Slot.enum:eDay", 'name = "eDay"', 'name = "Day"', None),
    ("Spot.enum:eDay", 'name = "eDay"', 'name = "Day"', "E113"),
    ("Slot.enum:eNight", 'name = "eNight"', 'name = "Night"', "E113"),
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
    (PLATE.replace("Plate", "Day"), 'default = ""', 'default = "abc"', None),
    (FROM, 'default = ""', "default = 5", "E116"),
    (FROM, 'default = "", type = "string"', 'default = 5, type = "integer"', None),
    (FROM, 'default = "", type = "string"', 'default = true, type = "integer"', "E116"),
    (FROM, 'default = "", type = "string"', 'default = "x", type = "number"', "E116"),
    (FROM, 'default = "", type = "string"', 'default = 0, type = "boolean"', "E116"),
    (FROM, 'default = "", type = "string"', 'default = [1], type = "array"', None),
    (FROM, 'default = "", type = "string"', 'default = [1], type = "any"', None),
    ("Slot.update", 'method = "PUT"', 'method = "FOO BAR"', "E116"),
]


@pytest.mark.parametrize(("address", "expect", "change", "code"), OUTCOMES)
def test_apply(address: str, expect: str, change: str, code: str | None) -> None:
    """Applied, or refused with a code at the line of the entry; refused ones change nothing."""
    before = resource()
    done = apply([before], loaded(entry(address.replace('"', '\\"'), expect, change)))
    assert [(d.code, d.page, d.line) for d in done.found] == ([(code, "overrides.toml", 2)] if code else [])
    assert (done.resources[0] == before) is (code is not None)
    known = address != "enum:eNight"
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


@pytest.mark.parametrize(
    ("expect", "codes"), [("required = true", ["W115"]), ("required = false", ["W115"]), ('required = "x"', ["W115"])]
)
def test_a_fact_that_the_page_says_itself_is_told_and_the_others_are_set(expect: str, codes: list[str]) -> None:
    """An entry that is needless in one of its facts sets the others, whatever it expects of that one, and the page keeps the credit."""
    before = resource()
    body = before.endpoints[0].request
    assert body is not None
    fields = tuple(one.model_copy(update={"required": True}) for one in body.fields)
    request = body.model_copy(update={"fields": fields})
    before = before.model_copy(update={"endpoints": (before.endpoints[0].model_copy(update={"request": request}),)})
    text = entry(FROM, f'{expect}, default = ""', 'required = true, default = "5"')
    done = apply([before], loaded(text))
    assert [one.code for one in done.found] == codes and "required = true" in done.found[0].message.casefold()
    request = done.resources[0].endpoints[0].request or request
    assert request.fields[1].default == "5" and set(request.fields[1].facts) == {"default"}
    assert len(done.done) == 1 and not done.failed
    text = entry(FROM, 'required = true, default = "4"', 'required = true, default = "5"')
    assert [one.code for one in apply([before], loaded(text)).found] == ["E114"]


def two_slots() -> list[Resource]:
    """Two resources with different enums of one name."""
    other = resource().model_copy(update={"resource": "Spot", "collection": "spots", "enums": (enum("eDay", "b"),)})
    return [resource(), other]


@pytest.mark.parametrize(
    ("address", "names"), [("enum:eDay", ["Day", "Day"]), ("Slot.enum:eDay", ["Day", "eDay"])], ids=["all", "one"]
)
def test_an_enum_is_renamed_everywhere_or_in_one_resource(address: str, names: list[str]) -> None:
    """An address without a resource means the enums of a name in all of them, one with a resource that one; the fields go along."""
    done = apply(two_slots(), loaded(entry(address, 'name = "eDay"', 'name = "Day"')))
    assert done.found == ()
    assert [one.name for each in done.resources for one in each.enums] == names
    bodies = [each.endpoints[0].request for each in done.resources]
    assert [body.fields[0].enum for body in bodies if body] == names


def test_an_enum_never_gets_the_name_of_another_one() -> None:
    """A name that an enum of the resource has already is refused, unless that has the same values: then they become one."""
    for values, code, left in (("b", ["E116"], ["eDay", "Day"]), ("a", [], ["Day"])):
        before = resource().model_copy(update={"enums": (enum("eDay", "a"), enum("Day", values))})
        done = apply([before], loaded(entry("enum:eDay", 'name = "eDay"', 'name = "Day"')))
        assert [one.code for one in done.found] == code
        assert [one.name for one in done.resources[0].enums] == left


def test_different_enums_of_one_name_are_told_by_their_resources() -> None:
    """Where resources have different enums of a name each has an address of its own; else the name alone is the address."""
    resources = two_slots()
    many = addresses.many_enums(resources)
    told = [[known for known, _ in addresses.facts(one, many) if "enum:" in known] for one in resources]
    assert told == [["Slot.enum:eDay"], ["Spot.enum:eDay"]]
    assert [addresses.many_enums([one, one]) for one in resources] == [frozenset(), frozenset()]
    for address in ("enum:e.Day", "Slot.enum:e.Day", '"S.lot".enum:eDay'):
        assert addresses.join(addresses.split(address) or ()) == address


@pytest.mark.parametrize(
    ("address", "left"), [("enum:eDay", True), ("Slot.enum:eDay", False), ("Spot.enum:eDay", False)]
)
def test_a_doubt_about_two_enums_of_one_name_goes_with_a_name_of_its_own(address: str, left: bool) -> None:
    """That an enum has other values elsewhere is told until one of the two is called otherwise."""
    slot, spot = two_slots()
    there = enum("eDay", "b").model_copy(update={"origin": Origin(page="spot.txt", line=7, rule="t")})
    done = apply(
        [slot, spot.model_copy(update={"enums": (there,)})], loaded(entry(address, 'name = "eDay"', 'name = "Day"'))
    )
    here = slot.enums[0].origin
    doubt = make("W042", "spot.txt", 7, enum="eDay", page=here.page, line=here.line)
    assert bool(unsettled([doubt], done)) is left


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


def test_a_parameter_that_only_the_path_shows_is_settled_by_its_type() -> None:
    """A finding at the line of the path goes for the parameter whose type an override states, and for no other."""
    endpoint = update().model_copy(
        update={"path": "/{id}/{slot}", "parameters": (shown("id", "path"), shown("slot", "path"))}
    )
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(endpoint,))
    found = [make("W023", "a.txt", 3, name=name) for name in ("id", "slot")]
    done = apply([slots], loaded(entry("Slot.update.path.id", 'type = "string"', 'type = "integer"')))
    assert [one.message for one in unsettled(found, done)] == [found[1].message]


def shown(name: str, rule: str) -> Parameter:
    """A parameter of the path, by a row or by the path alone."""
    return Parameter(
        name=name, type="string", required=True, location="path", origin=Origin(page="a.txt", line=3, rule=rule)
    )


def test_a_corrected_path_has_its_own_parameters() -> None:
    """What only the wrong path showed goes, what only the right one shows comes, and what a row documents stays."""
    rows = (shown("slot", "path"), shown("id", "field-row"))
    endpoint = update().model_copy(update={"path": "/{slot}", "parameters": rows})
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(endpoint,))
    done = apply([slots], loaded(entry("Slot.update", 'path = "/{slot}"', 'path = "/{level}/{id}"')))
    assert done.found == ()
    found = {(one.name, one.origin.page, one.origin.rule) for one in done.resources[0].endpoints[0].parameters}
    assert found == {("id", "a.txt", "field-row"), ("level", "overrides.toml", "path")}


@pytest.mark.parametrize(
    ("place", "expect", "change", "left"),
    [
        ("request", "application/json", "multipart/form-data", ["I084", "W027", "W109"]),
        ("response.200", "", "application/pdf", ["I062"]),
    ],
)
def test_a_doubt_about_a_media_type_is_told_until_it_is_stated(
    place: str, expect: str, change: str, left: list[str]
) -> None:
    """What is doubted of a body goes when an override states its media type, and so with an answer; of the other one it stays."""
    photo = row("Photo", "Photo.", "file", line=5)
    answer = Response(status=200, container="none", origin=origin(9, "a.txt"))
    endpoint = update(photo).model_copy(update={"responses": (answer,)})
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(endpoint,))
    found = [
        make("I062", "a.txt", 5, name="Photo"),
        make("I084", "a.txt", 9, status=200, media="image/png", how="its words"),
        make("W027", "a.txt", 9, status=200),
        make("W109", "a.txt", 9, hint="download"),
    ]
    corrections = loaded(entry(f"Slot.update.{place}", f'content_type = "{expect}"', f'content_type = "{change}"'))
    applied = apply([slots], corrections)
    assert applied.found == ()
    assert [one.code for one in unsettled(found, applied)] == left


@pytest.mark.parametrize(("attribute", "left"), [("required={paid}", []), ("deprecated={old}", ["W099"])])
def test_a_doubt_about_an_attribute_goes_with_the_fact_of_its_name(attribute: str, left: list[str]) -> None:
    """An override of `required` settles nothing that is doubted of another attribute of the field."""
    plate = row("Plate", "Plate.").model_copy(update={"required": True})
    slots = Resource(api="x", group="g", resource="Slot", collection="slots", endpoints=(update(plate),))
    corrections = loaded(entry("Slot.update.request.Plate", "required = true", "required = false"))
    applied = apply([slots], corrections)
    assert applied.found == ()
    found = [make("W099", plate.origin.page, plate.origin.line, name="Plate", what=attribute)]
    assert [one.code for one in unsettled(found, applied)] == left


@pytest.mark.parametrize(
    ("code", "facts", "address", "expect", "change"),
    [
        ("W031", {"name": "Plate", "stated": "any", "shown": "string"}, PLATE, 'type = "any"', 'type = "string"'),
        ("W041", {"values": "A", "count": 0}, "enum:unnamed", 'name = "unnamed"', 'name = "Kind"'),
        ("W044", {"name": "Plate"}, "Slot.update", 'path = "/x"', 'path = "/x/{Plate}"'),
        ("W048", {"shown": "a/b", "stated": "c/d"}, REQUEST, 'content_type = "application/json"', 'content_type = "multipart/form-data"'),
        ("W051", DISAGREED, PLATE, 'type = "any"', 'type = "string"'),
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
