"""Commands that make specs and packages: `build` and `check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.common import (
    DRIFT,
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
    make_all,
    progress,
    show,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.live import Live


@app.command(short_help="Read the pages, write specs and packages.")
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


@app.command(short_help="Tell how the repository differs from its pages.")
def check(
    apis: Apis = None,
    root: Root = None,
    format: Output_ = Format.TEXT,
    words: Annotated[bool, typer.Option("--words", help="Show changes of words, too.")] = False,
    live: Annotated[
        bool, typer.Option("--live", help="Fetch the live docs, too, and tell what has changed there.")
    ] = False,
) -> None:
    """Do what build does without writing, and print how the repository differs from it: by meaning, and file by file."""
    from generator import checking, pipeline, printing
    from generator.locking import PublicationError

    project = find_project(root)
    try:
        pipeline.mend(project)
        outputs = make_all(project, apis, strict=True)
        looks = look_all(project, apis) if live else []
        verdict = checking.judge(project, outputs, looks)
        report = printing.verdict(project, verdict, format, words=words)
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, str(error))
    rows = printing.verdict_rows(project, verdict)
    show([*outputs, *looks], format, also=verdict.broken, report=report, **rows)
    errors = verdict.errors or any(output.errors for output in outputs)
    if format is Format.TEXT and verdict.clean and not errors:
        typer.echo(f"clean: specs and packages are what the {'live docs' if live else 'pages'} give")
    raise typer.Exit(INPUT_ERROR if errors else OK if verdict.clean else DRIFT)


def look_all(project: Path, names: "Sequence[str] | None") -> "list[Live]":
    """The live docs of every named API, or of all."""
    from generator import live

    with progress() as report:
        return [live.look(project, one, report, named=bool(names)) for one in choose(project, names)]
