"""The named people whom "they", "the three" or "the defendants" take up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.name_lists import name_lists
from hkgraph.extraction.grammar.counts import count_of, means_people
from hkgraph.extraction.grammar.nominals import coordinated
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId

_PLURALS = frozenset({"they", "them", "their"})
_OPENERS = frozenset({"the", "these", "those", "all", "both"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: How many sentences back a list may stand that a number takes up, and one that "they" does.
_FAR, _NEAR = 12, 1


def group_meant(reading: Reading, token: Token) -> dict[LocalId, Token]:
    """Give the people of the list before that a plural takes up, each with a token of the name."""
    size = _size(token)
    if size is None:
        return {}
    for distance, sentence in enumerate(_sentences_before(token)):
        if distance > (_FAR if size else _NEAR):
            return {}
        lists = [group for group in _people_in(reading, sentence) if group[-1].end <= token.idx]
        fitting = [group for group in lists if size in (0, len(group))]
        if len(fitting) == 1 and (size or _is_topic(reading, fitting[0], token)):
            return {
                m.entity: reading.tokens(m.start, m.end)[-1]
                for m in fitting[0]
                if m.entity is not None
            }
        if lists and not size:
            return {}
    return {}


def number_meant(token: Token) -> int | None:
    """Give how many a plural takes up where they have no names ("Two men …. They were …")."""
    if token.lower_ in table("group-nouns"):
        return _size(token)
    if token.lower_ not in {"they", "them"}:
        return None
    for distance, sentence in enumerate(_sentences_before(token)):
        if distance > _NEAR:
            return None
        heads = [t for t in sentence if t.i < token.i and _is_dealt_with(t)]
        if heads:
            total = sum(_number_of(t) for t in coordinated(heads[-1]))
            return total if total > 1 else None
    return None


def _number_of(token: Token) -> int:
    return number_meant(token) or (count_of(token) if means_people(token) else None) or 0


def _is_dealt_with(token: Token) -> bool:
    """Say whether a noun is a subject, or somebody to whom police or a court does something."""
    if token.dep_ in _SUBJECTS:
        is_noun = token.pos_ in {"NOUN", "PROPN"} or token.lower_ == "they"
        return is_noun and token.head.dep_ in {"ROOT", "conj", "ccomp"}
    return token.dep_ == "dobj" and token.head.lemma_ in words("arrest-verbs")


def _size(token: Token) -> int | None:
    """Say how many people a plural takes up: 0 for any number, None where it takes up nobody."""
    if token.lower_ in _PLURALS:
        return 0
    if any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
        return None
    openers = {c.lower_ for c in token.children if c.dep_ in {"det", "predet"}}
    openers |= {token.nbor(-1).lower_} if token.i > token.sent.start else set()
    if token.lower_ in table("group-nouns"):
        is_opened = token.lower_ == "both" or bool(openers & _OPENERS)
        return int(table("group-nouns")[token.lower_]) if is_opened else None
    if not openers & _OPENERS or openers & {"other", "others"}:
        return None
    if token.pos_ == "NUM":
        return _value(token)
    return _size_of_noun(token)


def _size_of_noun(noun: Token) -> int | None:
    if noun.tag_ != "NNS" or not means_people(noun):
        return None
    if any(c.lower_ in {"other", "others", "remaining"} for c in noun.children):
        return None
    counted = [c for c in noun.children if c.dep_ == "nummod"]
    if counted:
        return _value(counted[-1])
    if any(c.dep_ in {"amod", "compound", "poss"} for c in noun.children):
        return None
    return 0 if noun.lemma_.lower() in words("people-dealt-with") else None


def _value(number: Token) -> int | None:
    value = table("number-words").get(number.lower_, number.text)
    return int(value) if value.isdigit() and int(value) > 1 else None


def _sentences_before(token: Token) -> Iterator[DocSpan]:
    """Iterate over the sentence of a token and those before it, the nearest first."""
    sentence = token.sent
    yield sentence
    while sentence.start > 0:
        sentence = token.doc[sentence.start - 1].sent
        yield sentence


def _people_in(reading: Reading, sentence: DocSpan) -> list[list[DraftMention]]:
    inside = reading.mentions_in(sentence.start_char, sentence.end_char)
    people = (m for m in inside if m.kind is Kind.PERSON and m.form is MentionForm.NAME)
    first = next(people, None)
    return list(name_lists(reading, first)) if first is not None else []


def _is_topic(reading: Reading, group: list[DraftMention], token: Token) -> bool:
    """Say whether a list is what its sentence is about, with no other plural behind it.

    The list is the subject, or it is what police or a court does something to.
    """
    if reading.block_at(group[0].start) != reading.block_at(token.idx):
        return False
    heads = [reading.tokens(m.start, m.end).root for m in group]
    is_central = any(
        h.dep_ in _SUBJECTS or (h.dep_ == "dobj" and h.head.lemma_ in words("arrest-verbs"))
        for h in heads
    )
    between = token.doc[heads[-1].i + 1 : token.left_edge.i]
    rivals = (t for t in between if t.tag_ in {"NNS", "NNPS"} and t.dep_ in {"nsubj", "nsubjpass"})
    return is_central and next(rivals, None) is None
