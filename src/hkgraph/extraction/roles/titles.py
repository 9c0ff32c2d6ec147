"""Titles as newspapers print them: "deputy head of Y", "Y's chair", "Secretary for Security".

A title has a head word from a list, words before it, and words behind it that are a field of duty
("for Security"), a part of an organisation ("of its board") or the organisation itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.body_nouns import body_called
from hkgraph.extraction.roles.departments import department_headed
from hkgraph.extraction.roles.portfolio_titles import portfolio_around, portfolio_before
from hkgraph.extraction.roles.title_employers import in_person
from hkgraph.extraction.roles.title_owners import has_possessor, names_owner, owner_before
from hkgraph.extraction.roles.title_tails import tail_of
from hkgraph.extraction.roles.title_words import (
    AND,
    GLUE,
    LINKS,
    ends_phrase,
    head_words,
    is_compound,
    is_head,
    is_plural_head,
    printed,
    singular_forms,
    words_apart,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title found in the text.

    Attributes:
        first: Index of its first token, that of an organisation before it included.
        last: One past its last token, that of an organisation behind it included.
        text: The title alone, as printed.
        head: Its head word in lower case.
        organisations: Where it is held; several in "founder of A and B".
        is_former: True for "former" and the like.
        is_coming: True for "incoming" and the like.
        is_owned: True behind a possessor that is no body known ("the group's", "their").
    """

    first: int
    last: int
    text: str
    head: str
    organisations: tuple[LocalId, ...]
    is_former: bool = False
    is_coming: bool = False
    is_owned: bool = False

    @property
    def is_occupation(self) -> bool:
        """Say whether it is a calling and no office."""
        return self.head in words("occupations") and self.head not in words("role-titles")


def title_before(reading: Reading, end: int, floor: int) -> Title | None:
    """Find the title that ends right before a token ("Y's deputy chair" before a name).

    Args:
        end: Index of the token behind the title.
        floor: Index of the first token that may belong to it.
    """
    start = max(floor, end - _LONGEST)
    if (portfolio := _portfolio_before(reading, end, start)) is not None:
        return portfolio
    for head in range(end - 1, start - 1, -1):
        token = reading.doc[head]
        if ends_phrase(token) or in_person(reading, token):
            return None
        if is_head(token) and _continues(reading, head, end):
            title = title_at(reading, _outer_head(reading, head, start, end), start, end)
            return title if title is not None and title.last >= end else None
    return None


def _portfolio_before(reading: Reading, end: int, floor: int) -> Title | None:
    found = portfolio_before(reading, end, floor)
    if found is None:
        return None
    first, text, head = found
    return _portfolio(reading, first, end, text, head, floor)


def _portfolio_at(reading: Reading, head: int, floor: int, ceiling: int) -> Title | None:
    """Read an office by its field; a director's field must be that of a department."""
    named = (t.i for t in reading.doc[head:ceiling] if in_person(reading, t))
    found = portfolio_around(reading, head, floor, next(named, ceiling))
    if found is None:
        return None
    first, last, text = found
    noun = reading.doc[head].lower_
    if noun != "secretary" and department_headed(text) is None:
        return None
    return _portfolio(reading, first, last, text, noun, floor)


def _portfolio(reading: Reading, first: int, last: int, text: str, head: str, floor: int) -> Title:
    before, owner = owner_before(reading, first, floor)
    marks = {t.lower_ for t in reading.doc[max(floor, before - 1) : first]}
    return Title(
        first=before,
        last=last,
        text=text,
        head=head,
        organisations=owner,
        is_former=bool(marks & words("former-words")),
        is_coming=bool(marks & words("coming-words")),
    )


