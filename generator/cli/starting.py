"""The command that makes a new API: `init`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.common import INPUT_ERROR, OK, USAGE, Format, Root, app, fail, progress

if TYPE_CHECKING:
    from generator.starting import Started, Wanted

#: What a shell says of a program that Ctrl-C has ended.
INTERRUPTED = 130


@app.command(short_help="Make a new API from the address of its docs.")
def init(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What the API is called: small letters, digits, - and _.")
    ],
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The address of its docs or of an index, or a folder of pages.")
    ],
    pages: Annotated[
        list[str] | None,
        typer.Option("--pages", metavar="PATH", help="Only pages whose path begins so, as /api-reference/."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The site is on this machine or in a private network.")
    ] = False,
    rate: Annotated[
        float | None, typer.Option("--rate", min=0.01, max=1000, help="Requests in a second; else five.")
    ] = None,
    link: Annotated[
        bool, typer.Option("--link", help="Let `fetch` take pages from the folder again, and not only now.")
    ] = False,
    root: Root = None,
) -> None:
    """Make a new API from its docs: pages, api.toml with what they tell, the first build; then say what to review."""
    import time

    from generator import inputs, outlining, pipeline, printing, starting
    from generator.diagnostics import printable
    from generator.locking import PublicationError

    began = time.perf_counter()
    project = (root or inputs.find_root(Path.cwd().resolve()) or Path.cwd()).resolve()
    if not project.is_dir():
        fail(USAGE, f"{root} is no folder")
    wanted = starting.Wanted(
        name=name, source=source, pages=tuple(pages or ()), private=allow_private, rate=rate, link=link
    )
    try:
        starting.check(project, wanted)
        pipeline.mend(project)
        started = begin(project, wanted)
        if started.failed:
            refuse(started)
        published = starting.write(project, started)
    except starting.StartError as error:
        fail(USAGE, str(error))
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, f"nothing was written: {error}")
    assert started.output is not None
    typer.echo(outlining.outline(started))
    typer.echo(printing.totals([started.output], published, time.perf_counter() - began))
    typer.echo(outlining.review(started))
    if project != Path.cwd().resolve():
        typer.echo(f"all of it is below {printable(str(project), 1000)}")
    errors = [one for one in (*started.found, *started.output.found) if one.severity == "error"]
    raise typer.Exit(INPUT_ERROR if errors else OK)


def begin(project: Path, wanted: "Wanted") -> "Started":
    """The new API in memory; Ctrl-C ends it with a word."""
    from generator import starting

    try:
        with progress() as report:
            return starting.start(project, wanted, report)
    except KeyboardInterrupt:
        fail(INTERRUPTED, "interrupted; nothing was written")


def refuse(started: "Started") -> None:
    """Print why nothing can be made, and leave."""
    from generator import outlining, printing

    text = printing.findings(outlining.why_not(started), Format.TEXT)
    if text:
        typer.echo(text)
    fail(INPUT_ERROR, "nothing was written")
