"""Parts of a body at a place, known by description ("its regional office")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.body_nouns import is_called
from hkgraph.extraction.coreference.discourse import SUBJECTS, is_body
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_OPENERS = frozenset(["a", "an", "its", "their", "the", "another", "one"])


def note_office(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Take in an office that something happens to, where its body is known."""
    head = phrase.head
    if head.lower_ not in words("office-nouns") or head.tag_ != "NN":
        return False
    if head.dep_ not in SUBJECTS and not _is_placed(discourse, phrase):
        return False
    opener = phrase.owner.lower_ if phrase.owner is not None else phrase.determiner
    if opener not in _OPENERS and not (phrase.owner and discourse.is_named(phrase.owner)):
        return False
    if opener == "the" and any(is_called(c, head.lower_) for c in discourse.register.bodies):
        # "the bureau" is the Security Bureau that was named.
        return False
    return _note(discourse, phrase)


def note_elliptic_office(discourse: Discourse, token: Token) -> bool:
    """Take in "another dealing with regional affairs" behind an office of the same sentence."""
    if token.lower_ != "another" or token.i + 1 >= len(token.doc):
        return False
    here = discourse.sentence_of(token)
    office = next((u for u in discourse.before(token) if _is_office(u)), None)
    if office is None or office.cluster is None or office.sentence != here:
        return False
    aim = token.nbor()
    if aim.tag_ != "VBG":
        return False
    _begin(discourse, token, token.idx, _end(aim), office.cluster.parent, office.head.lower_)
    return True


def _note(discourse: Discourse, phrase: NounPhrase) -> bool:
    parent = _parent(discourse, phrase)
    if parent is None:
        return False
    aim = _aim(phrase.head)
    end = _end(aim) if aim is not None else phrase.end
    first = phrase.modifiers[0].idx if phrase.modifiers else phrase.head.idx
    text = discourse.reading.article.text[first:end]
    cluster = discourse.register.begin(Kind.OFFICE)
    cluster.anonymous, cluster.parent = True, parent
    cluster.names.append(f"{parent.fullest} {text}")
    discourse.refer(cluster, phrase.head, phrase.start, end, MentionForm.NOMINAL)
    return True


def _begin(
    discourse: Discourse, head: Token, start: int, end: int, parent: Cluster | None, noun: str
) -> None:
    text = discourse.reading.article.text[head.idx + len(head) : end].strip()
    cluster = discourse.register.begin(Kind.OFFICE)
    cluster.anonymous, cluster.parent = True, parent
    body = parent.fullest if parent else ""
    cluster.names.append(f"{body} {noun} {text}".strip())
    discourse.refer(cluster, head, start, end, MentionForm.NOMINAL)


def _parent(discourse: Discourse, phrase: NounPhrase) -> Cluster | None:
    owner = discourse.cluster_at(phrase.owner) if phrase.owner is not None else None
    if phrase.owner is not None and (is_body(owner) or discourse.is_named(phrase.owner)):
        return owner if is_body(owner) else None

    def fits(use: Use) -> bool:
        return is_body(use.cluster) and not _is_state(use)

    def bonus(use: Use) -> int:
        return min(len(use.cluster.mentions), 10) if use.cluster else 0

    return discourse.most_present(phrase.head, fits, bonus)


def _is_placed(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether the phrase tells whose office it is and where ("its Lagos bureau")."""
    if phrase.owner is None or not is_body(discourse.cluster_at(phrase.owner)):
        return False
    named = (discourse.reading.mention_of(token) for token in phrase.modifiers)
    return any(mention is not None and mention.kind is Kind.PLACE for mention in named)


def _is_state(use: Use) -> bool:
    return "government" in ((use.cluster.gazetteer if use.cluster else "") or "")


def _is_office(use: Use) -> bool:
    return use.cluster is not None and use.cluster.kind is Kind.OFFICE


def _aim(head: Token) -> Token | None:
    """Give the participle right behind that tells which office ("focusing on …")."""
    following = head.nbor() if head.i + 1 < len(head.doc) else None
    if following is None or following.tag_ not in {"VBG", "VBN"}:
        return None
    # The parser often takes the participle for the verb of a clause with the office as subject.
    is_aim = following.dep_ == "acl" or (head.head == following and following.dep_ != "ROOT")
    return following if is_aim and not _has_auxiliary(following) else None


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)


def _end(token: Token) -> int:
    edge = token.right_edge
    return edge.idx + len(edge)
