"""``hkgraph serve``: the graph over HTTP."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from hkgraph.cli.console import say
from hkgraph.cli.options import StoreOption, read_settings


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="Address to bind to.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to bind to.")] = None,
) -> None:
    """Serve the SPARQL endpoint and the pages."""
    from hkgraph.editing.publishing import begin
    from hkgraph.errors import StoreLockedError
    from hkgraph.logs import set_up_logs
    from hkgraph.server.app import create_app
    from hkgraph.server.running import listen, run
    from hkgraph.store.generations import StoreDir

    settings = read_settings(store, host=host, port=port)
    set_up_logs(as_json=settings.log_json)
    with suppress(StoreLockedError):  # somebody begins it at this moment
        begin(StoreDir(settings.store), settings.base_iri)
    listener = listen(settings.host, settings.port)
    app = create_app(settings.store, settings)
    port = listener.getsockname()[1]
    say(f"serving {settings.store} at http://{settings.host}:{port} (Ctrl-C stops it)")
    run(app, settings, listener)
