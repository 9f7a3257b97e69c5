"""The command that shows: `report`."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.common import INPUT_ERROR, OK, USAGE, Format, Root, app, check_names, fail, find_project, progress


@app.command(short_help="Write one HTML page to review an API with.")
def report(
    api: Annotated[str, typer.Argument(metavar="API", help="The API to look at.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Where the page goes; else below .docs2client-cache/."),
    ] = None,
    root: Root = None,
) -> None:
    """Write one HTML page to review an API with: every captured page beside the facts that were read from it."""
    from generator import pipeline, printing
    from generator.locking import PublicationError
    from generator.report import run

    project = find_project(root)
    check_names(project, [api])
    if output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        fail(USAGE, f"{output} is no file in a folder that is there")
    try:
        pipeline.mend(project)
        with progress() as told:
            done = run.write(project, api, output, told)
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, f"nothing was written: {error}")
    if done.errors:
        typer.echo(printing.findings(done.errors, Format.TEXT), err=True)
    inside = output is None and done.path.is_relative_to(project)
    typer.echo(f"{done.path.relative_to(project) if inside and project == Path.cwd() else done.path}")
    raise typer.Exit(INPUT_ERROR if done.errors else OK)
