"""What a person says is who across articles, free of how the file spells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.model import Kind

#: Truth of a link where Wikidata, as far as the knowledge base goes, has nobody.
NIL = "NIL"
#: Truth of a link that nobody could tell.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCluster:
    """One thing, over all articles.

    Attributes:
        kind: Media count as organisations.
        wikidata: A Q-number, ``NIL`` or ``unknown``.
    """

    id: str
    kind: Kind
    name: str
    wikidata: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """One place that names a thing; ``at.article`` names the article."""

    at: FileSpan
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTelling:
    """One event as one article tells it.

    Attributes:
        spans: Each place that tells it.
        about: Clusters of who takes part, to tell it from others in the same sentence.
    """

    article: str
    event: str
    type: str
    spans: tuple[FileSpan, ...]
    about: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityGold:
    """The truth about a set of articles.

    Attributes:
        articles: File of each, by the name that the truth calls it by.
        clusters: By id.
    """

    articles: Mapping[str, Path] = field(default_factory=dict)
    clusters: Mapping[str, GoldCluster] = field(default_factory=dict)
    mentions: tuple[GoldMention, ...] = ()
    tellings: tuple[GoldTelling, ...] = ()
