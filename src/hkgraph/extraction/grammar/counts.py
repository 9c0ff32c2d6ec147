"""How many at least a noun phrase speaks of, and whether it means people or bodies by number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Token

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CURRENCY = re.compile(r"[$£€¥%]")
_THOUSAND = 1000
_HALF = "half"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE = frozenset({"a", "an", "another"})


def count_of(token: Token) -> int | None:
    """Read how many at least a noun phrase speaks of ("at least 35 groups", "dozens of people")."""
    if token.lower_ in table("vague-numbers"):
        return _vague(token)
    values = [c for c in token.children if c.dep_ == "nummod"]
    if not values and means_people(token) and token.tag_ == "NN":
        return 1 if any(c.lower_ in _ONE for c in token.children) else None
    if values and _is_year(values[-1], token):
        return None
    return _number((values or [token])[-1])


def _vague(token: Token) -> int:
    """Give the least that "dozens" or "tens of thousands" can mean."""
    listed = table("vague-numbers")
    around = token.doc[max(0, token.i - 2) : token.i + 3]
    for first, link, second in zip(around, around[1:], around[2:], strict=False):
        if link.lower_ == "of" and {first.lower_, second.lower_} <= listed.keys():
            return int(listed[first.lower_]) * int(listed[second.lower_]) // 2
    return int(listed[token.lower_])


def numbers(token: Token, kinds: AbstractSet[Kind]) -> bool:
    """Say whether a noun phrase gives a number of people or bodies ("two judges", "a man")."""
    if count_of(token) is None:
        return False
    if token.pos_ == "NUM":
        return Kind.PERSON in kinds and _stands_for_people(token)
    if token.pos_ != "NOUN" and token.tag_ != "NNPS":
        return False
    if Kind.PERSON in kinds and (means_people(token) or _is_crowd(token)):
        return True
    return Kind.ORGANISATION in kinds and token.lemma_.lower() in table("body-nouns")


def _stands_for_people(number: Token) -> bool:
    """Say whether a number by itself is a subject ("the three were freed", "31 pleaded guilty")."""
    is_role = number.dep_ in {"nsubj", "nsubjpass", "dobj", "conj", "pobj"}
    return is_role and _YEAR.fullmatch(number.text) is None and number.ent_type_ == "CARDINAL"


def _is_crowd(token: Token) -> bool:
    """Say whether a vague number means people ("thousands", "dozens of residents")."""
    if token.lower_ not in table("vague-numbers"):
        return False
    links = [c for c in token.children if c.lower_ == "of"]
    meant = [c for link in links for c in link.children if c.dep_ == "pobj"]
    return all(means_people(noun) or _is_crowd(noun) for noun in meant)


def means_people(noun: Token) -> bool:
    """Say whether a noun means a person, or people."""
    lemma = noun.lemma_.lower()
    if noun.tag_ == "NNPS":
        return noun.ent_type_ == "NORP"
    if noun.pos_ != "NOUN":
        return False
    listed = ("people-nouns", "person-nouns", "role-nouns", "role-titles", "occupations")
    return any(lemma in words(name) for name in listed) or lemma.endswith(("man", "woman"))


def _is_year(number: Token, noun: Token) -> bool:
    """Say whether a number before a noun is the year of it ("its 2000 merger")."""
    return _YEAR.fullmatch(number.text) is not None and not means_people(noun)


def _number(token: Token) -> int | None:
    upto = [t for t in token.subtree if t.i <= token.i]
    is_money = token.tag_ == "CD" and any(_CURRENCY.search(t.text) for t in upto)
    if is_money or any(c.lower_ in words("upper-bounds") for c in token.subtree):
        return None
    parts = (t.lower_ for t in upto if t == token or t.tag_ == "CD" or t.lower_ == _HALF)
    return _value([part for spelt in parts for part in spelt.split("-")])


def _value(spelt: Iterable[str]) -> int | None:
    """Reckon what a number comes to ("1.5 million", "two hundred and ten", "twenty one")."""
    small, scales = table("number-words"), table("number-scales")
    total = part = 0.0
    for word in spelt:
        if word in scales:
            part = (part or 1) * int(scales[word])
            if part >= _THOUSAND:
                total, part = total + part, 0
        elif word == _HALF:
            part += 0.5
        elif _NUMBER.fullmatch(word):
            part += float(word.replace(",", ""))
        else:
            part += int(small.get(word, 0))
    return int(total + part) or None
