"""Arguments, printing and exit codes; nothing else prints. Each module has the commands of one kind."""

import sys
from typing import Annotated

import typer

from generator.cli import building, correcting, fetching, reading, reviewing, serving, starting
from generator.cli.common import OK, app

__all__ = ["app", "building", "correcting", "fetching", "main", "reading", "reviewing", "serving", "starting"]


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
