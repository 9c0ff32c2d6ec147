"""What stands behind a verb as its objects, and what is said of them or what they are let do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.nominals import antecedent, is_lapse, spread
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})


def direct_objects(verb: Token) -> tuple[Token, ...]:
    """Find the objects of a verb, with what is coordinated with them."""
    own = [c for c in verb.children if c.dep_ in {"dobj", "oprd"} and not is_lapse(c)]
    own = [_name_before_office(noun) or noun for noun in own]
    if own:
        # The parser hangs the rest of some lists on the verb ("its vice-chair and three others").
        listed = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
        rest = (c for c in listed if c.i > own[-1].i and c.left_edge.nbor(-1).lower_ == "and")
        return spread(antecedent(c) for c in (*own, *rest))
    has_subject = any(c.dep_ in SUBJECT_DEPS for c in verb.children)
    if verb.dep_ == "relcl" and has_subject and _lacks_relative(verb):
        return spread([verb.head])
    return spread(c for deed in doings(verb) for c in deed.children if _is_raised(c))


def _name_before_office(noun: Token) -> Token | None:
    """Find whose name the parser took for part of an office ("named Nigel Fung chairman")."""
    name = noun.nbor(-1) if noun.i > noun.left_edge.i else noun
    is_bare = noun.tag_ == "NN" and noun.lemma_ in words("role-titles") and name.head == noun
    is_name = name.ent_type_ == "PERSON" and name.dep_ == "compound"
    return name if is_bare and is_name and noun.head.lemma_ in words("role-verbs") else None


def _lacks_relative(verb: Token) -> bool:
    """Say whether nothing in a relative clause stands for its antecedent."""
    if any(c.dep_ == "nsubjpass" for c in verb.children):
        return False
    return not any(t.tag_ in {"WDT", "WP", "WRB", "WP$"} for t in verb.subtree if t.i < verb.i)


def datives(verb: Token) -> tuple[Token, ...]:
    """Find to whom something is given, also where the parser takes both for objects."""
    told = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if not told and len(objects) == len(("whom", "what")):
        first, second = objects
        is_next = first.right_edge.i + 1 == second.left_edge.i
        told = [first] if is_next and second.ent_type_ not in {"DATE", "TIME"} else []
    return spread(told)


def doings(verb: Token) -> tuple[Token, ...]:
    """Find what one ceases, or is let, to do ("let 400 staff go")."""
    return tuple(c for c in verb.children if _is_done(c))


def _is_done(clause: Token) -> bool:
    is_let = clause.dep_ == "ccomp" and clause.tag_ == "VB" and clause.head.lemma_ == "let"
    return clause.pos_ == "VERB" and (clause.dep_ == "xcomp" or is_let)


def _is_raised(noun: Token) -> bool:
    """Say whether a subject is the object of the verb outside ("let 400 staff go")."""
    return noun.dep_ == "nsubj" and noun.head.dep_ == "ccomp"


def predicatives(verb: Token) -> tuple[Token, ...]:
    """Find what is said of the subject or the object ("found guilty", "named chair")."""
    named = [c for c in verb.children if c.dep_ in {"acomp", "oprd", "attr"}]
    small = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ == "ADJ"]
    # "Named Ms Lo its chair": the parser takes the name for what is said, the office for a note.
    noted = [c for n in named if n.pos_ == "PROPN" for c in n.children if c.dep_ == "appos"]
    offices = [c for c in verb.children if c.dep_ == "dobj" and _name_before_office(c)]
    return spread([*named, *small, *noted, *offices])
