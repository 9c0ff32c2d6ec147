"""The graphs of a writable endpoint, brought to a wanted state with as few writes as will do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from conformance import reading
from conformance.evaluation import triples
from conformance.w3c import path_of

if TYPE_CHECKING:
    from conformance.evaluation import Dataset
    from conformance.wire import Client, Reply

KINDS = {"ttl": "text/turtle", "nt": "application/n-triples", "rdf": "application/rdf+xml"}
NTRIPLES = "application/n-triples"


class Graphs:
    """What an endpoint holds, as far as it is known to be what was put there."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._held: Dataset | None = None

    def hold(self, dataset: Dataset) -> None:
        """Let the endpoint hold these graphs and no other, by at most one update."""
        if self._held == dataset:
            return
        blocks = [_block(name, files) for name, files in dataset.graphs.items()]
        expect(self.update(f"DROP ALL ; INSERT DATA {{ {' '.join(blocks)} }}"))
        self._held = dataset

    def put(self, dataset: Dataset) -> None:
        """Let the endpoint hold these graphs and no other, file by file as they are."""
        self.clear()
        for name, files in dataset.graphs.items():
            for number, file in enumerate(files):
                kind = KINDS[file.rpartition(".")[2]]
                # Relative IRIs mean the file's address here, and that of the graph over there.
                body = f"@base <{file}> .\n".encode() if kind == "text/turtle" else b""
                body += path_of(file).read_bytes()
                method = "POST" if number else "PUT"
                expect(self.client.write(method, place(name), body, kind))
        self.forget()

    def clear(self) -> None:
        expect(self.update("DROP ALL"))

    def update(self, text: str) -> Reply:
        self.forget()
        return self.client.update(text)

    def forget(self) -> None:
        """Take nothing as known: others are going to write."""
        self._held = None

    def content(self) -> dict[str, list[str]]:
        """Read back each graph that has any triple; the default graph's name is empty."""
        rows = self.client.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        names = ["", *(row["g"] for row in rows)]
        found = {name: self._read(name) for name in names}
        return {name: lines for name, lines in found.items() if lines}

    def _read(self, name: str) -> list[str]:
        pattern = f"GRAPH <{name}> {{ ?s ?p ?o }}" if name else "?s ?p ?o"
        reply = self.client.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ {pattern} }}", NTRIPLES)
        return reading.graph(expect(reply).body, NTRIPLES)


def _block(name: str, files: tuple[str, ...]) -> str:
    lines = " ".join(f"{triple.triple} ." for triple in triples(files))
    return f"GRAPH <{name}> {{ {lines} }}" if name else lines


def place(name: str) -> str:
    """Give the query string that names a graph."""
    return f"?graph={quote(name, safe='')}" if name else "?default"


def expect(reply: Reply) -> Reply:
    """Give back an answer that must be a success."""
    if reply.status >= 300:
        raise RuntimeError(f"{reply.status}: {reply.body.decode(errors='replace')}")
    return reply
