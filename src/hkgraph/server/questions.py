"""A query with all that its answer depends on, and the name of that answer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.server.workers.jobs import Job, spell_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode

    from hkgraph.server.formats import Format
    from hkgraph.server.workers.limits import Limits

# What gives another answer each time, or depends on other servers.
_PASSING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b|SERVICE", re.IGNORECASE | re.ASCII)
_ETAG_BYTES = 16
#: As many of the digest as the graph store compares.
_ETAG_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query as a client asks it.

    Attributes:
        solutions: How to write the answer of SELECT and ASK; None if the client takes none of it.
        triples: How to write that of CONSTRUCT and DESCRIBE; None if the client takes none of it.
        default_graphs: IRIs of the dataset's default graph; None leaves it to the query.
        named_graphs: IRIs that GRAPH may reach; None leaves it to the query.
        union: Whether the default graph is the union of all graphs where no dataset is named.
        bindings: Variables that are given a term before the query runs.
        base_iri: What relative IRIs are resolved against.
        encoding: "gzip" or "br" if the client takes it; "" for neither.
        head_only: Whether the client wants the head of the answer alone.
        is_whole_graph: Whether it asks for all of a graph, which comes in the same order each time.
        seconds: How long it may run; None leaves it to the limits.
    """

    text: str
    solutions: Format | None = None
    triples: Format | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = True
    bindings: Mapping[str, NamedNode | Literal] = field(default_factory=dict)
    base_iri: str | None = None
    encoding: str = ""
    head_only: bool = False
    seconds: float | None = None
    is_whole_graph: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether the same graph always gives the same answer."""
        return _PASSING.search(self.text) is None

    @property
    def may_call(self) -> bool:
        """Whether the query may want to call other hosts."""
        return "service" in self.text.lower()

    def etag(self, digest: str) -> str:
        """Name the answer that a generation with this digest gives.

        It is weak, since rows may come in another order; that of a whole graph is strong and
        begins with the digest, so that writes can be bound to it.
        """
        parts = (
            self.solutions.name if self.solutions else "",
            self.triples.name if self.triples else "",
            self.default_graphs,
            self.named_graphs,
            self.union,
            self.base_iri,
            self.encoding,
            sorted(map(str, self.bindings.items())) if self.bindings else "",
        )
        content = f"{digest}{parts}{self.text}".encode(errors="surrogatepass")
        name = hashlib.blake2b(content, digest_size=_ETAG_BYTES).hexdigest()
        return f'"{digest[:_ETAG_DIGITS]}-{name}"' if self.is_whole_graph else f'W/"{name}"'

    def job(self, database: str, limits: Limits) -> Job:
        """Make the job for a worker."""
        return Job(
            database=database,
            text=self.text,
            base_iri=self.base_iri,
            solutions=self.solutions.name if self.solutions else None,
            triples=self.triples.name if self.triples else None,
            default_graphs=self.default_graphs,
            named_graphs=self.named_graphs,
            union=self.union,
            bindings=tuple((name, spell_term(term)) for name, term in self.bindings.items()),
            encoding=self.encoding,
            head_only=self.head_only,
            max_query_bytes=limits.query_bytes,
            max_bytes=limits.result_bytes,
            seconds=limits.transfer_seconds + limits.longest_seconds + limits.waiting_seconds,
        )