def title_after(reading: Reading, start: int, ceiling: int) -> Title | None:
    """Find the title that a noun phrase from a token on is ("a former head of Y")."""
    for head in range(start, min(ceiling, start + _LONGEST)):
        token = reading.doc[head]
        is_link = token.lower_ in LINKS and token.nbor(-1).text != "-"
        if (
            in_person(reading, token)
            or is_link
            or (ends_phrase(token) and token.lower_ not in GLUE)
        ):
            return None
        if is_head(token) and not _goes_on(reading, head, ceiling):
            return title_at(reading, head, start, ceiling)
    return None


def _goes_on(reading: Reading, head: int, ceiling: int) -> bool:
    """Say whether a head word only begins a longer title ("chief executive", "chief X officer")."""
    following = reading.doc[head + 1 : min(head + 4, ceiling)]
    if len(following) == 0 or is_compound(following[0]):
        return len(following) > 0
    is_chief = reading.doc[head].lower_ == "chief" and following[0].pos_ in {"ADJ", "NOUN", "PROPN"}
    return is_chief and any(t.lower_ in {"officer", "executive"} for t in following[1:])


def title_at(reading: Reading, head: int, floor: int, ceiling: int) -> Title:
    """Read the title around its head word, between two tokens."""
    doc = reading.doc
    if (portfolio := _portfolio_at(reading, head, floor, ceiling)) is not None:
        return portfolio
    first = _first_word(reading, head, floor)
    before, owner = owner_before(reading, first, floor)
    if not owner and first < head and (body := body_called(reading, doc[first])) is not None:
        before, owner, first = first, (body,), first + 1
    tail = tail_of(reading, head, ceiling)
    marks = {t.lower_ for t in doc[max(floor, before - 2) : head + 3]}
    return Title(
        first=before,
        last=tail.last,
        text=printed(doc[first:head].text_with_ws + singular_forms(doc[head])[-1] + tail.text)
        if is_plural_head(doc[head])
        else printed(doc[first : head + 1].text + tail.text),
        head=head_words(doc[head]),
        organisations=tail.organisations or owner,
        is_former=bool(marks & words("former-words")),
        is_coming=bool(marks & words("coming-words")),
        is_owned=not owner and has_possessor(reading, before, floor),
    )


def _first_word(reading: Reading, head: int, floor: int) -> int:
    """Go back over the words that belong to a title."""
    first = head
    while first > floor and _belongs_before(reading, reading.doc[first - 1], reading.doc[first]):
        first -= 1
    return first + 1 if reading.doc[first].text == "-" else first


def _belongs_before(reading: Reading, token: Token, following: Token) -> bool:
    if token.text == "-" or following.text == "-":
        return not token.whitespace_ and token.lower_ not in words_apart()
    if token.lower_ in AND:
        before = token.nbor(-1) if token.i > 0 else token
        are_two = is_head(before) and is_head(following)
        are_titles = following.is_title and before.is_title
        return are_titles and not are_two and not in_person(reading, before)
    is_address = token.text in table("honorifics") and not is_head(token)
    if is_address or names_owner(reading, token) or in_person(reading, token):
        return False
    if token.lower_ in words_apart():
        return False
    is_kind = token.pos_ == "ADJ" and token.i > 0 and token.nbor(-1).lower_ == "chief"
    if is_kind or token.lower_ in words("title-modifiers"):
        return True
    return token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "nmod", "conj", "pobj"}


def _outer_head(reading: Reading, head: int, floor: int, end: int) -> int:
    """Give the head of the whole title where a field of duty looks like one ("for Justice")."""
    if head - 2 >= floor and reading.doc[head - 1].lower_ in {"for", "of"}:
        outer = head - 2
        if is_head(reading.doc[outer]) and _continues(reading, outer, end):
            return outer
    return head


def _continues(reading: Reading, head: int, end: int) -> bool:
    """Say whether what stands between a head word and a name is a field of duty."""
    between = reading.doc[head + 1 : end]
    if len(between) == 0:
        return True
    return between[0].lower_ in {"of", "for", "general", "-", "("} and not any(
        t.pos_ in {"VERB", "AUX"} and t.is_lower for t in between
    )
