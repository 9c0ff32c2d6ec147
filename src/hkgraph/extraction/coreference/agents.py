"""People without a name: "a Security Bureau spokesman", "the financial services minister"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.bodies import refer_to_body, refer_to_known_body
from hkgraph.extraction.coreference.descriptions import descriptors
from hkgraph.extraction.coreference.discourse import SUBJECTS
from hkgraph.extraction.coreference.noun_phrases import noun_phrase
from hkgraph.extraction.coreference.suspects import is_one_of_them, undergoes
from hkgraph.extraction.grammar.counts import means_people
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

#: The first ending that fits tells.
_GENDERS = {
    **dict.fromkeys(["woman", "girl", "wife", "mother", "sister", "daughter", "widow"], "she"),
    **dict.fromkeys(["man", "boy", "husband", "father", "brother", "son"], "he"),
}
_FURTHEST_NAME = 8
#: Words of a title before a name.
_IN_TITLES = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
#: Who is named inside "a police spokesman".
_FORCES = frozenset(["police", "government"])
_ASKED = frozenset(["to", "by", "from"])
_OFFICES = frozenset(
    ["minister", "secretary", "commissioner", "chief", "president", "premier", "ambassador"]
)


def note_anonymous(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Take in a person who acts or speaks and has no name."""
    happens = undergoes(phrase.head)
    is_one = is_person(phrase) or (happens and _is_one_of_people(phrase.head))
    if not is_one or describes_name(discourse, phrase.head):
        return False
    befalls = (happens and not _is_supposed(phrase.head)) or _has_age(phrase)
    if not befalls and not _acts(phrase.head):
        return False
    indefinite = phrase.determiner in {"a", "an", "one", "another"} and phrase.owner is None
    bare = not phrase.determiner and phrase.owner is None and phrase.modifiers
    spokes = phrase.head.lower_.startswith("spokes")
    if indefinite or (spokes and (bare or _speaks_for_body(discourse, phrase))):
        _note(discourse, phrase)
        return True
    if befalls:
        return False
    if phrase.head.lower_ in _OFFICES and phrase.determiner == "the" and phrase.modifiers:
        _note(discourse, phrase)
        return True
    return False


def _is_supposed(head: Token) -> bool:
    """Say whether only a case is thought of ("if a driver is arrested", "a man could be held")."""
    while head.dep_ == "conj":
        head = head.head
    return any(c.tag_ == "MD" or c.lower_ in {"if", "unless"} for c in head.head.lefts)


def refer_beside_name(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the chair" in "The chair, Joe Wong, said" stand for the one named behind."""
    named = next((c for c in phrase.head.children if c.dep_ == "appos"), None)
    person = discourse.cluster_at(named) if named is not None else None
    person = person or _surnamed(discourse, phrase.head)
    if person is None or person.kind is not Kind.PERSON or not is_person(phrase):
        return False
    discourse.refer(person, phrase.head, phrase.start, phrase.end, MentionForm.NOMINAL)
    return True


def _surnamed(discourse: Discourse, head: Token) -> Cluster | None:
    """Find the name in "a driver surnamed Lam" and "a man who gave his surname as Lam"."""
    sentence = head.sent
    for token in head.doc[head.i + 2 : min(head.i + 2 + _FURTHEST_NAME, sentence.end)]:
        before = token.nbor(-1)
        shown = before.lower_ == "surnamed" or (
            before.lower_ == "as" and before.nbor(-1).lower_ in {"surname", "himself", "herself"}
        )
        if shown and (head in token.ancestors or before.i == head.i + 1):
            return discourse.cluster_at(token)
    return None


def is_person(phrase: NounPhrase) -> bool:
    """Say whether a phrase means one person, by its noun or by an age before it."""
    if is_person_noun(phrase.head):
        return True
    known = words("occupations") | words("people-nouns")
    return _has_age(phrase) and phrase.head.tag_ == "NN" and phrase.head.lower_ in known


def _is_one_of_people(noun: Token) -> bool:
    """Say whether a noun means one person, who stands in no list: those are counted."""
    is_listed = noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)
    return noun.tag_ == "NN" and means_people(noun) and not is_listed


def _has_age(phrase: NounPhrase) -> bool:
    return {"year", "old"} <= {token.lower_ for token in phrase.modifiers}


def is_person_noun(head: Token) -> bool:
    """Say whether a noun means one person."""
    if head.tag_ != "NN" or head.pos_ != "NOUN":
        return False
    noun = head.lower_
    known = words("anonymous-agents") | words("role-nouns") | words("person-nouns")
    return noun in known or noun.endswith(("woman", "spokesman", "teacher", "worker"))


