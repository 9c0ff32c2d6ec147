"""What a writer process is told to do, and what it says came of it, as they cross the pipe."""

from __future__ import annotations

import json
import struct
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

_LENGTHS = struct.Struct(">IQ")
LENGTHS_BYTES = _LENGTHS.size


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UpdateOrder(_Message):
    """Perform the SPARQL Update in the body.

    Attributes:
        base_iri: What relative IRIs are resolved against.
        using: IRIs of ``using-graph-uri``; None leaves the dataset to the text.
        using_named: IRIs of ``using-named-graph-uri``; None likewise.
    """

    kind: Literal["update"] = "update"
    base_iri: str
    using: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None


class Part(_Message):
    """One document of the body.

    Attributes:
        media_type: Without parameters.
        length: In bytes; documents follow each other in the body.
    """

    media_type: str
    length: int


class GraphOrder(_Message):
    """Replace, add to or remove a graph.

    Attributes:
        graph: Its IRI; "" is the nameless graph.
        base_iri: What relative IRIs in the documents are resolved against.
        parts: The documents of the body.
        if_match: Beginnings of the digests one of which the store must have, or ``*`` for a graph
            that must be there; None where nothing is demanded.
        if_none_match: The same for what must not be.
    """

    kind: Literal["graph"] = "graph"
    action: Literal["replace", "add", "remove"]
    graph: str
    base_iri: str
    parts: tuple[Part, ...] = ()
    if_match: tuple[str, ...] | None = None
    if_none_match: tuple[str, ...] | None = None


Order = Annotated[UpdateOrder | GraphOrder, Field(discriminator="kind")]
_ORDERS: TypeAdapter[UpdateOrder | GraphOrder] = TypeAdapter(Order)


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Write a message: the lengths of its two parts, then the parts."""
    encoded = json.dumps(head, ensure_ascii=False).encode(errors="surrogatepass")
    return _LENGTHS.pack(len(encoded), len(body)) + encoded + body


def unpack_lengths(data: bytes) -> tuple[int, int]:
    """Read the lengths of head and body."""
    head, body = _LENGTHS.unpack(data)
    return head, body


def parse_order(head: bytes) -> UpdateOrder | GraphOrder:
    """Read an order from the head of its message."""
    return _ORDERS.validate_json(head)
