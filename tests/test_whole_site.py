"""The made site at full size: 1,630 pages become 212 resources, a package and a document, without an error or a line left over."""

import json
from collections import Counter
from functools import cache

import pytest

from generator import config
from generator.assemble import assemble
from generator.ledger import Ledger
from generator.openapi import document
from generator.plan import PackagePlan
from generator.planner import plan
from generator.reading import read_page
from generator.records import relate_all
from generator.render import render
from generator.spec import Resource
from tests.docs_site import site
from tests.docs_site.entities import entities

#: Kinds of pages, and the methods that they become.
METHODS = {
    "search": "list",
    "get": "get",
    "batch": "get_many",
    "create": "create",
    "update": "update",
    "delete": "delete",
    "commands": "list_commands",
    "run_command": "run_command",
}
CONFIG, _ = config.load(site.api_toml(), "api.toml")


@cache
def resources() -> list[Resource]:
    """The resources of the whole site, read from its text pages."""
    assert CONFIG is not None
    readings = [read_page(f"{name}.txt", text.encode()) for name, text in site.files("text").items()]
    assert not any(reading.account.left for reading in readings)
    found, told = assemble(CONFIG, readings)
    related, more = relate_all(CONFIG, found)
    assert not [one for one in (*told, *more) if one.severity == "error"]
    return related


@cache
def package() -> PackagePlan:
    """The package of the whole site as it is planned."""
    assert CONFIG is not None
    planned, told = plan(CONFIG, resources(), Ledger(version=CONFIG.package.version))
    assert [one.message for one in told if one.severity != "info"] == []
    return planned


def test_every_entity_is_a_resource_with_a_method_for_each_page() -> None:
    """Each page kind of each entity is a method under its usual name, and a record that can be read and written can be edited."""
    methods = Counter(method.name for one in package().resources for method in one.methods)
    kinds = Counter(kind for entity in entities().values() for kind in entity.kinds)
    assert {METHODS[kind]: count for kind, count in kinds.items()} == {name: methods[name] for name in METHODS.values()}
    both = [one for one in entities().values() if {"get", "update"} <= set(one.kinds)]
    assert methods["edit"] == len(both)
    assert len(package().resources) == len(entities()) + 2


def test_every_record_has_its_id() -> None:
    """What a record is read by is typed without null where it is answered; one page answers writes with something else, which keeps it."""
    named = {name for one in package().resources for name in (one.title.text, f"{one.title.text}Summary")}
    ids = {
        model.name: one.annotation
        for resource in package().resources
        for model in resource.models
        for one in model.attributes
        if one.name == "id" and model.base == "Model" and model.name in named
    }
    assert len(ids) == len(entities())
    assert set(ids.values()) == {"int"}
    (value,) = (one for one in package().shared.models if one.name == "ResultValue")
    assert [one.annotation for one in value.attributes if one.name == "id"] == ["int | None"]


def test_every_list_comes_in_pages_of_its_record() -> None:
    """Each list is walked, and gives summaries that the record extends, or the records themselves."""
    for one in package().resources:
        for method in one.methods:
            if method.name == "list":
                assert method.paged is not None
                assert method.paged.item.removesuffix("Summary") == one.title.text


def test_the_first_call_walks_a_list() -> None:
    """A newcomer sees records, with either client."""
    first = package().first
    assert first is not None
    assert [line.split(" in ")[0].strip() for line in (first.lines[0], first.async_lines[0])] == [
        "for item",
        "async for item",
    ]
    assert "item." in first.lines[1]


def test_the_package_is_small_and_its_modules_are_python() -> None:
    """The modules of 210 resources have less than 13 megabytes together, docstrings included, and each of them is Python."""
    texts = {path: text for path, text in render(package()).items() if path.endswith(".py")}
    for path, text in texts.items():
        compile(text, path, "exec", dont_inherit=True)
    assert sum(map(len, texts.values())) < 13_000_000


def test_the_document_has_every_operation_once() -> None:
    """Each endpoint is an operation with an id of its own, but for the one whose method and path another has; its group is its tag."""
    assert CONFIG is not None
    api, told = document(CONFIG, resources())
    operations = [one for item in api["paths"].values() for one in item.values()]
    refused = sum(one.code in ("W601", "W602", "W603") for one in told)
    assert len(operations) == len({one["operationId"] for one in operations})
    assert len(operations) + refused == len(site.pages())
    assert {one["tags"][0] for one in operations} == {one.group for one in resources()}


@pytest.mark.parametrize("limit", [12_000_000])
def test_the_document_can_be_looked_at(limit: int) -> None:
    """Shared schemas stand in the document once, so that a viewer can hold all of it."""
    assert CONFIG is not None
    assert len(json.dumps(document(CONFIG, resources())[0])) < limit
