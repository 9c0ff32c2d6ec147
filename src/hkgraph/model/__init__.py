"""The records that pass between steps: frozen, and refused when they cannot be right.

Nothing here knows RDF. A record that stands inside one article names its neighbours by local ids
(``e1`` an entity, ``v1`` an event, ``m1`` a membership); IRIs are minted in ``graph/iri.py``.
All offsets are half-open and count Unicode code points of the article text.
"""

from __future__ import annotations

from hkgraph.model.articles import Article, Block, BlockKind, OffsetMap, Segment, SourceDocument
from hkgraph.model.extracts import (
    Concept,
    DateMention,
    Entity,
    Event,
    Extract,
    Membership,
    Mention,
    Object,
    Quotation,
    RoleTitle,
    Statement,
    Telling,
    TextValue,
    TimeValue,
)
from hkgraph.model.spans import ArticleKey, DocumentKey, LocalId, Span
from hkgraph.model.terms import (
    EVENT_TYPES,
    Kind,
    MentionForm,
    Modality,
    Predicate,
    QuoteForm,
    TimeBasis,
)

__all__ = [
    "EVENT_TYPES",
    "Article",
    "ArticleKey",
    "Block",
    "BlockKind",
    "Concept",
    "DateMention",
    "DocumentKey",
    "Entity",
    "Event",
    "Extract",
    "Kind",
    "LocalId",
    "Membership",
    "Mention",
    "MentionForm",
    "Modality",
    "Object",
    "OffsetMap",
    "Predicate",
    "Quotation",
    "QuoteForm",
    "RoleTitle",
    "Segment",
    "SourceDocument",
    "Span",
    "Statement",
    "Telling",
    "TextValue",
    "TimeBasis",
    "TimeValue",
]
