"""Words of titles: their heads, what stands before them, and what ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LINKS = frozenset({"of", "at", "in", "for", "to", "with", "from"})
APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
AND = frozenset({"and", "&"})
GLUE = frozenset({"the", "a", "an", "'s", "’s", "'", "’", "and", "&"})


def is_head(token: Token) -> bool:
    """Say whether a word can be the head of a title."""
    return any(
        word in words("role-titles") or word in words("occupations")
        for word in singular_forms(token)
    )


def is_calling(token: Token) -> bool:
    """Say whether a head word tells what somebody is by profession, and no office."""
    one = singular_forms(token)[-1]
    return one in words("occupations") and one not in words("role-titles")


def singular_forms(token: Token) -> tuple[str, ...]:
    """Give a word, and its singular ("lawmakers", "co-chairmen")."""
    is_plural = token.tag_ in {"NNS", "NNPS"} or token.lower_.endswith("men")
    if not is_plural and not _is_capital_plural(token):
        return (token.lower_,)
    one = token.lower_.removesuffix("s") if token.lower_.endswith("s") else token.lower_[:-2] + "an"
    return (token.lower_, one)


def _is_capital_plural(token: Token) -> bool:
    """Say whether the tagger took a plural for a name or an adjective ("Lawmakers A and B")."""
    one = token.lower_.removesuffix("s")
    is_known = one in words("role-titles") or one in words("occupations")
    return is_known and token.lower_ not in words("role-titles") and token.lower_ != one


def is_plural_head(token: Token) -> bool:
    """Say whether a title is held by several ("lawmakers")."""
    return is_head(token) and token.lower_ not in words("role-titles") | words("occupations")


def is_compound(token: Token) -> bool:
    """Say whether a head word goes on as the first part of a longer title."""
    return is_head(token) or (token.text == "-" and not token.nbor(-1).whitespace_)


def ends_phrase(token: Token) -> bool:
    """Say whether a word cannot stand inside a title."""
    if token.text in {"-", "'", "’", "&", "(", ")"} or token.lower_ in {"'s", "’s"}:
        return False
    is_verb = (
        token.pos_ in {"VERB", "AUX"}
        and not token.is_title
        and token.dep_ not in {"amod", "compound"}
    )
    return token.is_punct or is_verb or token.tag_ in {"WDT", "WP", "WRB", "MD", "EX"}


def words_apart() -> frozenset[str]:
    """Give the words that stand before a title and are no part of it."""
    return words("former-words") | words("coming-words") | GLUE


def head_words(head: Token) -> str:
    """Give the head word, with the word before it for "secretary general" and the like."""
    if head.lower_ == "general" and head.i > 0 and is_head(head.nbor(-1)):
        return f"{head.nbor(-1).lower_} general"
    return singular_forms(head)[-1] if is_plural_head(head) else head.lower_


def printed(text: str) -> str:
    """Give a title with single spaces and without stray marks at its ends."""
    return " ".join(text.split()).strip(" ,;-")
