"""``Link`` headers: where else a thing is to be had, and in what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.formats import TRIPLES
from hkgraph.server.location import local

if TYPE_CHECKING:
    from collections.abc import Iterator


def link_header(iri: str, path: str, licence: str) -> str:
    """Write the links of a thing (RFC 8288): its IRI, its formats, the dataset, the licence.

    Args:
        path: Where the thing is to be had on this server, without a suffix.
        licence: IRI; empty if there is none.
    """
    return ", ".join(_links(iri, path, licence))


def _links(iri: str, path: str, licence: str) -> Iterator[str]:
    yield f'<{iri}>; rel="canonical"'
    yield f'<{path}.html>; rel="alternate"; type="text/html"'
    for form in TRIPLES:
        yield f'<{path}.{form.name}>; rel="alternate"; type="{form.media_type}"'
    yield f'<{local("/.well-known/void")}>; rel="describedby"'
    if licence:
        yield f'<{licence}>; rel="license"'
