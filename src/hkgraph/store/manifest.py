"""What a generation says about itself: digests and counts, never a list of articles."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import BlankNode, NamedNode, Quad

_MODULUS = 1 << 256


class Manifest(BaseModel):
    """Written beside the database; equal content gives an equal manifest.

    Attributes:
        digest: Of all quads, in 64 hex digits; see ``ContentDigest``.
        counts: Quads in each graph of a kind, and things of each class.
        versions: Of rules, model, ontology, shapes and word lists, by name.
        user_graphs: IRIs of graphs that no build touches, sorted; the nameless one, if
            it holds anything, is ``""``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    digest: str
    base_iri: str
    counts: dict[str, int]
    versions: dict[str, str]
    user_graphs: tuple[str, ...] = ()


class ContentDigest:
    """A digest of a set of quads that does not depend on their order.

    The sum, modulo 2^256, of the sha256 of each quad's N-Quads line. It can be kept up to date as
    quads come and go, so a build that changes little hashes little.
    """

    def __init__(self, start: str = "0") -> None:
        self._sum = int(start, 16)

    def add(self, quads: Iterable[Quad]) -> None:
        """Count quads in."""
        self._sum = (self._sum + sum(map(_number, quads))) % _MODULUS

    def remove(self, quads: Iterable[Quad]) -> None:
        """Count quads out."""
        self._sum = (self._sum - sum(map(_number, quads))) % _MODULUS

    def add_names(self, graphs: Iterable[NamedNode | BlankNode]) -> None:
        """Count graphs in that users made, be they empty."""
        self._sum = (self._sum + sum(map(_number, graphs))) % _MODULUS

    def remove_names(self, graphs: Iterable[NamedNode | BlankNode]) -> None:
        """Count such graphs out."""
        self._sum = (self._sum - sum(map(_number, graphs))) % _MODULUS

    def hexdigest(self) -> str:
        """Give the digest as 64 hex digits."""
        return f"{self._sum:064x}"


def _number(counted: Quad | NamedNode | BlankNode) -> int:
    return int.from_bytes(hashlib.sha256(str(counted).encode()).digest(), "big")
