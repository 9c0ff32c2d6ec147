"""``hkgraph review export`` and ``import``: judgements as a file for another store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hkgraph.cli.console import put, say
from hkgraph.cli.options import StoreOption, read_settings
from hkgraph.errors import DataError, UsageError


def export(
    file: Annotated[Path | None, typer.Argument(help="File to write; else stdout.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the judgements that stand, as YAML."""
    from hkgraph.reviewing.exchange import export_text
    from hkgraph.store.files import write_whole
    from hkgraph.store.judgements import JudgementFile

    text = export_text(JudgementFile(read_settings(store).store).load())
    if file is None:
        put(text)
        return
    try:
        write_whole(file, text.encode())
    except OSError as exc:
        raise UsageError(
            f"{file} cannot be written: {exc.strerror}", hint="Name a file in another folder."
        ) from exc
    say(f"wrote {file}")


def import_(
    file: Annotated[Path, typer.Argument(help="A YAML file of judgements.")],
    store: StoreOption = None,
) -> None:
    """Add the judgements of a file; exit with 1 if some contradict what stands here."""
    from hkgraph.reviewing.exchange import import_file
    from hkgraph.store.judgements import JudgementFile

    merged = import_file(JudgementFile(read_settings(store).store), file)
    say(f"added {len(merged.added)}, {merged.known} stood already")
    for ours, theirs in merged.conflicts:
        say(
            f"conflict: {ours}: {ours.verdict.value} by {ours.by} here,"
            f" {theirs.verdict.value} by {theirs.by} there; what stands here stays"
        )
    if merged.conflicts:
        raise typer.Exit(DataError.exit_code)
