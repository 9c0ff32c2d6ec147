"""Whether a verb is passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Verbs whose participle is like their other forms.
_LIKE_PARTICIPLES = frozenset({"set", "hit", "cut", "hurt", "put", "shut", "split"})


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive, with or without its auxiliary."""
    beside = {c.dep_ for c in verb.children}
    if beside & {"auxpass", "nsubjpass", "agent"}:
        return True
    if _opens_as_participle(verb):
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
