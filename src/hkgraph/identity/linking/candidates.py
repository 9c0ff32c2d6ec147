"""Entries that a name may mean: those that bear it, another form of it, or one like it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hkgraph.extraction.names.forms import surname
from hkgraph.identity.linking.forms import differ, other_forms
from hkgraph.identity.linking.homes import homes_of
from hkgraph.identity.linking.records import Candidate, Way
from hkgraph.identity.linking.vocabulary import described_words
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.wikidata.entities import KnownEntity
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

#: Letters of the shortest name that is compared, and how like it another has to be.
_SHORTEST, LEAST_LIKE = 6, 0.85
_MOST_SIMILAR = 5
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
        self._label = lru_cache(_KEPT)(self._read_label)

    def _find(
        self, names: tuple[str, ...], kind: Kind, printed: str = "", *, spelt: bool = False
    ) -> tuple[Candidate, ...]:
        """List what an entity may be, by id; each way counts only where those before find nothing.

        Two different Chinese given names are two people, whatever else they share.

        Args:
            names: The fullest first.
            printed: The fullest that the article has, if that is another.
            spelt: True where the names are known to be spelt so, and no other is looked for.
        """
        for found in (
            self._exact((printed or names[0], names[0]), kind),
            self._exact(names[1:], kind),
            self._forms(names[0], kind),
            () if spelt else self._similar(names[0], kind),
        ):
            fitting: dict[str, Candidate] = {}
            for one in found:
                if kind is not Kind.PERSON or not differ(names, one.known.names):
                    _keep_surer(fitting, one)
            if fitting:
                return tuple(fitting[qid] for qid in sorted(fitting))
        return ()

    def _exact(self, names: tuple[str, ...], kind: Kind) -> Iterator[Candidate]:
        for name in dict.fromkeys(names):
            if kind is Kind.PERSON and name.isascii() and " " not in name:
                continue
            bare = without_article(name)
            found = self._base.find(bare, kind)
            if not found and bare != fold(name):
                found = self._base.find(name, kind)
            for known in found:
                way = Way.LABEL if bare in labels(known) else Way.ALIAS
                yield self.candidate(known, way)

    def _forms(self, name: str, kind: Kind) -> Iterator[Candidate]:
        if kind is Kind.PERSON:
            for form in other_forms(name):
                for known in self._base.find(form, kind):
                    yield self.candidate(known, Way.FORM)

    def _similar(self, name: str, kind: Kind) -> Iterator[Candidate]:
        # Two Chinese given names that are only alike are two people.
        if len(name) >= _SHORTEST and not (kind is Kind.PERSON and "-" in name):
            for known, likeness in self._base.search(without_article(name), kind, _MOST_SIMILAR):
                if likeness >= LEAST_LIKE and not _other_family(name, known, kind):
                    yield self.candidate(known, Way.SIMILAR, likeness)

    def candidate(self, known: KnownEntity, way: Way, similarity: float = 1.0) -> Candidate:
        """Give an entry with what is known of it."""
        claims = known.claims
        stated = (*claims.occupations, *claims.positions, *claims.bodies, *claims.instance_of)
        said = " ".join((known.description, *map(self._label, stated)))
        homes = " ".join((known.label, known.description, *map(self._label, claims.countries)))
        return Candidate(
            known=known,
            way=way,
            similarity=similarity,
            words=described_words(said),
            homes=homes_of(homes),
        )

    def _read_label(self, qid: str) -> str:
        known = self._base.get(qid)
        return known.label if known else ""


def _keep_surer(fitting: dict[str, Candidate], one: Candidate) -> None:
    """Keep the surest way in which an entry was found."""
    known = fitting.setdefault(one.known.qid, one)
    if one.way is Way.LABEL and known.way is not Way.LABEL:
        fitting[one.known.qid] = one


def _other_family(name: str, known: KnownEntity, kind: Kind) -> bool:
    """Say whether two people have different surnames, however like their names are."""
    return kind is Kind.PERSON and fold(surname(name)) != fold(surname(known.label))


def labels(known: KnownEntity) -> set[str]:
    """Give the label, with and without what tells it from others of its name."""
    label = without_article(known.label)
    return {label, _QUALIFIER.sub("", label), fold(known.label_zh)}


def without_article(name: str) -> str:
    """Fold a name and leave out its article."""
    return fold(name).removeprefix("the ")
