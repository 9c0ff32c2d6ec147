"""``hkgraph load``: other RDF in bulk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hkgraph.cli.console import say
from hkgraph.cli.options import StoreOption, WaitOption, read_settings


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(load)


def load(
    files: Annotated[list[Path], typer.Argument(help="Files of RDF; their names tell the format.")],
    store: StoreOption = None,
    graph: Annotated[
        str | None, typer.Option(help="IRI of the graph that all of it goes into.")
    ] = None,
    no_gate: Annotated[
        bool, typer.Option("--no-gate", help="Do not check it against the shapes.")
    ] = False,
    wait: WaitOption = 0.0,
) -> None:
    """Bring other RDF into the store, as a new generation."""
    from hkgraph.editing.child import load_shapes
    from hkgraph.editing.loading import Loading, files_of, load_files
    from hkgraph.store.generations import StoreDir

    settings = read_settings(store)
    loaded = load_files(
        StoreDir(settings.store),
        Loading(
            files=files_of(files),
            graph=graph,
            base_iri=settings.base_iri,
            keep=settings.keep_generations,
            checker=None if no_gate else load_shapes,
            wait_seconds=wait,
        ),
    )
    say(f"generation {loaded.generation.number} is current: {loaded.quads} quads more")
