"""What the pages of things list: roles, events, quotations, articles, in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.graph import vocab
from hkgraph.server.graph_reader import EVENTS, MOST_VALUES, ROLES, Reader, Value
from hkgraph.server.statements import Claim, Claims, Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.server.graph_reader import Term

MOST_INCOMING = 100
_HAS_MEMBERSHIP = vocab.term("org:hasMembership")
_HAS_TIME = vocab.term("sem:hasTime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property in a table of raw data.

    Attributes:
        has_more: True if only some of the values are shown.
    """

    predicate: Value
    values: tuple[Value, ...]
    has_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A role, event or fact, with what articles say of it.

    Attributes:
        who: Whom it is about, where that is not whom the page is about.
        when: In words; empty if not told.
        order: Sorts items by time, undated ones last.
        outcomes: What came of it later.
    """

    title: Value
    who: Value | None
    when: str
    order: str
    claims: tuple[Claim, ...]
    outcomes: tuple[Value, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Say whether at least one article says so in its own voice."""
        return any(claim.is_plain for claim in self.claims) or not self.claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation.

    Attributes:
        form: "direct", "indirect" or "block".
    """

    iri: str
    text: str
    form: str
    speaker: Value | None
    on_behalf_of: Value | None
    source: Source | None
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A passage of an article with the statements that rest on it.

    Attributes:
        lines: Claims that have subject and manner of telling in common stand in one line.
    """

    passage: Passage | None
    lines: tuple[tuple[Claim, ...], ...]


