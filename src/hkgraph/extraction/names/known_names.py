"""Names of the gazetteer in a text: which row each means, also inside longer names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.laws import law_meant
from hkgraph.extraction.names.metonyms import government_meant
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.extraction.names.senses import Senses, is_no_name
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.extraction.names.gazetteer import GazetteerMatch, GazetteerRow
    from hkgraph.extraction.names.surface import Surface

_HERE = re.compile(r"^(?:Hong Kong(?:['’]s)?|HKSAR) ")
_OF_HERE = re.compile(
    r" of (?:the )?(?:Government of (?:the )?)?"
    r"(?:Hong Kong Special Administrative Region|HKSAR|Hong Kong)(?: [Gg]overnment)?$"
)
#: Files of the gazetteer whose bodies may be told as those of Hong Kong.
_LOCAL_TOPICS = frozenset(["government", "courts", "laws"])


def known_names(surface: Surface) -> Iterator[Candidate]:
    """Find what the gazetteer knows, and words that look like it but name nothing."""
    matches = load_gazetteer().matches(surface.words)
    senses = Senses(surface, matches)
    refused = 0
    for match in matches:
        if is_no_name(surface, match):
            yield Candidate(first=match.first, last=match.last, kind=None, trust=Trust.GAZETTEER)
            continue
        is_open = match.first >= refused and senses.means_row(match)
        meant = _row_meant(surface, match) if is_open else None
        if meant is None:
            # What is no name holds no shorter one ("Macau's national security law").
            refused = max(refused, match.last)
        else:
            yield Candidate(
                first=match.first,
                last=match.last,
                kind=load_gazetteer().rows[meant].kind,
                trust=Trust.GAZETTEER,
                gazetteer=meant,
            )


def _row_meant(surface: Surface, match: GazetteerMatch) -> str | None:
    """Give the row that a name means where it stands, if any."""
    if match.row.kind is Kind.LAW:
        return law_meant(surface, match)
    if match.row.kind is Kind.PLACE:
        return government_meant(surface, match) or match.row.id
    return match.row.id


def demonyms(surface: Surface) -> Iterator[Candidate]:
    """Find adjectives of places ("Chinese")."""
    rows = load_gazetteer().rows
    for match in PhraseTable(table("demonyms").items()).matches(surface.words):
        if match.payload in rows and surface.lower(match.last) != "-":
            yield Candidate(
                first=match.first,
                last=match.last,
                kind=Kind.PLACE,
                trust=Trust.GAZETTEER,
                gazetteer=match.payload,
                is_demonym=True,
            )


def with_rows(headed: Iterable[Candidate], surface: Surface) -> Iterator[Candidate]:
    """Give a known body its row though "Ltd", "Hong Kong" or "of the HKSAR" stands at its name."""
    for name in headed:
        row = _row_behind(surface.text(name.first, name.last))
        yield replace(name, gazetteer=row.id) if row and row.kind is name.kind else name


def _row_behind(name: str) -> GazetteerRow | None:
    """Find the row of a name that is longer than the gazetteer's."""
    find = load_gazetteer().find
    parts = name.split()
    while len(parts) > 1 and parts[-1] in words("company-endings"):
        parts.pop()
    if len(parts) < len(name.split()):
        found = find(" ".join(parts))
        return found if found and found.kind is Kind.ORGANISATION else None
    short = _OF_HERE.sub("", _HERE.sub("", name))
    found = find(short) if short != name else None
    return found if found and found.topic in _LOCAL_TOPICS else None
