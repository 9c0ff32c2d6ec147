"""Entries that a name may mean: those that bear it, another form of it, or one like it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hkgraph.identity.linking.forms import differ, other_forms
from hkgraph.identity.linking.records import Candidate, Way
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.wikidata.entities import KnownEntity
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

#: Names kept; the same few thousand come back in article after article.
_KEPT = 50_000
#: "Democratic Party (Hong Kong)", "Hong Kong, China"
_QUALIFIER = re.compile(r"\s*\([^()]+\)$")


class Candidates:
    """Finds candidates in one knowledge base.

    Args:
        knowledge_base: What is asked.
    """

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self._base = knowledge_base
        self.find = lru_cache(_KEPT)(self._find)

    def _find(self, names: tuple[str, ...], kind: Kind) -> tuple[Candidate, ...]:
        """List what an entity may be, by id; each way counts only where those before find nothing.

        Two different Chinese given names are two people, whatever else they share.

        Args:
            names: The fullest first.
        """
        for found in (
            self._exact(names[:1], kind),
            self._exact(names[1:], kind),
            self._forms(names, kind),
        ):
            fitting: dict[str, Candidate] = {}
            for one in found:
                if kind is not Kind.PERSON or not differ(names, one.known.names):
                    fitting.setdefault(one.known.qid, one)
            if fitting:
                return tuple(fitting[qid] for qid in sorted(fitting))
        return ()

    def _exact(self, names: tuple[str, ...], kind: Kind) -> Iterator[Candidate]:
        for name in names:
            if kind is Kind.PERSON and name.isascii() and " " not in name:
                continue
            bare = without_article(name)
            for known in self._base.find(bare, kind) or self._base.find(name, kind):
                way = Way.LABEL if bare in _labels(known) else Way.ALIAS
                yield Candidate(known=known, way=way)

    def _forms(self, names: tuple[str, ...], kind: Kind) -> Iterator[Candidate]:
        if kind is Kind.PERSON:
            for form in other_forms(names[0]):
                for known in self._base.find(form, kind):
                    yield Candidate(known=known, way=Way.FORM)


def _labels(known: KnownEntity) -> set[str]:
    """Give the label, with and without what tells it from others of its name."""
    label = without_article(known.label)
    return {label, _QUALIFIER.sub("", label), fold(known.label_zh)}


def without_article(name: str) -> str:
    """Fold a name and leave out its article."""
    return fold(name).removeprefix("the ")
