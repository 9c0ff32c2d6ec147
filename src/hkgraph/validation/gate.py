"""The gate: SHACL over the small graph of one article, before anything of it is published.

The small graph holds the article's own triples with its ``hk:text``, and the descriptions of the
entities that they refer to. The gate adds what the shapes need and no article carries: the
ontology's ``rdfs:subClassOf`` and the event types' ``skos:inScheme``.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, cast

import pyoxigraph as ox
from pyshacl.pytypes import SHACLExecutor
from rdflib import Graph, Variable
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.query import Result as QueryResult

from hkgraph.errors import SettingsError
from hkgraph.validation.ontology import load_ontology
from hkgraph.validation.raw_results import read_result
from hkgraph.validation.report import Verdict
from hkgraph.validation.shapes import load_shapes
from hkgraph.validation.terms import to_oxigraph, to_rdflib, to_rdflib_triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    from hkgraph.validation.terms import OxTerm

Triples: TypeAlias = "Iterable[ox.Triple | ox.Quad]"

_FLAT = re.compile(r"[^{}]*\bSELECT\b[^{}]*\{\s*[$?]this\s[^{}]*\}[^{}]*")


class Gate:
    """Checks small graphs against one set of shapes.

    Not for use by two threads at once, since pyshacl's parser is not; make one a process.

    Args:
        shapes_dir: Folder of the shapes.
        ontology_dir: Folder of the ontology, its imports and the event types.

    Attributes:
        shapes_digest: Of the shapes, 64 hex digits.
        ontology_digest: Of the ontology, its imports and the event types, 64 hex digits.

    Raises:
        SettingsError: If a folder is empty or a file in it is broken.
    """

    def __init__(self, shapes_dir: Path, ontology_dir: Path) -> None:
        self._shapes = load_shapes(shapes_dir)
        ontology = load_ontology(ontology_dir)
        self._facts = ontology.facts
        self.shapes_digest = self._shapes.digest
        self.ontology_digest = ontology.digest

    def check(self, triples: Triples, around: Triples = ()) -> Verdict:
        """Check one small graph; graph names are left aside.

        Args:
            triples: What is checked.
            around: Descriptions of nodes that the triples only refer to: they are looked at, and
                their own faults are not reported, since what they refer to may be missing here.

        Raises:
            TypeError: If a triple holds a triple term.
        """
        checked, rim = list(triples), list(around)
        unchecked = _subjects(rim) - _subjects(checked)
        graph = Graph(store=_SmallStore([*checked, *rim, *self._facts]), bind_namespaces="none")
        executor = SHACLExecutor()
        raw = chain.from_iterable(shape.validate(executor, graph)[1] for shape in self._shapes.all)
        results = (read_result(node, parts, self._shapes.graph) for _, node, parts in raw)
        return Verdict.of(result for result in results if result.focus not in unchecked)


class _SmallStore(SimpleMemory):
    """rdflib's plain store in memory, without two costs that pyshacl runs into.

    pyshacl asks for the truth of the graph at every result, which counts all triples: here the
    count is kept. And it runs a SPARQL constraint once for each focus node, which rdflib parses
    anew each time: here pyoxigraph answers, if the constraint is one group that begins with a
    triple of ``$this``. In such a group a variable bound beforehand, as SHACL wants it, and one
    bound by substitution mean the same; any other constraint is left to rdflib.
    """

    def __init__(self, triples: list[ox.Triple | ox.Quad]) -> None:
        super().__init__()
        self._triples = triples
        self._engine: ox.Store | None = None
        for triple in triples:
            self.add(to_rdflib_triple(triple), None)  # type: ignore[arg-type]  # no graph names

    def __len__(self, context: object = None) -> int:
        return len(self._triples)

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, object],  # noqa: ARG002, N803 -- rdflib names the parameters
        initBindings: Mapping[str, Node],  # noqa: N803 -- the same
        queryGraph: str,  # noqa: ARG002, N803 -- the same
        **_: object,
    ) -> QueryResult:
        """Answer a flat SELECT about ``$this``.

        Raises:
            NotImplementedError: For any other query, which makes rdflib answer it.
            SettingsError: If the query is no SPARQL.
        """
        if set(initBindings) != {"this"} or not _FLAT.fullmatch(str(query)):
            raise NotImplementedError
        if self._engine is None:
            self._engine = ox.Store()
            self._engine.extend(ox.Quad(t.subject, t.predicate, t.object) for t in self._triples)
        this: dict[ox.Variable, OxTerm] = {ox.Variable("this"): to_oxigraph(initBindings["this"])}
        try:
            solutions = self._engine.query(str(query), substitutions=this)
        except SyntaxError as exc:
            raise SettingsError(f"a shape's SPARQL: {exc}", hint="Mend its sh:select.") from exc
        return _rows(cast("ox.QuerySolutions", solutions))


def _rows(solutions: ox.QuerySolutions) -> QueryResult:
    names = [(variable, Variable(variable.value)) for variable in solutions.variables]
    result = QueryResult("SELECT")
    result.vars = [name for _, name in names]
    result.bindings = [
        {name: to_rdflib(term) for variable, name in names if (term := row[variable]) is not None}
        for row in solutions
    ]
    return result


def _subjects(triples: list[ox.Triple | ox.Quad]) -> set[str]:
    return {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
