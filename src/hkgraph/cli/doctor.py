"""``hkgraph doctor``: whether everything is there and right."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from hkgraph.cli.console import put
from hkgraph.cli.options import StoreOption, read_settings


class DoctorFormat(StrEnum):
    """What findings can be written as."""

    TEXT = "text"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(
    store: StoreOption = None,
    format_: Annotated[
        DoctorFormat, typer.Option("--format", help="How to write the findings.")
    ] = DoctorFormat.TEXT,
) -> None:
    """Check the store, settings, own words, model, knowledge base, editor, disk space and lock."""
    from hkgraph.doctor.examining import examine
    from hkgraph.doctor.findings import exit_code, to_json, to_text

    findings = examine(read_settings(store))
    put(to_json(findings) if format_ is DoctorFormat.JSON else to_text(findings))
    if code := exit_code(findings):
        raise typer.Exit(code)
