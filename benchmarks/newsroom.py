"""Writes one invented article after another, in the graphs that a build makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from news_names import CLASSES, PLACES, TITLES, Cast, Entity, chinese_name
from pyoxigraph import Literal, NamedNode, Quad, Triple

from hkgraph.graph import literals, vocab
from hkgraph.text import short_hash

PLANNED_SHARE = 0.2
LINKED_SHARE = 0.3
START = date(2015, 1, 1)

#: Event type, and a sentence of it; A acts, B is acted upon, P is the place, D the day.
STORIES = (
    ("arrest", "A arrested B in P on D."),
    ("closure", "A closed its office in P on D."),
    ("protest", "A marched through P on D."),
    ("raid", "A searched the rooms of B in P on D."),
    ("meeting", "A met B in P on D."),
    ("award", "A gave its prize to B in P on D."),
)
REMARKS = "We shall open again|Nothing is lost yet|It was a long day|The rent is too high".split(
    "|"
)


@dataclass
class Article:
    """One article; ``text`` is what spans cut, and is in no graph.

    Attributes:
        quads: All that this article brings: its own graph, and what is new in the shared ones.
    """

    node: NamedNode
    key: str
    text: str = ""
    quads: list[Quad] = field(default_factory=list)


class Newsroom:
    """Writes articles, the same ones for the same seed."""

    def __init__(self, seed: int, articles: int) -> None:
        self.cast = Cast(seed, articles)
        self.random = self.cast.random
        self.minter = self.cast.minter
        self.known: set[NamedNode] = set()

    def write(self, number: int) -> Article:
        """Write one article: an event, and in one of three a role and a quotation."""
        key = short_hash("article", str(number))
        article = Article(self.minter.node(f"article/{key}"), key)
        day = START + timedelta(days=number % 3000)
        agent, place = self.cast.organisation(), self.cast.place()
        person, outlet = self.cast.person(), self.cast.outlet(number)
        kind, story = STORIES[number % len(STORIES)]
        self.head(article, number, day, outlet, f"{agent.name} in {place.name}: {kind}")
        for entity in (agent, place, person, outlet):
            self.describe(article, entity)
        self.event(article, (kind, story), {"A": agent, "B": person, "P": place}, day)
        if number % 3 == 0:
            self.remark(article, person, agent)
        return article

    # ── what stands in the shared graphs ──────────────────────────────────────────────────────

    def once(self, node: NamedNode) -> bool:
        """Say whether a node is met for the first time."""
        new = node not in self.known
        self.known.add(node)
        return new

    def describe(self, article: Article, entity: Entity) -> None:
        if not self.once(entity.node):
            return
        pairs = [(vocab.TYPE, one) for one in CLASSES[entity.kind]]
        pairs += [(vocab.PREF_LABEL, literals.label(entity.name))]
        if entity.number % 2 == 0:
            pairs += [(vocab.ALT_LABEL, literals.label(chinese_name(entity)))]
        add(article, self.minter.entities, entity.node, pairs)
        if entity.kind == "place" and entity.number >= len(PLACES):
            whole = self.cast.entity("place", PLACES[entity.number % len(PLACES)], 0)
            self.describe(article, whole)
            inside = [(vocab.term("schema:containedInPlace"), whole.node)]
            add(article, self.minter.facts, entity.node, inside)
        self.link(article, entity)

    def link(self, article: Article, entity: Entity) -> None:
        linked = self.random.random() < LINKED_SHARE
        item = NamedNode(f"http://www.wikidata.org/entity/Q{900000000 + len(self.known)}")
        state = "hk:Linked" if linked else "hk:Nil"
        node = self.minter.hashed("link", entity.node.value)
        pairs = [
            (vocab.TYPE, vocab.ENTITY_LINK),
            (vocab.ENTITY, entity.node),
            (vocab.LINK_STATE, vocab.term(state)),
            (vocab.METHOD, Literal("exact label")),
            (vocab.KNOWLEDGE_BASE, Literal("invented")),
            (vocab.CONFIDENCE, literals.decimal(0.9 if linked else 0.0)),
        ]
        add(article, self.minter.links, node, pairs)
        if linked:
            add(article, self.minter.links, node, [(vocab.CANDIDATE, item)])
            add(article, self.minter.links, entity.node, [(vocab.SAME_AS, item)])

    def time(self, article: Article, day: date) -> NamedNode:
        node = self.minter.node(f"time/{day}")
        if self.once(node):
            pairs = [
                (vocab.TYPE, vocab.TIME_SPAN),
                (vocab.EDTF, Literal(str(day))),
                (vocab.NOT_BEFORE, literals.day(str(day))),
                (vocab.NOT_AFTER, literals.day(str(day))),
                (vocab.TIME_BASIS, vocab.term("hk:Explicit")),
            ]
            add(article, self.minter.entities, node, pairs)
        return node

    # ── what one article says ─────────────────────────────────────────────────────────────────

    def head(self, article: Article, number: int, day: date, outlet: Entity, headline: str) -> None:
        document = self.minter.hashed("document", str(number))
        url = NamedNode(f"https://news.example/{day:%Y/%m/%d}/{article.key}")
        article.text = f"{headline}\n\n"
        pairs = [
            (vocab.TYPE, vocab.NEWS_ARTICLE),
            (vocab.IS_PART_OF, document),
            (vocab.HEADLINE, literals.words(headline, "en")),
            (vocab.URL, url),
            (vocab.EXAMPLE_OF_WORK, url),
            (vocab.DATE_PUBLISHED, literals.day(str(day))),
            (vocab.PUBLISHER, outlet.node),
            (vocab.IN_LANGUAGE, Literal("en")),
        ]
        self.own(article, article.node, pairs)
        pairs = [
            (vocab.TYPE, vocab.SOURCE_DOCUMENT),
            (vocab.NAME, Literal(f"{number:06}.html")),
            (vocab.SHA256, Literal((short_hash("bytes", str(number)) * 4)[:64])),
        ]
        add(article, self.minter.sources, document, pairs)

    def event(
        self, article: Article, story: tuple[str, str], cast: dict[str, Entity], day: date
    ) -> None:
        planned = self.random.random() < PLANNED_SHARE
        span = self.sentence(article, story[1], cast, day)
        node = self.minter.node(f"event/{story[0]}-{article.key}")
        parts = [
            (vocab.term("sem:eventType"), self.minter.node(f"event-type/{story[0]}")),
            (vocab.term("sem:hasTime"), self.time(article, day)),
            (vocab.term("hk:agent"), cast["A"].node),
            (vocab.term("hk:affects"), cast["B"].node)
            if "B" in story[1]
            else (vocab.term("sem:hasPlace"), cast["P"].node),
        ]
        kinds = (vocab.EVENT, vocab.SEM_EVENT, vocab.SCHEMA_EVENT)
        kinds = (vocab.REPORTED_EVENT,) if planned else kinds
        add(article, self.minter.entities, node, [(vocab.TYPE, kind) for kind in kinds])
        if not planned:
            add(article, self.minter.facts, node, parts)
        mode = "hk:Planned" if planned else "hk:Asserted"
        for predicate, to in parts:
            self.state(article, Triple(node, predicate, to), span, mode, "event-frame")

    def remark(self, article: Article, person: Entity, body: Entity) -> None:
        title = TITLES[(person.number + body.number) % len(TITLES)]
        words = REMARKS[person.number % len(REMARKS)]
        span = self.sentence(
            article, f"“{words},” said B, {title} of A.", {"A": body, "B": person}, START
        )
        held = self.minter.hashed("role", person.node.value, title, body.node.value)
        role = self.minter.node(f"role/{title}")
        if self.once(role):
            pairs = [(vocab.TYPE, vocab.ROLE), (vocab.PREF_LABEL, literals.label(title))]
            add(article, self.minter.entities, role, pairs)
        told = Triple(person.node, vocab.term("org:hasMembership"), held)
        if self.once(held):
            pairs = [
                (vocab.TYPE, vocab.MEMBERSHIP),
                (vocab.MEMBER, person.node),
                (vocab.HAS_ORGANIZATION, body.node),
                (vocab.HAS_ROLE, role),
            ]
            add(article, self.minter.entities, held, pairs)
            add(article, self.minter.facts, told.subject, [(told.predicate, told.object)])
        self.state(article, told, span, "hk:Asserted", "role-description")
        pairs = [
            (vocab.TYPE, vocab.QUOTATION),
            (vocab.TEXT, literals.words(words, "en")),
            (vocab.IS_PART_OF, article.node),
            (vocab.EVIDENCE, span),
            (vocab.SPEAKER, person.node),
            (vocab.QUOTE_FORM, vocab.term("hk:Direct")),
            (vocab.CONFIDENCE, literals.decimal(0.95)),
        ]
        self.own(article, self.minter.hashed("quotation", article.key), pairs)

    def sentence(
        self, article: Article, pattern: str, cast: dict[str, Entity], day: date
    ) -> NamedNode:
        """Add a sentence to the text; gives its span, and adds one for each name in it."""
        start = len(article.text)
        for letter in pattern:
            if letter in cast and letter.isupper():
                begin = len(article.text)
                article.text += cast[letter].name
                span = self.span(article, begin)
                self.own(article, cast[letter].node, [(vocab.MENTION, span)])
            else:
                article.text += f"{day.day} {day:%B %Y}" if letter == "D" else letter
        span = self.span(article, start)
        article.text += " "
        return span

    def span(self, article: Article, start: int) -> NamedNode:
        end = len(article.text)
        node = self.minter.hashed("span", article.key, str(start), str(end))
        pairs = [
            (vocab.TYPE, vocab.TEXT_SPAN),
            (vocab.HAS_SOURCE, article.node),
            (vocab.START, literals.integer(start)),
            (vocab.END, literals.integer(end)),
            (vocab.EXACT, Literal(article.text[start:])),
        ]
        self.own(article, node, pairs)
        return node

    def state(self, article: Article, told: Triple, span: NamedNode, mode: str, rule: str) -> None:
        activity = self.minter.node(f"activity/{rule}")
        if self.once(activity):
            pairs = [(vocab.TYPE, vocab.ACTIVITY), (vocab.LABEL, Literal(rule))]
            add(article, self.minter.entities, activity, pairs)
        pairs = [
            (vocab.TYPE, vocab.STATEMENT),
            (vocab.TYPE, vocab.RDF_STATEMENT),
            (vocab.SUBJECT, told.subject),
            (vocab.PREDICATE, told.predicate),
            (vocab.OBJECT, told.object),
            (vocab.REPORTED_IN, article.node),
            (vocab.EVIDENCE, span),
            (vocab.MODALITY, vocab.term(mode)),
            (vocab.POLARITY, literals.boolean(value=True)),
            (vocab.CONFIDENCE, literals.decimal(0.9)),
            (vocab.WAS_GENERATED_BY, activity),
        ]
        self.own(article, self.minter.hashed("statement", article.key, str(told)), pairs)

    def own(self, article: Article, node: NamedNode, pairs: list) -> None:
        add(article, self.minter.article_graph(article.key), node, pairs)


def add(article: Article, graph: NamedNode, node: NamedNode, pairs: list) -> None:
    article.quads += [Quad(node, predicate, to, graph) for predicate, to in pairs]
