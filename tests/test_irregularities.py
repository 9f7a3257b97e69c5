"""What real reference pages do against their own rules: each irregularity, the cases in which it occurs, and what must come of it."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pytest

from generator import config
from generator.assemble import assemble
from generator.reading import Reading, read_page
from generator.spec import Endpoint, Enum, Field
from tests import captures
from tests.test_assemble import CONFIG

EVERY = captures.FORMS
#: The forms that keep the skeleton and the command above the page; and those in which children and titles can be unfolded.
RENDERED, UNFOLDED = ("text", "html"), ("markdown", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a case gives: its endpoint with enums linked, the enums, the findings as `code: message`."""

    form: str
    endpoint: Endpoint
    enums: tuple[Enum, ...]
    found: tuple[str, ...]

    def field(self, *path: str) -> Field:
        """A field by its place: `body`, a parameter's location or `answer` (the first), or a status; then the names."""
        place, *names = path
        fields: Sequence[Field] = self.fields(place)
        for number, name in enumerate(names):
            one = next(one for one in fields if one.name == name)
            if number == len(names) - 1:
                return one
            fields = one.fields
        raise AssertionError(path)

    def fields(self, place: str) -> Sequence[Field]:
        """All fields of a place."""
        if place == "body":
            return self.endpoint.request.fields if self.endpoint.request else ()
        if place == "answer" or place.isdigit():
            status = int(place) if place.isdigit() else self.endpoint.responses[0].status
            return next(answer for answer in self.endpoint.responses if answer.status == status).fields
        return [one for one in self.endpoint.parameters if one.location == place]

    def says(self, code: str, words: str = "") -> bool:
        """Whether there is a finding of a code that has some words in it."""
        return any(line.startswith(code) and words in line for line in self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregularity:
    """One thing that pages do: the cases, what is to be seen on the page (a pattern on its words), what the spec must say."""

    what: str
    cases: tuple[str, ...]
    shows: str
    gives: Callable[[Result], bool]


def cases(kinds: str, forms: Sequence[str] = EVERY, *more: str) -> tuple[str, ...]:
    """Cases of some kinds (with blanks between) in some forms, and more by name."""
    return (*(f"{form}/{kind}" for kind in kinds.split() for form in forms), *more)


def typed(name: str, kind: str) -> str:
    """The pattern of a row with a name and a type, in any form."""
    return rf"""="{name}" type="{re.escape(kind)}"|^{name}\n{re.escape(kind)}$"""


def letters(text: str | None) -> str:
    """A text without blanks and pictures."""
    return "".join(filter(str.isalnum, text or "")).casefold()


MARKET = "market-available market-calendar market-search market-book market-book-delete"

IRREGULARITIES: tuple[Irregularity, ...] = (
    # The page as a whole
    Irregularity(
        what="neither title nor command stand above the sections",
        cases=cases("older-generation irregular-update irregular-get-one"),
        shows=r"(?s)\A(?!.*curl --request)",
        gives=lambda r: r.endpoint.method is not None and (r.endpoint.title is None) == (r.form == "text"),
    ),
    Irregularity(
        what="the title is repeated above the description, with a picture",
        cases=cases("migrated-run-command " + MARKET, EVERY, "text/template-b-search"),
        shows=r"(?m)^(?:## )?(?:🛟|🧺|📅|🔎|🤝|🧹)\w.*$|^Find stalls\nFind stalls$|'\nFind stalls$",
        gives=lambda r: not letters(r.endpoint.description).startswith(letters(r.endpoint.title)),
    ),
    Irregularity(
        what="the title is repeated as a heading",
        cases=cases("token portal-profile"),
        shows=r"(?m)^(?:## )?(?:Get a token|Change my profile)$",
        gives=lambda r: str(r.endpoint.description).startswith(("Trades", "Changes")),
    ),
    Irregularity(
        what="the banner of the site stands inside a sentence",
        cases=cases("irregular-update", EVERY, "text/banner-in-a-sentence", "text/banner-and-words-on-one-line"),
        shows=r"the\n+(?:> )?(?:## )?Documentation Index",
        gives=lambda r: bool(re.search(r"the Id\s+of the", str(r.endpoint.description)))
        and not re.search("llms.txt|discover all", str(r.endpoint.description)),
    ),
    Irregularity(
        what="the path has a query string in it",
        cases=cases("batch irregular-batch", RENDERED),
        shows=r"\?id=\[\n?\{id1\}\n?,",
        gives=lambda r: r.endpoint.path is not None
        and r.endpoint.path.endswith("/?id=[{id1},{id2},{id3}]")
        and r.endpoint.operation == "batch"
        and [(one.name, one.location) for one in r.endpoint.parameters] == [("id", "query")],
    ),
    Irregularity(
        what="the path is nowhere but in the samples, with a list in its query",
        cases=cases("batch irregular-batch", ("markdown",)),
        shows=r"/\?id=\[\d+,\d+,\d+\]",
        gives=lambda r: str(r.endpoint.path).endswith("/?id=[{id1},{id2},{id3}]") and r.says("W021"),
    ),
    Irregularity(
        what="the command above the page sends other credentials than the page says",
        cases=cases("create update newer-generation", RENDERED),
        shows=r"Authorization: Basic",
        gives=lambda r: r.endpoint.auth.schemes == ("oauth2", "bearer"),
    ),
    Irregularity(
        what="the command above the page sends another media type than the page says",
        cases=cases("token token-refresh", RENDERED),
        shows=r"(?s)Content-Type: application/json.*application/x-www-form-urlencoded",
        gives=lambda r: r.endpoint.request is not None
        and r.endpoint.request.content_type == "application/x-www-form-urlencoded"
        and r.says("W048"),
    ),
    Irregularity(
        what="a page needs no authentication",
        cases=cases("token token-refresh"),
        shows=r"No authentication required\.",
        gives=lambda r: r.endpoint.auth.schemes == ("none",) and not r.endpoint.auth.roles,
    ),
    Irregularity(
        what="no sentence names a role",
        cases=cases("migrated-run-command portal-profile " + MARKET),
        shows=r"(?s)\A(?!.* role\b)",
        gives=lambda r: not r.endpoint.auth.roles,
    ),
    Irregularity(
        what="a request to delete has a body",
        cases=cases("market-book-delete", EVERY, "text/delete-with-a-body"),
        shows=r"DELETE",
        gives=lambda r: r.endpoint.method == "DELETE"
        and [one.name for one in r.fields("body")] == ["booking_id", "market_id"]
        and not r.endpoint.parameters,
    ),
    Irregularity(
        what="fields of a header stand in a section of their own",
        cases=cases("token-refresh portal-profile portal-list"),
        shows=r'header="client_id"|^client_id\nstring$',
        gives=lambda r: r.field("header", "client_id").required,
    ),
    Irregularity(
        what="sections for readers follow: programs in other languages, places of a web site, other endpoints",
        cases=cases("portal-profile portal-list token"),
        shows=r"(?s)TypeScript Integration.*Related Endpoints",
        gives=lambda r: r.says("I049", "TypeScript Integration")
        and r.says("I049", "Related Endpoints")
        and not r.says("W010")
        and "await" not in str(r.endpoint.model_dump()),
    ),
    # Rows
    Irregularity(
        what="a heading stands above no rows",
        cases=cases("heading-without-rows", EVERY, "text/no-required-fields"),
        shows=r"Required Fields\n+(?:### )?(?:Optional Fields|(?:## )?Code Examples)",
        gives=lambda r: r.says("W015", "Required Fields") and not any(one.required for one in r.fields("body")),
    ),
    Irregularity(
        what="a row has no description",
        cases=cases("irregular-update"),
        shows=r'"AddedKeys" type="integer\[\]">\n</|^AddedKeys\ninteger\[\]\nRemovedKeys$',
        gives=lambda r: r.field("body", "AddedKeys").description is None
        and r.field("body", "RemovedKeys").description == "Removed Keys.",
    ),
    Irregularity(
        what="descriptions are only an example, which is no default",
        cases=cases("migrated-run-command market-book"),
        shows=r"^ *Example: 200$",
        gives=lambda r: r.field("answer", "Status").description == "Example: 200"
        and r.field("answer", "Status").default is None,
    ),
    Irregularity(
        what="sentences end with two stops",
        cases=cases("irregular-update irregular-search", EVERY, "text/nexudus-put-resourceaccessrules"),
        shows=r"\w\.\.$",
        gives=lambda r: any(str(one.description).endswith("..") for one in (*r.fields("body"), *r.fields("query"))),
    ),
    Irregularity(
        what="a stray stop stands behind a blank",
        cases=cases("migrated-run-command"),
        shows=r"something\. \. The",
        gives=lambda r: "something. . The" in str(r.endpoint.description)
        and str(r.field("body", "Ids").description).endswith(" . ."),
    ),
    Irregularity(
        what="a description is that of another field, or begins in lower case behind fixed words",
        cases=cases("irregular-search"),
        shows=r"Filter by iD of|Filter by cURRENCY",
        gives=lambda r: r.field("query", "BerthPass_Owner").description == "Filter by iD of the owner..",
    ),
    Irregularity(
        what="a name is misspelt in the API itself",
        cases=cases("irregular-update irregular-search"),
        shows=r"OnPlaformJetties",
        gives=lambda r: "OnPlaformJetties" in str(r.endpoint.model_dump())
        and "OnPlatform" not in str(r.endpoint.model_dump()),
    ),
    Irregularity(
        what="names are written with underscores",
        cases=cases("migrated-run-command market-book"),
        shows=r"run_on|from_time",
        gives=lambda r: r.field("body", "run_on" if r.endpoint.operation == "run_command" else "from_time").type
        == "string",
    ),
    Irregularity(
        what="types are written loosely, with a format in brackets",
        cases=cases("migrated-run-command"),
        shows=r"(?s)string \(date\).*integer \(int32\).*string \(date-time\)",
        gives=lambda r: (r.field("body", "run_on").format, r.field("body", "max_tries").format) == ("date", "int32")
        and r.field("answer", "checked_at").format == "date-time"
        and r.field("body", "note").type == "any",
    ),
    Irregularity(
        what="lists are typed in two ways: `array`, and by their items",
        cases=cases("irregular-update"),
        shows=typed("Keys", "array"),
        gives=lambda r: r.field("body", "Keys").items is None
        and (r.field("body", "RemovedKeys").items or r.endpoint).model_dump()["type"] == "integer"
        and (r.field("body", "OpenHours").items or r.endpoint).model_dump()["type"] == "object",
    ),
    Irregularity(
        what="one field has two types on one page",
        cases=cases("irregular-update create older-generation newer-generation"),
        shows=typed("Errors", "object[]"),
        gives=lambda r: (r.field("200", "Errors").type_text, r.field("400", "Errors").type_text)
        == ("array", "object[]")
        and r.says("W036", "`Errors`"),
    ),
    Irregularity(
        what="the types of `Value` differ between success and failure",
        cases=cases("irregular-update create"),
        shows=typed("Value", "any"),
        gives=lambda r: (r.field("200", "Value").type, r.field("400", "Value").type) == ("object", "any")
        and r.says("W036", "`Value`"),
    ),
    # Enums
    Irregularity(
        what="a field refers to an enum that is not printed",
        cases=cases("irregular-update", EVERY),
        shows=r"See `?eFeeType`? enum above",
        gives=lambda r: r.field("body", "FeeType").enum is None and r.says("W040", "eFeeType"),
    ),
    Irregularity(
        what="an enum is printed, with its title, that no field refers to",
        cases=cases("irregular-update", UNFOLDED),
        shows=r"eLampColour",
        gives=lambda r: "eLampColour" in [enum.name for enum in r.enums]
        and all(one.enum != "eLampColour" for one in r.fields("body")),
    ),
    Irregularity(
        what="an enum is printed whose title is lost and that no field refers to",
        cases=cases("irregular-update", ("text",), "text/enums-nobody-claims"),
        shows=r"^ValueName\n0Red$|^ValueName$",
        gives=lambda r: r.says("W041") and all(one.enum is None for one in r.fields("body")),
    ),
    Irregularity(
        what="an enum is printed without a name",
        cases=cases("irregular-update"),
        shows=r"Enums\n+(?:\| )?Value",
        gives=lambda r: r.says("W041", "Day, Season") and r.field("body", "PassKind").enum is None,
    ),
    Irregularity(
        what="a reference to an enum ends with the mark of null",
        cases=cases("irregular-search"),
        shows=r"ePassKind\?",
        gives=lambda r: r.field("query", "BerthPass_PassKind").enum == "ePassKind",
    ),
    Irregularity(
        what="the values of an enum have gaps",
        cases=cases("irregular-search newer-generation"),
        shows=r"94|\b7 *(?:\| )?\n?Pilot",
        gives=lambda r: [value.value for value in r.enums[0].values] in ([1, 2, 94], [0, 1, 7]),
    ),
    # Samples
    Irregularity(
        what="the example of an envelope has keys that the table lacks",
        cases=cases("irregular-update create"),
        shows=r"OpenInDialog",
        gives=lambda r: r.says("W030", "OpenInDialog")
        and r.field("200", "OpenInDialog").origin.rule == "example:response",
    ),
    Irregularity(
        what="the example of a record has keys that the table lacks",
        cases=cases("irregular-get-one"),
        shows=r"(?s)ToStringText.*LocalizationDetails.*CustomFields",
        gives=lambda r: [one.name for one in r.fields("200")][-3:]
        == ["ToStringText", "LocalizationDetails", "CustomFields"]
        and r.says("W030", "ToStringText"),
    ),
    Irregularity(
        what="the example of a list of commands has keys that the table lacks",
        cases=cases("list-commands"),
        shows=r"DisplayInGrid",
        gives=lambda r: r.says("W030", "DisplayInGrid"),
    ),
    Irregularity(
        what="a sample sends null for a required field",
        cases=cases("irregular-update"),
        shows=r'"OwnerId": null',
        gives=lambda r: r.field("body", "OwnerId").required
        and r.field("body", "OwnerId").nullable is True
        and r.field("body", "OwnerId").facts["nullable"].rule == "curl",
    ),
    Irregularity(
        what="a time of day is written as a moment of a day in 1976",
        cases=cases("irregular-update"),
        shows=r"1976-01-01T08:00:00Z",
        gives=lambda r: r.field("body", "OpenHours", "FromTime").date_part == "1976-01-01",
    ),
    Irregularity(
        what="a time of day is written as a moment of a day in 1976, and no word says so",
        cases=cases("irregular-get-one"),
        shows=r"1976-01-01T08:00:00Z",
        gives=lambda r: r.field("200", "OpensAt").format == "date-time" and r.field("200", "OpensAt").date_part is None,
    ),
    Irregularity(
        what="the skeleton writes integers and numbers alike",
        cases=cases("irregular-get-one", RENDERED),
        shows=r'"DayRate": 123,\n *"Visits": 123',
        gives=lambda r: (r.field("200", "DayRate").type, r.field("200", "Visits").type) == ("number", "integer")
        and not r.says("W031", "Visits"),
    ),
    Irregularity(
        what="the type of a joined field is not that of its value",
        cases=cases("irregular-get-one"),
        shows=r'"OwnerTotalPaid": 12\.5',
        gives=lambda r: r.field("200", "OwnerTotalPaid").type == "boolean" and r.says("W031", "OwnerTotalPaid"),
    ),
    Irregularity(
        what="a field of the record is called like one of the envelope",
        cases=cases("irregular-get-one"),
        shows=typed("Message", "string"),
        gives=lambda r: r.field("200", "Message").description == "What is printed on the pass.",
    ),
    Irregularity(
        what="the example of a failure names a field that does not exist",
        cases=cases("irregular-update"),
        shows=r'"PropertyName": "Name"',
        gives=lambda r: "Name" not in [one.name for one in r.fields("body")]
        and "'PropertyName': 'Name'" in str(r.endpoint.responses[-1].example),
    ),
    Irregularity(
        what="a sample filters by a parameter that is not listed",
        cases=cases("irregular-search"),
        shows=r"BerthPass_CreatedOn=example-value",
        gives=lambda r: r.says("W039", "BerthPass_CreatedOn")
        and "BerthPass_CreatedOn" not in [one.name for one in r.fields("query")],
    ),
    Irregularity(
        what="the sample of the request sends an empty object",
        cases=cases("migrated-run-command market-book-delete"),
        shows=r"-d '\{\}'",
        gives=lambda r: r.says("W033") and bool(r.fields("body")),
    ),
    Irregularity(
        what="the sample has no query although parameters are required",
        cases=cases("market-calendar", EVERY),
        shows=r"(?m)calendar\"? \\$",
        gives=lambda r: sum(one.required for one in r.fields("query")) == 4
        and "?" not in str(r.endpoint.path)
        and r.says("W033", "last_day"),
    ),
    Irregularity(
        what="JSON is indented by tabs and has HTML in its texts",
        cases=cases("migrated-run-command market-available"),
        shows=r'^\t+"\w+": "<(?:p|div)\b.*>"',
        gives=lambda r: "</" in str(r.endpoint.responses[0].example) and not r.says("W012"),
    ),
    Irregularity(
        what="the only sample stands outside the section of samples, below the answers",
        cases=cases("migrated-run-command market-book"),
        shows=r"(?s)Example Response.*Example Request\n.*curl",
        gives=lambda r: r.endpoint.request is not None
        and r.endpoint.request.example is not None
        and not r.says("W010"),
    ),
    # Answers
    Irregularity(
        what="an answer has no status, and only an example",
        cases=cases("market-search market-calendar"),
        shows=r"Response\n+(?:```json )?Example Response",
        gives=lambda r: [answer.status for answer in r.endpoint.responses] == [None] and r.says("W025"),
    ),
    Irregularity(
        what="an answer has fields, and no status",
        cases=cases("migrated-run-command portal-profile"),
        shows=r"Response\n+(?:<ResponseField name=|Status$|Id$)",
        gives=lambda r: r.endpoint.responses[0].status is None and bool(r.fields("answer")) and r.says("W025"),
    ),
    Irregularity(
        what="an answer is a list without rows",
        cases=cases("batch irregular-batch"),
        shows=r"Example Response(?: theme=\{null\})?\n\[",
        gives=lambda r: r.endpoint.responses[0].container == "array" and bool(r.fields("200")),
    ),
    Irregularity(
        what="a key is null in one record and set in another, or whole in one and broken in another",
        cases=cases("irregular-batch"),
        shows=r'(?s)"DayRate": 4,.*"OwnerFullName": null,\n *"DayRate": 4\.5',
        gives=lambda r: (
            (r.field("200", "OwnerFullName").type, r.field("200", "OwnerFullName").nullable) == ("string", True)
            and r.field("200", "DayRate").type == "number"
        ),
    ),
    Irregularity(
        what="errors are keys of the skeleton",
        cases=cases("portal-profile token", RENDERED),
        shows=r'"400 Bad Request — \w+": \{\}',
        gives=lambda r: not any("Bad Request" in one.name for one in (*r.fields("answer"), *r.fields("400")))
        and not r.says("W034"),
    ),
    Irregularity(
        what="errors are rows of the answer",
        cases=cases("portal-profile portal-list token"),
        shows=r'name="40\d [A-Z]|^40\d [A-Z]\w+',
        gives=lambda r: r.endpoint.responses[0].status is None
        and {answer.status for answer in r.endpoint.responses[1:]} <= {400, 401}
        and "access_token" not in [one.name for answer in r.endpoint.responses[1:] for one in answer.fields],
    ),
    Irregularity(
        what="examples are raw messages, and JSON below them",
        cases=cases("portal-profile token"),
        shows=r"HTTP/1\.1",
        gives=lambda r: r.fields("answer")[0].name in str(r.endpoint.responses[0].example)
        and "error" in str(r.endpoint.responses[1].example)
        and r.field("400", "error").origin.rule == "example:response",
    ),
    Irregularity(
        what="a list has an envelope of its own",
        cases=cases("portal-list"),
        shows=typed("CurrentSortDirection", "string"),
        gives=lambda r: r.field("answer", "CurrentSortDirection").type == "string"
        and bool(r.field("answer", "PageSize")),
    ),
    Irregularity(
        what="answers nest five deep",
        cases=cases("nested-answers"),
        shows=r"Tide",
        gives=lambda r: [one.name for one in r.field("200", "Sheets", "Bays", "Depths", "Points", "Tide").fields]
        == ["High", "Low"],
    ),
    # What differs between pages
    Irregularity(
        what="the words of one parameter differ between pages: 1 and -1",
        cases=cases("search"),
        shows=r"1 for ascending, -1 for descending",
        gives=lambda r: r.field("query", "dir").type == "integer" and "-1" in str(r.field("query", "dir").description),
    ),
    Irregularity(
        what="the words of one parameter differ between pages: 0 and 1",
        cases=cases("irregular-search"),
        shows=r"0 for ascending, 1 for descending",
        gives=lambda r: r.field("query", "dir").type == "integer"
        and "0 for" in str(r.field("query", "dir").description),
    ),
    Irregularity(
        what="the role of an update is called after editing",
        cases=cases("update irregular-update"),
        shows=r"-Edit\b",
        gives=lambda r: r.endpoint.operation == "update" and r.endpoint.auth.roles[0].endswith("-Edit"),
    ),
    Irregularity(
        what="the role of a command is called after updating",
        cases=cases("run-command"),
        shows=r"-Update\b",
        gives=lambda r: r.endpoint.operation == "run_command" and r.endpoint.auth.roles[0].endswith("-Update"),
    ),
    Irregularity(
        what="the role of reading several is that of reading one",
        cases=cases("batch"),
        shows=r"-Read\b",
        gives=lambda r: r.endpoint.operation == "batch" and r.endpoint.auth.roles[0].endswith("-Read"),
    ),
    Irregularity(
        what="the role of reading several is that of listing",
        cases=cases("irregular-batch"),
        shows=r"-List\b",
        gives=lambda r: r.endpoint.operation == "batch" and r.endpoint.auth.roles[0].endswith("-List"),
    ),
)
TABLE = [(row, case) for row in IRREGULARITIES for case in row.cases]


def words_on(one: captures.Capture) -> str:
    """What a reader sees of a page; of HTML without its tags and blank lines, so that a name stands above its type as in a text."""
    text = one.data.decode()
    if one.form != "html":
        return text
    text = re.sub(r"(?s)<head>.*?</head>|<header\b.*?</header>", "", text)
    text = re.sub(r'</span></span>\n<span class="line"><span>', "\n", text)
    for tag in ("strong", "code", "a"):
        text = re.sub(rf"</?{tag}(?: [^>]*)?>", "", text)
    text = html.unescape(re.sub(r"<[^>]+>", "\n", text)).replace("\u200b", "")
    return re.sub(r"\n\s*\n+", "\n", text)


@cache
def capture_of(case: str) -> captures.Capture:
    """The page of a case by `form/name`."""
    return captures.capture(captures.CASES / case)


def read(case: str, url: str | None = None) -> Reading:
    """A case, read under the name that it has among the others."""
    one = capture_of(case)
    return read_page(f"{one.name}{one.page.removeprefix('page')}", one.data, url=url)


@cache
def result_of(case: str) -> Result:
    """What a case gives."""
    endpoints, enums, found = captures.linked(read(case))
    return Result(
        form=capture_of(case).form,
        endpoint=endpoints[0],
        enums=tuple(enums),
        found=tuple(f"{one.code}: {one.message}" for one in found),
    )


@pytest.mark.parametrize(("row", "case"), TABLE, ids=[f"{case}: {row.what}" for row, case in TABLE])
def test_irregularity(row: Irregularity, case: str) -> None:
    """It occurs on the page, and the spec and the findings say what they must."""
    assert re.search(row.shows, words_on(capture_of(case)), re.MULTILINE), "the page has it no more"
    assert row.gives(result_of(case)), result_of(case).found


def test_each_stands_once_in_the_table() -> None:
    """No two rows speak of one thing, and each has a case."""
    told = [row.what for row in IRREGULARITIES]
    assert len(set(told)) == len(told) and all(row.cases for row in IRREGULARITIES)
    assert all(len(set(row.cases)) == len(row.cases) for row in IRREGULARITIES)


@pytest.mark.parametrize("form", EVERY)
def test_two_generations_contradict_each_other(form: str) -> None:
    """Two captures of one endpoint disagree on what is required: the first counts, the other is named, and a printed enum serves both."""
    settings, _ = config.load(CONFIG, "api.toml")
    assert settings is not None
    resources, found = assemble(settings, [read(f"{form}/{age}-generation") for age in ("older", "newer")])
    (endpoint,) = resources[0].endpoints
    assert endpoint.request is not None
    fields = {one.name: one for one in endpoint.request.fields}
    assert (fields["Watch"].required, fields["Rank"].enum) == (True, "eRank")
    assert any(one.code == "W051" and "request.Watch`: required" in one.message for one in found)


@pytest.mark.parametrize("form", EVERY)
def test_address_with_a_number_is_no_id(form: str) -> None:
    """The number at the end of an address tells pages of one collection apart; method and path are those of the page."""
    one = read(f"{form}/market-calendar", "https://quay.example.com/docs/get-stalls-2").endpoint
    assert one is not None
    assert (one.method, one.path) == ("GET", "/api/market/stalls/calendar")


@pytest.mark.parametrize("form", EVERY)
def test_entity_is_named_by_the_role(form: str) -> None:
    """The name of a resource comes from the role, for no rule makes the singular of `berthpasses` right."""
    settings, _ = config.load(CONFIG, "api.toml")
    assert settings is not None
    kinds = ("update", "search", "get-one", "batch")
    resources, found = assemble(settings, [read(f"{form}/irregular-{kind}") for kind in kinds])
    assert [(one.resource, one.collection) for one in resources] == [("BerthPass", "berthpasses")]
    assert [one.operation for one in resources[0].endpoints] == ["search", "get", "batch", "update"]
    assert not [one for one in found if one.code in ("W053", "W054")]
