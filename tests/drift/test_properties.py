"""Properties of drift: whatever changes, in whatever order it is given, and whatever pages say in it."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator import reporting
from generator.comparing import compare
from generator.differences import Difference
from generator.drift import SEVERITIES, Change, drift
from generator.spec import Endpoint, Field, Origin, Resource
from generator.states import bare_config
from tests.drift import harbour, rows

NAMES = list(rows.table())
SOME = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True)
QUICK = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
#: What pages could have that a terminal, Markdown or HTML would take for its own.
TRICKS = st.sampled_from(
    [
        *(
            "\x1b[31m",
            "\x00",
            "\u202e",
            "\r\n",
            "\ud800",
            "\u2028",
            "# x",
            "- x",
            "1. x",
            "> x",
            "---",
            "    x",
            "~~~",
            "```",
        ),
        *(
            "<b>",
            "</details>",
            "<!--",
            "<script>x</script>",
            "&lt;",
            "`",
            "``",
            "|",
            "**x**",
            "_x_",
            "~~x~~",
            "$x$",
            "@x",
        ),
        *("[x](http://x)", "![x](x)", "http://x.y", "\\"),
    ]
)
GARBAGE = st.lists(st.one_of(st.text(max_size=8), TRICKS), max_size=5).map(" ".join)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), GARBAGE),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(GARBAGE, inner, max_size=3)),
    max_leaves=6,
)
HERE = Origin(page="x.md", line=3, rule="field-row")


def shuffled(resources: tuple[Resource, ...], seed: int) -> list[Resource]:
    """The same resources, endpoints and answers in another order."""
    order = random.Random(seed)

    def mixed(items: Any) -> tuple[Any, ...]:
        return tuple(order.sample(list(items), len(items)))

    def endpoint(one: Endpoint) -> Endpoint:
        return one.model_copy(update={"responses": mixed(one.responses), "parameters": mixed(one.parameters)})

    return [
        one.model_copy(update={"endpoints": mixed([endpoint(e) for e in one.endpoints]), "enums": mixed(one.enums)})
        for one in mixed(resources)
    ]


@QUICK
@given(SOME)
def test_nothing_differs_from_itself(names: list[str]) -> None:
    """No state has changes towards itself, as it is or planned anew with its own names."""
    one = harbour.of(rows.together(names))
    assert drift(one.state, one.state) == []
    assert drift(one.state, harbour.of(one.state.resources, one.names).state) == []


@QUICK
@given(SOME, SOME)
def test_the_other_way_round_is_the_mirror(names: list[str], others: list[str]) -> None:
    """Added is removed, required is optional, and every address and value changes its side."""
    one, other = rows.together(names), rows.together(others)
    turn = {"added": "removed", "removed": "added"}

    def key(one: Difference, back: bool) -> str:
        ends = [(one.was or one.address, one.before, one.old), (one.address, one.after, one.new)]
        return repr(
            (
                turn.get(one.kind, one.kind) if back else one.kind,
                one.subject,
                one.direction,
                ends[::-1] if back else ends,
            )
        )

    there, back = compare(one, other), compare(other, one)
    assert Counter(key(d, False) for d in there) == Counter(key(d, True) for d in back)


@QUICK
@given(SOME, st.integers())
def test_the_order_makes_no_difference(names: list[str], seed: int) -> None:
    """Resources, endpoints, answers, parameters and enums may come in any order, and so may pages."""
    base, other = rows.base().state.resources, rows.together(names)
    assert compare(shuffled(base, seed), shuffled(other, seed + 1)) == compare(base, other)
    mixed = dict(random.Random(seed).sample(list(rows.base().pages.items()), len(rows.base().pages)))
    again = harbour.side(mixed).state
    assert drift(rows.base().state, again) == drift(again, rows.base().state) == []


@QUICK
@given(SOME)
def test_quiet_changes_are_never_breaking(names: list[str]) -> None:
    """Words, roles, defaults and the like break nobody, whatever stands beside them; and the worst come first."""
    base = rows.base()
    changes = drift(base.state, harbour.of(rows.together(names), base.names).state)
    assert {one.severity for one in changes if one.kind in ("words", "relation", "read-only")} <= {"patch"}
    assert {one.severity for one in changes if one.kind in ("default", "deprecation", "role", "auth")} <= {"minor"}
    ranks = [SEVERITIES.index(one.severity) for one in changes]
    assert ranks == sorted(ranks, reverse=True)


def doubled(types: list[str]) -> Resource:
    """A resource one of whose objects has several members of one name."""
    (crew,) = (one for one in rows.base().state.resources if one.resource == "Crew")
    fields = tuple(Field.model_validate({"name": "Id", "type": one, "origin": HERE}) for one in types)
    answers = tuple(one.model_copy(update={"fields": fields}) for one in crew.endpoints[0].responses)
    return crew.model_copy(update={"endpoints": (crew.endpoints[0].model_copy(update={"responses": answers}),)})


@QUICK
@given(st.lists(st.sampled_from(["string", "integer", "boolean"]), max_size=4))
def test_members_of_one_name_are_compared_in_their_order(types: list[str]) -> None:
    """A name that stands twice in an object is not a difference, nor are two resources, endpoints or enums of one name."""
    one = doubled(types)
    twice = one.model_copy(update={"endpoints": one.endpoints * 2, "enums": one.enums * 2})
    assert compare([twice, one], [twice, one]) == []
    assert {d.kind for d in compare([one], [doubled([*types, "number"])])} == {"added"}


def strange(words: str, value: Any, name: str) -> Iterator[Change]:
    """Changes with garbage of pages in every place that a page can fill."""
    common = {"direction": "request", "address": f"Mooring.update.request.{name}", "old": HERE, "new": HERE}
    for severity in SEVERITIES:
        for kind in ("added", "removed", "renamed", "type", "default", "words"):
            after = {"description": value, "type": words}
            yield Change(kind=kind, subject="field", severity=severity, before=value, after=after, **common)  # type: ignore[arg-type]


def tokens(markdown: str) -> list[Token]:
    """The tokens of a Markdown text as a code host reads it."""
    found: list[Token] = []
    for token in (
        MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).parse(markdown)
    ):
        found += [token, *(token.children or ())]
    return found


#: What our own Markdown is made of.
OURS = {
    *("heading_open", "heading_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *(
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "softbreak",
    ),
    *("hardbreak", "code_inline", "html_block"),
}


@QUICK
@given(GARBAGE, JSON, GARBAGE)
def test_no_text_of_a_page_steers_what_shows_it(words: str, value: Any, name: str) -> None:
    """Terminals get no control characters, Markdown has no markup but ours, JSON is JSON."""
    changes = list(strange(words, value, name))
    for text in (reporting.text({"quay": changes}, words=True), reporting.text({"quay": changes})):
        assert all(character.isprintable() or character == "\n" for character in text)
    markdown = reporting.markdown({"quay": changes})
    assert all(character.isprintable() or character == "\n" for character in markdown)
    plain = tokens(reporting.markdown({"quay": list(strange("x", "x", "x"))}))
    ours = tokens(markdown)
    assert {one.type for one in ours} <= OURS
    for kind in OURS - {"text", "inline", "text_special", "code_inline", "softbreak", "hardbreak"}:
        assert [one.content for one in ours if one.type == kind] == [
            one.content for one in plain if one.type == kind
        ], kind
    read = json.loads(reporting.document({"quay": changes}))
    assert len(read["apis"][0]["changes"]) == len(changes)


@given(GARBAGE)
@QUICK
def test_an_api_without_its_particulars_has_a_state(name: str) -> None:
    """A folder of specs alone is compared as well, whatever its name is."""
    for one in (name, "quay", "my-api", "json", "pydantic", "class"):
        assert bare_config(one).package.import_name.isidentifier()
