"""The made documentation site, and what reading all of it gives: every page in every form states what the facts say."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator import config
from generator.assemble import assemble
from generator.codes import CODES
from generator.lending import link_api
from generator.reading import Reading, read_page, read_pages
from generator.spec import Endpoint, Enum
from tests.docs_site import access, catalogue, irregularities, serving, site
from tests.docs_site.api import Api, Fault, serve
from tests.docs_site.comparison import differences, fact
from tests.docs_site.entities import KINDS, entities, enums
from tests.docs_site.irregularities import IRREGULARITIES
from tests.docs_site.planting import Irregularity
from tests.docs_site.truth import truths
from tests.docs_site.writes import valid_body

REPOSITORY = Path(__file__).resolve().parents[1]
#: What is reported of nearly every page, because it lies in their nature: samples show more than tables, one field has two types, a
#: time of day is written as a moment, an export has no method, sections for readers are passed over.
USUAL = frozenset({"W021", "W030", "W032", "W036", "I049"})
#: How the pages of a form are divided into tests: every nth from each start. Of HTML, which is read slowly, every other one is read.
#: Pages of a kind are alike; the forms take different ones.
STEP = {"text": 2, "markdown": 2, "html": 3}


def read(name: str, form: str, text: str) -> Reading:
    """What one page gives."""
    return read_page(f"{name}{site.FORMS[form][0]}", text.encode())


# The site itself


def test_the_site_is_as_large_as_a_real_one() -> None:
    """There are 210 entities in 10 groups, each kind of page as often as in the inventory, and nine pages of another make."""
    counts = Counter(page.kind for page in site.pages())
    standard = {"search": 210, "get": 210, "batch": 210, "commands": 210, "run_command": 210}
    assert counts == {**standard, "create": 189, "update": 196, "delete": 186, "market": 5, "portal": 4}
    assert sum(counts[kind] for kind in KINDS) == 1621
    assert len(entities()) == 210 and Counter(one.group for one in entities().values()) == dict.fromkeys(GROUPS, 21)
    assert len({page.address for page in site.pages()}) == 1630 == len(truths())


GROUPS = ("network", "stations", "fleet", "timetable", "tickets", "freight", "crew", "works", "safety", "admin")


def test_entities_are_as_large_as_real_ones() -> None:
    """Records have 9 to 180 fields, bodies up to 150, pages up to eight enums, and some enums serve many entities."""
    records = [
        len(truths()[f"{one.group}/get-{one.collection}-by-id"].answers[0].fields) for one in entities().values()
    ]
    bodies = [truth.body for truth in truths().values() if truth.body and truth.operation == "update"]
    enums_printed = [len(truth.enums) for truth in truths().values()]
    assert (
        (min(records), max(map(len, bodies))) >= (9, 140) and max(map(len, bodies)) <= 180 and max(enums_printed) <= 8
    )
    users = Counter(one.target for entity in entities().values() for one in entity.properties if one.kind == "enum")
    assert set(users) == set(enums()) and users["DayOfWeek"] > 20 and users["eCondition"] > 20


def test_every_page_is_named_by_its_address() -> None:
    """Pages and truths go by the same names, which follow from their addresses."""
    assert [page.name for page in site.pages()] == list(truths())
    assert all(re.fullmatch(r"/rest-api/[a-z]+/(get|post|put|delete)-[a-z0-9-]+", p.address) for p in site.pages())


def test_files_are_written_by_their_names(tmp_path: Path) -> None:
    """A form of the site becomes a folder of files, named by group and slug, with the ending of the form."""
    written = site.write(tmp_path, "markdown")
    assert len(written) == 1630 and tmp_path / "network" / "get-lines-by-id.md" in written
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(written)


def test_the_site_is_the_same_on_every_run() -> None:
    """The seed of hashes changes no byte of any form."""
    assert {digest("0"), digest("1")} == {digest_here()}


DIGEST = "from tests.test_docs_site import digest_here; print(digest_here())"


def digest_here() -> str:
    """The hash of every 40th page in all forms, with its irregularities."""
    texts = (irregularities.render(page, form) for page in site.pages()[::40] for form in site.FORMS)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def digest(seed: str) -> str:
    """The same in a process with a seed of its own."""
    command = [sys.executable, "-c", DIGEST]
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY), "PATH": ""}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_configuration_fits() -> None:
    """The site's `api.toml` is one that the generator takes."""
    settings, found = config.load(site.api_toml(), "api.toml")
    assert settings is not None and not found


