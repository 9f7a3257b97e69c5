"""Readings become resources: grouped by path, named by role, twins merged, collisions named."""

from dataclasses import replace

import pytest

from generator import config
from generator.assemble import assemble
from generator.config import ApiConfig
from generator.diagnostics import Diagnostic
from generator.operations import operation_of
from generator.planner import plan
from generator.reading import Reading, read_page
from generator.spec import Resource
from tests import captures

CONFIG = """
[api]
name = "quay"
title = "Quay"
base_url = "https://quay.example.com"

[package]
distribution = "quay"
import_name = "quay"
client = "Quay"
version = "0.1.0"

[conventions]
resource_path = "/api/{group}/{collection}"
"""


def quay() -> ApiConfig:
    """The particulars of an invented API."""
    loaded, found = config.load(CONFIG, "api.toml")
    assert loaded is not None, found
    return loaded


def page(method: str, path: str, role: str | None = "Boat-Edit", rows: str = "", name: str = "page.txt") -> Reading:
    """A small page, read."""
    pieces = "".join(f"/\n{piece}\n" for piece in path.strip("/").split("/"))
    auth = f"\n\nAuthentication\n\nA bearer token of the {role} role.\n" if role else ""
    return read_page(
        name, f"{method}\n{pieces}\nWords.\n{auth}\nRequest Body\n\nId\ninteger\nThe boat.\n{rows}".encode()
    )


def made(*readings: Reading) -> tuple[list[Resource], list[Diagnostic]]:
    """The resources of some pages, and what was found."""
    return assemble(quay(), readings)


def test_groups_and_names() -> None:
    """Pages of one collection are one resource, whose name is that of its role and whose endpoints have a fixed order."""
    readings = [
        page("DELETE", "/api/fleet/boats/{id}", "Boat-Delete", name="a"),
        page("GET", "/api/fleet/boats", "Boat-List", name="b"),
        page("POST", "/api/fleet/boats/runcommand", "Boat-Update", name="c"),
        page("PUT", "/api/fleet/boats", "Boat-Edit", name="d"),
        page("PUT", "/api/crew/boats", "CrewBoat-Edit", name="e"),
    ]
    resources, found = made(*reversed(readings))
    assert [(r.group, r.collection, r.resource) for r in resources] == [
        ("crew", "boats", "CrewBoat"),
        ("fleet", "boats", "Boat"),
    ]
    assert [e.operation for e in resources[1].endpoints] == ["search", "update", "delete", "run_command"]
    assert found == []


def test_name_without_a_role() -> None:
    """Without a role a resource is called after its collection, and that is said."""
    resources, found = made(page("PUT", "/api/fleet/lifeboats", None))
    assert [r.resource for r in resources] == ["Lifeboat"]
    assert [d.code for d in found] == ["W053"]


def test_two_names_for_one_collection() -> None:
    """Of two names the first page's counts, and the other is reported there."""
    resources, found = made(
        page("PUT", "/api/f/b", "Boat-Edit", name="a"), page("POST", "/api/f/b", "Ship-Create", name="b")
    )
    assert [r.resource for r in resources] == ["Boat"]
    assert [(d.code, d.page, d.line) for d in found] == [("W054", "b", 1)]


def test_twins_are_merged() -> None:
    """Two pages of one endpoint are one endpoint with two sources, the richer first; each disagreement is told with its address."""
    one = page("PUT", "/api/f/b", rows="Name\nstring\nIts name.\nMast\ninteger\n", name="a")
    two = page("PUT", "/api/f/b", rows="Name\nstring\nrequired\nHow it is called.\nKeel\ninteger\nDepth.\n", name="b")
    (resource,), found = made(two, one)
    (endpoint,) = resource.endpoints
    assert endpoint.request is not None
    assert [f.name for f in endpoint.request.fields] == ["Id", "Name", "Keel", "Mast"]
    assert [(f.required, f.description) for f in endpoint.request.fields[1:2]] == [(True, "How it is called.")]
    assert [source.page for source in endpoint.sources] == ["b", "a"]
    assert endpoint.source == endpoint.sources[0]
    assert [(d.code, d.page, d.line, d.message) for d in found] == [
        ("W050", "a", 1, "The endpoint PUT /api/f/b is documented here and on b, which states more."),
        ("W051", "a", 21, "`Boat.update.request.Name`: required is False here and True on b."),
        ("W058", "b", 25, "`Boat.update.request`: a lacks what stands here (1): Keel."),
        ("W058", "a", 24, "`Boat.update.request`: b lacks what stands here (1): Mast."),
        ("W059", "a", 21, "`Boat.update`: not worded as on b, or shown by another sample (1): request.Name."),
    ]