class Listings:
    """Gathers lists from one snapshot."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.claims = Claims(reader)

    def properties(self, node: NamedNode) -> list[Property]:
        """Give all properties of a thing, for the table of raw data."""
        return [
            Property(
                predicate=Value(text=predicate, iri=predicate),
                values=tuple(self.reader.show(value) for value in values[:MOST_VALUES]),
                has_more=len(values) > MOST_VALUES,
            )
            for predicate, values in self.reader.properties(node).items()
        ]

    def names(self, node: NamedNode) -> list[Value]:
        """Give the other names of a thing, each once, without the one in the title."""
        label = self.reader.label(node)
        found: dict[str, Value] = {}
        for predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL, vocab.HIDDEN_LABEL):
            for value in self.reader.objects(node, predicate):
                shown = self.reader.show(value)
                if shown.text != label:
                    found.setdefault(shown.text, shown)
        return list(found.values())

    def roles_of(self, node: NamedNode) -> list[Item]:
        """Give the roles that somebody holds or is said to hold."""
        statements = self.reader.subjects(vocab.SUBJECT, node)
        told = self._told(statements, _HAS_MEMBERSHIP, vocab.OBJECT)
        plain = self.reader.subjects(vocab.MEMBER, node)
        return self._items({*plain, *told}, vocab.MEMBER_DURING)

    def people_of(self, node: NamedNode) -> list[Item]:
        """Give the roles that are held, or said to be held, at an organisation."""
        statements = self.reader.subjects(vocab.OBJECT, node)
        told = self._told(statements, vocab.HAS_ORGANIZATION, vocab.SUBJECT)
        plain = self.reader.subjects(vocab.HAS_ORGANIZATION, node)
        items = self._items({*plain, *told}, vocab.MEMBER_DURING)
        return [replace(item, title=self._title_alone(item.title)) for item in items]

    def events_of(self, node: NamedNode) -> list[Item]:
        """Give the events that somebody or something has a part in, in the order of time."""
        groups: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
        for one in self.reader.subjects(vocab.OBJECT, node):
            subject = self.reader.node(one, vocab.SUBJECT)
            if subject and self.reader.types(subject) & EVENTS:
                groups[subject].append(one)
        items = [self._event(event, told) for event, told in groups.items()]
        return sorted(items, key=lambda item: (item.order, item.title.text))

    def facts_of(self, node: NamedNode) -> list[Item]:
        """Give what else is said, by triple: neither roles nor events."""
        groups: defaultdict[tuple[Term | None, ...], list[NamedNode]] = defaultdict(list)
        for one in self.claims.about(node):
            subject = self.reader.node(one, vocab.SUBJECT)
            predicate = self.reader.node(one, vocab.PREDICATE)
            if predicate == _HAS_MEMBERSHIP or not subject:
                continue
            if subject == node or not self.reader.types(subject) & (EVENTS | ROLES):
                groups[subject, predicate, self.reader.value(one, vocab.OBJECT)].append(one)
        return [self._fact(told) for told in groups.values()]

    def quotations_by(self, node: NamedNode) -> list[Quoted]:
        """Give what somebody said, newest first."""
        found = [self.quotation(q) for q in self.reader.subjects(vocab.SPEAKER, node)]
        found.sort(key=lambda q: (q.start, q.iri))
        return sorted(found, key=lambda q: q.source.published if q.source else "", reverse=True)

    def quotations_in(self, article: NamedNode) -> list[Quoted]:
        """Give the quotations of an article in the order of its text."""
        parts = self.reader.subjects(vocab.IS_PART_OF, article)
        found = [self.quotation(q) for q in parts if vocab.QUOTATION.value in self.reader.types(q)]
        return sorted(found, key=lambda q: (q.start, q.iri))

    def quotation(self, node: NamedNode) -> Quoted:
        """Read one quotation."""
        reader = self.reader
        form, article = reader.node(node, vocab.QUOTE_FORM), reader.node(node, vocab.IS_PART_OF)
        speaker, party = reader.node(node, vocab.SPEAKER), reader.node(node, vocab.ON_BEHALF_OF)
        passages = self.claims.passages(node)
        text = reader.text(node, vocab.TEXT) or ""
        return Quoted(
            iri=node.value,
            text=text,
            form=reader.label(form).split(":")[-1].lower() if form else "",
            speaker=reader.show(speaker) if speaker else None,
            on_behalf_of=reader.show(party) if party else None,
            source=self.claims.source(article) if article else None,
            start=next((p.start for p in passages if p.text == text), 0),
        )

    def articles_naming(self, node: NamedNode) -> list[tuple[Source, int]]:
        """Give the articles that name somebody or something, newest first, with how often."""
        window = self.reader.window
        counts = Counter(dict(window.mentions)) if window else self._count_mentions(node)
        return self._newest((self.claims.source(article), n) for article, n in counts.items())

    def articles_by(self, node: NamedNode) -> list[tuple[Source, int]]:
        """Give the articles that somebody wrote or an outlet published, newest first."""
        found = {
            article
            for predicate in (vocab.AUTHOR, vocab.CONTRIBUTOR, vocab.PUBLISHER)
            for article in self.reader.subjects(predicate, node)
        }
        return self._newest((self.claims.source(article), 1) for article in found)

    def sentences_of(self, article: NamedNode) -> list[Sentence]:
        """Give what an article says, by the passage that says it."""
        claims = self.claims.read_all(self.reader.subjects(vocab.REPORTED_IN, article))
        groups: defaultdict[Passage | None, list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[claim.passages[0] if claim.passages else None].append(claim)
        found = [Sentence(passage=p, lines=_lines(said)) for p, said in groups.items()]
        return sorted(found, key=lambda s: s.passage.start if s.passage else -1)

    def named_in(self, article: NamedNode) -> dict[str, list[tuple[Value, int]]]:
        """Give who and what an article names, by kind, the most named first."""
        counts: Counter[NamedNode] = Counter()
        for span in self.reader.subjects(vocab.HAS_SOURCE, article):
            counts.update(self.reader.subjects(vocab.MENTION, span))
        kinds: defaultdict[str, list[tuple[Value, int]]] = defaultdict(list)
        for node, number in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].value)):
            kind = self.reader.class_of(node)
            kinds[kind.plural if kind else "others"].append((self.reader.show(node), number))
        return dict(sorted(kinds.items()))

    def tellings_of(self, node: NamedNode) -> list[tuple[Source | None, list[Claim]]]:
        """Give what each article says of an event or role, newest article first."""
        groups: dict[str, tuple[Source | None, list[Claim]]] = {}
        for claim in self.claims.read_all(self.claims.about(node)):
            key = claim.source.article.iri or "" if claim.source else ""
            groups.setdefault(key, (claim.source, []))[1].append(claim)
        return list(groups.values())

    def incoming(self, node: NamedNode) -> list[Property]:
        """Give what points at a thing, by predicate; a bounded number."""
        groups: defaultdict[str, list[Value]] = defaultdict(list)
        quads = self.reader.store.quads_for_pattern(None, None, node, None)
        for _, quad in zip(range(MOST_INCOMING), quads, strict=False):
            if isinstance(quad.subject, NamedNode):
                groups[quad.predicate.value].append(self.reader.show(quad.subject))
        return [
            Property(
                predicate=Value(text=p, iri=p),
                values=tuple(sorted(groups[p], key=lambda v: (v.text, v.iri or ""))),
            )
            for p in sorted(groups)
        ]

    def _count_mentions(self, node: NamedNode) -> Counter[NamedNode]:
        counts: Counter[NamedNode] = Counter()
        for span in self.reader.objects(node, vocab.MENTION):
            if isinstance(span, NamedNode):
                counts.update(filter(None, [self.reader.node(span, vocab.HAS_SOURCE)]))
        return counts

    def _title_alone(self, role: Value) -> Value:
        titles = self.reader.told(NamedNode(role.iri or ""), vocab.HAS_ROLE)
        return replace(role, text=", ".join(self.reader.show(t).text for t in titles) or "member")

    def _told(
        self, statements: Iterable[NamedNode], predicate: NamedNode, end: NamedNode
    ) -> set[NamedNode]:
        """Give the subjects or objects of those statements that have the predicate."""
        return {
            found
            for one in statements
            if self.reader.node(one, vocab.PREDICATE) == predicate
            and (found := self.reader.node(one, end))
        }

    def _event(self, node: NamedNode, statements: Iterable[NamedNode]) -> Item:
        item = self._item(node, _HAS_TIME, statements)
        name = self.reader.event_name(node, dated=False)
        outcomes = tuple(self.reader.show(one) for one in self.reader.objects(node, vocab.OUTCOME))
        return replace(item, title=replace(item.title, text=name), outcomes=outcomes)

    def _items(self, nodes: Iterable[NamedNode], when: NamedNode) -> list[Item]:
        items = [self._item(n, when, self.reader.subjects(vocab.OBJECT, n)) for n in nodes]
        return sorted(items, key=lambda item: (item.order, item.title.text, item.title.iri or ""))

    def _item(self, node: NamedNode, when: NamedNode, statements: Iterable[NamedNode]) -> Item:
        times = [t for t in self.reader.told(node, when) if isinstance(t, NamedNode)]
        claims = self.claims.read_all(statements)
        people = [*self.reader.objects(node, vocab.MEMBER)]
        holder = [claim.subject for claim in claims if claim.object.iri == node.value]
        return Item(
            title=self.reader.show(node),
            who=next((self.reader.show(p) for p in people), None) or next(iter(holder), None),
            when=" or ".join(self.reader.label(t) for t in times),
            order=min((self._day(t) for t in times), default="9999"),
            claims=tuple(claims),
        )

    def _fact(self, statements: Iterable[NamedNode]) -> Item:
        claims = self.claims.read_all(statements)
        first = claims[0]
        title = Value(text=f"{first.subject.text} {first.predicate.text} {first.object.text}")
        return Item(title=title, who=None, when="", order="", claims=tuple(claims))

    def _day(self, time: NamedNode) -> str:
        reader = self.reader
        return reader.text(time, vocab.NOT_BEFORE) or reader.text(time, vocab.NOT_AFTER) or "9999"

    @staticmethod
    def _newest(found: Iterable[tuple[Source, int]]) -> list[tuple[Source, int]]:
        by_name = sorted(found, key=lambda entry: entry[0].article.text)
        return sorted(by_name, key=lambda entry: entry[0].published, reverse=True)


def _lines(claims: list[Claim]) -> tuple[tuple[Claim, ...], ...]:
    lines: dict[tuple[str, str, bool, str], list[Claim]] = {}
    for claim in claims:
        lines.setdefault(claim.telling, []).append(claim)
    return tuple(tuple(line) for line in lines.values())
