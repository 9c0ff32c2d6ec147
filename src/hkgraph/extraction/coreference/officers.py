"""Officers who act for their force: "officers", "detectives", "customs officers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.bodies import is_elsewhere
from hkgraph.extraction.grammar.slots import verb_keys
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.coreference.discourse import Discourse
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_POLICE = "hong-kong-police-force"
_LINKS = frozenset({"of", "from"})
#: Within so many sentences a force that was named last is the one meant.
_NEAR = 3


def refer_to_officers(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "officers" who arrest or search stand for their force of Hong Kong."""
    head = phrase.head
    if head.tag_ != "NNS" and head.lower_ != "personnel":
        return False
    if head.lemma_.lower() not in words("officer-nouns") or not any(_polices(head)):
        return False
    if phrase.owner is not None or not discourse.is_about_hong_kong:
        return False
    row_id = None if is_elsewhere(discourse, phrase) else _force(discourse, phrase)
    if row_id is None:
        return False
    cluster = discourse.register.known(row_id, Kind.ORGANISATION)
    discourse.refer(cluster, head, phrase.start, phrase.end, MentionForm.NOMINAL)
    return True


def _polices(noun: Token) -> Iterator[bool]:
    """Iterate over the verbs whose doer a noun is: whether each is what officers do."""
    while noun.dep_ == "conj":
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "agent":
        yield not words("policing-verbs").isdisjoint(verb_keys(verb.head))
    while noun.dep_ == "nsubj" and verb.pos_ == "VERB":
        yield not words("policing-verbs").isdisjoint(verb_keys(verb))
        following = (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
        verb = next(following, noun)


def _force(discourse: Discourse, phrase: NounPhrase) -> str | None:
    """Give the force that the words before "officers" name, else the one in view, else police."""
    known = table("officers-of")
    if any(c.lower_ in _LINKS for c in phrase.head.rights):
        # "officers of the ICAC", "officers from the crime squad"
        return None
    if any(_tells_other_body(discourse, token) for token in phrase.modifiers):
        return None
    named = [known[t.lower_] for t in phrase.modifiers if t.lower_ in known]
    if named:
        return named[-1]
    forces = set(known.values())
    here = discourse.sentence_of(phrase.head)
    uses = (u for u in discourse.before(phrase.head) if here - u.sentence < _NEAR)
    rows = (u.cluster.gazetteer for u in uses if u.cluster and u.cluster.gazetteer)
    in_view = next((row for row in rows if row in forces), None)
    if in_view is None and discourse.is_elsewhere(phrase.head, called="police"):
        return None
    return in_view or _POLICE


def _tells_other_body(discourse: Discourse, modifier: Token) -> bool:
    """Say whether a word before "officers" names another body ("Labour Department officers")."""
    mention = discourse.mention_at(modifier)
    if mention is not None:
        row = load_gazetteer().rows.get(mention.gazetteer or "")
        return row is None or row.topic != "hong-kong-places"
    is_kind = modifier.dep_ in {"compound", "nmod"} and modifier.pos_ == "NOUN"
    return is_kind and modifier.lower_ not in table("officers-of")
