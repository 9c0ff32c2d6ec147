"""The step that finds what an article names: people, organisations, places, laws, offences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.outlets import outlet_named
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.bodies import find_bodies
from hkgraph.extraction.names.candidates import Candidate, Trust, choose
from hkgraph.extraction.names.clues import begins_name
from hkgraph.extraction.names.described_names import described_names
from hkgraph.extraction.names.forms import natural_order
from hkgraph.extraction.names.headed_names import headed_names
from hkgraph.extraction.names.known_names import demonyms, known_names, with_rows
from hkgraph.extraction.names.model_names import model_names
from hkgraph.extraction.names.namesakes import without_surnames
from hkgraph.extraction.names.offences import offences_told
from hkgraph.extraction.names.people import find_people
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.extraction.names.placed_names import local_units, placed_names
from hkgraph.extraction.names.police_units import police_units
from hkgraph.extraction.names.same_names import declared_short_names, repeated_names, short_bodies
from hkgraph.extraction.names.short_forms import is_body_name
from hkgraph.extraction.names.shortened import shortened_bodies
from hkgraph.extraction.names.state_bodies import state_bodies
from hkgraph.extraction.names.surface import Surface
from hkgraph.extraction.names.things import thing_names
from hkgraph.extraction.names.unnamed import storm_names, unnamed_words, vessel_names
from hkgraph.extraction.reading import DraftMention
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.extraction.reading import Reading


_STATES_OF_TITLES = frozenset(["US", "UK", "China"])


def find_names(reading: Reading) -> None:
    """Fill ``mentions`` with the names in the text; their entities are still open."""
    surface = Surface(reading)
    candidates = candidate_names(surface)
    reading.mentions = [
        DraftMention(
            start=surface.words[c.first].start,
            end=surface.words[c.last - 1].end,
            kind=c.kind,
            form=MentionForm.NAME,
            gazetteer=c.gazetteer,
            is_demonym=c.is_demonym,
        )
        for c in candidates
        if c.kind is not None
    ]


def candidate_names(surface: Surface) -> list[Candidate]:
    """Find names without overlap, in order of the text."""
    titles = [*_titles(surface), *storm_names(surface), *vessel_names(surface)]
    titles += thing_names(surface)
    known = [*known_names(surface), *demonyms(surface), *offences_told(surface)]
    known += police_units(surface)
    declared = list(_declared_names(surface))
    blocked = _words_of([*titles, *declared, *(c for c in known if _ends_alone(surface, c))])
    headed = with_rows(_without_places(surface, headed_names(surface, blocked), known), surface)
    placed = [*placed_names(surface, known, blocked), *local_units(surface, known)]
    placed += state_bodies(surface, known)
    described = described_names(surface, known, blocked)
    fixed = choose([*known, *headed, *placed, *described, *titles, *declared])
    fixed = without_surnames(surface, fixed)
    fixed = choose([*shortened_bodies(surface, fixed), *fixed])
    fixed = choose([*find_bodies(surface, fixed), *fixed])
    people = list(find_people(surface, _words_of(fixed), blocked))
    sure = _words_of(c for c in fixed if c.kind is not Kind.PLACE or c.is_demonym)
    places = _words_of(fixed)
    model = [
        c
        for c in model_names(surface)
        if (places if c.kind is Kind.PLACE else sure).isdisjoint(range(c.first, c.last))
        and not _is_at_a_place(surface, c, fixed)
    ]
    found = choose([*fixed, *people, *model])
    found = choose([*found, *declared_short_names(surface, found)])
    repeated = [*repeated_names(surface, found), *short_bodies(surface, found)]
    unnamed = unnamed_words(surface)
    return [
        c
        for c in choose([*found, *repeated])
        if c.kind is not None and unnamed.isdisjoint(range(c.first, c.last))
    ]


def _ends_alone(surface: Surface, known: Candidate) -> bool:
    """Say whether no longer name holds a known one ("the pro-Beijing Tolo Daily")."""
    before = known.first - 1
    is_camp = surface.lower(before) == "-" and surface.lower(before - 1) in {"pro", "anti"}
    return known.kind is None or (is_camp and surface.adjoins(known.first))


def _titles(surface: Surface) -> Iterator[Candidate]:
    """Find what keeps names out: titles, and words such as those of dates."""
    titles = sorted(words("titles") | words("not-names"))
    for match in PhraseTable((title, None) for title in titles).matches(surface.words):
        # "Hon-kwong" holds no title.
        hyphened = surface.lower(match.last) == "-" and surface.adjoins(match.last)
        if not hyphened and not begins_name(surface, match.first, match.last):
            # "US Secretary of State": the place is named, the rest is the title.
            first = match.first + (surface.words[match.first].text in _STATES_OF_TITLES)
            yield Candidate(first=first, last=match.last, kind=None, trust=Trust.GAZETTEER)


def _declared_names(surface: Surface) -> Iterator[Candidate]:
    """Find the names that the page gives for its authors and its publisher."""
    article = surface.article
    people = [*article.authors, *article.contributors]
    names = [
        (natural_order(name), Kind.MEDIA if _is_outlet(name) else Kind.PERSON)
        for name in people
        if len(name.split()) > 1
    ]
    names += [(article.publisher, Kind.MEDIA)] if article.publisher else []
    for match in PhraseTable(names).matches(surface.words):
        yield Candidate(first=match.first, last=match.last, kind=match.payload, trust=Trust.CONTEXT)


def _is_outlet(name: str) -> bool:
    """Say whether a name in the line of the author is a medium's ("Delta News Agency")."""
    return outlet_named(name) is not None or is_body_name(name)


def _is_at_a_place(surface: Surface, name: Candidate, known: list[Candidate]) -> bool:
    """Say whether a name holds where its bearer is ("the Tolo Hotel on Nathan Road")."""
    return any(
        place.kind is Kind.PLACE
        and place.last == name.last
        and place.first > name.first + 1
        and surface.lower(place.first - 1) in {"on", "in", "at", "near"}
        for place in known
    )


def _is_pair(surface: Surface, name: Candidate, known: list[Candidate]) -> bool:
    """Say whether "and" joins a known name to another ("Ming Pao and Sing Tao Daily")."""
    ends = (k for k in known if k.last == name.last and k.first > name.first)
    begins = (k for k in known if k.first == name.first and k.last < name.last)
    joints = [surface.lower(k.first - 1) for k in ends]
    joints += [surface.lower(k.last) for k in begins if k.kind is not Kind.PLACE]
    return not {"and", "&"}.isdisjoint(joints)


def _without_places(
    surface: Surface, headed: Iterable[Candidate], known: list[Candidate]
) -> Iterator[Candidate]:
    """Leave out a known name with a place before it ("Hong Kong Security Bureau")."""
    for name in headed:
        if _is_pair(surface, name, known):
            continue
        inner = [k for k in known if k.last == name.last and k.first > name.first]
        place = [k for k in known if k.first == name.first and k.kind is Kind.PLACE]
        if not any(k.first == p.last for k in inner for p in place):
            yield name


def _words_of(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(i for c in candidates for i in range(c.first, c.last))
