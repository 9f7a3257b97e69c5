"""Two captures of one endpoint through the whole program: one endpoint, its sources with their dates, each fact with its own page."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.captures import CASES
from tests.test_assemble import CONFIG
from tests.workbench import run

#: What an older and a newer generation of one page say; the newer has a title, real descriptions and another set of required fields.
OLD = """Skip to main content
PUT
/
api
/
fleet
/
boats

Changes a boat.

Authentication

Calls need OAuth2. Send a bearer token. The caller must hold the Boat-Edit role.

Request Body

Required Fields

Id
integer
required
Id.
HarbourId
integer
required
Harbour Id.

Optional Fields

Rig
integer
Rig. See eRig enum above.
Draught
number
default:1.5
Water that it needs.
Ballast
number
Ballast.

Response

200

Status
integer
Status.
"""
NEW = """# Update Boat

> Update a boat.

Changes a boat.

## Authentication

<Note>
  Calls need OAuth2. Send a bearer token.
  The caller must hold the **`Boat-Edit`** role.
</Note>

## Enums

<Accordion title="eRig — Rig values">
  | Value | Name  |
  | ----- | ----- |
  | 1     | Sloop |
  | 2     | Ketch |
</Accordion>

## Request Body

### Required Fields

<ParamField body="Id" type="integer" required>
  The boat to change.
</ParamField>

<ParamField body="Rig" type="integer" required>
  How its sails are set. See `eRig` enum above.
</ParamField>

### Optional Fields

<ParamField body="HarbourId" type="integer">
  Where it lies in winter.
</ParamField>

<ParamField body="Draught" type="number">
  Depth below the water line.
</ParamField>

<ParamField body="Crew" type="integer[]">
  Who may take it out.
</ParamField>

## Code Examples

```bash cURL
curl -X PUT \\
  "https://quay.example.com/api/fleet/boats" \\
  -H "Content-Type: application/json" \\
  -d '{"Id": 1, "Rig": 2}'
```

## Response

### 200

<ResponseField name="Status" type="integer">
  The status again.
</ResponseField>
"""
OVERRIDE = """
[[override]]
address = "Boat.update.request.HarbourId"
expect = { required = false }
set = { required = true }
reason = "The harbour says so."
"""


def project(root: Path, pages: dict[str, tuple[bytes, str | None]], overrides: str = "") -> Path:
    """A project of some pages, each with the time of its capture in the lock."""
    folder = root / "specs" / "quay"
    (folder / "pages").mkdir(parents=True)
    (folder / "api.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "overrides.toml").write_text(overrides, encoding="utf-8")
    lock: dict[str, Any] = {}
    for name, (data, captured) in pages.items():
        (folder / "pages" / name).write_bytes(data)
        url = f"https://docs.example.com/{name}"
        lock[name] = {"url": url, "captured": captured, "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "pages.lock.json").write_text(json.dumps({"pages": lock}), encoding="utf-8")
    return root


def boats(old: str = "put-boats.txt", new: str = "put-boats.md") -> dict[str, tuple[bytes, str | None]]:
    """The two generations, under some names."""
    return {old: (OLD.encode(), "2025-02-03T10:00:00Z"), new: (NEW.encode(), "2026-04-05T10:00:00Z")}


def line(text: str, begins: str) -> int:
    """The number of the first line that begins so."""
    return next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith(begins))


def spec(root: Path, path: str = "fleet/boats") -> dict[str, Any]:
    """The stored spec of a resource."""
    found: dict[str, Any] = json.loads((root / "specs" / "quay" / "resources" / f"{path}.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The project of both generations, built, and what was printed."""
    root = project(tmp_path_factory.mktemp("twins"), boats(), OVERRIDE)
    done = run(root, "build")
    assert done.code == 0, done.out
    return root, done.out


