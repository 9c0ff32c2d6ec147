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
from rdflib import BNode, Graph, URIRef, Variable
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.query import Result as QueryResult

from hkgraph.errors import SettingsError
from hkgraph.validation.files import files_digest, read_turtle, turtle_files
from hkgraph.validation.report import Result, Severity, Verdict
from hkgraph.validation.shapes import load_shapes
from hkgraph.validation.terms import to_oxigraph, to_rdflib, to_rdflib_triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    from hkgraph.validation.shapes import RawPart
    from hkgraph.validation.terms import OxTerm

Triples: TypeAlias = "Iterable[ox.Triple | ox.Quad]"

_FACTS = (RDFS.subClassOf, SKOS.inScheme)
_FLAT = re.compile(r"[^{}]*\bSELECT\b[^{}]*\{\s*[$?]this\s[^{}]*\}[^{}]*")
_DATA = ("examples", "mappings")  # about the ontology, no part of it


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
        paths = [path for path in turtle_files(ontology_dir) if path.parent.name not in _DATA]
        if not paths:
            raise SettingsError(f"{ontology_dir} holds no ontology", hint="Name its folder.")
        triples = chain.from_iterable(map(read_turtle, paths))
        self._facts = tuple(t for t in triples if URIRef(t.predicate.value) in _FACTS)
        self.shapes_digest = self._shapes.digest
        self.ontology_digest = files_digest(ontology_dir, paths)

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
        results = (self._result(node, parts) for _, node, parts in raw)
        return Verdict.of(result for result in results if result.focus not in unchecked)

    def _result(self, node: Node, parts: list[RawPart]) -> Result:
        # Results below this one (sh:detail) stand among its parts, with nodes of their own.
        own = [(name, to) for subject, name, to in parts if subject == node]
        found = {name: to[1] if isinstance(to, tuple) else to for name, to in own}
        messages = sorted({str(to) for name, to in own if name == SH.resultMessage})
        path, value = found.get(SH.resultPath), found.get(SH.value)
        return Result(
            focus=_spell(found[SH.focusNode]),
            path=None if path is None else _spell_path(path, self._shapes.graph),
            value=None if value is None else _spell(value),
            shape=_spell(found[SH.sourceShape]),
            component=_spell(found[SH.sourceConstraintComponent]),
            severity=Severity(str(found[SH.resultSeverity]).removeprefix(str(SH))),
            message=" ".join(messages),
        )


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


def _spell(term: Node) -> str:
    """Write an IRI bare, and any other term in N-Triples notation."""
    return str(term) if isinstance(term, URIRef) else str(to_oxigraph(term))


def _spell_path(path: Node, shapes: Graph) -> str:
    """Write a single property bare, and any other path in Turtle, as SHACL has it."""
    if not isinstance(path, BNode):
        return str(path)
    if (path, RDF.first, None) in shapes:
        return f"( {' '.join(_step(step, shapes) for step in Collection(shapes, path))} )"
    parts = sorted(f"<{kind}> {_step(to, shapes)}" for kind, to in shapes.predicate_objects(path))
    return f"[ {' ; '.join(parts)} ]"


def _step(path: Node, shapes: Graph) -> str:
    return _spell_path(path, shapes) if isinstance(path, BNode) else f"<{path}>"
