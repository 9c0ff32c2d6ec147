"""What the language model takes for bodies and places, freed of what it commonly gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.clues import follows_honorific
from hkgraph.extraction.names.forms import is_surname
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

_KINDS = {"ORG": Kind.ORGANISATION, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE}
#: Those whom companies have and places have not ("Nvidia chief executive").
_LEADERS = frozenset(["chief", "chairman", "chairwoman", "founder", "co-founder", "ceo", "shares"])
_SMALL = frozenset(
    "of and for the in on at to de la le da do dos van von der del di du des et y s al".split()
)
#: Before a hyphen they call people by what they are for or against ("Pan-democrat").
_SIDES = frozenset(["pan", "pro", "anti", "non", "ex"])
_HOLDERS = frozenset(["minister", "ministers", "secretary", "spokesman", "spokeswoman", "critic"])
#: One word of what a state has; alone it names nothing.
_OFFICES = frozenset(["Treasury", "Justice", "State"])
_NO_MARKS = frozenset('()[]“”"$£€,;:')


def model_names(surface: Surface) -> Iterator[Candidate]:
    """Give the model's bodies and places that have capitals and whole words."""
    by_start = {word.start: index for index, word in enumerate(surface.words)}
    by_end = {word.end: index + 1 for index, word in enumerate(surface.words)}
    for entity in surface.doc.ents:
        kind = _KINDS.get(entity.label_)
        first, last = by_start.get(entity.start_char), by_end.get(entity.end_char)
        if kind is None or first is None or last is None:
            continue
        first, last = _trim(surface, first, last)
        if kind is Kind.PLACE and surface.lower(last) in _LEADERS:
            kind = Kind.ORGANISATION
        if first < last and _is_likely(surface, first, last, kind):
            yield Candidate(first=first, last=last, kind=kind, trust=Trust.MODEL)


def _trim(surface: Surface, first: int, last: int) -> tuple[int, int]:
    """Cut off articles, small words before, marks behind and the possessive."""
    while first < last and _is_outside(surface, first):
        first += 1
    if last - first > 2 and surface.lower(last - 1) == "s" and surface.lower(last - 2) in "'’":
        last -= 2
    while last > first and not _may_end(surface.words[last - 1].text):
        last -= 1
    return first, last


def _may_end(word: str) -> bool:
    return word[0].isalnum() and word not in {"on", "in", "of", "at", "for", "and", "the", "to"}


def _is_outside(surface: Surface, index: int) -> bool:
    word = surface.words[index]
    return not word.is_capitalised or word.text.lower() in {"the", "a", "an"}


def _is_likely(surface: Surface, first: int, last: int, kind: Kind) -> bool:
    inside = [surface.words[index] for index in range(first, last)]
    if first in surface.in_title_case or not _NO_MARKS.isdisjoint(word.text for word in inside):
        return False
    if kind is Kind.ORGANISATION and _is_half(surface, first, last):
        return False
    if _is_beside_body(surface, first, last):
        return False
    if len(inside) > 1:
        if _is_person_of_body(surface, first, last):
            return False
        opening = surface.tokens[first]
        is_name = opening is None or opening.pos_ in {"PROPN", "NOUN", "ADJ"}
        # "Pau after Tam" is no name.
        is_name = is_name and all(w.text in _SMALL or not w.text.islower() for w in inside)
        return is_name and (kind is Kind.ORGANISATION or "and" not in {w.text for w in inside})
    return _is_likely_alone(surface, first, kind)


def _is_beside_body(surface: Surface, first: int, last: int) -> bool:
    """Say whether the words name a portfolio, a side, an occasion or somebody addressed."""
    if _is_portfolio(surface, first, last) or surface.lower(first) in _SIDES:
        return True
    return _is_occasion(surface, first, last) or follows_honorific(surface, first)


def _is_half(surface: Surface, first: int, last: int) -> bool:
    """Say whether a longer name goes on ("Foreign Affairs and Security Policy")."""
    if surface.lower(last) not in {"and", "&"} or last - first == 1:
        return False
    return last + 1 < len(surface.words) and surface.words[last + 1].is_capitalised


def _is_portfolio(surface: Surface, first: int, last: int) -> bool:
    """Say whether a name is what a minister is for ("Foreign Affairs minister")."""
    held = [surface.words[i].text for i in range(first, last) if surface.words[i].is_capitalised]
    if not words("portfolio-words").issuperset(held):
        return False
    before = surface.lower(first - 2) if surface.lower(first - 1) in {"of", "for"} else ""
    return bool({before, surface.lower(last)} & _HOLDERS)


def _is_occasion(surface: Surface, first: int, last: int) -> bool:
    """Say whether a prize or an event ends the name, or is what "for" or "of" goes on from."""
    for index in range(first + 1, min(last + 1, len(surface.words))):
        if surface.words[index].text in words("event-heads"):
            goes_on = surface.lower(index + 1) in {"for", "of", "in"}
            if index >= last - 1 or goes_on:
                return True
    return surface.words[first].text in words("event-heads") and last - first == 1


def _is_likely_alone(surface: Surface, index: int, kind: Kind) -> bool:
    """Refuse a single word that is a common noun, a stray one, or only begins a sentence."""
    word = surface.words[index].text
    heads = words("organisation-heads") | words("place-heads") | _OFFICES
    if word in heads or not word.isalpha() or len(word) == 1 or word in words("letters-of-honour"):
        return False
    token = surface.tokens[index]
    if word in table("months") or is_surname(word.removesuffix("s")) > is_surname(word):
        # "the Leungs"
        return False
    if kind is Kind.ORGANISATION and is_surname(word) and not word.isupper():
        return False
    if kind is Kind.ORGANISATION and not word.isupper():
        again = sum(other.text == word for other in surface.words) > 1
        if not again and (token is None or token.dep_ not in {"nsubj", "nsubjpass"}):
            return False
    return index not in surface.sentence_starts or (token is not None and token.pos_ == "PROPN")


def _is_person_of_body(surface: Surface, first: int, last: int) -> bool:
    """Say whether "of" parts a person from a body ("Gareth Pinder of Pinder & Soong")."""
    link = next((i for i in range(first, last) if surface.lower(i) == "of"), last)
    opening = {surface.words[i].text for i in range(first, link)}
    heads = words("organisation-heads") | words("event-heads") | words("place-heads")
    return first + 1 < link < last and opening.isdisjoint(heads)
