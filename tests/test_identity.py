"""The member that identifies a record: found by the path to one record, and sure to be there in the classes of answers alone."""

from typing import Any

import pytest

from generator.addresses import fields_of
from generator.identity import identified
from generator.planner import plan
from generator.spec import Endpoint, Enum, EnumValue, Field, Parameter, Resource
from tests.test_records import CONFIG, SOURCE, endpoint, field, page_of

ID = field("Id", "integer")


def at(path: str | None, one: Endpoint) -> Endpoint:
    """An endpoint with another path."""
    return one.model_copy(update={"path": path})


def got(*members: Field, path: str | None = "/zoo/animals/{id}") -> Endpoint:
    """The page of one record."""
    return at(path, endpoint("get", answer=members))


def wrapped(operation: str, *members: Field, status: int = 200) -> Endpoint:
    """A page that answers in the envelope, with an object of some members."""
    value = field("Value", "object", fields=members) if members else field("Value", "any")
    made = endpoint(operation, body=[field("Name")], answer=(field("Ok", "boolean"), field("Message"), value))
    responses = tuple(one.model_copy(update={"status": status}) for one in made.responses)
    return at(
        "/zoo/animals/{id}" if operation == "delete" else made.path, made.model_copy(update={"responses": responses})
    )


def resource(*endpoints: Endpoint, name: str = "Animal", enums: tuple[Enum, ...] = ()) -> Resource:
    """The resource of some endpoints."""
    return Resource(
        api="zoo", group="park", resource=name, collection=f"{name.lower()}s", endpoints=endpoints, enums=enums
    )


def sure(*endpoints: Endpoint) -> list[str]:
    """The addresses of the members that answers always have, behind the resource."""
    done = identified(CONFIG, resource(*endpoints))
    return [
        ".".join((one.operation, *path)) for one in done.endpoints for path, each in fields_of(one) if each.required
    ]


def planned(*resources: Resource) -> dict[str, str]:
    """The annotations of all members called `id`, with their defaults, by the class of an answer."""
    package, found = plan(CONFIG, resources)
    assert [one.message for one in found if one.severity == "error"] == []
    models = [*package.shared.models, *(model for module in package.resources for model in module.models)]
    return {
        model.name: f"{one.annotation} = {one.default}" if one.default else one.annotation
        for model in models
        for one in model.attributes
        if one.name == "id" and not model.name.startswith("_")
    }


def test_all_answers_with_records_have_their_id() -> None:
    """The record, the items of a page and of a plain list, and what is made or changed have it; bodies stay what they are."""
    made, changed = (
        endpoint(one, body=[ID, field("Name")], answer=(ID, field("Name"))) for one in ("create", "update")
    )
    pages = [endpoint("search", answer=page_of(ID)), endpoint("batch", answer=[ID], container="array"), made, changed]
    assert sure(got(ID, field("Name")), *pages) == [
        "get.response.200.Id",
        "search.response.200.Records.Id",
        "batch.response.200.Id",
        "create.response.200.Id",
        "update.response.200.Id",
    ]


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("/zoo/animals/{id}", "Id"),
        ("/zoo/animals/{ID}?deep={Name}", "Id"),
        ("/zoo/keepers/{Name}/animals/{id}", "Id"),
        ("/zoo/animals/{animal_code}", "AnimalCode"),
        ("/zoo/animals/{key}", None),
        ("/zoo/animals", None),
        ("/zoo/animals?{id}", None),
        ("/zoo/animals/{-}", None),
        (None, None),
    ],
)
def test_the_last_slot_of_a_path_tells_the_member(path: str | None, member: str | None) -> None:
    """It is called as the slot is but for capitals and punctuation; without a slot, or a member called so, nothing changes."""
    found = sure(got(ID, field("Name"), field("AnimalCode"), field("_"), path=path))
    assert found == ([f"get.response.200.{member}"] if member else [])


def test_of_two_that_are_called_alike_the_one_that_is_called_so_counts() -> None:
    """Where none is called exactly as the slot is nobody can tell which it is."""
    assert sure(got(field("id"), field("Id"))) == ["get.response.200.id"]
    assert sure(got(field("ID"), field("Id"))) == []


