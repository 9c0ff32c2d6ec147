"""SPARQL Update, performed on a clone operation by operation.

The engine answers the pattern of an operation as a query, and reads its templates; the quads that
come and go are computed from both, and applied as such. The engine is given no update to perform
on a store that matters, so what a text hides from a reader changes nothing that is managed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from hkgraph.editing.operations import Every, Operation, Verb, take_apart
from hkgraph.editing.syntax import check_syntax
from hkgraph.editing.templates import Template, read_term
from hkgraph.errors import HkgraphError, ManagedGraphError, QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hkgraph.editing.edit import Edit

    Load = Callable[[str], Iterable[Quad]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An update request.

    Attributes:
        base_iri: What relative IRIs are resolved against.
        using: IRIs of ``using-graph-uri``; None leaves the dataset to the text.
        using_named: IRIs of ``using-named-graph-uri``; None likewise.
    """

    text: str
    base_iri: str
    using: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None


def perform(update: Update, edit: Edit, load: Load) -> None:
    """Perform an update request on a clone.

    Args:
        load: Gives what LOAD reads from an address, in the nameless graph.

    Raises:
        QueryError: It cannot be taken apart, or fails.
        SyntaxError: It is no SPARQL.
        ManagedGraphError: It would change a managed graph.
    """
    operations, stretches = take_apart(update.text)
    if len(stretches) == 1 and [one.verb for one in operations] == [Verb.INSERT_DATA]:
        read = Store()
        read.update(update.text, base_iri=update.base_iri)
        edit.insert(read)
        return
    check_syntax(update.text, operations, stretches, base_iri=update.base_iri)
    performer = _Performer(update, edit, load)
    for operation in operations:
        performer.perform(operation)


