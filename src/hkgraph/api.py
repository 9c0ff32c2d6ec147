"""The graph from Python: the current generation as an rdflib Dataset that can only be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from rdflib import Dataset

from hkgraph.graph.vocab import PREFIXES
from hkgraph.store.generations import StoreDir

if TYPE_CHECKING:
    from os import PathLike


def open_dataset(store: str | PathLike[str] = "store") -> Dataset:
    """Open a store's current generation for reading.

    The dataset is a snapshot: builds that come later do not change it, nor can it be changed.
    Patterns and queries see the union of all graphs. Oxigraph answers a query that is given as
    text; a prepared query falls back to rdflib's own engine, which is many times slower.
    Take one graph with ``get_context(IRI)``; ``graph(IRI)`` would register it, which a snapshot
    refuses.

    >>> dataset = open_dataset(folder)
    >>> rows = dataset.query('''
    ...     SELECT ?headline { ?article a schema:NewsArticle ; schema:headline ?headline }
    ...     ORDER BY ?headline LIMIT 1
    ... ''')
    >>> [str(row.headline) for row in rows]
    ['Circle and union were founded here']

    Args:
        store: Folder of the store.

    Raises:
        EmptyStoreError: Nothing has been published there.
        StoreError: The current generation cannot be opened.
    """
    snapshot = StoreDir(Path(store)).open_current()
    dataset = Dataset(store=OxigraphStore(store=snapshot), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
