"""A query on its way to a worker, with all that its answer depends on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Sequence


class Job(NamedTuple):
    """What a worker is asked to do.

    A plain tuple, since it is taken apart and put together for every query.

    Attributes:
        database: Folder of the generation's database.
        base_iri: What relative IRIs are resolved against; None refuses them.
        solutions: Name of the format for SELECT and ASK; None if the client takes none.
        triples: Name of the format for CONSTRUCT and DESCRIBE; None if the client takes none.
        default_graphs: IRIs of the default graph; None leaves it to the query.
        named_graphs: IRIs that GRAPH may reach; None leaves it to the query.
        union: Whether the default graph is the union of all, where no dataset is named.
        bindings: Variables with their term: its kind, text, datatype and language.
        encoding: "gzip" or "br" for a result that is worth it; "" for neither.
        head_only: Whether to stop before the first byte of the result.
        max_query_bytes: Longest query text.
        max_bytes: Longest result.
        relay: Address by which the query may call out; "" if it may not.
        allowed_hosts: Hosts that it may call, as the settings spell them.
        allowed_private_hosts: Inner addresses that it may call.
        seconds: After this time the worker ends itself, should nobody else do it.
    """

    database: str
    text: str
    max_query_bytes: int
    max_bytes: int
    seconds: float
    base_iri: str | None = None
    solutions: str | None = None
    triples: str | None = None
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    union: bool = True
    bindings: Sequence[tuple[str, Sequence[str]]] = ()
    encoding: str = ""
    head_only: bool = False
    relay: str = ""
    allowed_hosts: tuple[str, ...] = ()
    allowed_private_hosts: tuple[str, ...] = ()

    def dump(self) -> bytes:
        """Write the job for its way."""
        return _encode(self).encode(errors="surrogatepass")

    @classmethod
    def parse(cls, content: bytes) -> Job:
        """Read a job that ``dump`` wrote."""
        return cls._make(_decode(content.decode(errors="surrogatepass")))


_encode = json.JSONEncoder(ensure_ascii=False).encode
_decode = json.JSONDecoder().decode


def spell_term(term: NamedNode | Literal) -> tuple[str, ...]:
    """Take a term apart."""
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    return ("literal", term.value, term.datatype.value, term.language or "")


def parse_term(parts: Sequence[str]) -> NamedNode | Literal:
    """Put a term together again."""
    if parts[0] == "iri":
        return NamedNode(parts[1])
    _, value, datatype, language = parts
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype))
