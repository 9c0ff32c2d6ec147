"""What the words before a name say of it: whose law it is, who imposed it, where a body is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import table
from hkgraph.model import Kind, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId

#: What may stand at the other end of each relation, and at this one.
_OTHERS = {
    Predicate.LEGISLATION_PASSED_BY: frozenset({Kind.ORGANISATION, Kind.PLACE}),
    Predicate.LEGISLATION_JURISDICTION: frozenset({Kind.PLACE}),
    Predicate.BASED_IN: frozenset({Kind.PLACE}),
    Predicate.SUB_ORGANIZATION_OF: frozenset({Kind.ORGANISATION, Kind.MEDIA}),
}
_OWN = {
    Predicate.LEGISLATION_PASSED_BY: frozenset({Kind.LAW}),
    Predicate.LEGISLATION_JURISDICTION: frozenset({Kind.LAW}),
    Predicate.BASED_IN: frozenset({Kind.ORGANISATION, Kind.MEDIA, Kind.PERSON}),
    Predicate.SUB_ORGANIZATION_OF: frozenset({Kind.ORGANISATION, Kind.MEDIA}),
}
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_FURTHEST = 6


def find_name_facts(reading: Reading) -> Iterator[Said]:
    """Read "Hong Kong's security law", "the Beijing-imposed law" and "London-based Y".

    "The London-based fund" takes up whom it may: it only tells of a body whose home no name told.
    """
    told: set[tuple[LocalId, Predicate]] = set()
    for said in _by_names(reading):
        told.add((said.subject, said.predicate))
        yield said
    for said in _by_descriptions(reading):
        if (said.subject, said.predicate) not in told:
            yield said


def _by_names(reading: Reading) -> Iterator[Said]:
    for mention in reading.mentions:
        if mention.form is MentionForm.NAME and mention.entity is not None:
            start = reading.tokens(mention.start, mention.end).start
            for token in _words_before(reading, start):
                yield from _said_by(reading, mention, mention.entity, token)


def _by_descriptions(reading: Reading) -> Iterator[Said]:
    for mention in reading.mentions:
        entity = reading.entities.get(mention.entity) if mention.entity is not None else None
        if mention.form is not MentionForm.NOMINAL or entity is None or entity.anonymous:
            continue
        if entity.kind in _OWN[Predicate.BASED_IN] - {Kind.PERSON}:
            for token in reading.tokens(mention.start, mention.end)[:-1]:
                if token.lower_ not in _APOSTROPHES:
                    yield from _said_by(reading, mention, entity.id, token)


def _words_before(reading: Reading, start: int) -> Iterator[Token]:
    """Iterate backwards over the words of the noun phrase before a name."""
    for index in range(start - 1, max(-1, start - 1 - _FURTHEST), -1):
        token = reading.doc[index]
        if _ends_phrase(token):
            return
        yield token
        if token.lower_ in _APOSTROPHES:
            return


def _ends_phrase(token: Token) -> bool:
    """Say whether a word before a name belongs to no noun phrase with it ("imposed a law")."""
    is_deed = token.pos_ == "VERB" and token.i > 0 and token.nbor(-1).text != "-"
    is_compound = "-" in token.text
    return (
        (is_deed and not is_compound)
        or token.pos_ in {"AUX", "ADP"}
        or token.text in {",", ".", ";", ":"}
    )


def _said_by(
    reading: Reading, mention: DraftMention, entity: LocalId, token: Token
) -> Iterator[Said]:
    predicate, end = _link(token)
    if predicate is None or _kind(reading, mention) not in _OWN[predicate]:
        return
    other = _mention_ending(reading, end, _OTHERS[predicate])
    if other is not None and other.entity is not None:
        yield Said(
            subject=entity,
            predicate=predicate,
            object=other.entity,
            evidence=reading.span(other.start, mention.end),
            voice=quoted_voice(reading, mention.start),
            rule=f"relation:{predicate.value}/name",
        )


def _link(token: Token) -> tuple[Predicate | None, int]:
    """Say what a word before a name links it with, and where the other name ends."""
    if token.lower_ in _APOSTROPHES:
        return Predicate.LEGISLATION_JURISDICTION, token.idx
    joined, hyphen, last = token.lower_.rpartition("-")
    said = table("name-links").get(last)
    if said is None:
        return None, 0
    if hyphen:
        return Predicate(said), token.idx + len(joined)
    is_joined = token.i > 0 and token.nbor(-1).text == "-"
    return (Predicate(said), token.nbor(-1).idx) if is_joined else (None, 0)


def _mention_ending(reading: Reading, end: int, kinds: frozenset[Kind]) -> DraftMention | None:
    fitting = (m for m in reading.mentions if m.end == end and _kind(reading, m) in kinds)
    return max(fitting, key=lambda m: m.end - m.start, default=None)


def _kind(reading: Reading, mention: DraftMention) -> Kind | None:
    return reading.entities[mention.entity].kind if mention.entity is not None else None
