"""What an event is called, made of its parts, since articles give events no names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from hkgraph.graph.dates import words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_MOST_NAMES = 3


def name_event(
    slug: str, affected: Collection[str], agents: Collection[str], times: Collection[str] = ()
) -> str:
    """Give the name of an event.

    Args:
        slug: The event's type.
        affected: Names of whom it concerns; without any the agents are named.
        times: EDTF; of several the finest is named, unless they contradict each other.

    >>> name_event("entry-denial", ["Anna Reed"], [], ["2025-04-10"])
    'Entry denied to Anna Reed, 10 April 2025'
    >>> name_event("arrest", ["Anna Reed"], [], ["2025", "2025-04-10", "2025-04"])
    'Arrest of Anna Reed, 10 April 2025'
    >>> name_event("protest", [], ["A", "B", "C", "D", "E"])
    'Protest by A, B, C and 2 more'
    """
    name = "event" if slug == "other" else slug.replace("-", " ")
    if affected:
        name = f"{_leads()['affected'].get(slug, f'{name} of')} {listed(affected)}"
    elif agents:
        name = f"{_leads()['agents'].get(slug, f'{name} by')} {listed(agents)}"
    finest = max(times, key=len, default="")
    agree = all(finest.startswith(edtf) for edtf in times)
    when = [words_for(finest)] if finest and agree else []
    return ", ".join([name[:1].upper() + name[1:], *when])


def listed(names: Collection[str]) -> str:
    """Give the first few names and say how many more there are."""
    more = len(names) - _MOST_NAMES
    return ", ".join(list(names)[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


@cache
def _leads() -> Mapping[str, Mapping[str, str]]:
    """Read the table beside this module."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return table
