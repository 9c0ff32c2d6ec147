"""From a token of the parse to the entities it stands for, and to the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.groups import group_meant
from hkgraph.extraction.events.name_lists import listed_with
from hkgraph.extraction.grammar.counts import count_of, means_people
from hkgraph.extraction.grammar.nominals import (
    coordinated,
    described_by,
    one_of,
    prepositional_objects,
)
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId, Span

#: Who can act or be acted on; places act for their governments.
ACTORS = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.MEDIA, Kind.OFFICE, Kind.PLACE})
ORGANISATIONS = frozenset({Kind.ORGANISATION, Kind.MEDIA, Kind.OFFICE})

_EXAMPLES = frozenset({"including", "like"})


def entity_of(reading: Reading, token: Token, kinds: frozenset[Kind] = ACTORS) -> LocalId | None:
    """Find the entity that a token names or refers to, if it is of one of the kinds."""
    mention = mention_headed(reading, token)
    if mention is None or mention.entity is None:
        return None
    kind = reading.entities[mention.entity].kind
    if kind is Kind.PLACE and any(c.dep_ == "nummod" for c in token.children):
        # "on 11 Hong Kong and mainland officials": the place only tells which officials.
        return None
    return mention.entity if kind in kinds else None


def mention_headed(reading: Reading, token: Token) -> DraftMention | None:
    """Find the mention that ends a token's noun phrase, not one that merely stands in front of it.

    The parser splits hyphenated names, so that the head of a name may be any of its tokens.
    """
    mention = reading.mention_of(token)
    if mention is None:
        return None
    return mention if _reaches_head(reading, mention, token) else None


def _reaches_head(reading: Reading, mention: DraftMention, token: Token) -> bool:
    inside = reading.tokens(mention.start, mention.end)
    return inside.start <= token.i < inside.end


def entities_of(
    reading: Reading, token: Token, kinds: frozenset[Kind] = ACTORS
) -> dict[LocalId, Token]:
    """Give the entities that a noun phrase stands for, each with the token that says so.

    A description is followed to its apposition ("the party's chair, Ms Lo"), to the examples
    it gives ("five people, including Ms Lo"), else to what it describes ("Y, a charity set up …").
    """
    own = entity_of(reading, token, kinds)
    if own is not None:
        return {own: token} | _listed_with(reading, token, kinds)
    found = _partitive(reading, token, kinds)
    if not found and Kind.PERSON in kinds:
        found = group_meant(reading, token)
    for other in (*_stand_ins(token), *one_of(token)):
        entity = entity_of(reading, other, kinds)
        if entity is not None:
            found.setdefault(entity, other)
    return found or described(reading, token, kinds)


def described(reading: Reading, noun: Token, kinds: frozenset[Kind]) -> dict[LocalId, Token]:
    """Give whom or what a noun for people or bodies describes."""
    if noun.pos_ != "NOUN" or reading.mention_of(noun) is not None:
        return {}
    if noun.lemma_.lower() in words("described-bodies"):
        kinds &= ORGANISATIONS
    elif means_people(noun):
        kinds &= frozenset({Kind.PERSON})
    else:
        return {}
    found = ((entity_of(reading, other, kinds), other) for other in described_by(noun))
    return {entity: other for entity, other in found if entity is not None}


def bodies_of_staff(reading: Reading, tokens: Iterable[Token]) -> dict[LocalId, Token]:
    """Give the bodies whose officers act ("officers of the ICAC", "hundreds of police")."""
    for token in tokens:
        if token.lemma_.lower() in words("staff-nouns") or token.lower_ in table("vague-numbers"):
            links = [c for c in token.children if c.lower_ in {"of", "from"}]
            owners = [c for c in token.children if c.dep_ in {"compound", "nmod", "poss"}]
            owners += [t for link in links for t in prepositional_objects(link)]
            for owner in (part for whole in owners for part in (*_named_next(whole), whole)):
                body = entity_of(reading, owner, ORGANISATIONS)
                if body is not None:
                    return {body: owner}
    return {}


def _named_next(noun: Token) -> Iterator[Token]:
    """Give the name right behind a noun ("the police National Security Department")."""
    return (c for c in noun.children if c.dep_ == "appos" and c.left_edge.i == noun.i + 1)


def _partitive(reading: Reading, token: Token, kinds: frozenset[Kind]) -> dict[LocalId, Token]:
    """Give the names in "two of the five, A and B,", as many as the number says."""
    if token.pos_ != "NUM" or not any(c.lower_ == "of" for c in token.children):
        return {}
    first, last = token.left_edge, token.right_edge
    found = {
        m.entity: reading.tokens(m.start, m.end)[-1]
        for m in reading.mentions_in(first.idx, last.idx + len(last))
        if m.form is MentionForm.NAME and m.kind is Kind.PERSON and m.entity is not None
    }
    return found if Kind.PERSON in kinds and len(found) == count_of(token) else {}


def _listed_with(reading: Reading, token: Token, kinds: frozenset[Kind]) -> dict[LocalId, Token]:
    """Give the names in one list with a name, however the parser took them."""
    mention = mention_headed(reading, token)
    if mention is None or mention.form is not MentionForm.NAME:
        return {}
    return {
        m.entity: reading.tokens(m.start, m.end)[-1]
        for m in listed_with(reading, mention)
        if m.entity is not None and reading.entities[m.entity].kind in kinds
    }


def _stand_ins(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "appos":
            yield from _with_appositions(child)
    for holder in (token, token.head):
        for child in holder.children:
            is_next = holder is token or 0 < child.i - token.right_edge.i <= 2
            if child.lower_ in _EXAMPLES and is_next:
                for example in (c for c in child.children if c.dep_ == "pobj"):
                    yield from _with_appositions(example)


def _with_appositions(token: Token) -> Iterator[Token]:
    for other in coordinated(token):
        yield other
        for child in other.children:
            if child.dep_ == "appos":
                yield from coordinated(child)


def evidence_of(reading: Reading, tokens: Iterable[Token]) -> Span:
    """Cut out the stretch that holds all tokens and the mentions they stand in."""
    ends = [_extent(reading, token) for token in tokens]
    return whole_span(reading, min(start for start, _ in ends), max(end for _, end in ends))


def whole_span(reading: Reading, start: int, end: int) -> Span:
    """Cut out a stretch, widened to a bracket that it would cut in two ("Watch (HRW)")."""
    text = reading.article.text
    inside = text[start:end]
    if inside.count("(") > inside.count(")") and text[end : end + 1] == ")":
        end += 1
    if inside.count(")") > inside.count("(") and text[start - 1 : start] == "(":
        before = [m.start for m in reading.mentions if 0 < start - m.end <= len(" (")]
        start = min(before, default=start - 1)
    return reading.span(start, end)


def _extent(reading: Reading, token: Token) -> tuple[int, int]:
    start, end = token.idx, token.idx + len(token)
    mention = mention_headed(reading, token)
    return (start, end) if mention is None else (min(start, mention.start), max(end, mention.end))