def describes_name(discourse: Discourse, head: Token) -> bool:
    """Say whether a noun only describes somebody who is named beside it."""
    if head.dep_ in {"appos", "compound", "attr"}:
        return not (is_one_of_them(head) or _tells_of_unknown(discourse, head))
    if head.i + 1 < len(head.doc) and _is_named_person(discourse, head.nbor()):
        return True
    if any(c.dep_ == "appos" and _is_named_person(discourse, c) for c in head.children):
        return True
    return _name_behind(discourse, head)


def _tells_of_unknown(discourse: Discourse, head: Token) -> bool:
    """Say whether a noun tells the age of somebody without a name ("the driver, a 52-year-old")."""
    told = head.head
    is_told = head.dep_ == "appos" and told.pos_ == "NOUN" and told.tag_ == "NN"
    if not is_told or not _has_age(noun_phrase(head)):
        return False
    return not any(discourse.is_named(t) for t in (told, *told.children))


def _name_behind(discourse: Discourse, head: Token) -> bool:
    """Say whether a name stands behind the comma in "A founder of the group, Icarus Wong, told".

    What else the person is may stand before it ("Its chairman, the judge David Lok, said").
    """
    link = next((c for c in head.rights if c.dep_ == "prep"), None)
    for comma in {head.i + 1, link.right_edge.i if link is not None else 0}:
        if 0 < comma < len(head.doc) - 1 and head.doc[comma].text == ",":
            behind = head.doc[comma + 1 : comma + 1 + _FURTHEST_NAME]
            named = takewhile(lambda t: t.pos_ in _IN_TITLES or t.ent_type_ == "PERSON", behind)
            return any(_is_named_person(discourse, token) for token in named)
    return False


def _is_named_person(discourse: Discourse, token: Token) -> bool:
    mention = discourse.mention_at(token)
    return mention is not None and mention.kind is Kind.PERSON


def _acts(head: Token) -> bool:
    """Say whether the noun is one that does or says something."""
    if head.dep_ in SUBJECTS:
        verb = head.head
        spokes = head.lower_.startswith("spokes") or head.lower_ in words("anonymous-agents")
        return spokes or verb.lemma_ in table("speech-verbs") or head.lower_ in _OFFICES
    if head.dep_ == "dobj":
        return head.head.lemma_ in {"cite", "quote"}
    if head.dep_ != "pobj":
        return False
    link = head.head
    cited = link.lower_ == "to" and link.nbor(-1).lower_ == "according" if link.i else False
    return cited or link.dep_ == "agent" or (head.lower_ == "source" and link.lower_ in _ASKED)


def _note(discourse: Discourse, phrase: NounPhrase) -> Cluster:
    cluster = discourse.register.begin(Kind.PERSON)
    cluster.anonymous = True
    body, end = _spoken_for(discourse, phrase)
    cluster.names.append(f"{body} {_description(phrase)}".strip())
    cluster.described_as.update(descriptors(phrase))
    cluster.gender = next(
        (g for end_, g in _GENDERS.items() if phrase.words[-1].endswith(end_)), ""
    )
    discourse.refer(cluster, phrase.head, phrase.start, end, MentionForm.NOMINAL)
    for noun in phrase.modifiers:
        if noun.lower_ in _FORCES and not discourse.is_elsewhere(noun):
            refer_to_known_body(discourse, noun_phrase(noun))
    return cluster


def _speaks_for_body(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether the phrase itself names whom it speaks for ("the spokesman for …")."""
    return phrase.determiner == "the" and bool(_spoken_for(discourse, phrase)[0])


def _description(phrase: NounPhrase) -> str:
    first = phrase.modifiers[0] if phrase.modifiers else phrase.head
    return phrase.head.doc[first.i : phrase.head.i + 1].text


def _spoken_for(discourse: Discourse, phrase: NounPhrase) -> tuple[str, int]:
    """Give the body behind "for" or "of", and where the description ends."""
    for child in phrase.head.rights:
        if child.dep_ != "prep" or child.lower_ not in {"for", "of", "at", "from"}:
            continue
        body = next((c for c in child.children if c.dep_ == "pobj"), None)
        if body is not None and not discourse.is_named(body):
            refer_to_body(discourse, noun_phrase(body))
        mention = discourse.mention_at(body) if body is not None else None
        cluster = discourse.cluster_at(body) if body is not None else None
        if cluster and mention is not None and mention.kind in {Kind.ORGANISATION, Kind.MEDIA}:
            return cluster.fullest_known, mention.end
    return "", phrase.end
