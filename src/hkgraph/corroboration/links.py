"""What corroboration gives: how two things that articles say stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.model import ArticleKey, Quotation, Statement


class Relation(StrEnum):
    """How one thing said stands to another; the values are the contract's terms."""

    REFINES = "hk:refines"
    DIFFERS = "hk:differsFrom"
    DISPUTES = "hk:disputes"
    SAME_UTTERANCE = "hk:sameUtteranceAs"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement or quotation in its article."""

    article: ArticleKey
    what: Statement | Quotation


@dataclass(frozen=True, slots=True)
class Link:
    """One thing said, and another that it stands to so; symmetric relations are given both ways."""

    relation: Relation
    one: Said
    other: Said
