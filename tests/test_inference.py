"""What is found out of a new API: small pages in, guesses with their evidence out; and the made site judged by its own facts."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from generator import drafting, escaping
from generator.config import ApiConfig
from generator.inference.access import find_access
from generator.inference.bodies import common
from generator.inference.evidence import Evidence, Guess, Inference, Tally
from generator.inference.filters import pattern_of
from generator.inference.hosts import base_of, find_base
from generator.inference.packages import find_package, names_of, title_of
from generator.inference.paths import find_pattern
from generator.inference.places import home_of, prefixes, skipped
from generator.inference.roles import patterns_of
from generator.inference.sections import beginnings
from generator.reading import Reading, read_pages
from generator.starting import find_out
from tests.docs_site import site

API_KEYS: Mapping[str, Mapping[str, JsonValue]] = {"api": {"name": "x", "title": "X"}}


def page(call: str, url: str = "", *headers: str, more: str = "") -> str:
    """A page of an endpoint, with a command where an address is given."""
    method, _, _ = call.partition(" ")
    lines = [f'curl -X {method} "{url}"', *(f'-H "{one}"' for one in headers)]
    sample = f"```bash cURL\n{' '.join(lines)}\n```\n" if url else ""
    return f'---\ntitle: "T"\napi: "{call}"\n---\n\nWords.\n\n{sample}\n{more}\n'


def readings(*texts: str) -> list[Reading]:
    """What pages document."""
    return [one for n, text in enumerate(texts) for one in read_pages(f"p{n}.mdx", text.encode())]


def guesses(find: Inference, *texts: str) -> dict[str, Guess]:
    """What an inference finds, by key."""
    return {one.key: one for one in find(Evidence(name="x", readings=readings(*texts)))}


BASES = [
    ("https://api.x.com/v1/cats", "/cats", "https://api.x.com/v1"),
    ("https://api.x.com/v1/cats/7", "/v1/cats/{id}", "https://api.x.com"),
    ("https://api.x.com/cats/?page=1", "/cats", "https://api.x.com"),
    ("https://api.x.com/other", "/cats", "https://api.x.com"),
    ("https://api.x.com", "/", "https://api.x.com"),
    ("/cats", "/cats", None),
    ("ftp://x/cats", "/cats", None),
]


@pytest.mark.parametrize(("url", "path", "base"), BASES)
def test_what_stands_before_the_documented_path(url: str, path: str, base: str | None) -> None:
    """An address without the documented path at its end is the base; its origin where it calls another path."""
    assert base_of(url, path) == base


HOSTS = [
    (("https://api.x.com/cats",), "https://api.x.com", None),
    (("https://YOURSITE.x.com/v1/cats",), "https://api.invalid/v1", "W192"),
    (("https://{endpoint}/cats",), "https://api.invalid", "W192"),
    (("https://<host>/cats",), "https://api.invalid", "W192"),
    (("http://localhost:3000/v1/cats",), "https://api.invalid/v1", "W192"),
    (("https://your-domain.x.com/cats",), "https://api.invalid", "W192"),
    (("https://tenant.x.com/a'b/cats",), "https://api.invalid", "W192"),
    (("",), "https://api.invalid", "W192"),
    (("https://a.x.com/cats", "https://a.x.com/cats", "https://b.x.com/cats"), "https://a.x.com", None),
]


@pytest.mark.parametrize(("urls", "base", "code"), HOSTS)
def test_base_url(urls: tuple[str, ...], base: str, code: str | None) -> None:
    """Most samples decide; a host that a reader has to fill in is none, and is told."""
    found = guesses(find_base, *(page("GET /cats", url) for url in urls))["api.base_url"]
    assert (found.value, found.code) == (base, code)


def test_the_minority_is_named() -> None:
    """Another host that some pages show is told beside the one that counts, and a narrow majority is in doubt."""
    found = guesses(find_base, *(page("GET /c", f"https://{host}.x.com/c") for host in "aab"))["api.base_url"]
    assert (found.votes, found.total, found.doubtful) == (2, 3, True) and "https://b.x.com" in found.evidence


ACCESS = [
    (("Authorization: Bearer x",), ["bearer"], []),
    (("Authorization: Basic x",), ["basic"], []),
    (("Authorization: Bearer x", "Authorization: Basic y"), ["bearer", "basic"], []),
    (("Authorization: Token x",), ["key"], []),
    (("X-API-KEY: x",), ["key"], []),
    (("Authorization: Bearer x", "X-Api-Key: y"), ["bearer", "key"], []),
    (("Authorization: Bearer YOUR_API_KEY",), ["bearer"], []),
    (("X-Access-Key: x", "X-Secret-Key: y"), ["key"], ["the header `X-Secret-Key`"]),
    (("Authorization: Token x", "X-Api-Key: y"), ["key"], ["the header `X-Api-Key`"]),
    (("Authorization: Digest username=x",), None, ["the header `Authorization: Digest`"]),
    (('Authorization: Token id="x", secret="y"',), None, ["the header `Authorization: Token`"]),
    (("X-Trace: x",), None, []),
    (("X-Api-Key-Id: x",), None, []),
]


@pytest.mark.parametrize(("headers", "schemes", "strange"), ACCESS)
def test_schemes(headers: tuple[str, ...], schemes: list[str] | None, strange: list[str]) -> None:
    """What the client can do is written, everything else is told, and nothing is made up."""
    found = find_access(Evidence(name="x", readings=readings(page("GET /cats", "https://x.com/cats", *headers))))
    assert [one.value for one in found if one.value and one.key == "auth.schemes"] == ([schemes] if schemes else [])
    assert [one.note for one in found if one.code == "W191"] == strange


KEYS = [
    ("X-API-KEY: x", {"header": "X-API-KEY"}),
    ("Authorization: Token x", {"header": "Authorization", "prefix": "Token "}),
    ("Authorization: ApiKey <your key>", {"header": "Authorization", "prefix": "ApiKey "}),
    ("Authorization: Token token=x", {"header": "Authorization", "prefix": "Token token="}),
    ("Authorization: YOUR_API_KEY", {"header": "Authorization"}),
    ("Authorization: <your api key>", {"header": "Authorization"}),
    ("Authorization: YOUR_WORD", None),
]


@pytest.mark.parametrize(("header", "place"), KEYS)
def test_the_place_of_a_key(header: str, place: dict[str, str] | None) -> None:
    """A key has a header, and perhaps words before it; `api.toml` with them can be read, with the evidence behind each."""
    found = find_access(Evidence(name="x", readings=readings(page("GET /cats", "https://x.com/cats", header))))
    base = Guess(key="api.base_url", value="https://x.com")
    package = {"package": {"distribution": "x", "import_name": "x_x", "client": "X", "version": "0.1.0"}}
    text = drafting.api_toml([base, *found], {**API_KEYS, **package})
    assert tomllib.loads(text).get("auth", {}).get("key") == place
    config = ApiConfig.model_validate(tomllib.loads(text))
    assert place is None or (config.auth.schemes == ("key",) and text.count("# 1 of 1, as") == 1 + len(place))


def test_headers_are_alike_in_any_case() -> None:
    """The case of a header is of no account: the spelling of most, or else the first, stands for all."""
    pages = [page("GET /cats", "https://x.com/cats", header) for header in ("X-Api-Key: x", "x-api-key: y")]
    made = guesses(find_access, *pages)
    assert (made["auth.key.header"].value, made["auth.key.header"].votes) == ("X-Api-Key", 2)


ASKED = [
    (["https://x.com/cats?api_key=x", "https://x.com/cats?api_key=x&a=b"], "api_key"),
    (["https://x.com/cats?accessToken=x", "https://x.com/cats", "https://x.com/cats"], "accessToken"),
    (["https://x.com/cats?api_key=x", *["https://x.com/cats"] * 3], None),
    (["https://x.com/cats?page_token=x"], None),
]


@pytest.mark.parametrize(("urls", "name"), ASKED)
def test_a_key_in_the_query(urls: Sequence[str], name: str | None) -> None:
    """A parameter of the query that is called like a key is one where many of all pages have it."""
    made = guesses(find_access, *(page("GET /cats", url) for url in urls))
    key = made.get("auth.key.query")
    assert (key.value if key else None) == name
    assert made["auth.schemes"].value == (["key"] if name else None)


def test_basic_authentication_by_option() -> None:
    """The name and password of a command are basic authentication."""
    sample = '```bash\ncurl -u name:word "https://x.com/cats"\n```'
    assert guesses(find_access, page("GET /cats", more=sample))["auth.schemes"].value == ["basic"]


PATHS = [
    (("/v1/cats", "/v1/cats/{id}", "/v1/dogs"), "/v1/{collection}"),
    (("/api/zoo/cats", "/api/zoo/cats/{id}", "/api/farm/cows"), "/api/{group}/{collection}"),
    (("/cats", "/cats/{id}", "/dogs/{id}", "/dogs"), "/{collection}"),
    (("/openapi/v1/cats", "/openapi/v1/cats/{id}", "/openapi/v1/dogs/{id}"), "/openapi/v1/{collection}"),
    (("/v1/mails/send", "/v1/mails/bulk", "/v1/mails", "/v1/cats"), "/v1/{collection}"),
    (("/v1/credits/consume", "/v1/credits/balance", "/v1/plans"), "/v1/{collection}"),
    (("/v1/cats", "/v2/zoo/dogs/{id}", "/v2/farm/cows/{id}", "/v1/dogs", "/v2/fleas"), None),
]


@pytest.mark.parametrize(("paths", "pattern"), PATHS)
def test_resource_path(paths: Sequence[str], pattern: str | None) -> None:
    """Paths are parted where their collections are; actions on a collection make no group of it."""
    found = guesses(find_pattern, *(page(f"GET {path}") for path in paths))
    assert found["conventions.resource_path"].value == pattern


@pytest.mark.parametrize(
    ("role", "path", "patterns"),
    [
        ("Cat-Edit", "/api/zoo/cats", ["{resource}-{verb}"]),
        ("edit:cat", "/api/zoo/cats", ["{verb}:{resource}"]),
        ("CatFamily.Read", "/api/zoo/catfamilies", ["{resource}.{verb}"]),
        ("Admin-Full", "/api/zoo/cats", []),
        ("Cat", "/api/zoo/cats", []),
    ],
)
def test_roles(role: str, path: str, patterns: list[str]) -> None:
    """A role tells its pattern where a part of it is the entity of the path."""
    assert patterns_of(role, path) == patterns


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("Cat_Name", "{resource}_{member}"),
        ("from_Cat_Name", "from_{resource}_{member}"),
        ("Name", "{member}"),
        ("Name_gte", "{member}_gte"),
        ("Name[lte]", "{member}[lte]"),
        ("Names", None),
        ("other", None),
        ("{Name}", None),
    ],
)
def test_patterns_of_filters(name: str, pattern: str | None) -> None:
    """A filter is named after the member with something parted from it; what runs on is another name."""
    assert pattern_of(name, "Cat", frozenset({"Name", "Id"})) == pattern


def test_beginnings_that_only_the_strange_pages_have() -> None:
    """Pages of another make are told by the shortest beginning of their paths, and are not told where others share it."""
    assert beginnings(["/api/token", "/api/x/a", "/api/x/b"], ["/api/cats"]) == ["/api/token", "/api/x/"]
    assert beginnings(["/api"], ["/api/cats"]) is None


NAMES = [
    ("town-library", "town-library", "town_library", "TownLibrary"),
    ("rails", "rails", "rails", "Rails"),
    ("calendar", "calendar-client", "calendar_client", "Calendar"),
    ("class", "class-client", "class_client", "Class"),
    ("files", "files-client", "files_client", "Files"),
    ("server", "server-client", "server_client", "Server"),
    ("a--b_", "a-b", "a_b", "AB"),
]


@pytest.mark.parametrize(("name", "distribution", "module", "client"), NAMES)
def test_names_of_the_package(name: str, distribution: str, module: str, client: str) -> None:
    """The names follow that of the API, and are free in Python and in the package."""
    names = names_of(name)
    assert (names["distribution"], names["import_name"]) == (distribution, module)
    assert names["client"] in (client, f"{client}Client")
    assert [one.key for one in find_package(Evidence(name=name, readings=()))] == [f"package.{key}" for key in names]


@given(st.from_regex(r"[a-z][a-z0-9_-]{0,40}", fullmatch=True))
@settings(max_examples=100, deadline=None)
def test_any_name_that_an_api_can_have(name: str) -> None:
    """Whatever an API is called, its package has valid names."""
    assert names_of(name) and title_of(name)


SITES = [
    (["https://d.x/api/a", "https://d.x/api/b/c"], ("/api/",)),
    (["https://d.x/api/a/b", "https://d.x/api/a/c", "https://d.x/old/x"], ("/api/a/", "/old/")),
    (["https://d.x/a"], ("/",)),
    (["https://d.x/it's/a"], ("/",)),
    ([f"https://d.x/{'a' * 300}/a"], ("/",)),
    ([f"https://d.x/{n}/a" for n in range(20)], ("/",)),
]


@pytest.mark.parametrize(("urls", "within"), SITES)
def test_where_the_reference_is(urls: list[str], within: tuple[str, ...]) -> None:
    """The folders of the pages with endpoints are the reference, unless they are all over the site."""
    assert prefixes(urls) == within
    assert home_of(urls[0], within).startswith("https://d.x")


def test_pages_without_endpoints_are_skipped() -> None:
    """They are named by the shortest beginnings that hide no other page, and only where they are in the reference."""
    kept = ["https://d.x/api/cats", "https://d.x/api/intro-of-cats"]
    left = ["https://d.x/api/intro", "https://d.x/api/guide/a", "https://d.x/api/guide/b", "https://d.x/blog/x"]
    assert skipped(left, kept, ("/api/",)) == ("/api/guide/",)


def test_a_vote_needs_a_majority() -> None:
    """A value that too few pages have is no guess, and one that nearly all have is beyond doubt."""
    few, most = Tally(total=10), Tally(total=10)
    for number in range(9):
        (few if number < 5 else most).vote("x", "p:1")
        most.vote("x", "p:1") if number < 5 else None
    assert few.guess("k") is None
    found = most.guess("k")
    assert found is not None and not found.doubtful and found.evidence == "9 of 10, as p:1"


def test_the_longest_common_part() -> None:
    """Two names are about what they have in common."""
    assert common("NewLogoUrl", "ClearLogoFile") == "Logo" and common("", "x") == ""


#: What the hand-written `api.toml` of the made site says that its pages cannot tell: names of models, which are defaults.
OWN = {"model": "Result", "row_model": "ErrorRow"}
ENTITIES = ("workorders", "customfields", "companies")


@pytest.mark.parametrize(
    ("form", "schemes"), [("markdown", ["bearer"]), ("html", ["bearer", "basic"]), ("text", ["bearer", "basic"])]
)
def test_the_made_site(form: str, schemes: list[str]) -> None:
    """From a few entities of the made site all conventions are found that a person wrote down for it, in every form of its pages."""
    pages = [one for one in site.pages() if one.name.split("/")[0] == "access" or any(e in one.name for e in ENTITIES)]
    read = [r for one in pages for r in read_pages(one.name, site.render(one, form).encode())]
    found, resources = find_out("rails", read)
    made: dict[str, Any] = tomllib.loads(drafting.api_toml(found, API_KEYS))
    truth = tomllib.loads(site.api_toml())
    truth["conventions"]["envelope"] = {
        key: value for key, value in truth["conventions"]["envelope"].items() if key not in OWN
    }
    assert made["conventions"] == truth["conventions"]
    assert made["api"]["base_url"] == truth["api"]["base_url"] and made["auth"]["schemes"] == schemes
    assert made["auth"]["token"] == {"path": "/api/token", "otp": "totp", "client_id": "header"}
    assert len(resources) == len(ENTITIES) + 1


def test_comments_say_how_many_pages_and_where() -> None:
    """Behind an inferred key stands its evidence; a key that needs none has no comment."""
    text = drafting.api_toml(
        [Guess(key="api.base_url", value="https://x.com", votes=3, total=4, example="a.md:7")], API_KEYS
    )
    assert 'base_url = "https://x.com"  # 3 of 4, as a.md:7\n' in text and 'name = "x"\n' in text


HOSTILE = [
    '"\n[api]\nname = "y"',
    "x # y",
    "\r\n[fetch]\nprivate = true",
    '"""',
    "\\",
    "'",
    "{member}",
    "\x00\x1b[31m",
    "a\u2028b\u202e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever a page says becomes a value or a comment on one line, and never a key or a table."""
    keys = ("success", "message", "errors")
    made = [
        Guess(key=f"conventions.envelope.{key}", value=text, votes=1, total=1, example=text, note=text) for key in keys
    ]
    done = drafting.api_toml(made, API_KEYS)
    assert tomllib.loads(done) == {"api": dict(API_KEYS["api"]), "conventions": {"envelope": dict.fromkeys(keys, text)}}
    assert done.isprintable() or all(one.isprintable() for one in done.split("\n"))


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_becomes_a_value_and_a_comment(value: str, words: str) -> None:
    """A value comes back as it was, whatever the comment behind it says; what no TOML can hold is replaced."""
    done = drafting.api_toml([Guess(key="api.base_url", value=value, note=words)], API_KEYS)
    assert tomllib.loads(done)["api"]["base_url"] == value
    assert tomllib.loads(f"x = 1  {escaping.toml_comment(words)}") == {"x": 1}


def test_what_api_toml_cannot_hold_stays_at_its_default() -> None:
    """A guess that its key does not take is dropped with what cannot be there without it; all others stay."""
    whole = {"package": names_of("x")}
    base = Guess(key="api.base_url", value="https://x.com", votes=1, total=1, example="a:1")
    bad = Guess(key="conventions.filters.exact", value="{member}{member}", votes=1, total=1, example="a:1")
    token = Guess(key="auth.token.path", value="no path", votes=1, total=1, example="a:1")
    otp = Guess(key="auth.token.otp", value="totp", votes=1, total=1, example="a:1")
    kept = drafting.fitting([base, bad, token, otp], {**API_KEYS, **whole})
    assert [one.key for one in kept if one.value is not None] == ["api.base_url"]
    ApiConfig.model_validate(tomllib.loads(drafting.api_toml(kept, {**API_KEYS, **whole})))
