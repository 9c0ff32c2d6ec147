"""A check of the environment: a misspelt setting is silently none."""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from hkgraph.doctor.findings import Finding, State
from hkgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "HKGRAPH_"
#: Read by the command line itself.
_OTHERS = frozenset(["HKGRAPH_DEBUG"])


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Tell what differs from the defaults, and variables that are no setting."""
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields} | _OTHERS
    for name in sorted(os.environ):
        if name.startswith(_PREFIX) and name.upper() not in known:
            near = get_close_matches(name, known, n=1)
            mend = f"Perhaps {near[0]} is meant." if near else "See docs/reference/settings.md."
            message = f"{name} is no setting and counts for nothing"
            yield Finding(about="settings", state=State.WARNING, message=message, mend=mend)
    changed = [
        name
        for name, field in Settings.model_fields.items()
        if getattr(settings, name) != field.default
    ]
    message = f"not as by default: {', '.join(changed)}" if changed else "all as by default"
    yield Finding(about="settings", state=State.OK, message=message)
