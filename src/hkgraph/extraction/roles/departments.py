"""Offices named after their department: "Director of Marine", "Commissioner for Transport"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.names.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from hkgraph.extraction.names.gazetteer import Gazetteer

_HEADED = re.compile(
    r"\b(?P<head>director|commissioner|controller|permanent secretary)(?:[ -]general)? (?:of|for) "
    r"(?:the )?(?P<field>[\w ,&’'-]+)$"
)
_NAMED = re.compile(r"(?P<behind>.+) (?P<kind>department|bureau)|department of (?P<before>.+)")
_TOPIC = "government"


def department_headed(title: str) -> str | None:
    """Find the gazetteer row of the department or bureau whose field a title names."""
    found = _HEADED.search(" ".join(title.lower().split()))
    if found is None:
        return None
    is_bureau = found["head"] == "permanent secretary"
    return _departments(load_gazetteer()).get((found["field"], is_bureau))


@cache
def _departments(gazetteer: Gazetteer) -> dict[tuple[str, bool], str]:
    """Give the city's departments by their field, and its bureaux, which are marked."""
    rows = (row for row in gazetteer.rows.values() if row.topic == _TOPIC)
    named = ((row, _NAMED.fullmatch(row.name.lower())) for row in rows)
    return {
        (found["behind"] or found["before"], found["kind"] == "bureau"): row.id
        for row, found in named
        if found
    }
