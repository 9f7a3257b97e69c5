"""Commands that read and tell: `parse`, `diff`, `explain` and `schema`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.common import DRIFT, INPUT_ERROR, OK, USAGE, Form, Format, Root, app, fail, find_project, offer


class Report(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@app.command(short_help="Print the endpoints that pages document.")
def parse(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or folders of pages; - is the standard input.")
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
        offer(result.diagnostics)
    raise typer.Exit(INPUT_ERROR if any(one.severity == "error" for one in result.diagnostics) else OK)


@app.command(short_help="Tell what changed between two specs.")
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
    from generator import diffing, inputs, printing, releases, reporting
    from generator.drift import worst
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
        outlooks = {
            name: releases.outlook(*result.versions[name], severity)
            for name, changes in result.changes.items()
            if name in result.versions and (severity := worst(changes))
        }
        typer.echo(reporting.markdown(result.changes, outlooks), nl=False)
    else:
        typer.echo(reporting.text(result.changes, words=words) if changed else "no changes")
    raise typer.Exit(DRIFT if changed else OK)


@app.command(short_help="Say where a fact comes from, or what a code means.")
def explain(
    address: Annotated[
        str,
        typer.Argument(metavar="ADDRESS|CODE", help="As Order.update.request.Title, or as the W011 behind a finding."),
    ],
    root: Root = None,
) -> None:
    """Say where a fact comes from (page, line, the line itself, rule, override), or what a diagnostic means."""
    from generator import explaining, manual
    from generator.codes import CODES
    from generator.diagnostics import or_like

    if address in CODES:
        typer.echo(manual.page(address), nl=False)
        raise typer.Exit(OK)
    text = explaining.address(find_project(root), address)
    if text is None:
        near = explaining.near(find_project(root), address)
        fail(USAGE, f"nothing has the address {address}{or_like(near)}")
    typer.echo(text)


@app.command(short_help="Print the JSON Schema of a spec file.")
def schema() -> None:
    """Print the JSON Schema of a spec file."""
    import json

    from generator.spec import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
