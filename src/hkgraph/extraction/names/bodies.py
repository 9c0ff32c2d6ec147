"""Names of bodies without a telling noun: what stands beside them anywhere in the article tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.body_clues import body_points, described_kind
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.clues import (
    follows_honorific,
    follows_kin,
    follows_role,
    has_age,
    is_called,
    precedes_role,
)
from hkgraph.extraction.names.forms import is_surname, may_be_given
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.people import Run, runs, shape_points, without_opening
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.extraction.names.surface import Surface

#: Points from which what stands around a name shows a body.
_ENOUGH = 3
#: A surname, a given name or a known place alone needs more than one sign ("the union Chan leads").
_ENOUGH_OF_BARE = 6
_LONGEST_OF_PERSON = 4
_LOCAL = "hong-kong-places"


@dataclass(slots=True)
class _Record:
    """What one article shows of one name."""

    places: list[Run] = field(default_factory=list)
    body: int = 0
    other: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)


def find_bodies(surface: Surface, fixed: list[Candidate]) -> Iterator[Candidate]:
    """Find names that are described, owned from or led as only a body's are.

    Args:
        surface: The words.
        fixed: What is known already: titles, names of the gazetteer, names with a telling noun.
    """
    fuller = [
        surface.text(c.first, c.last)
        for c in fixed
        if c.kind in {Kind.ORGANISATION, Kind.MEDIA} and c.last - c.first > 1
    ]
    near = [c for c in fixed if _is_small_place(c)]
    places = {surface.text(c.first, c.last) for c in near}
    records = _records(surface, [c for c in fixed if c not in near])
    borne = _parts_of_people(records)
    for name, record in records.items():
        is_told = bool(record.kinds) and load_gazetteer().find(name) is None
        if name in places and not is_told and not any(_is_firm_of(name, o) for o in fuller):
            continue
        record.body += _ENOUGH * any(_begins(name, other) for other in fuller)
        record.other += _shape(name, record) + 2 * _ENOUGH * (name in borne)
        is_bare = is_surname(name) or may_be_given(name) or (name in places and not is_told)
        enough = _ENOUGH_OF_BARE if is_bare else _ENOUGH
        if record.body < enough or record.body <= record.other:
            continue
        kind = max(record.kinds, key=lambda k: record.kinds[k], default=Kind.ORGANISATION)
        trust = Trust.GAZETTEER if name in places else Trust.CONTEXT
        for run in record.places:
            yield Candidate(first=run.first, last=run.last, kind=kind, trust=trust)


def _is_small_place(known: Candidate) -> bool:
    """Say whether a place is one after which a firm may be called ("Lion Rock", unlike "Japan")."""
    if known.kind is not Kind.PLACE or known.is_demonym or known.gazetteer == "hong-kong":
        return False
    row = load_gazetteer().rows.get(known.gazetteer or "")
    return row is None or row.topic == _LOCAL


def _shape(name: str, record: _Record) -> int:
    """Weigh the form of a name against a body; a clear one counts at each of its places."""
    points = shape_points(name.split())
    return 2 * points * (len(record.places) if points > 1 else 1)


def _parts_of_people(names: Iterable[str]) -> frozenset[str]:
    """Give the words of names that have the form of a person's."""
    parts = (name.split() for name in names)
    full = [p for p in parts if 1 < len(p) < _LONGEST_OF_PERSON and p[-1] not in _firm_words()]
    return frozenset(word for name in full for word in name)


def _is_firm_of(name: str, fuller: str) -> bool:
    return fuller.startswith(f"{name} ") and fuller.rsplit(maxsplit=1)[-1] in _firm_words()


def _firm_words() -> frozenset[str]:
    return words("firm-words") | words("trade-words")


def _begins(name: str, fuller: str) -> bool:
    """Say whether a fuller name begins with this one; with a single word only a firm's does."""
    if not fuller.startswith(f"{name} "):
        return False
    return " " in name or _is_firm_of(name, fuller)


