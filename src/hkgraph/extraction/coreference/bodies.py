"""Common nouns for bodies: "the police", "the NGO", "the global agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.body_nouns import (
    allows,
    demand_of,
    is_called,
    is_named_so,
)
from hkgraph.extraction.coreference.place_nouns import may_be
from hkgraph.extraction.coreference.references import find, refer, takes_up
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase
    from hkgraph.extraction.reading import DraftMention

_LOCAL = frozenset(["local", "city", "hong", "kong", "territory", "hksar", "the", "own"])
_CHINESE = frozenset(["china", "mainland-china"])
_BARE = frozenset(["police", "prosecutors", "authorities"])


def refer_to_known_body(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the government" or "police" stand for the body of Hong Kong that it means."""
    row_id = _known_row(phrase)
    if row_id is None or not discourse.is_about_hong_kong:
        return False
    whole = " ".join(phrase.words) in table("known-bodies") and len(phrase.words) > 1
    if not whole and (is_elsewhere(discourse, phrase) or not _is_local(phrase)):
        return False
    row = load_gazetteer().rows[row_id]
    if row.kind is Kind.PLACE and not _means_hong_kong(discourse, phrase):
        return False
    if phrase.head.lower_ == "government":
        row_id = _government_in_view(discourse, phrase) or row_id
    cluster = discourse.register.known(row_id, row.kind)
    discourse.refer(cluster, phrase.head, phrase.start, phrase.end, MentionForm.NOMINAL)
    return True


def is_elsewhere(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether a noun belongs to another place or person, now or just before.

    So do "police in Melbourne", "Macau police" and "the government of President Mung".
    """
    head = phrase.head
    owners = [discourse.mention_at(t) for t in (*phrase.modifiers, phrase.owner) if t is not None]
    if any(mention is not None and _is_foreign(mention) for mention in owners):
        discourse.dismiss(head)
        return True
    for link in head.rights:
        noun = next((c for c in link.children if c.dep_ == "pobj"), None)
        mention = discourse.mention_at(noun) if noun is not None else None
        if link.dep_ != "prep" or link.lower_ not in {"in", "of"} or mention is None:
            continue
        if link.lower_ == "of" and mention.kind is Kind.PERSON:
            return True
        if _is_foreign(mention):
            discourse.dismiss(head)
            return True
    return discourse.is_elsewhere(head)


def _is_foreign(mention: DraftMention) -> bool:
    if mention.kind is not Kind.PLACE:
        return False
    row = load_gazetteer().rows.get(mention.gazetteer or "")
    is_local = row is not None and row.topic == "hong-kong-places"
    return not is_local and mention.gazetteer not in _CHINESE


def _known_row(phrase: NounPhrase) -> str | None:
    bodies = table("known-bodies")
    head = phrase.head.lower_
    two = f"{phrase.words[-2]} {head}" if len(phrase.words) > 1 else ""
    if two in bodies:
        return bodies[two]
    bare = not phrase.determiner and phrase.owner is None
    if bare and head not in _BARE:
        return None
    return bodies.get(head) if phrase.determiner not in {"a", "an", "any", "another"} else None


def _is_local(phrase: NounPhrase) -> bool:
    """Refuse what belongs to another place or person ("his government", "British police")."""
    if phrase.owner is not None and phrase.owner.lower_ not in {"city", "kong", "territory"}:
        return False
    extra = [t for t in phrase.modifiers if t.lower_ not in _LOCAL and not t.is_punct]
    plain = not extra or " ".join(phrase.words) in table("known-bodies")
    return plain or f"{extra[-1].lower_} {phrase.head.lower_}" in table("known-bodies")


def _means_hong_kong(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether "the city" is Hong Kong, and not another place that was named last."""
    if not phrase.is_definite or phrase.is_narrowed or phrase.head.dep_ == "compound":
        return False
    here = discourse.sentence_of(phrase.head)
    noun = phrase.head.lower_
    places = (
        use
        for use in discourse.before(phrase.head)
        if _is_visited(use) and may_be(use.cluster, noun)
    )
    last = next(places, None)
    named_last = last.cluster if last is not None and here - last.sentence < 2 else None
    return named_last is None or named_last.topic != "world-places" or _is_hong_kong(named_last)


def _is_visited(use: Use) -> bool:
    """Say whether a use is of a place, and not of what people are for or against."""
    is_side = use.head.i > 0 and use.head.nbor(-1).text == "-"
    return use.cluster is not None and use.cluster.kind is Kind.PLACE and not is_side


def _is_hong_kong(cluster: Cluster) -> bool:
    return cluster.gazetteer == "hong-kong"


def _government_in_view(discourse: Discourse, phrase: NounPhrase) -> str | None:
    """Give the government that was named in this sentence or the one before, if any."""
    here = discourse.sentence_of(phrase.head)
    for use in discourse.before(phrase.head):
        row_id = use.cluster.gazetteer if use.cluster else None
        if row_id and row_id.startswith("government-of-") and here - use.sentence < 2:
            return row_id
    return None


def refer_to_body(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the group" or "the confederation" stand for the body that was named before."""
    noun = phrase.head.lower_
    demand = demand_of(discourse, noun)
    if demand is None or phrase.head.tag_ != "NN" or not takes_up(discourse, phrase):
        return False
    if _is_placed_apart(discourse, phrase):
        return False

    def fits(use: Use) -> bool:
        return use.cluster is not None and allows(demand, noun, use.cluster)

    return refer(discourse, phrase, find(discourse, phrase, _closest(discourse, phrase, fits)))


def _is_placed_apart(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether a phrase tells itself which body it means ("the Toronto-based fund")."""
    based = {t.lower_ for t in phrase.modifiers} & {"based", "headquartered", "listed"}
    return bool(based) and any(discourse.is_named(token) for token in phrase.modifiers)


def _closest(
    discourse: Discourse, phrase: NounPhrase, fits: Callable[[Use], bool]
) -> Callable[[Use], bool]:
    """Narrow whom the noun of a trade may mean to those who are called so, if there are any."""
    noun = phrase.head.lower_
    if noun not in table("body-noun-kin"):
        return fits
    earlier = [u for u in discourse.uses if u.head.i < phrase.head.i and fits(u)]
    for is_meant in (is_named_so, is_called):
        called = [u.cluster for u in earlier if u.cluster and is_meant(u.cluster, noun)]
        if called:
            return _is_one_of(called)
    return fits


def _is_one_of(clusters: list[Cluster]) -> Callable[[Use], bool]:
    return lambda use: any(use.cluster is cluster for cluster in clusters)
