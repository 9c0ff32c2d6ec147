"""Which Wikidata entity a name means: exact names, a fitting type, and no guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.senses import shared_home
from hkgraph.model import Kind
from hkgraph.text import fold
from hkgraph.wikidata.knowledge_base import TYPES_OF_KIND, short_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.model import Entity
    from hkgraph.wikidata.knowledge_base import KnowledgeBase, KnownEntity


class LinkState(StrEnum):
    """What came of looking an entity up."""

    LINKED = "Linked"
    NEEDS_REVIEW = "NeedsReview"
    NIL = "Nil"
    NOT_LOOKED_UP = "NotLookedUp"
    LOOK_UP_FAILED = "LookUpFailed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The answer for one entity.

    Attributes:
        candidates: Best first; exactly one when linked, none when nil.
        method: How the candidates were found, in a few words.
        confidence: 0 to 1, of the first candidate; of there being none when nil.
    """

    state: LinkState
    candidates: tuple[KnownEntity, ...] = ()
    method: str = ""
    confidence: float = 0.0


#: Trust in each way to find a candidate; a full name that is a label beats an alias.
_WAYS = (("exact label", 0.98), ("exact alias", 0.95), ("Hong Kong short form", 0.95))


def link(
    entity: Entity, name: str, knowledge_base: KnowledgeBase, *, private: bool = False
) -> Link:
    """Look one entity up.

    Args:
        entity: As its article names it.
        name: Its fullest name: the gazetteer's where that knows it.
        private: True for a person whom the article places outside of public life.
    """
    if entity.anonymous or entity.kind not in TYPES_OF_KIND:
        return Link(state=LinkState.NOT_LOOKED_UP, method="no proper name")
    if entity.kind is Kind.PERSON and " " not in name.strip():
        return Link(state=LinkState.NOT_LOOKED_UP, method="surname only")
    if knowledge_base.has_rival(name, entity.kind):
        return Link(state=LinkState.NIL, method="known without an id", confidence=0.9)
    is_sure = not private and _is_telling(entity, name)
    for (method, confidence), found in zip(
        _WAYS, _candidates(entity, name, knowledge_base), strict=True
    ):
        fitting = [known for known in found if not _differ(entity, known)]
        if fitting:
            return _answer(fitting, method, confidence, is_sure=is_sure)
    return Link(state=LinkState.NIL, method="no entry bears the name", confidence=0.9)


def _answer(found: list[KnownEntity], method: str, confidence: float, *, is_sure: bool) -> Link:
    if is_sure and len(found) == 1 and found[0].verified:
        state = LinkState.LINKED
    else:
        state, confidence = LinkState.NEEDS_REVIEW, round(confidence / (len(found) + 1), 2)
    return Link(state=state, candidates=tuple(found), method=method, confidence=confidence)


def _is_telling(entity: Entity, name: str) -> bool:
    """Say whether a name alone can tell what is meant.

    What extraction did not take for the body or place that the gazetteer knows by the name is
    another of that name; nor does one ordinary word tell ("Fortress", "Victoria").
    """
    if entity.kind is Kind.PERSON or entity.gazetteer is not None:
        return True
    refused = shared_home(name) is not None or load_gazetteer().find(name) is not None
    return not refused and len(name.split()) > 1


def _differ(entity: Entity, known: KnownEntity) -> bool:
    """Say whether two people have different Chinese given names ("Chi-chuen", "Wing-lok")."""
    if entity.kind is not Kind.PERSON:
        return False
    ours = _given({fold(name) for name in (entity.name, *entity.aliases)})
    theirs = _given(known.names)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _given(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split() if "-" in word}


def _candidates(
    entity: Entity, name: str, knowledge_base: KnowledgeBase
) -> tuple[list[KnownEntity], ...]:
    bare = _without_article(name)
    named = knowledge_base.find(bare, entity.kind) or knowledge_base.find(name, entity.kind)
    labels = [known for known in named if _without_article(known.label) == fold(bare)]
    forms = short_forms(name, entity.kind.value)
    short = {k.qid: k for form in forms for k in knowledge_base.find(form, entity.kind)}
    return labels, named, [short[qid] for qid in sorted(short)]


def _without_article(name: str) -> str:
    return fold(name).removeprefix("the ")