def test_two_generations_are_one_endpoint(built: tuple[Path, str]) -> None:
    """The richer capture goes first; the sources are listed with address, hash and date; an override corrects what came of it."""
    resource = spec(built[0])
    (endpoint,) = resource["endpoints"]
    assert [(s["page"], s["form"], s["captured"], s["url"]) for s in endpoint["sources"]] == [
        ("put-boats.md", "markdown", "2026-04-05T10:00:00Z", "https://docs.example.com/put-boats.md"),
        ("put-boats.txt", "text", "2025-02-03T10:00:00Z", "https://docs.example.com/put-boats.txt"),
    ]
    assert endpoint["source"] == endpoint["sources"][0]
    assert [(f["name"], f["required"], f["default"]) for f in endpoint["request"]["fields"]] == [
        ("Id", True, None),
        ("Rig", True, None),
        ("HarbourId", True, None),
        ("Draught", False, 1.5),
        ("Crew", False, None),
        ("Ballast", False, None),
    ]
    assert [f["enum"] for f in endpoint["request"]["fields"]][1] == "eRig"
    assert [(e["name"], e["origin"]["page"]) for e in resource["enums"]] == [("eRig", "put-boats.md")]


def test_disagreements_are_told(built: tuple[Path, str]) -> None:
    """Contradictions one by one, with both dates, but that which an override decides; lacks by place; other wordings in one line."""
    page = "specs/quay/pages/put-boats"
    old, new = "(captured 2025-02-03T10:00:00Z)", f"on {page}.md, captured 2026-04-05T10:00:00Z"
    at = {name: line(OLD, name) for name in ("Id", "Rig", "Ballast")}
    crew = line(NEW, '<ParamField body="Crew')
    assert [one for one in built[1].splitlines() if re.search(r"\[W05\d\]", one)] == [
        f"{page}.md:{crew}: warning[W058]: `Boat.update.request`: {page}.txt lacks what stands here (1): Crew.",
        f"{page}.txt:2: warning[W050]: The endpoint PUT /api/fleet/boats is documented here {old} and {new}, which states more.",
        f"{page}.txt:{at['Id']}: warning[W059]: `Boat.update`: not worded as on {page}.md, or shown by another sample (5): "
        "request.Id, request.Rig, request.HarbourId, request.Draught, response.200.Status.",
        f"{page}.txt:{at['Rig']}: warning[W051]: `Boat.update.request.Rig`: required is False here {old} and True {new}.",
        f"{page}.txt:{at['Ballast']}: warning[W058]: `Boat.update.request`: {page}.md lacks what stands here (1): Ballast.",
    ]


def test_each_fact_is_explained_by_its_own_page(built: tuple[Path, str]) -> None:
    """Explain shows the row of the richer page, the line of the older one that a default comes from, and the override."""
    stated, older = line(NEW, '<ParamField body="Draught'), line(OLD, "Draught")
    out = run(built[0], "explain", "Boat.update.request.Draught").out.splitlines()
    assert f"  stated from specs/quay/pages/put-boats.md:{stated} by field-row" in out
    assert f"  default from specs/quay/pages/put-boats.txt:{older} by field-row" in out
    assert f"    {older} | Draught" in out
    out = run(built[0], "explain", "Boat.update.request.HarbourId").out.splitlines()
    assert any("required from specs/quay/overrides.toml" in line and "by override" in line for line in out)


def test_names_of_files_do_not_matter(built: tuple[Path, str], tmp_path: Path) -> None:
    """Called otherwise, and so read in the other order, the pages give the same spec but for their own names."""
    root = project(tmp_path, boats(old="a.txt", new="z.md"), OVERRIDE)
    assert run(root, "build").code == 0
    text = json.dumps(spec(root)).replace("a.txt", "put-boats.txt").replace("z.md", "put-boats.md")
    assert json.loads(text) == spec(built[0])


def test_two_forms_of_one_page_contradict_nothing(tmp_path: Path) -> None:
    """A text and a markdown capture of one page agree, and the one enum of theirs is there once, under its title."""
    pages = {
        f"put-moorings{page.suffix}": (page.read_bytes(), None)
        for page in (CASES / "text" / "update" / "page.txt", CASES / "markdown" / "update" / "page.md")
    }
    root = project(tmp_path, dict(pages))
    done = run(root, "build")
    assert done.code == 0
    assert "W050" in done.out
    assert not {f"W05{n}" for n in (1, 8, 9) if f"W05{n}" in done.out}
    resource = spec(root, "harbour/moorings")
    assert [(e["name"], e["origin"]["rule"]) for e in resource["enums"]] == [("eMooringKind", "enum:by-title")]
    assert len(resource["endpoints"]) == 1
    shutil.rmtree(root / "specs" / "quay" / "resources")
    assert run(root, "check").code == 1
