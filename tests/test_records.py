"""What the pages of a resource say together: items of lists, read-only members, twins of lists, files, filters, contradictions."""

from typing import Any

import pytest

from generator.config import ApiConfig
from generator.records import relate
from generator.spec import Endpoint, Enum, EnumValue, Field, Origin, Parameter, Request, Resource, Response, Source

CONFIG = ApiConfig.model_validate(
    {
        "api": {"name": "zoo", "title": "Zoo", "base_url": "https://zoo.example"},
        "package": {"distribution": "zoo", "import_name": "zoo", "client": "Zoo", "version": "0.1.0"},
        "conventions": {
            "envelope": {"success": "Ok", "message": "Message", "errors": "Errors"},
            "pagination": {"page": "page", "items": "Records"},
            "filters": {
                "exact": "{resource}_{member}",
                "lower": "from_{resource}_{member}",
                "upper": "to_{resource}_{member}",
                "reference": "Id",
            },
            "bodies": {
                "adds": "Added{member}",
                "removes": "Removed{member}",
                "downloads": "New{member}Url",
                "clears": "Clear{member}File",
            },
        },
    }
)
SOURCE = Source(page="page.txt", form="text", sha256="0" * 64)


def field(name: str, kind: Any = "string", rule: str = "field-row", page: str = "page", **more: Any) -> Field:
    """A member that a page states at line 1, or that a sample shows."""
    return Field(name=name, type=kind, origin=Origin(page=page, line=1, rule=rule), **more)


def endpoint(
    operation: str, *, query: Any = (), body: Any = None, answer: Any = (), container: Any = "object"
) -> Endpoint:
    """An endpoint with query parameters, a body and an answer."""
    parameters = [Parameter.model_validate({**dict(one), "in": "query"}) for one in query]
    return Endpoint(
        operation=operation,
        method="GET",
        path="/zoo/animals",
        parameters=tuple(parameters),
        request=None if body is None else Request(content_type="application/json", fields=tuple(body)),
        responses=(Response(status=200, container=container, fields=tuple(answer)),),
        source=SOURCE,
    )


def related(*endpoints: Endpoint, enums: tuple[Enum, ...] = ()) -> tuple[Resource, list[str]]:
    """The resource of some endpoints, and the codes of what was found."""
    resource = Resource(
        api="zoo", group="park", resource="Animal", collection="animals", endpoints=endpoints, enums=enums
    )
    done, found = relate(CONFIG, resource)
    return done, [one.code for one in found]


def answer(resource: Resource, operation: str) -> dict[str, Field]:
    """The members that an operation answers, or those of the items of its page."""
    fields = next(one for one in resource.endpoints if one.operation == operation).responses[0].fields
    items = next((one.fields for one in fields if one.name == "Records"), fields)
    return {one.name: one for one in items}


RECORD = (field("Id", "integer"), field("Name"), field("Keepers", "array"), field("CreatedOn", format="date-time"))


def page_of(*shown: Field) -> tuple[Field, ...]:
    """A page of a list, with what its sample shows of an item."""
    return (field("Records", "array", fields=shown), field("TotalItems", "integer"))


def test_items_of_lists_are_the_record_without_its_collections() -> None:
    """What a list holds is typed as the record is, without the collections that no sample of a list shows, in the record's order."""
    shown = (field("Name", "any", "example:response"), field("Id", "number", "example:response"))
    done, _ = related(
        endpoint("search", answer=page_of(*shown)),
        endpoint("get", answer=RECORD),
        endpoint("batch", container="array"),
    )
    items = answer(done, "search")
    assert [(one.name, one.type) for one in items.values()] == [
        ("Id", "integer"),
        ("Name", "string"),
        ("CreatedOn", "string"),
    ]
    assert items["Id"].origin.rule == "example:response"
    assert items["CreatedOn"].origin.rule == "implied:record"
    assert list(answer(done, "batch")) == list(items)


def test_what_a_row_of_a_list_states_stays() -> None:
    """A list's own row outranks the record, a collection that its sample shows is kept, and what only samples show comes last."""
    shown = (
        field("Id", "string"),
        field("Keepers", "array", "example:response"),
        field("Extra", "boolean", "example:response"),
    )
    done, codes = related(endpoint("search", answer=page_of(*shown)), endpoint("get", answer=RECORD))
    items = answer(done, "search")
    assert [*items] == ["Id", "Name", "Keepers", "CreatedOn", "Extra"]
    assert items["Id"].type == "string"
    assert codes == ["W067"]


def test_without_a_record_lists_stay_what_they_are() -> None:
    """Where no page gives the whole record, or it comes in the envelope, nothing is added to the items of a list."""
    shown = field("Name", "any", "example:response")
    wrapped = (field("Ok", "boolean"), field("Name"))
    for pages in ([], [endpoint("get", answer=wrapped)]):
        done, _ = related(endpoint("search", answer=page_of(shown)), *pages)
        assert answer(done, "search") == {"Name": shown}


def test_what_no_body_takes_is_read_only() -> None:
    """A member that is answered and never sent is read-only on every page that answers it, and says by which rule."""
    done, _ = related(
        endpoint("search", answer=page_of()),
        endpoint("get", answer=RECORD),
        endpoint("create", body=[field("Name"), field("Species")]),
        endpoint("update", body=[field("Id", "integer"), field("Name"), field("Status")]),
    )
    assert done.record is not None
    assert done.record.read_only == ("Keepers", "CreatedOn")
    assert done.record.create_only == ("Species",)
    assert done.record.update_only == ("Id", "Status")
    marked = {name for operation in ("search", "get") for name, one in answer(done, operation).items() if one.read_only}
    assert marked == {"Keepers", "CreatedOn"}
    assert answer(done, "get")["CreatedOn"].facts["read_only"].rule == "resource:bodies"


