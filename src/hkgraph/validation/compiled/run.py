"""One run of compiled shapes over one store: its queries, and the tests that SPARQL cannot say.

A test that SPARQL has no words for, or other words than pyshacl, is a function in Python that the
query calls. So is the look whether a node is in a set that an earlier query found.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from hkgraph.errors import SettingsError
from hkgraph.validation.compiled.facts import SUBCLASS
from hkgraph.validation.compiled.nodes import in_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hkgraph.validation.compiled.facts import Classes, Facts
    from hkgraph.validation.compiled.nodes import Nodes
    from hkgraph.validation.compiled.shape import Targets
    from hkgraph.validation.compiled.targets import FocusPattern
    from hkgraph.validation.terms import OxTerm

    Test = Callable[..., bool]

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_TRUE, _FALSE = ox.Literal(value=True), ox.Literal(value=False)


@dataclass
class Run:
    """What the constraints share while a store is checked.

    Attributes:
        nodes: Only these are checked; None for all.
        patterns: That bind the focus nodes, by where shapes find them.
        failing: Nodes that do not conform, by shape and by the pattern of its focus nodes.
    """

    store: ox.Store
    facts: Facts
    nodes: Nodes | None = None
    patterns: dict[Targets, tuple[FocusPattern, ...]] = field(default_factory=dict)
    failing: dict[tuple[object, str], frozenset[OxTerm]] = field(default_factory=dict)
    _functions: dict[ox.NamedNode, Callable[..., OxTerm | None]] = field(default_factory=dict)
    _names: dict[Test, str] = field(default_factory=dict)
    _broken: list[Exception] = field(default_factory=list)
    _fresh: int = 0

    @cached_property
    def classes(self) -> Classes:
        """The classes of the ontology and of the store."""
        return self.facts.classes_below(self.store.quads_for_pattern(None, SUBCLASS, None, None))

    def classes_of(self, node: str) -> frozenset[str]:
        """Give the classes that one of the listed nodes has of its own, in N-Triples notation."""
        return self._own_classes.get(node, frozenset())

    @cached_property
    def _own_classes(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for batch in in_batches(self.nodes.listed if self.nodes else ()):
            values = f"VALUES ?node {{ {' '.join(batch)} }}"
            for row in self.select(f"SELECT ?node ?kind {{ {values} ?node {_TYPE} ?kind }}"):
                found[str(row[0])].add(str(row[1]))
        return {node: frozenset(kinds) for node, kinds in found.items()}

    def select(self, text: str) -> Iterator[ox.QuerySolution]:
        """Run a SELECT over the union of all graphs.

        Raises:
            SettingsError: If the text, some of which may stand in a shape, is no SPARQL.
        """
        try:
            solutions = self.store.query(
                text, use_default_graph_as_union=True, custom_functions=self._functions
            )
        except SyntaxError as exc:
            raise SettingsError(f"a shape's SPARQL: {exc}", hint="Mend its sh:select.") from exc
        yield from cast("ox.QuerySolutions", solutions)
        if self._broken:
            raise self._broken.pop()

    def has_rows(self, text: str) -> bool:
        """Say whether a SELECT has a row, which is soon known where there are many."""
        return any(True for _ in self.select(f"{text} LIMIT 1"))

    def function(self, test: Test) -> str:
        """Make a test callable from queries; gives its name there."""
        name = self._names.get(test)
        if name is None:
            node = ox.NamedNode(f"urn:hkgraph:test:{len(self._functions)}")
            self._functions[node] = partial(self._call, test)
            self._names[test] = name = str(node)
        return name

    def _call(self, test: Test, *terms: OxTerm) -> ox.Literal:
        try:
            return _TRUE if test(*terms) else _FALSE
        except Exception as exc:
            # To SPARQL a function that fails gives no value, and the row would pass unnoticed.
            self._broken.append(exc)
            raise

    def fresh(self) -> str:
        """Give a variable that no other pattern has."""
        self._fresh += 1
        return f"?f{self._fresh}"