@pytest.mark.parametrize(
    "member",
    [
        field("Id", "integer", nullable=True),
        field("Id", "integer", enum="eId"),
        field("Id", "object", fields=(field("Number", "integer"),)),
        field("Id", "array"),
        field("Id", "number"),
        field("Id", "any"),
        field("Id", "boolean"),
    ],
    ids=lambda one: f"{one.type}-{one.enum}-{one.nullable}",
)
def test_what_may_be_null_or_is_no_plain_value_is_not_sure(member: Field) -> None:
    """It stays as it is documented in all answers with records, so that the record can still extend its summary."""
    assert sure(got(member)) == []
    assert sure(got(ID), endpoint("search", answer=page_of(member))) == []


@pytest.mark.parametrize("member", [field("Id"), field("Id", format="uuid"), field("Id", "integer", nullable=False)])
def test_numbers_and_texts_of_any_format_are_sure(member: Field) -> None:
    """A text that is a UUID identifies a record as well as a number does."""
    assert sure(got(member)) == ["get.response.200.Id"]


def test_a_path_that_deletes_tells_it_where_none_reads() -> None:
    """A list alone tells nothing; with a page that deletes one of its records the id of its items is known."""
    listed = endpoint("search", answer=page_of(ID))
    assert sure(listed) == []
    assert sure(listed, at("/zoo/animals/{id}", endpoint("delete"))) == ["search.response.200.Records.Id"]


def test_members_of_other_answers_stay() -> None:
    """What a page is called by, a failure, a child, and what other operations answer are no record."""
    child = field("Keeper", "object", fields=(ID,))
    failed = endpoint("create", answer=[ID]).model_copy(update={"source": SOURCE})
    failed = failed.model_copy(update={"responses": (failed.responses[0].model_copy(update={"status": 400}),)})
    page = (ID, field("Records", "array", fields=(field("Name"),)))
    others = [endpoint("search", answer=page), failed, endpoint("commands", answer=[ID], container="array")]
    assert sure(got(field("Name"), child), *others, endpoint("animal_report", answer=[ID])) == []


def test_what_the_envelope_holds_has_the_id_where_every_page_shows_it() -> None:
    """One page that shows something else in the envelope, or a resource that has no path to a record, keeps its null."""
    zoo = [got(ID), wrapped("create", ID), wrapped("update", ID), wrapped("delete", ID)]
    assert planned(resource(*zoo)) == {"Animal": "int", "ResultValue": "int"}
    assert planned(resource(*zoo, wrapped("feed")))["ResultValue"] == "int"
    assert planned(resource(*zoo, wrapped("feed", field("Grams", "integer"))))["ResultValue"] == "int | None = None"
    other = resource(wrapped("update", ID), name="Keeper")
    assert planned(resource(*zoo), other)["ResultValue"] == "int | None = None"


def test_a_record_extends_its_summary_as_before() -> None:
    """Both have the id without null, and an enum stays what it may be."""
    pages = [endpoint("search", answer=page_of(ID)), got(ID, field("Name"))]
    assert planned(resource(*pages)) == {"AnimalSummary": "int"}
    values = Enum(name="eId", type="integer", values=(EnumValue(value=1, name="One"),), origin=ID.origin)
    known: Any = ID.model_copy(update={"enum": "eId"})
    assert planned(resource(got(known), enums=(values,))) == {"Animal": "Id | int | None = None"}


def test_the_spec_is_not_touched() -> None:
    """What is planned is another value than what was read; a resource without a path to a record is the very same."""
    one = resource(got(ID))
    assert identified(CONFIG, one) != one
    assert not one.endpoints[0].responses[0].fields[0].required
    bare = resource(endpoint("search", answer=page_of(ID)))
    assert identified(CONFIG, bare) is bare


def test_a_part_of_the_path_that_the_path_lacks_is_no_argument() -> None:
    """A row that the page puts into the path by mistake has nowhere to go, so nobody is asked for it, and no name yields to it."""
    rows = [Parameter.model_validate({**dict(field(name)), "in": "path"}) for name in ("Name", "Park")]
    made = endpoint("create", body=[field("Name")]).model_copy(update={"parameters": tuple(rows)})
    (module,) = plan(CONFIG, [resource(at("/zoo/{Park}/animals", made))])[0].resources
    (method,) = module.methods
    assert [one.name for one in method.positional] == ["park"] and [one.name for one in method.keyword] == ["name"]
