"""Look-ups in one snapshot: values, labels, and what a thing is. Small, indexed, no SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from hkgraph.graph import vocab
from hkgraph.graph.dates import words_for
from hkgraph.graph.event_names import listed, name_event
from hkgraph.server.windows import NARROWED
from hkgraph.server.wording import prefixed, spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Quad, Store, Triple

    from hkgraph.server.windows import Window
    from hkgraph.server.wording import ClassName, Wording

    Term = NamedNode | Literal | BlankNode | Triple

_LABELS = (
    vocab.PREF_LABEL,
    vocab.HEADLINE,
    vocab.term("rdfs:label"),
    vocab.NAME,
    vocab.TEXT,
    vocab.EXACT,
)
_EVENT_TYPE = vocab.term("sem:eventType")
_AFFECTS = vocab.term("hk:affects")
_AGENT = vocab.term("hk:agent")
_HAS_TIME = vocab.term("sem:hasTime")
_DATES = (vocab.XSD_DATE, vocab.XSD_GYEAR_MONTH, vocab.XSD_GYEAR)
EVENTS = frozenset({vocab.EVENT.value, vocab.REPORTED_EVENT.value})
ROLES = frozenset({vocab.MEMBERSHIP.value, vocab.REPORTED_MEMBERSHIP.value})
# Keeps a page about something that every article names from reading the whole graph.
MOST_FOUND = 2_000
# Values of one property in the table of all properties.
MOST_VALUES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A term as a page shows it.

    Attributes:
        iri: None for a literal.
        note: Language of a literal.
    """

    text: str
    iri: str | None = None
    note: str = ""


class Reader:
    """Answers small questions about one snapshot; keeps labels that it has found.

    Make one for each request, so that it never outlives its snapshot.

    Args:
        window: Leaves out what other articles than these say; None leaves nothing out.

    Attributes:
        cut: True once a look-up had more than ``MOST_FOUND`` results and left the rest out.
    """

    def __init__(self, store: Store, wording: Wording, window: Window | None = None) -> None:
        self.store = store
        self.wording = wording
        self.window = window
        self.cut = False
        self._labels: dict[str, str] = {}

    def objects(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Give the values of a property, sorted, each once."""
        return sorted({quad.object for quad in self._quads(subject, predicate, None)}, key=str)

    def value(self, subject: NamedNode, predicate: NamedNode) -> Term | None:
        """Give the first value of a property, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """Give the first value of a property that is an IRI, or None."""
        return next((o for o in self.objects(subject, predicate) if isinstance(o, NamedNode)), None)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """Give the first value of a property as text, or None."""
        found = self.value(subject, predicate)
        return getattr(found, "value", None)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """Give what has this value of a property, sorted, each once."""
        if self.window and predicate in NARROWED:
            return self.window.subjects(predicate, value)
        quads = self._quads(None, predicate, value)
        found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        return sorted(found, key=str)

    def properties(self, subject: NamedNode) -> dict[str, list[Term]]:
        """Give all properties of a thing, by predicate IRI, sorted.

        Of a property with more than ``MOST_VALUES`` values, one more than that is given.
        """
        rows = self.store.query(
            f"SELECT DISTINCT ?property {{ {subject} ?property ?value }}",
            use_default_graph_as_union=True,
        )
        if not isinstance(rows, QuerySolutions):
            raise TypeError("the properties of a thing come from a SELECT")
        predicates = sorted((row["property"] for row in rows), key=str)
        return {p.value: self._some_objects(subject, p) for p in predicates}

    def exists(self, node: NamedNode) -> bool:
        """Say whether the graph says anything about a thing."""
        return any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    def types(self, node: NamedNode) -> frozenset[str]:
        """Give the IRIs of a thing's classes."""
        found = self.objects(node, vocab.TYPE)
        return frozenset(t.value for t in found if isinstance(t, NamedNode))

    def class_of(self, node: NamedNode) -> ClassName | None:
        """Give the most telling class of a thing."""
        return self.wording.class_of(node.value, self.types(node))

    def told(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Give values of a property that the graph has plainly, else those that statements give."""
        plain = self.objects(subject, predicate)
        if plain:
            return plain
        statements = self.subjects(vocab.SUBJECT, subject)
        found = {
            target
            for one in statements
            if self.node(one, vocab.PREDICATE) == predicate
            for target in self.objects(one, vocab.OBJECT)
        }
        return sorted(found, key=str)

    def show(self, value: Term) -> Value:
        """Put a term as a page shows it."""
        if isinstance(value, NamedNode):
            return Value(text=self.label(value), iri=value.value)
        if isinstance(value, Literal):
            text = words_for(value.value) if value.datatype in _DATES else value.value
            return Value(text=text, note=value.language or "")
        return Value(text=str(value))

    def label(self, node: NamedNode) -> str:
        """Name a thing: its label, else words made of what is known about it."""
        if node.value not in self._labels:
            self._labels[node.value] = prefixed(node.value)  # in case it leads back to itself
            self._labels[node.value] = self._find_label(node)
        return self._labels[node.value]

    def _some_objects(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        quads = self.store.quads_for_pattern(subject, predicate, None, None)
        found = {quad.object: None for quad in islice(quads, MOST_VALUES + 1)}
        return sorted(found, key=str)

    def _quads(
        self, subject: NamedNode | None, predicate: NamedNode | None, value: Term | None
    ) -> Iterator[Quad]:
        quads = self.store.quads_for_pattern(subject, predicate, value, None)
        yield from islice(quads, MOST_FOUND)
        self.cut |= next(quads, None) is not None

    def _find_label(self, node: NamedNode) -> str:
        types = self.types(node)
        if types & ROLES and (role := self._role_label(node)):
            return role
        for predicate in _LABELS:
            found = best_language(self.objects(node, predicate))
            if found:
                return found
        if types & EVENTS:
            return self.event_name(node)
        edtf = self.text(node, vocab.EDTF)
        if edtf:
            return words_for(edtf)
        short = prefixed(node.value)
        return spaced(node.value) if short == node.value and types else short

    def event_name(self, node: NamedNode, *, dated: bool = True) -> str:
        """Name an event by its parts, as it is told; without its day where that stands beside."""
        kinds = [k for k in self.told(node, _EVENT_TYPE) if isinstance(k, NamedNode)]
        times = self.told(node, _HAS_TIME) if dated else []
        edtf = [self.text(time, vocab.EDTF) for time in times if isinstance(time, NamedNode)]
        return name_event(
            kinds[0].value.rpartition("/")[2] if kinds else "other",
            self._names(self.told(node, _AFFECTS)),
            self._names(self.told(node, _AGENT)),
            [text for text in edtf if text],
        )

    def _role_label(self, node: NamedNode) -> str:
        """Name a role without its holder, who stands beside it on a page."""
        parts = (self.told(node, vocab.HAS_ROLE), self.told(node, vocab.HAS_ORGANIZATION))
        return ", ".join(listed(self._names(values)) for values in parts if values)

    def _names(self, values: Iterable[Term]) -> list[str]:
        return [self.show(value).text for value in values]


def best_language(values: Iterable[Term]) -> str | None:
    """Choose the English text, else one without language, else any."""
    literals = [value for value in values if isinstance(value, Literal)]

    def order(value: Literal) -> tuple[int, int, str]:
        language = (value.language or "").lower()
        rank = 0 if language.startswith("en") else 1 if not language else 2
        return rank, -len(value.value), value.value

    return min(literals, key=order).value if literals else None
