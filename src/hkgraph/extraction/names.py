"""The step that finds what an article names: people, organisations, places, laws, offences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.candidates import Candidate, Trust, choose
from hkgraph.extraction.gazetteer import load_gazetteer
from hkgraph.extraction.headed_names import headed_names
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.metonyms import is_actor
from hkgraph.extraction.name_forms import natural_order
from hkgraph.extraction.people import find_people
from hkgraph.extraction.phrases import PhraseTable
from hkgraph.extraction.reading import DraftMention
from hkgraph.extraction.same_names import repeated_names
from hkgraph.extraction.surface import Surface
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.extraction.reading import Reading

_MODEL_KINDS = {"ORG": Kind.ORGANISATION, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE}


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
    titles = list(_titles(surface))
    known = [*_known_names(surface), *_demonyms(surface)]
    headed = _without_places(headed_names(surface, _words_of(titles)), known)
    fixed = choose([*known, *headed, *titles, *_declared_names(surface)])
    people = list(find_people(surface, _words_of(fixed)))
    sure = _words_of(c for c in fixed if c.kind is not Kind.PLACE or c.is_demonym)
    model = [c for c in _model_names(surface) if sure.isdisjoint(range(c.first, c.last))]
    found = choose([*fixed, *people, *model])
    repeated = repeated_names(surface, found)
    return [c for c in choose([*found, *repeated]) if c.kind is not None]


def _titles(surface: Surface) -> Iterator[Candidate]:
    titles = PhraseTable((title, None) for title in sorted(words("titles")))
    for match in titles.matches(surface.words):
        yield Candidate(first=match.first, last=match.last, kind=None, trust=Trust.GAZETTEER)


def _known_names(surface: Surface) -> Iterator[Candidate]:
    for match in load_gazetteer().matches(surface.words):
        row = match.row
        kind, row_id = row.kind, row.id
        if row_id == "beijing" and is_actor(surface, match.first):
            kind, row_id = Kind.ORGANISATION, "central-people-s-government"
        yield Candidate(
            first=match.first,
            last=match.last,
            kind=kind,
            trust=Trust.GAZETTEER,
            gazetteer=row_id,
        )


def _declared_names(surface: Surface) -> Iterator[Candidate]:
    """Find the names that the page gives for its authors and its publisher."""
    article = surface.article
    people = [*article.authors, *article.contributors]
    names = [(natural_order(name), Kind.PERSON) for name in people if len(name.split()) > 1]
    names += [(article.publisher, Kind.MEDIA)] if article.publisher else []
    for match in PhraseTable(names).matches(surface.words):
        yield Candidate(first=match.first, last=match.last, kind=match.payload, trust=Trust.CONTEXT)


def _demonyms(surface: Surface) -> Iterator[Candidate]:
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


def _without_places(headed: Iterable[Candidate], known: list[Candidate]) -> Iterator[Candidate]:
    """Leave out a known name with a place before it ("Hong Kong Security Bureau")."""
    for name in headed:
        inner = [k for k in known if k.last == name.last and k.first > name.first]
        place = [k for k in known if k.first == name.first and k.kind is Kind.PLACE]
        if not any(k.first == p.last for k in inner for p in place):
            yield name


def _model_names(surface: Surface) -> Iterator[Candidate]:
    """Take what the model found and no rule speaks for, where it has capitals."""
    by_start = {word.start: index for index, word in enumerate(surface.words)}
    by_end = {word.end: index + 1 for index, word in enumerate(surface.words)}
    for entity in surface.doc.ents:
        kind = _MODEL_KINDS.get(entity.label_)
        first, last = by_start.get(entity.start_char), by_end.get(entity.end_char)
        if kind is None or first is None or last is None:
            continue
        while first < last and not surface.words[first].is_capitalised:
            first += 1
        first += first < last and surface.lower(first) in {"the", "a", "an"}
        while last > first and not surface.words[last - 1].text[0].isalnum():
            last -= 1
        if last - first >= 2 and surface.lower(last - 1) == "s":
            last -= 2 * (surface.words[last - 2].text in "'’")
        marks = {word.text for word in surface.words[first:last]}
        if first < last and marks.isdisjoint('()[]“”"$£€') and first not in surface.in_title_case:
            yield Candidate(first=first, last=last, kind=kind, trust=Trust.MODEL)


def _words_of(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(i for c in candidates for i in range(c.first, c.last))