class _Performer:
    """Performs the operations of one request."""

    def __init__(self, update: Update, edit: Edit, load: Load) -> None:
        self._update = update
        self._edit = edit
        self._load = load

    def perform(self, operation: Operation) -> None:
        """Perform one; what fails silently changes nothing."""
        try:
            self._perform(operation)
        except ManagedGraphError:
            raise
        except HkgraphError:
            if not operation.silent:
                raise
        except RuntimeError as exc:
            raise QueryError(f"the update failed: {exc}", hint="Check its functions.") from exc

    def _perform(self, operation: Operation) -> None:
        match operation.verb:
            case Verb.INSERT_DATA:
                self._edit.insert(self._template(operation, operation.insert).quads())
            case Verb.DELETE_DATA:
                self._edit.delete(self._template(operation, operation.delete).quads())
            case Verb.DELETE_WHERE | Verb.MODIFY:
                self._modify(operation)
            case Verb.LOAD:
                self._load_into(operation)
            case Verb.CLEAR | Verb.DROP:
                self._clear(operation)
            case Verb.CREATE:
                self._create(self._node(operation, operation.target))
            case Verb.ADD | Verb.COPY | Verb.MOVE:
                self._transfer(operation)

    # ── DELETE and INSERT with a pattern ────────────────────────────────────────────────────

    def _modify(self, operation: Operation) -> None:
        graph = self._node(operation, operation.with_graph) if operation.with_graph else None
        delete = self._template(operation, operation.delete, graph)
        insert = self._template(operation, operation.insert, graph)
        self._edit.check(delete.graphs | insert.graphs)
        gone, come = set[Quad](), set[Quad]()
        for solution in self._solutions(operation, graph, (delete, insert)):
            gone.update(delete.fill(solution))
            come.update(insert.fill(solution))
        self._edit.delete(gone)
        self._edit.insert(come)

    def _solutions(
        self, operation: Operation, graph: NamedNode | None, templates: tuple[Template, Template]
    ) -> Iterator[Mapping[str, Any]]:
        names = sorted({name for template in templates for name in template.variables})
        # Equal solutions in a row matter only where each makes blank nodes of its own.
        reduced = "" if any(template.makes_nodes for template in templates) else "REDUCED"
        shown = " ".join(f"?{name}" for name in names) or "(1 AS ?one)"
        text = f"{operation.prologue}SELECT {reduced} {shown} WHERE {operation.where}"
        options = self._dataset(operation, graph)
        rows = self._edit.store.query(text, base_iri=self._update.base_iri, **options)
        if not isinstance(rows, QuerySolutions):
            raise TypeError("a pattern was answered with no solutions")
        return ({name: row[name] for name in names} for row in rows)

    def _dataset(self, operation: Operation, graph: NamedNode | None) -> dict[str, Any]:
        """Give the dataset that a pattern is matched in.

        Raises:
            QueryError: Both the request and its text name it.
        """
        asked = self._update
        if asked.using is not None or asked.using_named is not None:
            if operation.using or operation.using_named or operation.with_graph:
                raise QueryError(
                    "both the update and the request's parameters name a dataset",
                    hint="Leave out USING and WITH, or using-graph-uri and using-named-graph-uri.",
                )
            return _dataset(
                map(NamedNode, asked.using or ()), map(NamedNode, asked.using_named or ())
            )
        if operation.using or operation.using_named:
            default, named = (
                [self._node(operation, term) for term in terms]
                for terms in (operation.using, operation.using_named)
            )
            return _dataset(default, named)
        return {"default_graph": [graph]} if graph else {}

    # ── whole graphs ────────────────────────────────────────────────────────────────────────

    def _clear(self, operation: Operation) -> None:
        for graph in self._targets(operation):
            if operation.verb is Verb.CLEAR or isinstance(graph, DefaultGraph):
                self._edit.clear(graph)
            else:
                self._edit.drop(graph)

    def _targets(self, operation: Operation) -> list[Any]:
        match operation.target:
            case Every.DEFAULT:
                return [DefaultGraph()]
            case Every.NAMED:
                return list(self._edit.store.named_graphs())
            case Every.ALL:
                return [DefaultGraph(), *self._edit.store.named_graphs()]
        graph = self._node(operation, operation.target)
        self._edit.check([graph])
        return [self._existing(graph)]

    def _create(self, graph: NamedNode) -> None:
        self._edit.check([graph])
        if self._edit.store.contains_named_graph(graph):
            raise QueryError(f"there is a graph {graph.value} already", hint="CREATE SILENT it.")
        self._edit.make(graph)

    def _transfer(self, operation: Operation) -> None:
        source = self._graph(operation, operation.source)
        target = self._graph(operation, operation.target)
        moves = operation.verb is Verb.MOVE
        self._edit.check([source, target] if moves else [target])
        if source == target:
            return
        if moves and isinstance(source, NamedNode):
            self._existing(source)
        found = [
            Quad(quad.subject, quad.predicate, quad.object, target)
            for quad in self._edit.store.quads_for_pattern(None, None, None, source)
        ]
        if operation.verb is not Verb.ADD:
            self._edit.drop(target)
        self._edit.insert(found)
        if moves:
            self._edit.drop(source)

    def _load_into(self, operation: Operation) -> None:
        target = self._graph(operation, operation.target)
        self._edit.check([target])
        source = self._node(operation, operation.source)
        loaded = self._load(source.value)
        self._edit.insert(Quad(q.subject, q.predicate, q.object, target) for q in loaded)

    # ── terms ───────────────────────────────────────────────────────────────────────────────

    def _template(
        self, operation: Operation, content: str | None, graph: NamedNode | None = None
    ) -> Template:
        return Template(operation, content, graph=graph, base_iri=self._update.base_iri)

    def _node(self, operation: Operation, term: str) -> NamedNode:
        return read_term(operation, term, self._update.base_iri)

    def _graph(self, operation: Operation, term: str) -> NamedNode | DefaultGraph:
        return DefaultGraph() if term is Every.DEFAULT else self._node(operation, term)

    def _existing(self, graph: NamedNode) -> NamedNode:
        if not self._edit.store.contains_named_graph(graph):
            raise QueryError(f"there is no graph {graph.value}", hint="Add SILENT to pass over it.")
        return graph


def _dataset(default: Iterable[NamedNode], named: Iterable[NamedNode]) -> dict[str, Any]:
    return {"default_graph": list(default), "named_graphs": list(named)}
