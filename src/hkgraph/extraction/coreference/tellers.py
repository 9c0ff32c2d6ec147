"""Those who tell something and have no name: "local media", "three officials", "his wife".

What they tell stays hearsay only if somebody can be credited for it, so each of them is an
entity of this article alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.agents import describes_name
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_CONTENT = frozenset(["ccomp", "parataxis"])
#: Classes of verbs whose subject holds or gives out what hangs on them.
_TELLING = frozenset(["say", "claim", "admit", "announce", "promise", "deny", "write", "think"])
_MARKS = frozenset("\"“”'‘’«»:")
_MEDIA = frozenset(["media", "press", "newspapers", "papers", "reports", "broadcasters"])
_PUBLISHING = frozenset(["report", "write", "say", "publish", "reveal", "claim"])
#: Endings of trades that no list has ("a paramedic" is listed, "a glazier" is not).
_TRADES = ("er", "ist", "man", "woman", "men", "women", "ian", "owner", "goer")
_PERSON_LISTS = (
    "anonymous-agents",
    "role-nouns",
    "person-nouns",
    "people-nouns",
    "occupations",
    "private-roles",
    "kin-nouns",
    "vague-tellers",
)
_EMPTY = frozenset(["no", "any", "neither", "every", "each", "which", "what"])
_LONGEST_TAIL = 7
_NEAR = 3


def note_teller(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Take in whoever says something, or is relied on by "according to", without a name."""
    head = phrase.head
    if phrase.determiner in _EMPTY or not _tells(head) or describes_name(discourse, head):
        return False
    known = _told_before(discourse, phrase)
    if known is not None:
        discourse.refer(known, head, phrase.start, phrase.end, MentionForm.NOMINAL)
        return True
    kind = _kind(head)
    if kind is None or _has_maker(head) or _is_somebody_named(phrase, kind):
        return False
    cluster = discourse.register.begin(kind)
    cluster.anonymous = True
    tail = _tail(phrase)
    cluster.names.append(_named(phrase, tail))
    cluster.described_as.update(phrase.words)
    cluster.gender = "they" if head.tag_ == "NNS" else ""
    discourse.refer(cluster, head, phrase.start, tail.idx + len(tail), MentionForm.NOMINAL)
    return True


def _tells(head: Token) -> bool:
    if head.dep_ == "pobj":
        link = head.head
        return link.lower_ == "to" and link.i > 0 and link.nbor(-1).lower_ == "according"
    verb = head.head
    is_telling = table("speech-verbs").get(verb.lemma_.lower()) in _TELLING
    is_telling |= _is_document(head) and verb.lemma_ in words("document-verbs")
    return head.dep_ == "nsubj" and verb.pos_ == "VERB" and is_telling and _has_words(head, verb)


def _has_words(head: Token, verb: Token) -> bool:
    """Say whether the verb has what is said beside it: a clause, words in marks, or all before."""
    if any(c.dep_ in _CONTENT for c in verb.children):
        return True
    first, last = sorted([head.left_edge.i, verb.i])
    before = head.doc[first - 1].text if first > head.sent.start else ""
    behind = head.doc[last + 1 : last + 3]
    is_last = any(t.text == "." or t.dep_ == "dobj" for t in behind)
    return before in _MARKS or any(t.text in _MARKS for t in behind) or (before == "," and is_last)


def _is_somebody_named(phrase: NounPhrase, kind: Kind) -> bool:
    """Say whether the phrase takes up one that the text likely names ("the judge", "the group")."""
    is_one = phrase.head.tag_ == "NN" and phrase.is_definite and not phrase.is_narrowed
    return is_one and not _is_document(phrase.head) and kind is not Kind.MEDIA


def _told_before(discourse: Discourse, phrase: NounPhrase) -> Cluster | None:
    """Find the same teller earlier, or the medium whose "report" this is."""
    if not phrase.is_definite:
        return None
    wanted = set(phrase.words)
    for use in discourse.before(phrase.head):
        cluster = use.cluster
        if cluster is None:
            continue
        if cluster.anonymous and wanted <= cluster.described_as:
            return cluster
        near = discourse.sentence_of(phrase.head) - use.sentence < _NEAR
        if near and _is_document(phrase.head) and _publishes(use.head, cluster):
            return cluster
    return None


def _publishes(head: Token, cluster: Cluster) -> bool:
    is_subject = head.dep_ == "nsubj" and head.head.lemma_ in _PUBLISHING
    return cluster.kind is Kind.MEDIA and is_subject


def _is_document(head: Token) -> bool:
    return head.lemma_.lower() in words("document-nouns")


def _has_maker(head: Token) -> bool:
    """Say whether a document tells itself whose it is ("a statement from the union")."""
    if not _is_document(head):
        return False
    parts = {c.dep_ for c in head.children} & {"poss", "relcl", "acl"}
    return bool(parts) or any(c.lower_ in {"by", "from", "of"} for c in head.children)


def _kind(head: Token) -> Kind | None:
    noun, lemma = head.lower_, head.lemma_.lower()
    if noun in _MEDIA or table("body-nouns").get(lemma) == "media":
        return Kind.MEDIA
    is_body = lemma in table("body-nouns") or lemma.capitalize() in words("organisation-heads")
    if is_body or lemma in table("known-bodies") or noun in table("known-bodies"):
        return Kind.ORGANISATION
    if _is_document(head):
        return Kind.ORGANISATION
    is_listed = any(lemma in words(name) for name in _PERSON_LISTS)
    return Kind.PERSON if is_listed or (noun.isalpha() and lemma.endswith(_TRADES)) else None


def _named(phrase: NounPhrase, tail: Token) -> str:
    first = phrase.modifiers[0] if phrase.modifiers else phrase.head
    if phrase.owner is not None:
        first = phrase.owner.left_edge
    described = phrase.head.doc[first.i : tail.i + 1].text
    is_bare = _is_document(phrase.head) and phrase.head.lower_ not in _MEDIA
    return f"authors of the {described}" if is_bare else described


def _tail(phrase: NounPhrase) -> Token:
    """Give the last word of what narrows a noun ("people with knowledge of the talks")."""
    head = phrase.head
    if phrase.is_definite:
        return head
    behind = [c for c in head.rights if c.dep_ in {"prep", "amod", "acl"}]
    edge = max((c.right_edge for c in behind), key=lambda t: t.i, default=head)
    return edge if 0 < edge.i - head.i <= _LONGEST_TAIL else head