def test_what_a_description_limits_to_one_body() -> None:
    """A member of both bodies counts only when a record is made, where its description says so."""
    kept = field("Species", description="Can only be told when the animal is created.")
    done, _ = related(endpoint("create", body=[kept]), endpoint("update", body=[kept]))
    assert done.record is not None
    assert (done.record.create_only, done.record.update_only) == (("Species",), ())


def test_without_bodies_nothing_is_known_to_be_read_only() -> None:
    """A resource that can only be read says nothing of what could be sent."""
    done, _ = related(endpoint("get", answer=RECORD))
    assert done.record is not None
    assert done.record.read_only == ()
    assert not any(one.read_only for one in answer(done, "get").values())


def test_twins_and_files_are_known_by_their_names() -> None:
    """Members that change a list or a file are found by the conventions of the API, where their types fit."""
    body = [
        field("Keepers", "array"),
        field("AddedKeepers", "array"),
        field("RemovedKeepers", "array"),
        field("AddedValue", "number"),
        field("AddedRooms", "array"),
        field("NewPictureUrl"),
        field("ClearPictureFile", "boolean"),
        field("NewUrl"),
    ]
    done, codes = related(endpoint("update", body=body))
    assert done.record is not None
    assert [(one.list, one.adds, one.removes) for one in done.record.lists] == [
        ("Keepers", "AddedKeepers", "RemovedKeepers")
    ]
    assert [(one.downloads, one.clears) for one in done.record.files] == [("NewPictureUrl", "ClearPictureFile")]
    assert codes == ["W066"]


@pytest.mark.parametrize(
    ("parameter", "member", "bound"),
    [
        ("Animal_Name", "Name", "exact"),
        ("Animal_House", "HouseId", "exact"),
        ("Animal_House_City_Name", "HouseCityName", "exact"),
        ("from_Animal_Born", "Born", "from"),
        ("to_Animal_Born", "Born", "to"),
        ("Animal_Elsewhere_Name", "Elsewhere_Name", "exact"),
    ],
)
def test_filters_are_known_by_what_they_compare(parameter: str, member: str, bound: str) -> None:
    """A filter compares a member of the record, called after it, or after the record that it refers to."""
    record = (field("Name"), field("HouseId", "integer"), field("HouseCityName"), field("Born"))
    done, codes = related(
        endpoint("search", query=[field("page", "integer"), field(parameter)], answer=page_of()),
        endpoint("get", answer=record),
    )
    assert done.record is not None
    (found,) = done.record.filters
    assert (found.parameter, found.member, found.bound) == (parameter, member, bound)
    assert ("I065" in codes) is (member not in {one.name for one in record})


def test_what_one_page_states_holds_for_all() -> None:
    """A format or an enum that one page states goes to the same member of the same type elsewhere, and names its page."""
    kinds = Enum(
        name="eKind",
        type="integer",
        values=(EnumValue(value=1, name="Bird"),),
        origin=Origin(page="create", line=3, rule="enum:title"),
    )
    done, codes = related(
        endpoint("search", query=[field("Animal_Kind", "integer")], answer=page_of()),
        endpoint("get", answer=[field("Kind", "integer"), field("Born"), field("Houses", "array")]),
        endpoint(
            "create",
            body=[
                field("Kind", "integer", enum="eKind", page="create"),
                field("Born", format="date-time", page="create"),
                field("Houses", "array", fields=(field("Name", required=True),)),
            ],
        ),
        enums=(kinds,),
    )
    got = answer(done, "get")
    assert (got["Kind"].enum, got["Born"].format) == ("eKind", "date-time")
    assert got["Kind"].facts["enum"] == Origin(page="create", line=1, rule="resource:field-row")
    assert [(one.name, one.required) for one in got["Houses"].fields] == [("Name", False)]
    assert done.endpoints[0].parameters[0].enum == "eKind"
    assert codes == []


@pytest.mark.parametrize(
    ("here", "there", "code"),
    [
        (field("Age", "integer"), field("Age", "string"), "W067"),
        (field("Born", format="date"), field("Born", format="date-time"), "W068"),
        (field("Kind", "integer", enum="eKind"), field("Kind", "integer", enum="eSort"), "W069"),
        (field("MacAddress"), field("MACAddress"), "W064"),
    ],
)
def test_contradictions_are_told_with_both_places(here: Field, there: Field, code: str) -> None:
    """Each disagreement of two pages is told once, where the later one stands, with the place of the first; both stay as they are."""
    resource = Resource(
        api="zoo",
        group="park",
        resource="Animal",
        collection="animals",
        endpoints=(
            endpoint("get", answer=[here.model_copy(update={"origin": Origin(page="get", line=5, rule="field-row")})]),
            endpoint(
                "create", body=[there.model_copy(update={"origin": Origin(page="post", line=9, rule="field-row")})]
            ),
        ),
    )
    done, found = relate(CONFIG, resource)
    (finding,) = [one for one in found if one.code == code]
    assert (finding.page, finding.line) == ("post", 9)
    assert "get:5" in finding.message
    assert done.endpoints[1].request is not None
    assert done.endpoints[1].request.fields[0].type == there.type


def test_samples_contradict_nothing() -> None:
    """What only a sample shows is no statement, so that it contradicts no row."""
    _, codes = related(
        endpoint("get", answer=[field("Age", "integer")]), endpoint("create", body=[field("Age", "number", "curl")])
    )
    assert codes == []