def test_no_code_is_shared() -> None:
    """Nothing of the site knows the generator."""
    files = sorted((REPOSITORY / "tests" / "docs_site").rglob("*.py"))
    assert files and not [
        path.name for path in files if re.search(r"(?m)^\s*(?:from|import) generator", path.read_text())
    ]


# The site on this machine


def test_the_site_is_served() -> None:
    """Each page has its address and its export behind `.md`; the catalogues name them all; anything else is not found."""
    with serving.serve() as origin, httpx2.Client(base_url=origin) as client:
        index = client.get("/llms.txt").text
        assert index.count(f"]({origin}/rest-api/") == 1630
        assert client.get("/sitemap.xml").text.count(f"<loc>{origin}/rest-api/") == 1630
        page = next(page for page in site.pages() if page.name == "network/get-lines")
        assert client.get(page.address).text == site.render(page, "html")
        assert client.get(f"{page.address}.md").text == site.render(page, "markdown")
        assert client.get("/rest-api/network/nothing").status_code == 404


def test_all_pages_in_one_file() -> None:
    """`llms-full.txt` gives an endpoint for each page, with the address of the page as its source."""
    some = site.pages()[::25]
    readings = read_pages("llms-full.txt", catalogue.llms_full(some).encode())
    endpoints = [one.endpoint for one in readings if one.endpoint]
    assert [one.source.url for one in endpoints] == [f"{catalogue.ORIGIN}{page.address}" for page in some]
    wanted = [(truths()[page.name].method, truths()[page.name].path) for page in some]
    assert [(one.method, one.path) for one in endpoints] == wanted


# Reading the site


@pytest.mark.parametrize("group", [*GROUPS, "access", "portal"])
@pytest.mark.parametrize("form", site.FORMS)
def test_pages_state_the_truth(form: str, group: str) -> None:
    """Every page of a group reads as the facts have it, without an error and without a line that was not understood."""
    pages = [page for page in site.pages() if page.name.startswith(f"{group}/")]
    wrong: dict[str, list[str]] = {}
    for page in pages[:: STEP[form]] if len(pages) > 9 else pages:
        reading = read(page.name, form, site.render(page, form))
        lost = form == "text" and page.older
        found = list(differences(reading, truths()[page.name], None if lost else page.title))
        found += [f"{one.line}: {one.code} {one.message}" for one in reading.found if one.severity == "error"]
        found += [f"left: {line}" for line in reading.account.left]
        if found:
            wrong[page.name] = found
    assert not wrong


# Irregularities


@cache
def endpoint_of(name: str, form: str) -> tuple[Endpoint, tuple[Enum, ...], frozenset[str]]:
    """A page with what is planted on it: its endpoint with enums linked, its enums, the codes that are not usual."""
    page = next(page for page in site.pages() if page.name == name)
    reading = read(name, form, irregularities.render(page, form))
    assert reading.endpoint is not None and not reading.account.left, reading.found
    ((endpoint, printed),), more = link_api([(reading.endpoint, reading.enums)])
    return endpoint, printed, frozenset(one.code for one in (*reading.found, *more)) - USUAL


PLANTED = [(row, form) for row in IRREGULARITIES for form in row.forms]


@pytest.mark.parametrize(("row", "form"), PLANTED, ids=[f"{row.name}-{form}" for row, form in PLANTED])
def test_irregularity(row: Irregularity, form: str) -> None:
    """A page with an irregularity gives the findings that the table tells, no others, and the facts that it tells."""
    for name in row.pages:
        endpoint, printed, codes = endpoint_of(name, form)
        assert codes == row.codes | row.more.get(form, frozenset())
        expected = {**dict(row.facts), **(dict(row.text_facts) if form == "text" else {})}
        assert {address: fact(endpoint, printed, address) for address in expected} == expected


