"""A small API whose pages the tests change: pages in, and with or without edits what is documented and the package of it out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import config as configuration
from generator.assemble import assemble
from generator.config import ApiConfig
from generator.drift import State
from generator.ledger import Ledger
from generator.names_lock import NamesLock
from generator.plan import PackagePlan
from generator.planner import plan
from generator.reading import Reading, read_pages
from generator.records import relate_all
from generator.render import environment, targets, template_files, templates_folder
from generator.spec import Resource
from generator.states import enveloped
from generator.surface import surface_of

FOLDER = Path(__file__).parent / "quay"
#: Page to text.
Pages = Mapping[str, str]
#: What the spec is changed to, where no page can say it.
Turn = Callable[[Resource], Resource]


# A side is one and the same only as itself, so that what is made of it can be kept.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """The API at one time: its pages, its state, the plan of its package and the names that this published."""

    pages: Pages
    state: State
    package: PackagePlan
    names: NamesLock


def pages() -> dict[str, str]:
    """The pages as they are, by their names."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "pages").glob("*.md"))}


@cache
def config() -> ApiConfig:
    """What is known of the API beside its pages."""
    found, wrong = configuration.load((FOLDER / "api.toml").read_text(encoding="utf-8"), "api.toml")
    assert found is not None and wrong == []
    return found


@cache
def read(name: str, text: str) -> tuple[Reading, ...]:
    """One page, read once."""
    return tuple(read_pages(f"{name}.md", text.encode(), url=None, captured=None))


@cache
def _resources(texts: tuple[tuple[str, str], ...]) -> tuple[Resource, ...]:
    readings = [one for name, text in texts for one in read(name, text)]
    assert [found for one in readings for found in one.found if found.severity == "error"] == []
    fresh, found = assemble(config(), readings)
    related, more = relate_all(config(), fresh)
    assert [one for one in (*found, *more) if one.severity == "error"] == []
    return tuple(related)


def resources(texts: Pages) -> tuple[Resource, ...]:
    """What some pages document."""
    return _resources(tuple(sorted(texts.items())))


def side(texts: Pages, published: NamesLock | None = None, turn: Turn | None = None) -> Side:
    """The API with these pages, planned with the names that were published before."""
    documented = resources(texts)
    return of(tuple(map(turn, documented)) if turn else documented, published, texts)


def of(documented: Sequence[Resource], published: NamesLock | None = None, texts: Pages | None = None) -> Side:
    """The API that documents these resources."""
    ledger = Ledger(version=config().package.version, lock=published or NamesLock())
    package, _ = plan(config(), documented, ledger)
    names, _ = ledger.close()
    surface = surface_of(package, names, enveloped(config(), documented))
    state = State(resources=tuple(documented), surface=surface)
    return Side(pages=texts or {}, state=state, package=package, names=names)


def edited(texts: Pages, edits: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Pages with edits: the page, a text that stands in it (its first occurrence is meant), and what it is now."""
    done = dict(texts)
    for page, old, new in edits:
        assert old in done[page], f"{old!r} is not in {page}"
        done[page] = done[page].replace(old, new, 1)
    return done


@cache
def sources(one: Side) -> dict[str, str]:
    """The modules of a package, unformatted and without its runtime, by their paths below `src/`."""
    root = templates_folder() / "python/package"
    names = (path.relative_to(root).as_posix() for path in template_files(root))
    return {
        path.removeprefix("src/"): environment().get_template(name).render(package=one.package, **context)
        for name in names
        if name.startswith("src/") and name.endswith(".py.jinja")
        for path, context in targets(name.removesuffix(".jinja"), one.package)
    }
