"""Every line of ``named/`` is read as it says; its README tells the format."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.model import MentionForm

FOLDER = Path(__file__).with_name("named")
SCENE = "\n\nHong Kong lies by the sea."
CHECK = re.compile(r"(?P<words>.+?)(?:#(?P<number>\d))?(?P<sign>[=:])(?P<wanted>.+)")


def lines():
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for text, *checks in (row for row in rows if row and not row[0].startswith("#")):
                gap = [pytest.mark.xfail(strict=True, reason="not read yet")] * ("gap" in checks)
                asked = [check for check in checks if check not in {"gap", ""}]
                yield pytest.param(text, asked, marks=gap, id=f"{path.stem}: {text}")


def place_of(text, words, number):
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return starts[number - 1] if number else starts[-1]


@pytest.mark.parametrize(("text", "checks"), list(lines()))
def test_text_is_read(reading_of, text, checks):
    reading = reading_of(text + SCENE, steps=[find_names, link_mentions])

    for check in checks:
        asked = CHECK.fullmatch(check)
        is_kind = asked["sign"] == ":"
        start = place_of(text, asked["words"], int(asked["number"] or is_kind))
        end = start + len(asked["words"])
        here = [m for m in reading.mentions if m.start <= start < m.end <= end]
        if is_kind:
            named = [m for m in here if (m.start, m.end) == (start, end)]
            kinds = {m.kind.value for m in named if m.form is MentionForm.NAME}
            assert kinds == {asked["wanted"]}, check
        else:
            names = {reading.entities[m.entity].name for m in here}
            assert any(asked["wanted"] in name for name in names or {"-"}), check
