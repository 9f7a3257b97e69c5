"""The command that asks the live docs: `fetch`."""

from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.common import (
    INPUT_ERROR,
    OK,
    USAGE,
    Apis,
    Format,
    Output_,
    Root,
    app,
    choose,
    fail,
    find_project,
    progress,
    show,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@app.command(short_help="Fetch the pages from the live docs.")
def fetch(
    apis: Apis = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="ADDRESS",
            help="Take over what is kept aside of a page, or let a page go that is gone from the docs: its path, URL or endpoint; "
            "a * stands for anything.",
        ),
    ] = None,
    root: Root = None,
    format: Output_ = Format.TEXT,
) -> None:
    """Fetch the pages from the live docs; one that lost something is kept aside. Nothing is built."""
    import time

    from generator import fetching, pipeline, printing
    from generator.locking import PublicationError

    began = time.perf_counter()
    project = find_project(root)
    chosen = choose(project, apis)
    try:
        pipeline.mend(project)
        accepted = fetching.meant(project, chosen, accept or ())
        refuse(fetching.strange(project, chosen, accepted), "no page goes by")
        with progress() as report:
            done = [fetching.fetch_api(project, name, accepted, report, named=bool(apis)) for name in chosen]
        if useless := fetching.useless(done, accepted):
            # The docs of now must not be what the next run finds, whenever that is.
            fetching.forget(done)
            refuse(useless, "nothing is kept aside at")
        fetching.write(project, done)
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, f"nothing was written: {error}")
    counts = fetching.counts(done)
    show(done, format, totals=counts, pages=fetching.rows(done))
    if format is Format.TEXT:
        typer.echo(printing.table(counts, time.perf_counter() - began))
    raise typer.Exit(INPUT_ERROR if any(one.failed for one in done) else OK)


def refuse(names: "Mapping[str, Sequence[str]]", problem: str) -> None:
    """Leave with wrong usage where names are none, and say which may have been meant."""
    from generator.diagnostics import or_like

    for name, near in names.items():
        fail(USAGE, f"{problem} {name}{or_like(near)}")