def test_each_irregularity_stands_once() -> None:
    """Names are given once, codes exist, pages exist, and no page is changed by two rows, so that one cannot hide another."""
    names = [row.name for row in IRREGULARITIES]
    assert len(set(names)) == len(names)
    codes = {code for row in IRREGULARITIES for code in row.codes.union(*row.more.values())}
    assert codes <= set(CODES)
    assert {name for row in IRREGULARITIES for name in row.pages} <= set(truths())
    assert all(len(rows) == 1 for rows in irregularities.planted().values())


@pytest.mark.parametrize("form", site.FORMS)
def test_each_planted_page_differs(form: str) -> None:
    """A planted page is not the clean one, in each form in which its irregularity can be seen."""
    by_name = {page.name: page for page in site.pages()}
    for name, rows in irregularities.planted().items():
        if form in rows[0].forms:
            assert irregularities.render(by_name[name], form) != site.render(by_name[name], form), name
    assert irregularities.files(form).keys() > {f"{page.name}{site.FORMS[form][0]}" for page in site.pages()}


@pytest.mark.parametrize("form", site.FORMS)
def test_two_generations_are_told_apart(form: str) -> None:
    """Two captures of one page are merged, what they contradict each other on is named, and the newer one's required field stays so."""
    settings, _ = config.load(site.api_toml(), "api.toml")
    assert settings is not None
    files = {name: text for name, text in irregularities.files(form).items() if "put-crossingorders" in name}
    assert len(files) == 2
    resources, found = assemble(settings, [read_page(name, text.encode()) for name, text in files.items()])
    assert {one.code for one in found} >= {"W050", "W051"}
    ((endpoint,),) = (one.endpoints for one in resources)
    assert fact(endpoint, (), "body.CrossingRule.required") is True
    assert fact(endpoint, (), "body.CrossingRule.enum") == "eCrossingRule"


# The API itself


@pytest.fixture(scope="module")
def api() -> Api:
    """The server with its records; what one test writes the next one finds."""
    return Api()


@pytest.fixture(scope="module")
def client(api: Api) -> Iterator[httpx2.Client]:
    """A client with a good token."""
    with (
        serve(api) as origin,
        httpx2.Client(base_url=origin, headers={"Authorization": f"Bearer {access.TOKEN}"}) as one,
    ):
        yield one


def made(client: httpx2.Client, path: str, body: dict[str, Any]) -> int:
    """The id of a new record."""
    answer = client.post(path, json=body).json()
    assert answer["WasSuccessful"], answer
    return int(answer["Value"]["Id"])


LINE = {"Name": "Coast", "Code": "C", "LineClass": 1, "Gauge": 3}
LINES = "/api/network/lines"


def test_callers_are_known(client: httpx2.Client) -> None:
    """A token or a name and a password open the door; tokens are given for a form alone, and renewed once, to the same client."""
    form = {"grant_type": "password", "username": access.USERNAME, "password": access.PASSWORD}
    with httpx2.Client(base_url=client.base_url) as bare:
        assert bare.get(LINES).status_code == 401
        assert bare.get(LINES, auth=(access.USERNAME, access.PASSWORD)).status_code == 200
        assert bare.post("/api/token", json=form).json()["error"] == "unsupported_grant_type"
        assert bare.post("/api/token", data={**form, "password": "x"}).json()["error"] == "invalid_grant"
        given = bare.post("/api/token", data=form, headers={"client_id": "7"}).json()
        assert bare.get(LINES, headers={"Authorization": f"Bearer {given['access_token']}"}).status_code == 200
        renewal = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
        answers = [
            bare.post("/api/token", data=renewal, headers={"client_id": who}).status_code for who in ("8", "7", "7")
        ]
        assert answers == [400, 200, 400]


