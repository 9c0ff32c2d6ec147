"""Which graph a request of the Graph Store Protocol is about."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.errors import QueryError
from hkgraph.server.protocol import read_fields

if TYPE_CHECKING:
    from hkgraph.server.incoming import Incoming

#: How the protocol spells the nameless graph, which has no IRI.
NAMELESS = ""


def find_graph(request: Incoming, *, root: str) -> str | None:
    """Give the IRI of the graph that a request names; "" is the nameless one, None is none.

    Args:
        root: Address of the graph store; what stands below it is a graph's own address.

    Raises:
        QueryError: It names several, or something that is no graph.
    """
    if request.url.rstrip("/") != root:
        return _checked(request.url)
    fields = read_fields(request.query_string)
    graphs = fields.get("graph", [])
    defaults = fields.get("default", [])
    if len(graphs) + len(defaults) > 1:
        raise QueryError(
            "the request names more than one graph", hint="Use ?default or one ?graph=IRI."
        )
    if defaults:
        return NAMELESS
    return _checked(graphs[0]) if graphs else None


def new_graph(root: str) -> str:
    """Make the IRI of a graph that nobody has."""
    return f"{root}/{secrets.token_hex(8)}"


def _checked(iri: str) -> str:
    with suppress(ValueError):
        if ":" in iri:
            return NamedNode(iri).value
    raise QueryError(f"{iri!r} is no IRI of a graph", hint="Give an absolute IRI.")
