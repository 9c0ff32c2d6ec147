"""What stands before a title and says where it is held: "Amnesty's chair", "the party's leader"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.nominals import antecedent
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.roles.body_nouns import body_called
from hkgraph.extraction.roles.title_employers import employer_at
from hkgraph.extraction.roles.title_words import AND, APOSTROPHES, is_head, singular_forms
from hkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId


def owner_before(reading: Reading, first: int, floor: int) -> tuple[int, tuple[LocalId, ...]]:
    """Find the organisation that stands before a title ("Amnesty's chair", "Chinese President")."""
    passed = words("former-words") | words("coming-words") | APOSTROPHES | {"-", ")"}
    index = first - 1
    while index >= floor and reading.doc[index].lower_ in passed:
        index -= 1
    mention = employer_at(reading, antecedent(reading.doc[index])) if index >= floor else None
    if mention is None or mention.entity is None:
        is_owner = reading.doc[index + 1].lower_ in APOSTROPHES
        body = body_called(reading, reading.doc[index]) if is_owner and index >= floor else None
        return (index, (body,)) if body is not None else (first, ())
    start = min(reading.tokens(mention.start, mention.end).start, index)
    if mention.is_demonym and not _is_of_state(reading, first):
        return first, ()
    if mention.kind is Kind.PLACE and start > floor:
        return _department_before(reading, max(start, floor), floor, mention.entity)
    return max(start, floor), (mention.entity,)


def _is_of_state(reading: Reading, first: int) -> bool:
    """Say whether a title is one that a nationality places ("British minister", not "judge")."""
    return any(
        not words("state-titles").isdisjoint(singular_forms(token))
        for token in reading.doc[first : first + 4]
        if is_head(token)
    )


def _department_before(
    reading: Reading, first: int, floor: int, place: LocalId
) -> tuple[int, tuple[LocalId, ...]]:
    """Let a place before a title yield to an organisation before it ("Watch China director")."""
    index = first - 1
    while index > floor and reading.doc[index].lower_ in APOSTROPHES:
        index -= 1
    mention = employer_at(reading, reading.doc[index])
    if mention is None or mention.entity is None or mention.kind is Kind.PLACE:
        return first, (place,)
    return max(reading.tokens(mention.start, mention.end).start, floor), (mention.entity,)


def has_possessor(reading: Reading, first: int, floor: int) -> bool:
    """Say whether somebody, or something that is no body of the text, owns the title."""
    index = first - 1
    passed = words("former-words") | words("coming-words") | {"-"}
    while index >= floor and reading.doc[index].lower_ in passed:
        index -= 1
    return index >= floor and (
        reading.doc[index].lower_ in APOSTROPHES or reading.doc[index].tag_ == "PRP$"
    )


def names_owner(reading: Reading, token: Token) -> bool:
    """Say whether a word names the employer, and not the first half of a field of duty."""
    mention = employer_at(reading, token)
    if mention is None:
        return False
    end = reading.tokens(mention.start, mention.end).end
    is_half = end + 1 < len(reading.doc) and reading.doc[end].lower_ in AND
    return not (is_half and reading.doc[end + 1].is_title and token.is_title)
