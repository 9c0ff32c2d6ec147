"""One article's graph: what it is, what it says, and the spans that it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph import literals, vocab
from hkgraph.graph.metadata import describe_article
from hkgraph.identity.keys import NodeKey, quotation_key, role_key
from hkgraph.model import (
    Concept,
    Kind,
    Modality,
    Predicate,
    RoleTitle,
    Statement,
    TextValue,
    TimeValue,
)
from hkgraph.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.graph.iri import Minter
    from hkgraph.model import LocalId, Membership, Object, Quotation, Span, Telling

Term = NamedNode | Literal
_DATE_LITERALS = {
    Predicate.LEGISLATION_DATE,
    Predicate.FOUNDING_DATE,
    Predicate.DISSOLUTION_DATE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement as the graph has it.

    Attributes:
        node: The statement's own IRI.
        told: The statements of the extract that say it; they differ in evidence alone.
        is_taken_back: The publisher has retracted the article.
    """

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Term
    told: tuple[Statement, ...]
    is_taken_back: bool = False

    @property
    def triple(self) -> Triple:
        """What is said."""
        return Triple(self.subject, self.predicate, self.object)

    @property
    def local_object(self) -> Object:
        """What the extract has as object."""
        return self.told[0].object

    @property
    def in_own_voice(self) -> bool:
        """Say whether the article, which its publisher stands by, itself says that it is so."""
        return _is_own(self.told[0]) and not self.is_taken_back


@dataclass(frozen=True)
class ArticleGraph:
    """Maps one telling to triples.

    Args:
        nodes: From local id to canonical key.
        own: From local id to the key that the article itself mints; statements are named by
            these, so that their IRIs stay when clusters grow.
        rules: Version of the extraction's rules, part of each rule's IRI.
        work: What all tellings of the article's text share.
    """

    telling: Telling
    nodes: Mapping[LocalId, NodeKey]
    own: Mapping[LocalId, NodeKey]
    minter: Minter
    rules: str
    work: NamedNode | None = None

    @property
    def article(self) -> NamedNode:
        """The article's IRI."""
        return self.minter.node(f"article/{self.telling.article.key}")

    def triples(self) -> Iterator[Triple]:
        """Give all triples of the article's graph, in no order and with repeats."""
        yield from describe_article(self)
        for said in self.statements:
            yield from self._statement(said)
        for quotation in self.telling.extract.quotations:
            yield from self._quotation(quotation)
        for mention in self.telling.extract.mentions:
            yield Triple(self.node(mention.entity), vocab.MENTION, self._span(mention.span))
            yield from self._span_triples(mention.span)

    def node(self, local: LocalId) -> NamedNode:
        """Give the IRI of an entity, event or membership."""
        return self.minter.node(self.nodes[local])

    def roles(self) -> dict[LocalId, Membership]:
        """Give the memberships; a state is a place here, so its offices bear its name instead."""
        names = {e.id: e for e in self.telling.extract.entities}
        found: dict[LocalId, Membership] = {}
        for role in self.telling.extract.memberships:
            body = names.get(role.organisation) if role.organisation else None
            if body and body.kind is Kind.PLACE:
                title = f"{role.title or 'official'} of {body.name}"
                found[role.id] = replace(role, organisation=None, title=title)
            else:
                found[role.id] = role
        return found

    @cached_property
    def statements(self) -> list[Said]:
        """Give what the article says, each thing once, in the order of the extract."""
        groups: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
        for one in [*self.telling.extract.statements, *self._role_details()]:
            if self.term(one.predicate, one.object) is not None:
                groups[_identity(one)].append(one)
        return [self._said(tuple(told)) for told in groups.values()]

    def statement_node(self, statement: Statement) -> NamedNode | None:
        """Give the IRI of a statement of the extract; None if the graph has no term for it."""
        return self._statement_nodes.get(_identity(statement))

    def quotation_node(self, quotation: Quotation) -> NamedNode:
        """Give the IRI of a quotation."""
        return self.minter.node(quotation_key(self.telling.article.key, quotation))

    @cached_property
    def _statement_nodes(self) -> dict[tuple[object, ...], NamedNode]:
        return {_identity(said.told[0]): said.node for said in self.statements}

    def term(self, predicate: Predicate, value: Object) -> Term | None:
        """Give the RDF term of an object; None if XML Schema has none."""
        match value:
            case TimeValue() if predicate in _DATE_LITERALS:
                return literals.partial_date(value.edtf)
            case TextValue():
                return literals.words(value.text, value.language)
            case int():
                return literals.integer(value)
            case _:
                return self.minter.node(self._key(value, self.nodes))

    def _key(
        self, value: LocalId | TimeValue | Concept | RoleTitle, keys: Mapping[LocalId, NodeKey]
    ) -> NodeKey:
        match value:
            case TimeValue():
                return time_key(value)
            case Concept():
                return NodeKey(f"event-type/{value.slug}")
            case RoleTitle():
                return role_key(value.title)
            case _:
                return keys[value]

    def _said(self, told: tuple[Statement, ...]) -> Said:
        first = told[0]
        target = self.term(first.predicate, first.object)
        if target is None:
            raise ValueError(f"{first.object} has no RDF term")
        content = (
            self.telling.article.key,
            self.own[first.subject],
            first.predicate.value,
            self.own.get(first.object, str(target))
            if isinstance(first.object, str)
            else str(target),
            first.modality.value,
            str(first.polarity),
            self.own[first.attributed_to] if first.attributed_to else "",
        )
        return Said(
            node=self.minter.hashed("statement", *content),
            subject=self.node(first.subject),
            predicate=vocab.term(first.predicate.value),
            object=target,
            told=told,
            is_taken_back=self.telling.article.is_retracted,
        )

    def _statement(self, said: Said) -> Iterator[Triple]:
        first = said.told[0]
        best = max(one.confidence for one in said.told)
        yield Triple(said.node, vocab.TYPE, vocab.STATEMENT)
        yield Triple(said.node, vocab.TYPE, vocab.RDF_STATEMENT)
        yield Triple(said.node, vocab.SUBJECT, said.subject)
        yield Triple(said.node, vocab.PREDICATE, said.predicate)
        yield Triple(said.node, vocab.OBJECT, said.object)
        yield Triple(said.node, vocab.REPORTED_IN, self.article)
        yield Triple(said.node, vocab.MODALITY, vocab.term(f"hk:{first.modality.value}"))
        yield Triple(said.node, vocab.POLARITY, literals.boolean(first.polarity))
        yield Triple(said.node, vocab.CONFIDENCE, literals.decimal(best))
        if first.attributed_to:
            yield Triple(said.node, vocab.ATTRIBUTED_TO, self.node(first.attributed_to))
        for one in said.told:
            activity = self.minter.node(activity_key(one.rule, self.rules))
            yield Triple(said.node, vocab.WAS_GENERATED_BY, activity)
            if one.reviewer:
                yield Triple(said.node, vocab.REVIEWER, Literal(one.reviewer))
            for span in one.evidence:
                yield Triple(said.node, vocab.EVIDENCE, self._span(span))
                yield from self._span_triples(span)

    def _role_details(self) -> Iterator[Statement]:
        """Say what a role is in statements of their own, where nobody vouches for it plainly."""
        roles = self.roles()
        is_taken_back = self.telling.article.is_retracted
        for one in self.telling.extract.statements:
            if one.predicate is not Predicate.HAS_MEMBERSHIP or not isinstance(one.object, str):
                continue
            if is_taken_back or not _is_own(one):
                yield from _details(one, roles[one.object])

    def _quotation(self, quotation: Quotation) -> Iterator[Triple]:
        span, node = quotation.span, self.quotation_node(quotation)
        yield Triple(node, vocab.TYPE, vocab.QUOTATION)
        yield Triple(node, vocab.TEXT, literals.words(span.text, self.telling.article.language))
        yield Triple(node, vocab.IS_PART_OF, self.article)
        yield Triple(node, vocab.EVIDENCE, self._span(span))
        yield Triple(node, vocab.QUOTE_FORM, vocab.term(f"hk:{quotation.form.value}"))
        yield Triple(node, vocab.CONFIDENCE, literals.decimal(quotation.confidence))
        if quotation.speaker:
            yield Triple(node, vocab.SPEAKER, self.node(quotation.speaker))
        if quotation.on_behalf_of:
            yield Triple(node, vocab.ON_BEHALF_OF, self.node(quotation.on_behalf_of))
        yield from self._span_triples(span)
        if quotation.cue:
            yield Triple(node, vocab.EVIDENCE, self._span(quotation.cue))
            yield from self._span_triples(quotation.cue)

    def _span(self, span: Span) -> NamedNode:
        return self.minter.hashed("span", self.telling.article.key, str(span.start), str(span.end))

    def _span_triples(self, span: Span) -> Iterator[Triple]:
        node = self._span(span)
        yield Triple(node, vocab.TYPE, vocab.TEXT_SPAN)
        yield Triple(node, vocab.HAS_SOURCE, self.article)
        yield Triple(node, vocab.START, literals.integer(span.start))
        yield Triple(node, vocab.END, literals.integer(span.end))
        yield Triple(node, vocab.EXACT, Literal(span.text))


