"""Pronouns: which of them are looked up, and how their mentions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.person_pronouns import person_meant
from hkgraph.extraction.coreference.thing_pronouns import body_meant, thing_meant
from hkgraph.model import MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse

_GENDERS = {
    **dict.fromkeys(["he", "him", "his", "himself"], "he"),
    **dict.fromkeys(["she", "her", "hers", "herself"], "she"),
}
_THINGS = frozenset(["it", "its", "itself"])


def refer_by_pronoun(discourse: Discourse, token: Token) -> bool:
    """Resolve one pronoun; those in quotations are left alone, since another speaks there."""
    found = None if discourse.is_quoted(token) else _meant(discourse, token)
    if found is None:
        return False
    discourse.refer(found, token, token.idx, token.idx + len(token), MentionForm.PRONOUN)
    return True


def _meant(discourse: Discourse, token: Token) -> Cluster | None:
    word = token.lower_
    if word in _GENDERS:
        return person_meant(discourse, token, _GENDERS[word])
    if word in _THINGS:
        return thing_meant(discourse, token)
    return body_meant(discourse, token) if word == "they" else None