#: Two paths, and whether they are one endpoint under GET.
PATHS = (
    ("/api/f/b/{id}", "/api/f/b/{boatId}", True),
    ("/api/f/b", "/api/f/b/", True),
    ("/api/f/b/commands", "/api/f/b/commands?id={id}", True),
    ("/api/f/b/?id=[{id1},{id2}]", "/api/f/b?id=[{id1},{id2},{id3}]", True),
    ("/api/f/b", "/api/f/b?id=[{id1},{id2}]", False),
    ("/api/f/b?view=map", "/api/f/b?view=list", False),
    ("/api/f/b?acl", "/api/f/b", False),
    ("/api/f/b/free", "/api/f/b/{id}", False),
)


@pytest.mark.parametrize(("one", "other", "same"), PATHS, ids=[f"{x[0]} {x[1]}" for x in PATHS])
def test_what_one_endpoint_is(one: str, other: str, same: bool) -> None:
    """Names of parameters, a slash at the end and what a caller fills in do not make another endpoint; a fixed query does."""
    first = page("GET", "/api/f/b", name="a")
    assert first.endpoint is not None

    def called(path: str, name: str) -> Reading:
        assert first.endpoint is not None
        source = first.endpoint.source.model_copy(update={"page": name})
        update = {"path": path, "source": source, "operation": operation_of("GET", path, name)}
        return replace(first, path=name, endpoint=first.endpoint.model_copy(update=update))

    (resource,), found = made(called(one, "a"), called(other, "b"))
    assert len(resource.endpoints) == (1 if same else 2)
    assert ("W050" in {d.code for d in found}) is same
    assert any("path is" in d.message for d in found) is same


def test_addresses_use_the_name_that_is_given_in_the_end() -> None:
    """A resource whose name was taken is called by its number in the findings too, and a renamed operation by its new name."""
    rows = "Name\nstring\nrequired\n"
    readings = [
        page("PUT", "/api/crew/boats", name="a"),
        page("GET", "/api/fleet/boats", name="b"),
        page("GET", "/api/fleet/boats/free", rows=rows, name="c"),
        page("GET", "/api/fleet/boats/free", rows=rows.replace("required", "The name."), name="d"),
    ]
    _, found = made(*readings)
    assert [d.message.split(":")[0] for d in found if d.code == "W051"] == ["`Boat_2.free.request.Name`"]


def test_operations_collide() -> None:
    """Two endpoints that do the same by method and path both stay, the second under the name of its page."""
    readings = [page("PUT", "/api/f/b", name="put-b.txt"), page("PATCH", "/api/f/b", name="patch-b.txt")]
    (resource,), found = made(*readings)
    assert sorted(e.operation for e in resource.endpoints) == ["put_b", "update"]
    assert [d.code for d in found] == ["W055"]


def test_operations_behind_a_collection() -> None:
    """An endpoint whose path goes on behind the collection is called after the rest; the method tells those apart that share it."""
    calls = {
        ("GET", "/api/f/stalls"): "search",
        ("GET", "/api/f/stalls/free"): "free",
        ("GET", "/api/f/stalls/search"): "get_search",
        ("POST", "/api/f/stalls/book"): "post_book",
        ("DELETE", "/api/f/stalls/book"): "delete_book",
        ("POST", "/api/f/stalls/{id}/Roof-Lamps/on"): "roof_lamps_on",
        ("GET", "/api/f/stalls/commands"): "commands",
    }
    readings = [page(*call, name=f"get-stalls-{number}.txt") for number, call in enumerate(calls)]
    for given in (readings, readings[::-1]):
        (resource,), found = made(*given)
        assert {(e.method, e.path): e.operation for e in resource.endpoints} == calls
        assert found == []


