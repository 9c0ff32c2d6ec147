"""Where a body is, by the words that describe it: "Y, a London charity", "the Lagos firm Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import described, entities_of, evidence_of
from hkgraph.extraction.events.statements import Said
from hkgraph.extraction.events.voice import quoted_voice, voice_of
from hkgraph.extraction.grammar.aspect import is_over
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_BODIES = frozenset({Kind.ORGANISATION, Kind.MEDIA})
_PLACES = frozenset({Kind.PLACE})
_ENDS = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "DET", "PRON", "PUNCT", "SPACE"})
#: The rank of a body says nothing of where it is ("the first bank in Macau to …").
_RANKS = frozenset({"first", "second", "third", "only", "last"})
_FURTHEST = 7


def find_descriptions(reading: Reading) -> Iterator[Said]:
    """Read where a body is from the noun that describes it."""
    for noun in reading.doc:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words("described-bodies"):
            continue
        bodies = described(reading, noun, _BODIES)
        voice = _voice(reading, noun) if bodies else None
        if voice is None:
            continue
        places = dict([*_before(reading, noun), *_behind(reading, noun)])
        for body, named in bodies.items():
            for place, token in places.items():
                yield Said(
                    subject=body,
                    predicate=Predicate.BASED_IN,
                    object=place,
                    evidence=evidence_of(reading, [named, noun, token]),
                    voice=voice,
                    rule=f"relation:{Predicate.BASED_IN.value}/description",
                )


def _voice(reading: Reading, noun: Token) -> Voice | None:
    if any(c.lower_ in words("former-words") for c in noun.lefts):
        return None
    if noun.dep_ != "attr":
        return quoted_voice(reading, noun.idx)
    return None if is_over(noun.head) else voice_of(reading, noun.head)


def _before(reading: Reading, noun: Token) -> Iterator[tuple[LocalId, Token]]:
    """Iterate over the places among the words before a noun ("a Tai Po youth club")."""
    superlative = False
    for index in range(noun.i - 1, max(noun.sent.start, noun.i - _FURTHEST) - 1, -1):
        token = reading.doc[index]
        place = _place_ending(reading, token)
        if token.tag_ == "POS":
            owner = _place_ending(reading, token.nbor(-1))
            if superlative and owner is not None:
                yield owner, token.nbor(-1)
            return
        if place is not None and _is_home(token):
            yield place, token
        if token.text != "-" and (token.pos_ in _ENDS or token.tag_ == "VBD"):
            return
        superlative = superlative or token.tag_ == "JJS"


def _place_ending(reading: Reading, token: Token) -> LocalId | None:
    end = token.idx + len(token)
    ending = (m for m in reading.mentions if m.end == end and m.entity is not None)
    for mention in ending:
        first = reading.tokens(mention.start, mention.end)[0]
        is_joined = first.i > 0 and first.nbor(-1).text == "-"
        if mention.entity is None or is_joined:
            continue
        if reading.entities[mention.entity].kind is Kind.PLACE:
            return mention.entity
    return None


def _is_home(token: Token) -> bool:
    """Say whether a place stands by itself or in "-based", not in "-listed" or "-funded"."""
    following = token.nbor()
    if following.text != "-":
        return following.lower_ not in words("state-nouns")
    return table("name-links").get(following.nbor().lower_) == Predicate.BASED_IN.value


def _behind(reading: Reading, noun: Token) -> Iterator[tuple[LocalId, Token]]:
    """Iterate over the places right behind a noun ("a canteen in Tai Po")."""
    link = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    ranks = any(c.lower_ in _RANKS for c in noun.lefts)
    if link.lower_ == "in" and link.head == noun and not ranks:
        for token in prepositional_objects(link):
            yield from entities_of(reading, token, _PLACES).items()
