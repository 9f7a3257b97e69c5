"""Commands that correct pages: `override` and `overrides check`."""

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
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.correcting import Correction, Pages

#: How many addresses are named, and how many lines of changes are printed.
SHOWN, LINES = 5, 60

overrides = typer.Typer(help="Look after the corrections of pages.", no_args_is_help=True)
app.add_typer(overrides, name="overrides")


@app.command(short_help="Correct what a page says.")
def override(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="What the page is wrong about; * stands for one name of it.")
    ],
    set_: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="KEY=VALUE", help="What is right, as type=integer; an empty value: nothing said."
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why the page is wrong.")],
    api: Annotated[str | None, typer.Option("--api", metavar="API", help="The API that has the address.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of what corrects it now.")] = False,
    root: Root = None,
) -> None:
    """Correct what a page says, guarded by what it says now; tried in memory before it is written to overrides.toml."""
    from generator import amending, correcting, pipeline, printing, reporting
    from generator.locking import PublicationError
    from generator.wishes import WishError, facts_of

    project = find_project(root)
    known = choose(project, [api] if api else None)
    try:
        pipeline.mend(project)
        facts = facts_of(set_)
        pages = correcting.home(read_all(project, known, needed=api is not None), address)
        wanted = correcting.plan(pages, address, facts, reason, replaced=replace)
        done = correcting.attempt(project, pages, wanted)
        if done.refused:
            typer.echo(printing.findings(done.found, Format.TEXT))
            fail(INPUT_ERROR, "nothing was written: the correction does not fit")
        correcting.write(project, done)
    except WishError as error:
        fail(USAGE, str(error))
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, f"nothing was written: {error}")
    typer.echo("\n".join(amending.entry(one) for one in done.entries[:SHOWN]), nl=False)
    typer.echo("".join(f"{line}\n" for line in counts(done)), nl=False)
    told = reporting.text({done.api: done.changes}, words=True) or f"{done.api}: nothing that users could see"
    lines = told.split("\n")
    more = [f"  and {len(lines) - LINES} more lines; docs2client check tells all"] if len(lines) > LINES else []
    typer.echo("\n".join([*lines[:LINES], *more]))


def read_all(project: Path, apis: "Sequence[str]", *, needed: bool) -> "list[Pages]":
    """What the pages of some APIs document; one that cannot be read is left out, unless it is `needed`."""
    from generator import correcting, printing

    done = []
    for name in apis:
        with progress() as report:
            pages, found = correcting.read(project, name, report)
        if pages is not None:
            done.append(pages)
            continue
        typer.echo(printing.findings(found, Format.TEXT))
        if needed or len(apis) == 1:
            fail(INPUT_ERROR, f"nothing was written: {name} cannot be read")
    return done


def counts(done: "Correction") -> list[str]:
    """How many entries there are, and what was left as it is."""
    entries = len(done.entries)
    lines = [f"... and {entries - SHOWN} more entries of the same kind"] if entries > SHOWN else []
    lines.append(f"{entries} {'entry' if entries == 1 else 'entries'} in specs/{done.api}/overrides.toml")
    for names, why in ((done.others, "the page says something else"), (done.same, "the page says so itself")):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            lines.append(f"left as they are, because {why}: {', '.join(names[:SHOWN])}{more}")
    return lines


@overrides.command("check")
def check_overrides(apis: Apis = None, root: Root = None, format: Output_ = Format.TEXT) -> None:
    """List the entries of overrides.toml that are stale, redundant or expired."""
    from generator import correcting, pipeline, printing
    from generator.locking import PublicationError

    project = find_project(root)
    try:
        pipeline.mend(project)
        outputs = make_all(project, apis)
    except (PublicationError, OSError) as error:
        fail(INPUT_ERROR, str(error))
    found, errors = correcting.outdated(project, outputs)
    both = sorted([*found, *errors])
    text = printing.document(both, {}) if format is Format.JSON else printing.findings(both, format)
    if text:
        typer.echo(text)
    elif format is Format.TEXT:
        typer.echo("all corrections are as they should be")
    raise typer.Exit(INPUT_ERROR if errors else DRIFT if found else OK)
