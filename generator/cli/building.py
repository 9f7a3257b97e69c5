"""Commands that make specs and packages: `build` and `check`."""

from typing import Annotated

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
    fail,
    find_project,
    make_all,
    show,
)


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
