"""All managed graphs of a set of live articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.corroboration.likeness import group_texts
from hkgraph.graph import vocab
from hkgraph.graph.article import ArticleGraph, activity_key, time_key
from hkgraph.graph.corroborated import Corroboration
from hkgraph.graph.describe import describe_entity, describe_link, describe_role, describe_time
from hkgraph.graph.event_types import event_type_triples
from hkgraph.graph.structures import (
    Names,
    describe_event,
    describe_held,
    gather_held,
    usual_spelling,
)
from hkgraph.identity.keys import role_key
from hkgraph.identity.resolution import NONE_GIVEN
from hkgraph.model import Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hkgraph.corroboration.likeness import Texts
    from hkgraph.graph.article import Said
    from hkgraph.graph.iri import Minter
    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import NodeKey
    from hkgraph.identity.resolution import Resolution
    from hkgraph.model import ArticleKey, Telling

_HAPPENED = vocab.term(Predicate.EVENT_TYPE.value)
_HELD = vocab.term(Predicate.HAS_MEMBERSHIP.value)
_HELD_AT = vocab.term(Predicate.HAS_PLACE.value)


@dataclass(frozen=True)
class Content:
    """The managed graphs, computed from the live articles and nothing else.

    Args:
        tellings: The live articles.
        rules: Version of the extraction's rules.
        knowledge_base: Name of the knowledge base that was asked.
        judgements: What people decided of quotations.
    """

    tellings: Sequence[Telling]
    resolution: Resolution
    minter: Minter
    rules: str
    knowledge_base: str
    judgements: Judgements = NONE_GIVEN

    def graphs(self) -> dict[NamedNode, set[Triple]]:
        """Give the triples of each managed graph."""
        found = {self.minter.article_graph(key): self.article(key) for key in self._articles}
        found[self.minter.sources] = set(self._source_triples())
        found[self.minter.entities] = set(self._entity_triples())
        found[self.minter.facts] = self.facts
        found[self.minter.links] = set(self._link_triples())
        return found

    def article(self, key: ArticleKey) -> set[Triple]:
        """Give the triples of one article's graph."""
        return set(self._articles[key].triples())

    @cached_property
    def facts(self) -> set[Triple]:
        """Plain triples, each backed by an uncontested statement.

        What is told of an event or membership that nobody vouches for stays inside statements.
        """
        told_only = self._structures - self._real
        return {t for t in self._plain if not {t.subject, t.object} & told_only}

    @cached_property
    def _articles(self) -> dict[ArticleKey, ArticleGraph]:
        return {
            t.article.key: ArticleGraph(
                telling=t,
                nodes=self.resolution.nodes[t.article.key],
                own=self.resolution.own[t.article.key],
                minter=self.minter,
                rules=self.rules,
                work=self._works.get(t.article.key),
            )
            for t in self.tellings
        }

    @cached_property
    def _texts(self) -> Texts:
        return group_texts(telling.article for telling in self.tellings)

    @cached_property
    def _works(self) -> dict[ArticleKey, NamedNode]:
        """Name each text that has an address, or that several articles tell."""
        urls = {t.article.key: t.article.url for t in self.tellings}
        works: dict[ArticleKey, NamedNode] = {}
        for key, one_text in self._texts.items():
            url = next((urls[one] for one in one_text if urls[one]), None)
            if url:
                works[key] = NamedNode(url)
            elif len(one_text) > 1:
                works[key] = self.minter.node(f"article/{one_text[0]}")
        return works

    @cached_property
    def _said(self) -> list[Said]:
        return [said for graph in self._articles.values() for said in graph.statements]

    @cached_property
    def _plain(self) -> set[Triple]:
        """Triples that an article states in its own voice and none denies.

        What a publisher has taken back counts neither way.
        """
        standing = [said for said in self._said if not said.is_taken_back]
        denied = {said.triple for said in standing if not said.told[0].polarity}
        return {said.triple for said in standing if said.in_own_voice} - denied

    @cached_property
    def _real(self) -> frozenset[NamedNode]:
        """Events that plainly happened and memberships that plainly were held."""
        events = {t.subject for t in self._plain if t.predicate == _HAPPENED}
        roles = {t.object for t in self._plain if t.predicate == _HELD}
        return frozenset(n for n in events | roles if isinstance(n, NamedNode))

    @cached_property
    def _venues(self) -> frozenset[NamedNode]:
        """Where events were, among them bodies known by their house ("at Tuen Mun Hospital")."""
        said = (one for graph in self._articles.values() for one in graph.statements)
        places = (one.object for one in said if one.predicate == _HELD_AT)
        return frozenset(node for node in places if isinstance(node, NamedNode))

    @cached_property
    def _events(self) -> frozenset[NamedNode]:
        return frozenset(
            graph.node(event.id)
            for graph in self._articles.values()
            for event in graph.telling.extract.events
        )

    @cached_property
    def _structures(self) -> frozenset[NamedNode]:
        roles = (
            graph.node(role.id)
            for graph in self._articles.values()
            for role in graph.telling.extract.memberships
        )
        return self._events | frozenset(roles)

    def _source_triples(self) -> Iterator[Triple]:
        for document in {d for telling in self.tellings for d in telling.documents}:
            node = self.minter.node(f"document/{document.key}")
            yield Triple(node, vocab.TYPE, vocab.SOURCE_DOCUMENT)
            yield Triple(node, vocab.SHA256, Literal(document.sha256))
            for name in document.names:
                yield Triple(node, vocab.NAME, Literal(name))
            if document.url:
                yield Triple(node, vocab.URL, NamedNode(document.url))

    def _entity_triples(self) -> Iterator[Triple]:
        names: Names = {}
        for key, entity in self.resolution.entities.items():
            node = self.minter.node(key)
            names[node] = entity.name
            yield from describe_entity(node, entity)
            if node in self._venues:
                yield Triple(node, vocab.TYPE, vocab.PLACE)
        yield from self._structure_triples(names)
        yield from self._time_triples()
        yield from event_type_triples(self.minter)
        for node, rule in self._rules().items():
            yield Triple(node, vocab.TYPE, vocab.ACTIVITY)
            yield Triple(node, vocab.LABEL, Literal(f"rule {rule}, version {self.rules}"))

    def _structure_triples(self, names: Names) -> Iterator[Triple]:
        held = gather_held(self._articles.values(), self._real)
        for node, role in held.items():
            yield from describe_held(node, role, names, self.minter)
        by_subject: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in self.facts:
            if isinstance(triple.subject, NamedNode):
                by_subject[triple.subject].append(triple)
        for node in self._structures:
            if node in self._events and node in self._real:
                yield from describe_event(node, by_subject[node], names)
            elif node in self._events:
                yield Triple(node, vocab.TYPE, vocab.REPORTED_EVENT)
            elif node not in held:
                yield Triple(node, vocab.TYPE, vocab.REPORTED_MEMBERSHIP)
        for key, spellings in self._titles().items():
            yield from describe_role(self.minter.node(key), usual_spelling(spellings))

    def _titles(self) -> dict[NodeKey, Counter[str]]:
        """Count the spellings of each title, held or only reported."""
        found: defaultdict[NodeKey, Counter[str]] = defaultdict(Counter)
        for graph in self._articles.values():
            for role in graph.roles().values():
                if role.title:
                    found[role_key(role.title)][role.title] += 1
        return found

    def _time_triples(self) -> Iterator[Triple]:
        times = {
            value
            for telling in self.tellings
            for value in (
                *(s.object for s in telling.extract.statements),
                *(role.during for role in telling.extract.memberships),
            )
            if isinstance(value, TimeValue)
        }
        for time in times:
            yield from describe_time(self.minter.node(time_key(time)), time)

    def _rules(self) -> Mapping[NamedNode, str]:
        rules = {s.rule for telling in self.tellings for s in telling.extract.statements}
        return {self.minter.node(activity_key(rule, self.rules)): rule for rule in sorted(rules)}

    def _link_triples(self) -> Iterator[Triple]:
        for key, entity in self.resolution.entities.items():
            node = self.minter.node(key)
            yield from describe_link(node, entity.link, self.knowledge_base, self.minter)
        for key, target in self.resolution.merged.items():
            yield Triple(self.minter.node(key), vocab.MERGED_INTO, self.minter.node(target))
        told = Corroboration(
            tellings=self.tellings,
            resolution=self.resolution,
            articles=self._articles,
            texts=self._texts,
            judgements=self.judgements,
        )
        yield from told.link_triples(self.minter)
