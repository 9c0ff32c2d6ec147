"""The graph's own entities as what names are matched against.

Only what the graph says plainly is a value here: a role that somebody merely will have, or is
said by somebody to have, is no attribute of a person.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from hkgraph.graph import vocab
from hkgraph.server.reconciling.records import (
    ALIAS_WEIGHT,
    HIDDEN_WEIGHT,
    LABEL_WEIGHT,
    Entity,
    Name,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hkgraph.search.querying import Hit, Index
    from hkgraph.server.graph_reader import Reader, Term
    from hkgraph.server.reconciling.catalogue import Catalogue
    from hkgraph.server.reconciling.records import Property

_NAMES = {
    vocab.PREF_LABEL: LABEL_WEIGHT,
    vocab.HEADLINE: LABEL_WEIGHT,
    vocab.ALT_LABEL: ALIAS_WEIGHT,
    vocab.term("schema:legislationIdentifier"): ALIAS_WEIGHT,
    vocab.HIDDEN_LABEL: HIDDEN_WEIGHT,
}
_NUMBERS = (vocab.XSD_INTEGER, vocab.XSD_DECIMAL)
_DAY_LETTERS = 10
#: More mentions than these make no difference to anybody.
_MOST_MENTIONS = 100
_MOST_HITS = 50
_MOST_WORDS = 6
_TOLD = 2


class GraphEntities:
    """One snapshot of the graph and the search index.

    Args:
        base: What IRIs of the graph's own data begin with; ids are what follows.
    """

    def __init__(self, reader: Reader, index: Index, catalogue: Catalogue, base: str) -> None:
        self._reader = reader
        self._index = index
        self._catalogue = catalogue
        self._base = base

    def find(self, text: str, types: Sequence[str], *, limit: int) -> list[Entity]:
        """Give what has all words of a text in a name, else what is nearly called so."""
        for wording in self._wordings(text):
            found = self._search(wording, types, limit)
            if found:
                return found
        return []

    def complete(self, text: str, *, limit: int) -> list[Entity]:
        """Give what is called by a name that begins so."""
        exact = self.get(text)
        return [exact] if exact else self._search(text, (), limit)

    def get(self, entity_id: str) -> Entity | None:
        """Give an entity by its id or IRI, or by one that was merged into its own."""
        node = self._node(entity_id)
        return self._entity(node) if node else None

    def values(self, entity_id: str, prop: Property) -> list[Value]:
        """Give what the graph says plainly."""
        node = self._node(entity_id)
        nodes: list[Term] = [node] if node else []
        for step in prop.path:
            nodes = sorted({value for one in nodes for value in self._walk(one, step)}, key=str)
        return [self._value(value) for value in nodes]

    def holders(self, prop: Property, text: str, *, limit: int) -> list[Entity]:
        """Give what has a value of this id or name."""
        nodes: list[Term] = list(self._meant(text))
        for step in reversed(prop.path):
            back = step[1:] if step.startswith("^") else f"^{step}"
            nodes = sorted({value for one in nodes for value in self._walk(one, back)}, key=str)
        found = (self._entity(node) for node in nodes if isinstance(node, NamedNode))
        return list(islice((entity for entity in found if entity), limit))

    def describe(self, entity: Entity) -> str:
        """Give its type and the first values of what tells such things apart."""
        kind = self._catalogue.types[entity.types[0]]
        words = [kind.name]
        for property_id in kind.told_by:
            values = self.values(entity.id, self._catalogue.properties[property_id])
            words += [value.text for value in values[:_TOLD]]
        return " · ".join(words)

    def has_rival(self, text: str) -> bool:  # noqa: ARG002  # a graph knows of nobody outside it
        """Say no: whom the graph does not name, it does not know."""
        return False

    def features(self, entity: Entity) -> Mapping[str, float]:
        """Count how often articles name it, up to a hundred."""
        spans = self._reader.store.quads_for_pattern(
            NamedNode(self._base + entity.id), vocab.MENTION, None, None
        )
        return {"mentions": sum(1 for _ in islice(spans, _MOST_MENTIONS))}

    def _wordings(self, text: str) -> Iterator[str]:
        """Give the text, then what may have been meant, then the text without one of its words."""
        yield text
        yield from self._index.guess(text)
        words = text.split()[:_MOST_WORDS]
        if len(words) > _TOLD:
            yield from (" ".join(words[:i] + words[i + 1 :]) for i in reversed(range(len(words))))

    def _search(self, text: str, types: Sequence[str], limit: int) -> list[Entity]:
        wanted = [self._catalogue.types[one] for one in types]
        kinds = dict.fromkeys(kind for one in wanted for kind in one.kinds)
        hits: dict[str, Hit] = {}
        for kind in kinds or [None]:
            for hit in self._index.find(text, limit=_MOST_HITS, kind=kind):
                hits.setdefault(hit.iri, hit)
        found = (self._entity(NamedNode(iri)) for iri in hits if iri.startswith(self._base))
        fitting = (one for one in found if one and (not types or {*one.types} & {*types}))
        return list(islice(fitting, limit))

    def _node(self, entity_id: str) -> NamedNode | None:
        try:
            node = NamedNode(self._base + entity_id.removeprefix(self._base))
        except ValueError:  # it is no IRI, so nothing has it
            return None
        return self._reader.node(node, vocab.MERGED_INTO) or node

    def _meant(self, text: str) -> Iterator[Term]:
        """Give the nodes and literals that a value given as a text may be."""
        node = self._node(text)
        if node and self._reader.exists(node):
            yield node
            return
        yield Literal(text)
        for hit in self._index.find(text, limit=_MOST_HITS):
            yield NamedNode(hit.iri)
            yield Literal(hit.text, language=hit.language or None)

    def _entity(self, node: NamedNode) -> Entity | None:
        classes = self._reader.types(node)
        types = tuple(one for one in self._catalogue.types if vocab.term(one).value in classes)
        if not types:
            return None
        label = self._reader.label(node)
        names = {label: LABEL_WEIGHT}
        for predicate, weight in _NAMES.items():
            for value in self._reader.objects(node, predicate):
                if isinstance(value, Literal):
                    names.setdefault(value.value, weight)
        return Entity(
            id=node.value.removeprefix(self._base),
            name=label,
            types=types,
            names=tuple(Name(text=text, weight=weight) for text, weight in names.items()),
            is_person=vocab.PERSON.value in classes,
        )

    def _walk(self, node: Term, step: str) -> Iterable[Term]:
        if step.startswith("^"):
            return self._reader.subjects(vocab.term(step[1:]), node)
        return self._reader.objects(node, vocab.term(step)) if isinstance(node, NamedNode) else ()

    def _value(self, term: Term) -> Value:
        if isinstance(term, NamedNode):
            identifier = term.value.removeprefix(self._base)
            return Value(text=self._reader.label(term), id=identifier)
        if isinstance(term, Literal) and term.datatype in _NUMBERS:
            return Value(text=term.value, number=float(term.value))
        text = term.value if isinstance(term, Literal) else str(term)
        return Value(text=text, is_day=_is_day(text))


def _is_day(text: str) -> bool:
    return len(text) == _DAY_LETTERS and text.replace("-", "").isdigit() and text.count("-") == 2
