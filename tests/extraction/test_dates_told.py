"""Every line of ``dates_told.tsv``: a sentence, words of it, and the time that they tell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hkgraph.extraction.dates.finding import find_dates

TOLD = Path(__file__).with_name("dates_told.tsv")


def lines():
    with TOLD.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for text, words, edtf, *gap in (row for row in rows if not row[0].startswith("#")):
            marks = [pytest.mark.xfail(strict=True, reason="not read yet")] * bool(gap)
            yield pytest.param(text, words, edtf, marks=marks, id=f"{words}: {text}")


@pytest.mark.parametrize(("text", "words", "edtf"), list(lines()))
def test_words_tell_their_time(reading_of, text, words, edtf):
    reading = reading_of(text, steps=[find_dates])
    start = text.index(words)
    end = start + len(words)

    found = [d.time.edtf for d in reading.dates if d.span.start < end and start < d.span.end]

    assert found == ([] if edtf == "-" else [edtf])
