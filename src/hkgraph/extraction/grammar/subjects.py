"""Who acts by a verb, also where its subject stands elsewhere in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.nominals import (
    antecedent,
    copula_over,
    spread,
)
from hkgraph.extraction.grammar.objects import (
    SUBJECT_DEPS,
    direct_objects,
)
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def surface_subjects(verb: Token) -> tuple[Token, ...]:
    """Find what stands as the subject of a verb, in its own clause or in the one around it."""
    own = [_nominal(c) for c in verb.children if c.dep_ in SUBJECT_DEPS] or _beside_helper(verb)
    if own:
        meant = [antecedent(c) for c in own]
        return spread(own) if meant == own else _listed_before(meant[0], verb)
    head = verb.head
    if verb.dep_ == "relcl":
        return (head,) if is_passive(verb) or not direct_objects(verb) else ()
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}:
        return _modified(verb)
    if verb.dep_ == "acl":
        return spread([head]) if verb.tag_ == "VBG" else _controllers(head)
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"}:
        return _controllers(head, complement=verb)
    return ()


def _modified(participle: Token) -> tuple[Token, ...]:
    """Find what a passive participle tells more about ("the disbanded league")."""
    if participle.dep_ == "amod":
        return (participle.head,)
    if participle.i > 1 and participle.nbor(-1).text == "(":
        # "Y Limited (founded in 1990)": the parser may hang it on the first of a list.
        return (participle.nbor(-2),)
    return spread([participle.head])


def _beside_helper(verb: Token) -> list[Token]:
    """Find the subject that the parser hangs on the helper ("he was today (May 3) sentenced")."""
    helpers = (c for c in verb.lefts if c.dep_ in {"aux", "auxpass"})
    return [c for helper in helpers for c in helper.children if c.dep_ in SUBJECT_DEPS]


def _listed_before(noun: Token, verb: Token) -> tuple[Token, ...]:
    """Give the nouns that a relative pronoun takes up: the whole list before a plural verb."""
    found = [noun]
    is_plural = any(c.lower_ in {"were", "are", "have"} for c in (*verb.children, verb))
    while is_plural and found[0].dep_ == "conj":
        found.insert(0, found[0].head)
    return tuple(found)


def _nominal(subject: Token) -> Token:
    """Give the noun of a subject that the parser read as a clause ("its office dealing with")."""
    inner = (c for c in subject.children if c.dep_ == "nsubj" and subject.dep_ == "csubj")
    return next(inner, subject)


def _controllers(head: Token, complement: Token | None = None) -> tuple[Token, ...]:
    """Find the subject that a clause without one borrows from the word it hangs on."""
    if head.pos_ == "ADP" and head.head != head:
        return _behind_preposition(head)
    if head.pos_ in {"NOUN", "PROPN"}:
        owners = spread(c for c in head.children if c.dep_ == "poss")
        if owners or head.head == head:
            return owners
        holder = copula_over(head)
        return surface_subjects(holder) if holder.pos_ in {"VERB", "AUX"} else ()
    if head.pos_ == "ADJ" and head.dep_ == "acomp":
        return surface_subjects(head.head)
    if complement is not None and complement.dep_ == "xcomp" and not is_passive(head):
        return direct_objects(head) or surface_subjects(head)
    return surface_subjects(head)


def _behind_preposition(preposition: Token) -> tuple[Token, ...]:
    """Find who does what stands behind a preposition: the object, or the subject."""
    governor = preposition.head
    direct = direct_objects(governor) if governor.pos_ == "VERB" else ()
    if direct and not is_passive(governor) and _object_acts(governor, preposition):
        return _nearest_object(direct, preposition)
    return _controllers(governor)


def _nearest_object(objects: tuple[Token, ...], preposition: Token) -> tuple[Token, ...]:
    """Give the objects, or of a list with a deed each the one right before its own."""
    before = preposition.nbor(-1)
    between = preposition.doc[objects[0].i : preposition.i]
    is_list = before.pos_ == "PROPN" and any(t.tag_ == "VBG" for t in between)
    return (before,) if is_list else tuple(o for o in objects if o.i < preposition.i)


def _object_acts(verb: Token, preposition: Token) -> bool:
    """Say whether the object does what stands behind a preposition ("thanked Y for leaving")."""
    if preposition.lower_ in {"of", "from", "into", "with"}:
        return True
    return preposition.lower_ in {"for", "on"} and verb.lemma_ in words("object-control-verbs")
