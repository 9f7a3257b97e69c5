"""Arguments, printing and exit codes; the only module that prints.

Exit codes: 0 all is well, 1 drift, 2 wrong usage, 3 an error in the inputs, which outranks 1. Nothing heavy is imported before a command
needs it, so that `--help` answers at once.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic
    from generator.outputs import Output
    from generator.pipeline import Progress

OK, DRIFT, USAGE, INPUT_ERROR = 0, 1, 2, 3

app = typer.Typer(
    name="docs2client",
    help="Reads the reference pages of an API and writes its spec, a typed Python client, an OpenAPI document and tests.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Form(StrEnum):
    """How a page was captured."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


class Report(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


Apis = Annotated[list[str] | None, typer.Argument(metavar="[API]...", help="The APIs; all of them if none is named.")]
Root = Annotated[
    Path | None, typer.Option("--root", help="The project; else the nearest folder upwards that holds specs/.")
]
Output_ = Annotated[Format, typer.Option("--format", help="How diagnostics are printed.")]


def main() -> None:
    """Run the command line; what a page says can hold characters that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    app()


def print_version(wanted: bool) -> None:
    """Print the version and leave, where it was asked for."""
    if wanted:
        from generator import __version__

        typer.echo(__version__)
        raise typer.Exit(OK)


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=print_version)
    ] = False,
) -> None:
    """Options of all commands."""


@app.command()
def build(
    apis: Apis = None,
    root: Root = None,
    format: Output_ = Format.TEXT,
    bump: Annotated[
        bool, typer.Option("--bump", help="Raise the version as the changes ask for, and tell them in CHANGELOG.md.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="OLD", help="With --bump: count changes from this folder or revision."),
    ] = None,
) -> None:
    """Read the pages, write specs and packages, and say what was read, understood, left over and written."""
    import time

    from generator import pipeline, printing, releasing
    from generator.locking import PublicationError
    from generator.outputs import drift as drift_of
    from generator.revisions import RevisionError

    if since is not None and not bump:
        fail(USAGE, "--since goes with --bump")
    began = time.perf_counter()
    project = find_project(root)
    try:
        pipeline.mend(project)
        outputs = make_all(project, apis)
        releases = [releasing.release(project, output, since) if bump else None for output in outputs]
        outputs = [one.output if one else output for one, output in zip(releases, outputs, strict=True)]
        published = pipeline.write(project, outputs)
    except RevisionError as error:
        fail(USAGE, str(error))
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, f"nothing was written: {error}")
    bumped = printing.releases(outputs, releases) if bump else []
    show(outputs, format, totals=printing.counts(outputs, published), releases=bumped)
    foreign = [
        path
        for change, comparison in drift_of(outputs)
        for path in printing.paths(project, change.root, comparison.foreign)
    ]
    if format is Format.TEXT:
        for path in foreign:
            typer.echo(f"not ours, left alone: {path}")
        for row in bumped:
            typer.echo(f"{row['api']}: {row['message']}")
        typer.echo(printing.totals(outputs, published, time.perf_counter() - began))
    raise typer.Exit(INPUT_ERROR if any(output.errors for output in outputs) else OK)


@app.command()
def check(
    apis: Apis = None,
    root: Root = None,
    format: Output_ = Format.TEXT,
    words: Annotated[bool, typer.Option("--words", help="Show changes of words, too.")] = False,
) -> None:
    """Do what build does without writing, and print how the repository differs from it: by meaning, and file by file."""
    from generator import checking, pipeline, printing
    from generator.locking import PublicationError

    project = find_project(root)
    try:
        pipeline.mend(project)
        outputs = make_all(project, apis, strict=True)
        verdict = checking.judge(project, outputs)
        report = printing.verdict(project, verdict, format, words=words)
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, str(error))
    errors = any(output.errors for output in outputs) or any(one.severity == "error" for one in verdict.broken)
    show(outputs, format, also=verdict.broken, **printing.verdict_rows(project, verdict))
    if report:
        typer.echo(report)
    if format is Format.TEXT and verdict.clean and not errors:
        typer.echo("clean: specs and packages are what the pages give")
    raise typer.Exit(INPUT_ERROR if errors else OK if verdict.clean else DRIFT)


@app.command()
def parse(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE...", help="Files or folders of pages; - is the standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    form: Annotated[
        Form | None, typer.Option("--form", help="How the pages were captured; else their content tells.")
    ] = None,
) -> None:
    """Read pages alone, without api.toml and overrides, and print the endpoints that they document."""
    from generator import parsing, printing

    files, missing = parsing.expand(pages)
    if missing:
        fail(USAGE, f"no such page: {', '.join(missing)}")
    result = parsing.parse(files, form)
    typer.echo(result.model_dump_json(by_alias=True, indent=2) if as_json else printing.parsed(result))
    if not as_json:
        typer.echo(printing.findings(result.diagnostics, Format.TEXT), err=True, nl=bool(result.diagnostics))
    raise typer.Exit(INPUT_ERROR if any(one.severity == "error" for one in result.diagnostics) else OK)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A project, the folder of an API, or a git revision.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, later.")],
    format: Annotated[
        Report, typer.Option("--format", help="For people, for a pull request, for programs.")
    ] = Report.TEXT,
    api: Annotated[list[str] | None, typer.Option("--api", metavar="API", help="Compare this API alone.")] = None,
    words: Annotated[bool, typer.Option("--words", help="Show changes of words, too.")] = False,
    root: Root = None,
) -> None:
    """Print what changed between two specs, what that does to users of the client, and where it is documented."""
    from generator import diffing, inputs, printing, reporting
    from generator.revisions import RevisionError

    project = inputs.find_root((root or Path.cwd()).resolve())
    try:
        result = diffing.diff(project, old, new, api or ())
    except RevisionError as error:
        fail(USAGE, str(error))
    if result.found:
        typer.echo(printing.findings(result.found, Format.TEXT), err=True)
    if any(one.severity == "error" for one in result.found):
        raise typer.Exit(INPUT_ERROR)
    changed = any(result.changes.values())
    if format is Report.JSON:
        typer.echo(reporting.document(result.changes))
    elif format is Report.MARKDOWN:
        typer.echo(reporting.markdown(result.changes), nl=False)
    else:
        typer.echo(reporting.text(result.changes, words=words) if changed else "no changes")
    raise typer.Exit(DRIFT if changed else OK)


@app.command()
def explain(address: Annotated[str, typer.Argument(metavar="ADDRESS|CODE")], root: Root = None) -> None:
    """Say where a fact comes from (page, line, the line itself, rule, override), or what a diagnostic means."""
    from generator import explaining
    from generator.codes import CODES

    if address in CODES:
        typer.echo(explaining.code(address))
        raise typer.Exit(OK)
    text = explaining.address(find_project(root), address)
    if text is None:
        near = explaining.near(find_project(root), address)
        fail(USAGE, f"nothing has the address {address}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
    typer.echo(text)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a spec file."""
    import json

    from generator.spec import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


@app.command()
def mock(
    api: Annotated[str, typer.Argument(metavar="API", help="The API that the server stands for.")],
    host: Annotated[str, typer.Option("--host", help="Where it listens; nobody else's machine unless you say so.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 is any free one.")] = 8000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="How many records each collection begins with.")] = 0,
    database: Annotated[
        str, typer.Option("--database", metavar="FILE", help="Keep the records in a file, and not in memory.")
    ] = ":memory:",
    token: Annotated[list[str] | None, typer.Option("--token", help="A bearer token that is accepted.")] = None,
    user: Annotated[
        list[str] | None, typer.Option("--user", metavar="NAME:PASSWORD", help="A name and password that are accepted.")
    ] = None,
    otp: Annotated[str | None, typer.Option("--otp", help="The one-time password that signing in needs.")] = None,
    lifetime: Annotated[float, typer.Option("--lifetime", min=0, help="Seconds that an issued token lasts.")] = 3600.0,
    rate: Annotated[int | None, typer.Option("--rate", min=1, help="Requests that are answered in a second.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse query parameters and members that nobody documents.")
    ] = False,
    root: Root = None,
) -> None:
    """Serve an API on this machine as it is documented, with records that come and go, and with faults on demand."""
    import sqlite3

    from generator import mocking

    try:
        from generator.mock import DocumentError, serve
    except ModuleNotFoundError as error:
        if error.name not in mocking.NEEDED:
            raise
        fail(USAGE, f"the server needs {error.name}, which is not installed: pip install 'docs2client[mock]'")
    project = find_project(root)
    check_names(project, [api])
    users = dict(one.split(":", 1) for one in user or () if ":" in one)
    if len(users) != len(user or ()):
        fail(USAGE, "--user takes a name and a password with a colon between them, each name once")
    document, place = mocking.document_of(project, api)
    if document is None:
        fail(INPUT_ERROR, place)
    options: dict[str, Any] = {"tokens": tuple(token)} if token else {}
    options |= {"users": users} if user else {}
    try:
        with serve(
            document,
            host=host,
            port=port,
            seed=seed,
            database=database,
            otp=otp,
            lifetime=lifetime,
            rate=rate,
            strict=strict,
            **options,
        ) as server:
            typer.echo(mocking.banner(server, document, place))
            if not mocking.is_loopback(host):
                typer.echo(f"docs2client: whoever reaches {host} can call this server", err=True)
            wait_for_the_end()
    except DocumentError as error:
        fail(INPUT_ERROR, f"{place}: {error}")
    except OSError as error:
        fail(USAGE, f"{host}:{port}: {error.strerror or error}")
    except sqlite3.Error as error:
        fail(USAGE, f"{database}: {error}")
    typer.echo("stopped")


