"""``hkgraph doctor``: what may be wrong, with the mend."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from hkgraph.cli.console import put
from hkgraph.cli.options import StoreOption, read_settings


class FindingFormat(StrEnum):
    """What findings can be written as."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(
    store: StoreOption = None,
    format_: Annotated[
        FindingFormat, typer.Option("--format", help="How to write the findings.")
    ] = FindingFormat.TEXT,
) -> None:
    """Check the installation, the store and your own words; exit with 1 if something is wrong."""
    from hkgraph.doctor import examine

    findings = list(examine(read_settings(store)))
    if format_ is FindingFormat.JSON:
        put(json.dumps([one.row() for one in findings], ensure_ascii=False, indent=2))
    else:
        for one in findings:
            put(f"{'ok   ' if one.is_well else 'WRONG'}  {one.message}")
            if one.hint:
                put(f"       {one.hint}")
    if not all(one.is_well for one in findings):
        raise typer.Exit(1)