def test_every_record_is_as_documented(client: httpx2.Client, api: Api) -> None:
    """One record has all documented fields and those that samples show; in a list and among several it lacks its collections."""
    for entity in list(entities().values())[::7]:
        number = next(iter(api.store.tables[entity.name]))
        answer = truths()[f"{entity.group}/get-{entity.collection}-by-id"].answers[0]
        whole = client.get(f"{entity.path}/{number}").json()
        assert list(whole) == [*(one.name for one in answer.fields), *answer.untold]
        short = [one.name for one in answer.fields if one.type != "integer[]"] + list(answer.untold)
        (several,) = client.get(f"{entity.path}/?id=[{number},999999]").json()
        assert list(several) == short == list(client.get(entity.path).json()["Records"][0])


def test_every_record_can_be_made_changed_and_deleted(client: httpx2.Client, api: Api) -> None:
    """The required fields make a record, with its id they change it, and it can be thrown away where a page says so."""
    for entity in [one for one in entities().values() if "create" in one.kinds]:
        body = valid_body(api.store, entity)
        number = made(client, entity.path, body)
        assert client.put(entity.path, json={**body, "Id": number}).json()["WasSuccessful"]
        if "delete" in entity.kinds:
            assert client.delete(f"{entity.path}/{number}").json()["Value"] == {"Id": number}


def test_lists_are_divided_filtered_and_sorted(client: httpx2.Client) -> None:
    """Pages follow each other, filters and ranges leave out, sorting goes both ways, and what is not known is passed over."""
    first = client.get(LINES, params={"size": 7, "page": 2, "orderBy": "Kilometres", "dir": -1}).json()
    kilometres = [one["Kilometres"] for one in first["Records"]]
    assert len(kilometres) == 7 and kilometres == sorted(kilometres, reverse=True)
    assert (first["FirstItem"], first["LastItem"], first["HasPreviousPage"]) == (8, 14, True)
    assert client.get(LINES, params={"PageNumber": 3, "PageSize": 2}).json()["CurrentPageSize"] == 25
    one = client.get(LINES, params={"Line_Name": "Name 5"}).json()
    assert [record["Name"] for record in one["Records"]] == ["Name 5"]
    owner = one["Records"][0]["CompanyId"]
    owned = client.get(LINES, params={"Line_Company": owner, "size": 100}).json()["Records"]
    assert owned and {record["CompanyId"] for record in owned} == {owner}
    ranged: dict[str, str | float] = {
        "from_Line_Kilometres": 10,
        "to_Line_Kilometres": 12.5,
        "from_Line_FirstTrain": "2025-01-11T00:00",
    }
    assert [record["Kilometres"] for record in client.get(LINES, params=ranged).json()["Records"]] == [11.5, 12.5]


def test_an_update_takes_away_what_it_leaves_out(client: httpx2.Client) -> None:
    """All required fields must be sent; optional ones that are not become null; lists stay, and are replaced or changed by their twins."""
    number = made(client, LINES, {**LINE, "Colour": "00ff00", "Neighbours": [1, 2]})
    assert client.get(f"{LINES}/{number}").json()["Shown"] is True
    wrong = client.put(LINES, json={"Id": number, "Name": "Coast"})
    names = [row["PropertyName"] for row in wrong.json()["Errors"]]
    assert (wrong.status_code, names) == (400, ["Code", "LineClass", "Gauge"])
    twins = {"AddedNeighbours": [3, 1], "RemovedNeighbours": [2]}
    assert client.put(LINES, json={**LINE, "Id": number, **twins}).json()["Value"] == {"Id": number}
    changed = client.get(f"{LINES}/{number}").json()
    assert (changed["Colour"], changed["Shown"], changed["Neighbours"]) == (None, None, [1, 3])
    client.put(LINES, json={**LINE, "Id": number, "Neighbours": [9]})
    assert client.get(f"{LINES}/{number}").json()["Neighbours"] == [9]
    assert client.put(LINES, json={**LINE, "Id": 5}).status_code == 404