def _records(surface: Surface, fixed: list[Candidate]) -> dict[str, _Record]:
    places = _words_of(c for c in fixed if c.kind is Kind.PLACE)
    taken = _words_of(c for c in fixed if c.kind is not Kind.PLACE)
    records: dict[str, _Record] = {}
    for run in _joined(surface, runs(surface, taken)):
        if run.first in surface.in_title_case or places.issuperset(range(run.first, run.last)):
            continue
        if run.last - run.first == 1 and _is_no_noun(surface, run.first):
            continue
        if _ends_longer(surface, run.first):
            continue
        record = records.setdefault(surface.text(run.first, run.last), _Record())
        record.places.append(run)
        record.body += body_points(surface, run.first, run.last)
        record.body += _ENOUGH_OF_BARE * _is_partnership(surface, run)
        record.other += _person_points(surface, run) + _place_points(surface, run)
        if (kind := described_kind(surface, run.first, run.last)) is not None:
            record.kinds[kind] += 1
    return records


def _ends_longer(surface: Surface, first: int) -> bool:
    """Say whether a name goes on from capitals ("Habitat for Humanity International")."""
    before = surface.words[first - 2] if first > 1 else None
    return surface.lower(first - 1) == "for" and before is not None and before.is_capitalised


def _joined(surface: Surface, found: Iterable[Run]) -> Iterator[Run]:
    """Join runs over "&" and plural possessives ("Pinnock & Soong", "Migrants' Hearth")."""
    last: Run | None = None
    for run in found:
        if last is not None and _links(surface, last, run):
            last = Run(last.first, run.last)
            continue
        yield from _trimmed(surface, last)
        last = run
    yield from _trimmed(surface, last)


def _links(surface: Surface, before: Run, run: Run) -> bool:
    if run.first - before.last != 1 or not surface.same_block(run.first):
        return False
    mark = surface.lower(before.last)
    is_owner = mark in {"'", "’"} and surface.words[before.last - 1].text.endswith("s")
    return mark == "&" or (is_owner and surface.adjoins(before.last))


def _is_partnership(surface: Surface, run: Run) -> bool:
    """Say whether a mark joins two as only in a body's name ("Pinnock & Soong")."""
    inside = range(run.first + 1, run.last - 1)
    if not words("event-heads").isdisjoint(surface.text(run.first, run.last).split()):
        # "Teachers' Day"
        return False
    return any(
        surface.lower(index) in {"&", "'", "’"} and _joins(surface, index) for index in inside
    )


def _joins(surface: Surface, index: int) -> bool:
    return surface.lower(index) == "&" or surface.words[index - 1].text.endswith("s")


def _trimmed(surface: Surface, run: Run | None) -> Iterator[Run]:
    trimmed = without_opening(surface, run) if run is not None else None
    if trimmed is not None:
        yield trimmed


def _person_points(surface: Surface, run: Run) -> int:
    first, last = run.first, run.last
    points = 4 * (follows_honorific(surface, first) or is_called(surface, first))
    points += 3 * (has_age(surface, last) or precedes_role(surface, last))
    return points + 2 * (follows_role(surface, first) or follows_kin(surface, first))


def _place_points(surface: Surface, run: Run) -> int:
    """Weigh a preposition of place before, unlike that of "shares in Tolo" or "in Tolo circles"."""
    is_placed = surface.lower(run.first - 1) in {"in", "near", "around", "across"}
    token = surface.tokens[run.last - 1]
    is_whole = token is None or token.dep_ != "compound"
    return _ENOUGH * (is_placed and is_whole and body_points(surface, run.first, run.last) == 0)


def _words_of(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(i for c in candidates for i in range(c.first, c.last))


def _is_no_noun(surface: Surface, index: int) -> bool:
    token = surface.tokens[index]
    if token is None or token.is_stop or surface.words[index].text in words("leaders"):
        return True
    # "Outgoing chairman Ng"
    is_adjective = token.pos_ == "ADJ" and not surface.words[index].text.isupper()
    return is_adjective and index in surface.sentence_starts