def wait_for_the_end() -> None:
    """Return when the program is asked to end, by Ctrl-C or by the system."""
    import signal
    import threading

    ended = threading.Event()
    before = {one: signal.signal(one, lambda *_: ended.set()) for one in (signal.SIGINT, signal.SIGTERM)}
    sys.stdout.flush()
    try:
        # In short waits: on some systems no signal interrupts a long one.
        while not ended.wait(0.5):
            continue
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def find_project(root: Path | None) -> Path:
    """The project's root, absolute; wrong usage where there is none."""
    from generator import inputs

    found = inputs.find_root((root or Path.cwd()).resolve()) if root is None else root.resolve()
    if found is None or not (found / inputs.SPECS).is_dir():
        fail(USAGE, "no folder upwards from here holds specs/" if root is None else f"{root} holds no specs/")
    return found


def make_all(project: Path, names: "Sequence[str] | None", *, strict: bool = False) -> "list[Output]":
    """Every named API made, or all of them; wrong usage where a name is none."""
    from generator import pipeline

    known = check_names(project, names)
    with progress() as report:
        return [pipeline.make(project, name, report, strict=strict) for name in known if not names or name in names]


def check_names(project: Path, names: "Sequence[str] | None") -> "Sequence[str]":
    """The APIs of a project; wrong usage where a name is none of them."""
    from generator import inputs

    known = inputs.apis(project)
    unknown = sorted(set(names or ()) - set(known))
    if unknown:
        fail(USAGE, f"no such API: {', '.join(unknown)}; there are {', '.join(known) or 'none'}")
    return known


class progress:
    """A progress line on a terminal while long work goes on, and nothing elsewhere."""

    def __enter__(self) -> "Progress":
        self.shown = sys.stderr.isatty()
        return self.report

    def report(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if self.shown and (done % 20 == 0 or done == total):
            sys.stderr.write(f"\r\x1b[K{stage} {done}/{total}" if total > 1 else f"\r\x1b[K{stage}")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def show(outputs: "Sequence[Output]", format: Format, also: "Sequence[Diagnostic]" = (), **more: object) -> None:
    """Print the findings of all APIs and some others; for programs as one document, with `more` beside them."""
    from generator import printing

    found: list[Diagnostic] = [*(one for output in outputs for one in output.found), *also]
    text = printing.document(found, more) if format is Format.JSON else printing.findings(found, format)
    if text:
        typer.echo(text)


def fail(code: int, message: str) -> NoReturn:
    """Print what went wrong and leave."""
    typer.echo(f"docs2client: {message}", err=True)
    raise typer.Exit(code)
