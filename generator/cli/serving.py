"""The command that serves: `mock`."""

import sys
from typing import Annotated, Any

import typer

from generator.cli.common import INPUT_ERROR, USAGE, Root, app, check_names, fail, find_project


@app.command(short_help="Serve an API on this machine as documented.")
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
    token: Annotated[
        list[str] | None, typer.Option("--token", help="A bearer token or an API key that is accepted.")
    ] = None,
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
