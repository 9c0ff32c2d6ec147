"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from hkgraph.errors import SettingsError
from hkgraph.settings import Settings

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Folder of the store; else HKGRAPH_STORE, else ./store."),
]
WaitOption = Annotated[
    float, typer.Option("--wait", min=0, help="Seconds to wait for another writer.")
]


def read_settings(store: Path | None = None, **others: Any) -> Settings:
    """Read settings from the environment; options that were given win.

    Raises:
        SettingsError: A setting cannot be right.
    """
    given = {name: value for name, value in {"store": store, **others}.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "HKGRAPH_" + "_".join(map(str, first["loc"])).upper()
        raise SettingsError(
            f"the setting {name} cannot be {first['input']!r}: {first['msg']}",
            hint="Mend the environment variable or the option.",
        ) from exc