def test_children_files_and_nulls(client: httpx2.Client) -> None:
    """Children become records of their own, a file has a name once it has an address, and null fills what may be null."""
    line = client.get(LINES).json()["Records"][0]["Id"]
    hours = [{"Weekday": 1, "FromTime": "1976-01-01T06:00:00Z", "ToTime": "1976-01-01T22:00:00Z"}]
    crossings = "/api/network/levelcrossings"
    number = made(client, crossings, {"Name": "Mill", "LineId": line, "Barrier": 1, "Hours": hours})
    found = client.get("/api/network/levelcrossinghours", params={"LevelCrossingHour_LevelCrossing": number}).json()
    assert [(one["Weekday"], one["LevelCrossingName"]) for one in found["Records"]] == [(1, "Mill")]
    wrong = client.post(crossings, json={"Name": "Mill", "LineId": 1, "Barrier": 1, "Hours": [{"Weekday": 1}]}).json()
    names = [row["PropertyName"] for row in wrong["Errors"]]
    assert names == ["Line", "Hours[0].FromTime", "Hours[0].ToTime"]
    photo = made(client, "/api/fleet/vehiclephotos", {"Caption": "A", "NewPictureUrl": "https://files.example/a.png"})
    assert client.get(f"/api/fleet/vehiclephotos/{photo}").json()["PictureFileName"] == "a.png"
    client.put("/api/fleet/vehiclephotos", json={"Id": photo, "Caption": "A", "ClearPictureFile": True})
    assert client.get(f"/api/fleet/vehiclephotos/{photo}").json()["PictureFileName"] is None
    run = client.get("/api/timetable/trainruns").json()["Records"][0]["Id"]
    seat = {"TrainRunId": run, "SeatClass": 1}
    assert client.post("/api/tickets/reservations", json={**seat, "HolderId": None}).status_code == 200
    assert client.post("/api/tickets/reservations", json=seat).json()["Message"].startswith("Holder: ")


def test_deletions_and_commands(client: httpx2.Client) -> None:
    """A deletion answers 200 even where it failed, 404 where nothing is left, 405 where a command is meant for it."""
    number = made(client, LINES, LINE)
    assert client.delete(f"{LINES}/{number}").json()["WasSuccessful"] is True
    assert client.delete(f"{LINES}/{number}").status_code == 404
    used = client.get(LINES).json()["Records"][0]["Id"]
    failed = client.delete(f"{LINES}/{used}")
    assert (failed.status_code, failed.json()["WasSuccessful"]) == (200, False)
    runs = "/api/fleet/odometerreadings"
    reading = client.get(runs).json()["Records"][0]["Id"]
    assert client.delete(f"{runs}/{reading}").status_code == 405
    keys = [one["Key"] for one in client.get(f"{runs}/commands", params={"id": reading}).json()]
    assert keys == ["ODOMETERREADING_ARCHIVE", "ODOMETERREADING_DELETE"]
    assert "Value" not in client.post(f"{runs}/runcommand", json={"Key": keys[0], "Ids": [reading]}).json()
    assert client.post(f"{runs}/runcommand", json={"Key": keys[1], "Ids": [reading]}).status_code == 200
    assert client.get(f"{runs}/{reading}").status_code == 404
    assert client.post(f"{runs}/runcommand", json={"Key": "DANCE", "Ids": [1]}).status_code == 400


def test_faults_come_once(client: httpx2.Client, api: Api) -> None:
    """A fault that was ordered is the next answer, and the one after it is as ever."""
    api.faults.append(Fault(status=409, headers={"Retry-After": "1"}, body={"Message": "You must wait."}))
    answers = [client.get(LINES) for _ in range(2)]
    assert [one.status_code for one in answers] == [409, 200] and answers[0].headers["retry-after"] == "1"


def test_pages_of_another_make_answer(client: httpx2.Client) -> None:
    """What belongs to no entity answers as its sample does."""
    outlets = "/api/tickets/salesoutlets"
    assert client.get(f"{outlets}/available").json()["total"] == 2
    assert client.request("DELETE", f"{outlets}/book", json={"booking_id": "b-20"}).json()["WasSuccessful"] is True
    assert client.get("/api/endpoints/members/tickets").json()["CurrentSortDirection"] == "ASC"
