"""Where: from a noun phrase to the places that it names or that its venue lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import entities_of, entity_of
from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.companions import settings_of
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.grammar.slots import follow
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

    from hkgraph.extraction.grammar.clauses import Clause
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_PLACE = frozenset({Kind.PLACE})
_BODY = frozenset({Kind.ORGANISATION})
#: Where the place of a clause may stand that tells in what something came about.
_SETTING_SLOTS = ("in", "at", "near", "outside", "on", "off", "into>in", "into>at", "subject>in")
_AROUND = frozenset({"in", "at", "near", "outside", "inside", "on", "off", "along"})
#: What stands behind these is the matter of the clause and has a place of its own.
_THEMES = frozenset({"over", "about", "regarding", "concerning"})


def place_of(reading: Reading, clause: Clause, slots: tuple[str, ...]) -> Mapping[LocalId, Token]:
    """Find where the event of a clause was, in its slots or in what it was the outcome of."""
    own = _first_place(reading, follow(clause, slots))
    verb = clause.predicate
    if own or verb.pos_ != "VERB":
        return own
    around = (follow(clause_of(setting), _SETTING_SLOTS) for setting in settings_of(verb))
    return _first_place(reading, (token for tokens in around for token in tokens))


def _first_place(reading: Reading, tokens: Iterable[Token]) -> Mapping[LocalId, Token]:
    found = (places_of(reading, token) for token in tokens)
    return next((places for places in found if places), {})


def places_of(reading: Reading, token: Token) -> dict[LocalId, Token]:
    """Give the places of a noun phrase ("Kai Tak"), or of its venue ("a shop in Kai Tak")."""
    if _is_of_theme(token):
        return {}
    found = entities_of(reading, token, _PLACE) or _premises(reading, token)
    if not found and token.lemma_.lower() in words("venue-nouns"):
        inner = (places_of(reading, around) for around in _around(reading, token))
        found = next((places for places in inner if places), {})
    return found


def _premises(reading: Reading, token: Token) -> dict[LocalId, Token]:
    """Give a body that is known by its house ("died at Tuen Mun Hospital")."""
    body = entity_of(reading, token, _BODY) if token.dep_ == "pobj" else None
    if body is None or token.head.lower_ not in _AROUND:
        return {}
    heads = set(reading.entities[body].name.split())
    return {body: token} if heads & words("premises-heads") else {}


def _is_of_theme(token: Token) -> bool:
    """Say whether a place is that of the matter before it ("held over a robbery at a shop")."""
    link = token.head
    themes = (c for c in link.head.children if c.lower_ in _THEMES)
    return link.dep_ == "prep" and any(link.head.i < c.i < link.i for c in themes)


def _around(reading: Reading, venue: Token) -> Iterator[Token]:
    """Iterate over what tells where a venue is: behind it, then before it."""
    links = _AROUND if reading.mention_of(venue) is not None else _AROUND | {"of"}
    for child in venue.children:
        if child.dep_ == "prep" and child.lower_ in links:
            yield from prepositional_objects(child)
    yield from (c for c in venue.children if c.dep_ in {"compound", "nmod", "poss"})
