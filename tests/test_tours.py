"""Tests of what the README of a package shows: it says nothing of filters, ranges and whole records where the API has none."""

import pytest

from generator.planner import plan
from generator.records import relate
from generator.render import render
from generator.spec import Endpoint
from tests.test_identity import at, resource
from tests.test_records import CONFIG, endpoint, field, page_of


def readme(*endpoints: Endpoint) -> str:
    """The README of a package with one resource."""
    related, _ = relate(CONFIG, resource(*endpoints))
    text = render(plan(CONFIG, [related])[0])["README.md"]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("filtered", [True, False])
def test_filters_are_told_where_there_are_some(filtered: bool) -> None:
    """A list that takes a page and something else has no ranges, unless arguments are named like members of its records."""
    query = [field("page", "integer"), field("Animal_Name" if filtered else "mood")]
    told = readme(endpoint("search", query=query, answer=page_of(field("Name"))))
    assert ("`attribute_from=value`" in told, "Which page, how big" in told) == (filtered, filtered)
    assert ("This list takes `page`, `mood`." in told) is not filtered


@pytest.mark.parametrize(("method", "does"), [("PUT", "a record written whole"), ("PATCH", "those that are given")])
def test_what_an_update_writes_follows_its_method(method: str, does: str) -> None:
    """A PUT writes the whole record, a PATCH what it is given."""
    update = endpoint("update", body=[field("Name")]).model_copy(update={"method": method})
    assert f"{does} |" in readme(at("/zoo/animals/{id}", update))
