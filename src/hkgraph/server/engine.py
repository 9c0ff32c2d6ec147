"""What answers queries: the interface between the routes and whoever runs SPARQL.

It speaks of text and bytes alone, so that an engine may run a query in another process, which can
be ended. The routes never hold a result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from pyoxigraph import Literal, NamedNode

    from hkgraph.server.formats import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with all that its answer depends on.

    Attributes:
        solutions: How to write the answer of SELECT and ASK; None if the client takes none of it.
        triples: How to write that of CONSTRUCT and DESCRIBE; None if the client takes none of it.
        default_graphs: IRIs of the dataset's default graph; None leaves it to the query, and
            without a FROM there it is the union of all graphs.
        named_graphs: IRIs that GRAPH may reach; None leaves it to the query.
        bindings: Variables that are given a term before the query runs.
    """

    text: str
    solutions: Format | None = None
    triples: Format | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: Mapping[str, NamedNode | Literal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A serialised result, of which the first bytes are there.

    Attributes:
        generation: Number of the generation that answered.
        digest: Digest of that generation.
        first: The first bytes; all of them if ``rest`` is None.
        rest: What follows; closing it stops the query, and it raises if the query is cut short.
    """

    format: Format
    generation: int
    digest: str
    first: bytes
    rest: AsyncGenerator[bytes, None] | None = None


class Engine(Protocol):
    """Runs queries within the limits of the settings."""

    async def answer(self, question: Question) -> Answer:
        """Run a query and wait for its first bytes.

        Raises:
            QueryError: It is refused or fails.
            NotAcceptableError: Its kind of result has no format that the client takes.
            Refused: It is no SPARQL, is too long, or takes too much time.
            StoreError: There is no generation, or it fails.
        """
        ...

    def close(self) -> None:
        """Stop taking queries and let go of the store."""
        ...
