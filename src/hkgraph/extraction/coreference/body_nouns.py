"""What a noun that takes up a body ("the firm", "the shop") demands of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.discourse import is_body
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse

_STATE = frozenset(["government", "courts"])
#: Words of companies of whatever trade.
_TELLING_LITTLE = frozenset(
    ["Company", "Corp", "Enterprises", "Group", "Holdings", "Inc", "Limited", "Ltd"]
)
_OTHER_TOPICS = _STATE | {"universities", "politics", "media"}


def demand_of(discourse: Discourse, noun: str) -> str | None:
    """Say what a noun demands of the body that it takes up; None for nouns of other things."""
    known = table("body-nouns").get(noun)
    if known is not None:
        return known
    if noun.capitalize() in words("organisation-heads") or noun in table("body-noun-kin"):
        return "same"
    if any(noun in c.described_as for c in discourse.register.bodies):
        return "same"
    return "firm" if noun.endswith("maker") and noun != "maker" else None


def allows(demand: str, noun: str, cluster: Cluster) -> bool:
    """Say whether a cluster is such a body."""
    if not is_body(cluster):
        return False
    if is_called(cluster, noun):
        return True
    held = _held(cluster)
    if demand == "media" or _is_of_other_trade(noun, held):
        return demand == "media" and cluster.kind is Kind.MEDIA
    if demand == "firm":
        return cluster.topic == "companies" or _is_firm(cluster, held)
    is_state = cluster.topic in _STATE or not held.isdisjoint(words("state-nouns"))
    is_private = demand == "any" and cluster.kind is Kind.ORGANISATION
    return is_state if demand == "state" else is_private and not is_state


def is_called(cluster: Cluster, noun: str) -> bool:
    """Say whether the noun, or a word that stands for it, is in a name or description."""
    kin = set(table("body-noun-kin").get(noun, "").split())
    return is_named_so(cluster, noun) or not kin.isdisjoint(_held(cluster) | cluster.described_as)


def is_named_so(cluster: Cluster, noun: str) -> bool:
    """Say whether the noun itself is in a name or description."""
    return noun in cluster.described_as or noun in {fold(word) for word in _held(cluster)}


def _is_of_other_trade(noun: str, held: set[str]) -> bool:
    """Say whether a name tells of a trade, and the noun of another ("the insurer": Tolo Motors)."""
    if noun not in table("body-noun-kin"):
        return False
    return not held.isdisjoint((words("firm-words") | words("trade-words")) - _TELLING_LITTLE)


def _held(cluster: Cluster) -> set[str]:
    return {word for name in cluster.known_names for word in name.replace("-", " ").split()}


def _is_firm(cluster: Cluster, held: set[str]) -> bool:
    """Say whether a name is a firm's, or tells of nothing else that a body may be."""
    trades = words("firm-words") | words("trade-words")
    if not held.isdisjoint(trades):
        return True
    if cluster.kind is not Kind.ORGANISATION or cluster.topic in _OTHER_TOPICS:
        return False
    telling = words("organisation-heads") | words("media-heads") | words("state-nouns")
    others = cluster.described_as & set(table("body-nouns")) - _firm_nouns()
    return held.isdisjoint(telling) and not others


def _firm_nouns() -> set[str]:
    return {noun for noun, demand in table("body-nouns").items() if demand in {"firm", "any"}}
