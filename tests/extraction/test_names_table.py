"""Every line of ``names.tsv`` has the names that it says, and no others."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("names.tsv")


def lines():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for text, *wanted in (row for row in rows if not row[0].startswith("#")):
            gap = [pytest.mark.xfail(strict=True, reason="not read yet")] * ("gap" in wanted)
            named = {tuple(cell.split(": ", 1)) for cell in wanted if cell != "gap"}
            yield pytest.param(text.replace(" // ", "\n\n"), named, marks=gap, id=text)


def without_article(name):
    return name.removeprefix("the ").removeprefix("The ")


@pytest.mark.parametrize(("text", "named"), list(lines()))
def test_names_are_found_with_their_kinds(names_in, text, named):
    found = {(kind, without_article(name)) for name, kind in names_in(text) if kind != "offence"}

    assert {("organisation" if kind == "media" else kind, name) for kind, name in found} == named
