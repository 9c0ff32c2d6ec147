"""Whether the first line of a text is its headline, or its prose already."""

from __future__ import annotations

import re
from functools import cache

from hkgraph.articles.bylines import dateline_agency, dateline_outlet
from hkgraph.articles.dateline import agency_day
from hkgraph.articles.word_tables import column

#: Headlines are shorter, or end without a stop.
_LONGEST_SENTENCE = 20
_STOP = re.compile(r"\.[\"'”’»)\]]*\s*\Z")
_BREAK = re.compile(r"(\w[\w’'-]*)[.?!][\"'”’»)\]]*\s+[\"'“‘«(\[]*[A-Z]")


def opens_text(line: str) -> bool:
    """Say whether a line is no headline: an agency's dateline opens it, or it reads as prose."""
    if agency_day(line) or dateline_outlet(line):
        return True
    if _STOP.search(line) is None:
        return False
    is_long = len(line.split()) > _LONGEST_SENTENCE
    return is_long or _has_sentences(line) or dateline_agency(line) is not None


def _has_sentences(line: str) -> bool:
    """Say whether a sentence ends inside a line; the stop of "Mr." or of an initial ends none."""
    ends = (found[1] for found in _BREAK.finditer(line))
    return any(len(word) > 1 and word.casefold() not in _shortened() for word in ends)


@cache
def _shortened() -> frozenset[str]:
    return frozenset(column("bylines", "shortened"))