def test_two_uses_of_one_path() -> None:
    """Pages of one method and path with names, titles and needs of their own are two endpoints; two captures of one are not."""

    def use(name: str, title: str, row: str) -> Reading:
        """A page of one way to get a token."""
        words = (
            f"POST\n/\napi\n/\ntoken\n{title}\ncurl --request POST \\\n  --url https://quay.example.com/api/token\n\n"
        )
        return read_page(name, f"{words}Request Body\n\n{row}\nstring\nrequired\nWhat is asked.\n".encode())

    first, second = use("token.txt", "Sign in", "password"), use("token-refresh.txt", "Refresh", "refresh_token")
    (resource,), found = made(first, second)
    assert sorted(e.operation for e in resource.endpoints) == ["token", "token_refresh"]
    assert "W050" not in {d.code for d in found}
    (resource,), found = made(first, use("token.md", "Refresh", "refresh_token"))
    assert [len(e.sources) for e in resource.endpoints] == [2]
    assert "W050" in {d.code for d in found}


def test_path_outside_the_pattern() -> None:
    """A path that does not follow the API's pattern is split at its last fixed segments, and reported."""
    (resource,), found = made(page("GET", "/v2/fleet/boats/{id}"))
    assert (resource.group, resource.collection) == ("fleet", "boats")
    assert [d.code for d in found] == ["W052"]


def test_page_that_is_none_adds_nothing() -> None:
    """A reading without an endpoint is no resource."""
    assert made(read_page("x", b"words")) == ([], [])


def test_supplied_pages() -> None:
    """The supplied pages are three resources."""
    pages = [one for one in captures.captures() if one.name.startswith("nexudus-")]
    resources, _ = made(*(read_page(one.name, one.data) for one in pages))
    assert [r.resource for r in resources] == ["TimePassTimeSlot", "AccessToken", "ResourceAccessRule"]


def test_two_collections_of_one_entity_are_told_apart() -> None:
    """Two resources never have one name, for an address names one thing; the later one is reported."""
    resources, found = made(page("PUT", "/api/crew/boats", name="a"), page("PUT", "/api/fleet/boats", name="b"))
    assert [r.resource for r in resources] == ["Boat", "Boat_2"]
    assert [(d.code, d.page) for d in found] == [("W056", "b")]


def test_modules_that_collide_are_told() -> None:
    """Two collections whose modules would have one name are reported, at the page of the one that yields."""
    first = page("PUT", "/api/fleet/access_tokens", "Thing-Edit", name="a")
    resources, _ = made(first, page("PUT", "/api/fleet/accesstokens", "AccessToken-Edit", name="b"))
    package, found = plan(quay(), resources)
    assert [module.module for module in package.resources] == ["access_tokens", "access_tokens_2"]
    assert [(d.code, d.page) for d in found] == [("W080", "b")]


def test_a_guide_that_shows_a_call_does_not_describe_it() -> None:
    """The words of a page with another title are about something else, and stay out of the endpoint, which is reported."""
    call = "```bash\ncurl https://quay.example.com/api/fleet/boats\n```\n"
    row = '<ParamField query="page" type="integer">\n  Which page.\n</ParamField>\n'
    guide = read_page("start.md", f"# Getting started\n\nYou need a token.\n\n{call}".encode())
    reference = read_page("list.md", f"# List boats\n\n{row}\n{call}".encode())
    (resource,), found = made(guide, reference)
    (endpoint,) = resource.endpoints
    assert (endpoint.title, endpoint.description) == ("List boats", None)
    assert any(one.code == "W059" and one.message.endswith("(2): title, description.") for one in found)
