"""What a definite noun takes up: which thing named before "the group" or "the law" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.body_nouns import is_called
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_SAME_NOUN = 80
#: Points for a thing that the article itself calls by the noun.
_CALLED_SO = 40


def takes_up(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether the phrase means something named before, not the name behind it."""
    head = phrase.head
    if not phrase.is_definite or phrase.is_narrowed or head.dep_ in {"attr", "appos"}:
        return False
    beside = (discourse.mention_at(token) for token in phrase.modifiers)
    if any(mention is not None and mention.kind is not Kind.PLACE for mention in beside):
        # "the Tolo Daily newspaper" is named by itself.
        return False
    named_behind = head.i + 1 < len(head.doc) and discourse.is_named(head.nbor())
    arrested = head.dep_ == "nsubjpass" and head.head.lemma_ in words("arrest-verbs")
    return not named_behind and not arrested


def refer(discourse: Discourse, phrase: NounPhrase, found: Cluster | None) -> bool:
    """Let a phrase stand for what was found, if anything; say whether it does."""
    if found is None:
        return False
    discourse.refer(found, phrase.head, phrase.start, phrase.end, MentionForm.NOMINAL)
    discourse.call(phrase.head, found)
    return True


def find(discourse: Discourse, phrase: NounPhrase, fits: Callable[[Use], bool]) -> Cluster | None:
    """Find the most present thing that fits; one named far back only if it is without rival."""
    last = discourse.called(phrase.head)

    def bonus(use: Use) -> int:
        count = len(use.cluster.mentions) if use.cluster else 0
        told = use.cluster is not None and is_called(use.cluster, phrase.head.lower_)
        return min(2 * count, 12) + _SAME_NOUN * (use.cluster is last) + _CALLED_SO * told

    earlier = {id(u.cluster): u for u in discourse.uses if u.head.i < phrase.head.i and fits(u)}
    found = discourse.most_present(phrase.head, fits, bonus)
    if len(earlier) == 1:
        return next(iter(earlier.values())).cluster
    if found is not None and _is_near(discourse, phrase, found):
        return found
    return _topic([use.cluster for use in earlier.values()])


def _is_near(discourse: Discourse, phrase: NounPhrase, found: Cluster) -> bool:
    here = discourse.sentence_of(phrase.head)
    return any(u.cluster is found and here - u.sentence < 2 for u in discourse.before(phrase.head))


def _topic(rivals: list[Cluster | None]) -> Cluster | None:
    """Give the one that is spoken of at least twice as often as any other."""
    ranked = sorted((c for c in rivals if c), key=lambda c: -len(c.mentions))
    if len(ranked) < 2 or len(ranked[0].mentions) < 2 * len(ranked[1].mentions):
        return None
    return ranked[0]
