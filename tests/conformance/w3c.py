"""Reads the manifests of the W3C's SPARQL 1.1 suites. Without the suites there are no entries.

Files have the addresses that the suites were published under, so that relative IRIs in them mean
the same in this process and at the endpoint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode

    Node = NamedNode | BlankNode

SUITES = Path(__file__).parents[2] / "../shared/w3c/sparql11"
ADDRESS = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}


@dataclass(frozen=True, slots=True)
class Entry:
    """One test of a manifest.

    Attributes:
        kind: The local name of its type, such as ``QueryEvaluationTest``.
    """

    iri: str
    kind: str
    node: Node
    manifest: Manifest

    def __str__(self) -> str:
        return self.iri.removeprefix(ADDRESS).replace("/manifest#", ":")

    @property
    def action(self) -> Node:
        return self.manifest.one(self.node, f"{MF}action")

    @property
    def result(self) -> Node:
        return self.manifest.one(self.node, f"{MF}result")

    @property
    def is_update(self) -> bool:
        """Say whether its action is an update; the type of a syntax test does not always tell."""
        return self.action.value.endswith(".ru")

    @property
    def is_negative(self) -> bool:
        return self.kind.startswith("Negative")


class Manifest:
    """The triples of one manifest."""

    def __init__(self, folder: str, name: str = "manifest.ttl") -> None:
        self._store = Store()
        path = SUITES / folder / name
        if path.exists():
            address = f"{ADDRESS}{folder}/{name}"
            self._store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=address)

    def all(self, subject: Node | Literal, name: str) -> list:
        quads = self._store.quads_for_pattern(subject, NamedNode(name), None)
        return [quad.object for quad in quads]

    def find(self, subject: Node, name: str):
        return next(iter(self.all(subject, name)), None)

    def one(self, subject: Node, name: str):
        (value,) = self.all(subject, name)
        return value

    def text(self, subject: Node, name: str) -> str:
        return self.one(subject, name).value

    def items(self, head: Node) -> Iterator:
        """Walk along an RDF list."""
        while head is not None and head != NamedNode(f"{RDF}nil"):
            yield self.one(head, f"{RDF}first")
            head = self.one(head, f"{RDF}rest")

    def entries(self) -> list[Entry]:
        lists = self._store.quads_for_pattern(None, NamedNode(f"{MF}entries"), None)
        return [
            Entry(node.value, self.text(node, f"{RDF}type").removeprefix(MF), node, self)
            for quad in lists
            for node in self.items(quad.object)
        ]


def path_of(address: str) -> Path:
    """Find the file that was published under an address."""
    return SUITES / address.removeprefix(ADDRESS)


def read(*folders: str, kinds: tuple[str, ...] = ()) -> list[Entry]:
    """Read the entries of several manifests, of these kinds or of all."""
    entries = [entry for folder in folders for entry in Manifest(folder).entries()]
    return [entry for entry in entries if not kinds or entry.kind.endswith(kinds)]