def time_key(time: TimeValue) -> NodeKey:
    """Name a time by its EDTF; a slash would part the path, so it becomes a low line.

    EDTF has no low line of its own.
    """
    return NodeKey(f"time/{time.edtf.replace('/', '_')}")


def activity_key(rule: str, version: str) -> NodeKey:
    """Name a rule of extraction in one version of the rules."""
    return NodeKey(f"activity/{slug(rule or 'extraction')}-{version}")


def _is_own(one: Statement) -> bool:
    return one.modality is Modality.ASSERTED and one.polarity and one.attributed_to is None


def _identity(one: Statement) -> tuple[object, ...]:
    return (
        one.subject,
        one.predicate,
        one.object,
        one.modality,
        one.polarity,
        one.attributed_to,
    )


def _details(one: Statement, role: Membership) -> Iterator[Statement]:
    parts: list[tuple[Predicate, Object | None]] = [
        (Predicate.ORGANIZATION, role.organisation),
        (Predicate.ROLE, RoleTitle(title=role.title) if role.title else None),
        (Predicate.MEMBER_DURING, role.during),
    ]
    for predicate, value in parts:
        if value is not None:
            yield Statement(
                subject=role.id,
                predicate=predicate,
                object=value,
                evidence=one.evidence,
                modality=one.modality,
                polarity=one.polarity,
                attributed_to=one.attributed_to,
                confidence=one.confidence,
                rule=one.rule,
                reviewer=one.reviewer,
            )
