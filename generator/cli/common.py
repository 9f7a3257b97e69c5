"""What all commands have in common: the application, exit codes, options, and how findings and progress are shown.

Exit codes: 0 all is well, 1 drift, 2 wrong usage, 3 an error in the inputs, which outranks 1. Nothing heavy is imported before a command
needs it, so that `--help` answers at once.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from generator.diagnostics import Diagnostic
    from generator.fetching import Fetching
    from generator.live import Live
    from generator.outputs import Output
    from generator.pipeline import Progress
    from generator.printing import Finding

OK, DRIFT, USAGE, INPUT_ERROR = 0, 1, 2, 3

#: The commands in the order in which somebody comes to need them.
COMMANDS = [
    "init",
    "fetch",
    "build",
    "check",
    "diff",
    "report",
    "explain",
    "override",
    "overrides",
    "parse",
    "mock",
    "schema",
]


class InOrder(TyperGroup):
    """The program with its commands in their order."""

    def list_commands(self, ctx: object) -> list[str]:
        """The names of the commands."""
        return sorted(self.commands, key=COMMANDS.index)


app = typer.Typer(
    name="docs2client",
    cls=InOrder,
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


Apis = Annotated[list[str] | None, typer.Argument(metavar="API", help="The APIs; all of them if none is named.")]
Root = Annotated[
    Path | None, typer.Option("--root", help="The project; else the nearest folder upwards that holds specs/.")
]
Output_ = Annotated[Format, typer.Option("--format", help="How diagnostics are printed.")]


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

    with progress() as report:
        return [pipeline.make(project, name, report, strict=strict) for name in choose(project, names)]


def choose(project: Path, names: "Sequence[str] | None") -> "list[str]":
    """The named APIs in their order, or all of a project; wrong usage where a name is none of them."""
    return [name for name in check_names(project, names) if not names or name in names]


def check_names(project: Path, names: "Sequence[str] | None") -> "Sequence[str]":
    """The APIs of a project; wrong usage where a name is none of them."""
    from generator import inputs

    known = inputs.apis(project)
    unknown = sorted(set(names or ()) - set(known))
    if unknown:
        fail(USAGE, f"no such API: {', '.join(unknown)}; there are {', '.join(known) or 'none'}")
    return known


class progress:
    """Progress bars on a terminal while long work goes on, one a stage, and nothing elsewhere."""

    bar: "Bar | None" = None

    def __enter__(self) -> "Progress":
        self.stages: dict[str, TaskID] = {}
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
            self.bar = Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
            self.bar.start()
        return self.report

    def report(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if self.bar is None:
            return
        if stage not in self.stages:
            self.stages[stage] = self.bar.add_task(stage, total=total)
        self.bar.update(self.stages[stage], completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def show(
    outputs: "Sequence[Output | Fetching | Live]",
    format: Format,
    also: "Sequence[Diagnostic]" = (),
    report: str = "",
    **more: object,
) -> None:
    """Print the findings of all APIs and some others, with a report; for programs as one document, with `more` beside them."""
    from generator import printing

    # What is wrong with a file is found by each stage that reads it.
    found = list(dict.fromkeys([*(one for output in outputs for one in output.found), *also]))
    text = printing.document(found, more) if format is Format.JSON else printing.findings_beside(found, report, format)
    if text:
        typer.echo(text)
    if format is Format.TEXT:
        offer(found)


def offer(found: "Sequence[Finding]") -> None:
    """On a terminal, say how to read more of a finding; the worst is named."""
    if found and sys.stderr.isatty():
        order = ("error", "warning", "info")
        code = min(found, key=lambda one: order.index(one.severity)).code
        typer.echo(f"docs2client explain {code} shows an example and the remedy", err=True)


def fail(code: int, message: str) -> NoReturn:
    """Print what went wrong and leave."""
    typer.echo(f"docs2client: {message}", err=True)
    raise typer.Exit(code)
