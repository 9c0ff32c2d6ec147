"""Common nouns for laws: "the ordinance", "the anthem bill", "American legislation against …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.references import find, refer, takes_up
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

#: Laws of this kind are not what "the law" takes up.
_LASTING = frozenset(["basic", "constitution", "covenant", "convention", "declaration"])
#: Other words in the names of laws that a noun may take up.
_SAID_AS = {
    "law": frozenset(["ordinance", "act", "legislation", "bill", "regulation", "law"]),
    "legislation": frozenset(["ordinance", "act", "bill", "law", "article"]),
    "bill": frozenset(["amendment"]),
}
#: Nouns that name a law by what stands before them; legislation is mostly of no one law.
_TOPICAL = frozenset(["act", "bill", "law", "ordinance"])
_CASES = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "conj"])
#: What may be named in front of a law that has no name: who made it, what it punishes.
_BESIDE = frozenset([Kind.PLACE, Kind.OFFENCE])
_WORD = re.compile(r"\w+")


def refer_to_law(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the ordinance" stand for the law that is most present."""
    noun = phrase.head.lower_
    if noun not in words("law-nouns") or not takes_up(discourse, phrase):
        return False
    if [t for t in phrase.modifiers if t.is_alpha and t.lower_ not in words("law-modifiers")]:
        return False
    # "Article 43 of the law": the law is another than its article.
    holder = phrase.head.head.head if phrase.head.dep_ == "pobj" else None
    whole = discourse.cluster_at(holder) if holder is not None else None

    def fits(use: Use) -> bool:
        law = use.cluster
        return law is not whole and _may_be(law, noun) and _held(law).isdisjoint(_LASTING)

    return refer(discourse, phrase, find(discourse, phrase, fits))


def _may_be(law: Cluster | None, noun: str) -> bool:
    """Say whether a thing is a law that a noun may take up."""
    if law is None or law.kind is not Kind.LAW:
        return False
    return not _held(law).isdisjoint({noun} | _SAID_AS.get(noun, frozenset()))


def _held(law: Cluster | None) -> set[str]:
    names = law.known_names if law is not None else []
    return {word for name in names for word in _WORD.findall(name.lower())}


def note_topical_law(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Take in a law called by what it is about ("the anthem bill", "a “fake news” law")."""
    first = _topic_start(discourse, phrase)
    if first is None or not _is_some_law(discourse, phrase):
        return False
    doc = phrase.head.doc
    topic = {_stem(t.lower_) for t in doc[first.i : phrase.head.i] if t.is_alpha}
    rivals = _called_so(discourse, phrase, topic)
    if len(rivals) > 1:
        return False
    found = rivals[0] if rivals else discourse.register.begin(Kind.LAW)
    if not rivals:
        found.anonymous = True
        found.names.append(doc[first.i : phrase.head.i + 1].text)
    discourse.refer(found, phrase.head, first.idx, phrase.end, MentionForm.NOMINAL)
    return True


def _topic_start(discourse: Discourse, phrase: NounPhrase) -> Token | None:
    """Find the first word of what a law is said to be about, if that is said by nouns."""
    head = phrase.head
    if head.lower_ not in _TOPICAL or head.tag_ != "NN":
        return None
    before = [t for t in head.lefts if t.dep_ == "compound" or (t.dep_, t.tag_) == ("nmod", "NN")]
    nouns = [t for t in before if _tells_topic(discourse, t)]
    if not nouns or any(f"{t.lower_} {head.lower_}" in words("law-fields") for t in nouns):
        return None
    first = min((t for noun in nouns for t in noun.subtree), key=lambda token: token.i)
    opening = first.nbor(-1) if first.i else first
    return opening if opening.text in {"“", "‘", '"', "'"} else first


def _tells_topic(discourse: Discourse, noun: Token) -> bool:
    mention = discourse.mention_at(noun)
    is_free = mention is None or mention.kind is Kind.OFFENCE
    return is_free and noun.lower_ not in words("law-modifiers")


def _is_some_law(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether a phrase means one law, not all law of a kind ("under copyright law")."""
    named = filter(None, map(discourse.mention_at, phrase.modifiers))
    if phrase.head.dep_ not in _CASES or any(m.kind not in _BESIDE for m in named):
        return False
    if phrase.determiner in {"any", "every", "no", "each"}:
        return False
    is_made = phrase.head.head.lemma_ in words("law-making-verbs")
    return bool(phrase.determiner) or phrase.owner is not None or is_made


def _called_so(discourse: Discourse, phrase: NounPhrase, topic: set[str]) -> list[Cluster]:
    """Find the laws whose names hold all that the phrase says it is about, or less."""
    laws = [c for c in discourse.register.all if c.kind is Kind.LAW]
    if phrase.determiner in {"a", "an", "another"}:
        laws = [c for c in laws if not c.anonymous and c.gazetteer is None]
    whole = [c for c in laws if topic <= _topics(c)]
    return whole or [c for c in laws if c.anonymous and _topics(c) <= topic]


def _topics(law: Cluster) -> set[str]:
    return {_stem(word) for word in _held(law) - _TOPICAL}


def _stem(word: str) -> str:
    return word.removesuffix("s")


def note_described_law(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Take in a law known only by its aim ("American legislation for …", "a law against …")."""
    if phrase.head.lower_ not in words("law-nouns") or phrase.is_definite:
        return False
    aim = _aim(discourse, phrase)
    if aim is None:
        return False
    first = phrase.modifiers[0].idx if phrase.modifiers else phrase.head.idx
    end = aim.right_edge.idx + len(aim.right_edge)
    cluster = discourse.register.begin(Kind.LAW)
    cluster.anonymous = True
    cluster.names.append(discourse.reading.article.text[first:end])
    discourse.refer(cluster, phrase.head, first, end, MentionForm.NOMINAL)
    return True


def _aim(discourse: Discourse, phrase: NounPhrase) -> Token | None:
    """Find the words behind a law that tell its aim, plainly or beside the place that makes it."""
    maker = next((t for t in phrase.modifiers if discourse.is_named(t)), None)
    mention = discourse.mention_at(maker) if maker else None
    is_made_by_place = mention is not None and mention.kind is Kind.PLACE
    for child in phrase.head.rights:
        is_plain = child.lower_ == "against" or child.lemma_ in words("law-verbs")
        if child.dep_ == "acl" and (is_made_by_place or is_plain):
            return child
        if child.dep_ == "prep" and is_plain and phrase.determiner in {"a", "an"}:
            return child
    return None
