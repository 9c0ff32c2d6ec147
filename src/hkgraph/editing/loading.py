"""Other RDF in bulk: files into users' graphs, as one new generation or none."""

from __future__ import annotations

import gzip
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Store, parse

from hkgraph.editing.checking import check_nodes
from hkgraph.editing.graph_writes import broken_rdf
from hkgraph.editing.publishing import begin
from hkgraph.errors import ManagedGraphError, SourceError, UsageError
from hkgraph.graph.iri import Minter
from hkgraph.store.changes import count_things, user_graphs
from hkgraph.store.files import database_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hkgraph.editing.checking import Checker
    from hkgraph.store.generations import Draft, Generation, StoreDir
    from hkgraph.store.manifest import Manifest

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".n3": RdfFormat.N3,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_PACKED = ".gz"
_HASHED_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What to load, and where to.

    Attributes:
        graph: IRI of the graph that all of it goes into; None leaves it to the files, and what
            they put into no graph goes into the nameless one.
        keep: How many generations to keep.
        checker: Gives the shapes for a base IRI; None lets everything pass.
        wait_seconds: How long to wait for another writer.
    """

    files: tuple[Path, ...]
    graph: str | None = None
    base_iri: str
    keep: int
    checker: Callable[[str], Checker] | None
    wait_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of it.

    Attributes:
        quads: How many more there are.
    """

    generation: Generation
    quads: int


def load_files(store: StoreDir, loading: Loading) -> Loaded:
    """Load files into a clone, check what came in, and publish it; where there is no store, begin.

    Raises:
        UsageError: A file's name tells no format, or the graph's IRI is none.
        SourceError: A file cannot be read, or is broken.
        ManagedGraphError: It would go into a graph that hkgraph keeps itself.
        ShapesError: The shapes refuse it.
        StoreError: The store cannot be written.
    """
    for file in loading.files:
        _format_of(file)
    begin(store, loading.base_iri, wait_seconds=loading.wait_seconds)
    with store.writing(wait_seconds=loading.wait_seconds) as writer:
        current = store.current()
        _check_graphs(loading, Minter(current.manifest.base_iri))
        draft = writer.clone()
        try:
            manifest = _fill(draft, current, loading)
            generation = writer.publish(draft, manifest)
        except BaseException:
            writer.discard(draft)
            raise
        writer.prune(loading.keep)
    more = manifest.counts["quads"] - current.manifest.counts.get("quads", 0)
    return Loaded(generation=generation, quads=more)


def _fill(draft: Draft, current: Generation, loading: Loading) -> Manifest:
    database = draft.open()
    manifest = current.manifest
    minter = Minter(manifest.base_iri)
    with database_errors(draft.path):
        for file in loading.files:
            _load(database, file, loading.graph)
        if loading.checker:
            before = current.open()
            focus = _named_nodes(loading) | (_blank(database, minter) - _blank(before, minter))
            check_nodes(before, database, focus, loading.checker(manifest.base_iri))
        database.flush()
        return manifest.model_copy(
            update={
                "digest": _chained(manifest.digest, loading),
                "counts": count_things(database),
                "user_graphs": user_graphs(database, minter),
            }
        )


def _load(database: Store, file: Path, graph: str | None) -> None:
    form = _format_of(file)
    target = NamedNode(graph) if graph else None
    with _reading(file, form) as content:
        database.bulk_load(content, form, base_iri=file.resolve().as_uri(), to_graph=target)


def _check_graphs(loading: Loading, minter: Minter) -> None:
    """Refuse what would go into managed graphs, before anything is cloned."""
    if loading.graph is not None:
        _check_iri(loading.graph)
        graphs = {loading.graph}
    else:
        datasets = (file for file in loading.files if _format_of(file).supports_datasets)
        graphs = {graph for file in datasets for graph in _graphs_in(file)}
    managed = sorted(filter(minter.is_managed, graphs))
    if managed:
        raise ManagedGraphError(
            f"the graph {managed[0]} is kept by hkgraph itself",
            hint="Load into the nameless graph or one of your own with --graph.",
        )


def _graphs_in(file: Path) -> list[str]:
    """Name the graphs in a file, as the engine finds them in it."""
    with TemporaryDirectory() as folder:
        scratch = Store(folder)
        form = _format_of(file)
        with _reading(file, form) as content:
            scratch.bulk_load(content, form, base_iri=file.resolve().as_uri())
        return [graph.value for graph in scratch.named_graphs() if isinstance(graph, NamedNode)]


def _named_nodes(loading: Loading) -> set[NamedNode | BlankNode]:
    nodes: set[NamedNode | BlankNode] = set()
    for file in loading.files:
        form = _format_of(file)
        with _reading(file, form) as content:
            for quad in parse(content, form, base_iri=file.resolve().as_uri()):
                terms = (quad.subject, quad.object)
                nodes.update(term for term in terms if isinstance(term, NamedNode))
    return nodes


def _blank(database: Store, minter: Minter) -> set[NamedNode | BlankNode]:
    """Give the blank nodes of users' graphs; a file does not tell what a store calls them."""
    graphs = (graph for graph in database.named_graphs() if not minter.is_managed(graph.value))
    return {
        term
        for graph in (DefaultGraph(), *graphs)
        for quad in database.quads_for_pattern(None, None, None, graph)
        for term in (quad.subject, quad.object)
        if isinstance(term, BlankNode)
    }


@contextmanager
def _reading(file: Path, form: RdfFormat) -> Iterator[IO[bytes]]:
    try:
        with file.open("rb") as packed:
            if file.suffix == _PACKED:
                with gzip.open(packed) as content:
                    yield cast("IO[bytes]", content)
            else:
                yield packed
    except SyntaxError as exc:
        fault = broken_rdf(exc, form.name)
        raise SourceError(f"{file}: {fault}", hint="Mend it there; nothing was loaded.") from exc
    except (OSError, EOFError) as exc:
        raise SourceError(
            f"{file} cannot be read: {exc}", hint="Check the file; nothing was loaded."
        ) from exc


def _format_of(file: Path) -> RdfFormat:
    name = file.with_suffix("") if file.suffix == _PACKED else file
    form = _FORMATS.get(name.suffix.lower())
    if form is None:
        raise UsageError(
            f"{file}: its name tells no format of RDF",
            hint=f"Let it end in one of {', '.join(_FORMATS)}, with {_PACKED} if it is packed.",
        )
    return form


def _check_iri(graph: str) -> None:
    try:
        NamedNode(graph)
    except ValueError as exc:
        raise UsageError(
            f"{graph!r} is no IRI of a graph", hint="Give an absolute IRI with --graph."
        ) from exc


def _chained(digest: str, loading: Loading) -> str:
    """Name the content by what it was and what came to it; see decision 0012."""
    found = hashlib.sha256(f"{digest}\n{loading.graph or ''}\n".encode())
    for file in loading.files:
        with file.open("rb") as content:
            while part := content.read(_HASHED_BYTES):
                found.update(part)
    return found.hexdigest()


def files_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Give the files that are named.

    Raises:
        SourceError: One of them is no file.
    """
    for path in paths:
        if not path.is_file():
            raise SourceError(f"{path} is no file", hint="Name files of RDF.")
    return tuple(paths)
