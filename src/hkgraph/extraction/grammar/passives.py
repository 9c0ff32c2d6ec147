"""Whether a verb is passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Verbs whose participle is like their other forms.
_LIKE_PARTICIPLES = frozenset({"set", "hit", "cut", "hurt", "put", "shut", "split"})
_FINITE = frozenset({"VERB", "AUX"})


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive, with or without its auxiliary."""
    beside = {c.dep_ for c in verb.children}
    if beside & {"auxpass", "nsubjpass", "agent"}:
        return True
    if _opens_as_participle(verb) or _is_cut_in(verb):
        return True
    if verb.tag_ != "VBN" or beside & {"aux", "ccomp"}:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "ADJ"}:
        return verb.head.pos_ == "ADJ" or is_passive(verb.head)
    if verb.dep_ == "acl" and verb.lemma_ in words("verbs-without-object"):
        # The parser takes "A minibus crashed" for a noun with a participle.
        return False
    return verb.dep_ in {"acl", "advcl", "ccomp", "amod"}


def _opens_as_participle(verb: Token) -> bool:
    """Say whether a clause opens with a participle taken for another form ("Set up in 1999, …")."""
    is_first = verb.dep_ == "advcl" and verb.i == verb.sent.start and verb.tag_ != "VBG"
    return (
        is_first
        and verb.lower_ in _LIKE_PARTICIPLES
        and verb.tag_ in {"VB", "VBD", "VBP", "VBN"}
        and not any(c.dep_ in {"dobj", "nsubj", "aux"} for c in verb.children)
    )


def _is_cut_in(verb: Token) -> bool:
    """Say whether a past form stands between commas behind its noun ("Y, sold in 1990, closed").

    The parser takes it for the verb of the sentence, and the verb behind it for one more.
    """
    if verb.tag_ != "VBD" or verb.i < verb.sent.start + 2 or verb.nbor(-1).text != ",":
        return False
    if not any(c.dep_ == "nsubj" and c.i == verb.i - 2 for c in verb.lefts):
        return False
    following = (c for c in verb.rights if c.dep_ == "conj" and c.pos_ in _FINITE)
    return any(_stands_behind_comma(other, verb) for other in following)


def _stands_behind_comma(other: Token, verb: Token) -> bool:
    """Say whether a comma, and no "and", parts a verb from the one before it."""
    between = {t.lower_ for t in verb.doc[verb.i : other.i]}
    return "," in between and "and" not in between
