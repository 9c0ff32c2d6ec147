"""What one telling says about another: what came after what, and what was caused by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import entity_of, evidence_of
from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.companions import settings_of
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.grammar.slots import follow
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.tellings import EventTelling
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId, Span

_LAW = frozenset({Kind.LAW})
#: Who dies or is hurt after an accident is so by it; what else comes after it need not be.
_HARM = frozenset({"death", "injury"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """A tie between a telling and another telling, or a law.

    Attributes:
        telling: Index of the telling that came after or was caused.
        other: Index of the other telling, or the law.
    """

    telling: int
    predicate: Predicate
    other: int | LocalId
    evidence: Span
    rule: str


def find_links(reading: Reading, tellings: list[EventTelling]) -> list[EventLink]:
    """Find how the tellings of each sentence hang together."""
    finder = _Finder(reading, tellings)
    found = (link for index in range(len(tellings)) for link in finder.links_of(index))
    return list(dict.fromkeys(found))


class _Finder:
    def __init__(self, reading: Reading, tellings: list[EventTelling]) -> None:
        self._reading = reading
        self._tellings = tellings
        self._heads = {t.anchor.i: index for index, t in enumerate(tellings)}
        self._heads |= {t.trigger.i: index for index, t in enumerate(tellings)}

    def links_of(self, index: int) -> Iterator[EventLink]:
        """Follow "after" and "citing" behind a telling, and "prompted" before it."""
        for word, marker in _markers(self._tellings[index]):
            predicate = Predicate(table("event-link-words")[word])
            for target in _targets(marker):
                yield from self._link(index, predicate, target, word)
        for verb in _causing_verbs(self._tellings[index].trigger):
            for subject in (c for c in verb.children if c.dep_ == "nsubj"):
                for cause in (subject, *_parts(subject)):
                    yield from self._link(index, Predicate.CAUSED_BY, cause, verb.lemma_)
        for verb in _passive_causing_verbs(self._tellings[index].trigger):
            for cause in follow(clause_of(verb), ["subject"]):
                yield from self._link(index, Predicate.CAUSED_BY, cause, verb.lemma_)
        yield from self._mishaps_of(index)

    def _mishaps_of(self, index: int) -> Iterator[EventLink]:
        """Find the accident or storm that hurt people or stopped things."""
        telling = self._tellings[index]
        if telling.trigger.pos_ != "VERB" or telling.type in words("mishap-causes"):
            return
        slots = ["subject", "in", "during"]
        if telling.type in _HARM:
            slots += ["after", "following"]
        causes = follow(clause_of(telling.trigger), slots)
        for cause in (*settings_of(telling.trigger), *causes):
            other = self._heads.get(cause.i)
            if other is not None and self._tellings[other].type in words("mishap-causes"):
                yield from self._link(index, Predicate.CAUSED_BY, cause, "mishap")

    def _link(
        self, index: int, predicate: Predicate, target: Token, word: str
    ) -> Iterator[EventLink]:
        other: int | LocalId | None = self._heads.get(target.i)
        if other is None and predicate is Predicate.CAUSED_BY:
            other = entity_of(self._reading, target, _LAW)
        if other is not None and other != index:
            yield EventLink(
                telling=index,
                predicate=predicate,
                other=other,
                evidence=evidence_of(self._reading, [self._tellings[index].trigger, target]),
                rule=f"link:{word}",
            )


def _markers(telling: EventTelling) -> Iterator[tuple[str, Token]]:
    """Iterate over the linking words that hang on a telling, each with the head of its clause."""
    listed = table("event-link-words")
    for holder in dict.fromkeys([telling.trigger, telling.anchor]):
        for child in holder.children:
            if child.lower_ in listed and child.dep_ in {"prep", "advcl", "pcomp"}:
                yield child.lower_, child
            # "As a result of"; "as" alone tells only what was at the same time.
            results = (c for c in child.children if c.dep_ == "pobj" and child.lower_ == "as")
            yield from ((c.lemma_, c) for c in results if c.lemma_ in listed)
            for mark in child.children if child.dep_ == "advcl" else ():
                is_mark = mark.dep_ in {"mark", "prep"} and mark.i < child.i
                if is_mark and mark.lower_ in listed:
                    yield mark.lower_, child


def _targets(marker: Token) -> Iterator[Token]:
    """Iterate over the words behind a linking word that may name an event or a law."""
    if marker.pos_ == "VERB" and marker.lower_ not in table("event-link-words"):
        yield marker
        yield from (c for c in marker.children if c.dep_ in {"nsubj", "nsubjpass"})
        return
    yield from prepositional_objects(marker)
    yield from (c for c in marker.children if c.dep_ in {"dobj", "pcomp"})
    for link in (c for c in marker.children if c.dep_ == "pcomp" and c.pos_ == "ADP"):
        yield from prepositional_objects(link)


def _causing_verbs(trigger: Token) -> Iterator[Token]:
    """Find the verb of causing that a telling is the object of, through "decision to"."""
    token = trigger.head if trigger.dep_ == "acl" and trigger.head.pos_ == "NOUN" else trigger
    verb = token.head
    if verb.pos_ == "ADP":
        verb = verb.head
    is_object = token.dep_ in {"dobj", "pobj", "xcomp", "ccomp"}
    if is_object and verb.lemma_ in words("causing-verbs"):
        yield verb


def _passive_causing_verbs(trigger: Token) -> Iterator[Token]:
    """Find the verb that says by what a telling was brought about ("caused by the storm")."""
    beside = [c for c in trigger.children if c.dep_ == "acl"]
    above = [trigger.head] if trigger.dep_ == "nsubjpass" else []
    yield from (
        v for v in (*beside, *above) if v.lemma_ in words("causing-verbs") and is_passive(v)
    )


def _parts(subject: Token) -> Iterator[Token]:
    """Iterate over what is coordinated in a subject or tells more about it."""
    for token in subject.subtree:
        if token.dep_ == "conj" or (token.dep_ == "relcl" and token.pos_ == "VERB"):
            yield token
