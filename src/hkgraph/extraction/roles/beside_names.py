"""Roles told beside a name: "Z's chair Y", "the chair of Z, Y", "Y, chair of Z", "Y of Z"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS, whole_span
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.findings import Role, roles_of
from hkgraph.extraction.roles.lists import person_at, plural_title, with_shared_owner
from hkgraph.extraction.roles.owners import owner_known
from hkgraph.extraction.roles.ranks import is_rank
from hkgraph.extraction.roles.title_employers import employer_at
from hkgraph.extraction.roles.titles import Title, title_after, title_before
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading


#: Behind a name: the unit of an officer, known or not.
_BELONGING = frozenset({"of", "from"})


def roles_beside_name(reading: Reading, mention: DraftMention) -> Iterator[Role]:
    """Iterate over the roles that the words around a name tell."""
    name = reading.tokens(mention.start, mention.end)
    sentence = reading.sentence_at(mention.start)
    floor, ceiling = sentence.start, max(sentence.end, name.end)
    start = _past_honorific(reading, name.start, floor)
    inverted = _inverted(reading, name.start, name.end, floor)
    behind = list(_behind_name(reading, name.end, ceiling))
    employer = _employer_behind(reading, name.end, ceiling)
    before = title_before(reading, start, floor) or plural_title(reading, start, floor)
    if before is None and inverted is None:
        before = title_before(reading, name.start, floor)
    if before is not None:
        before = with_shared_owner(reading, before, floor)
        before = _completed(reading, before, name.end, behind, employer)
        yield from _roles(reading, mention, before, "role:before-name")
    if inverted is not None:
        yield from _roles(reading, mention, inverted, "role:description-and-name")
    for title in behind:
        yield from _roles(reading, mention, title, "role:behind-name")
    if employer is not None and (before is None or employer.entity not in before.organisations):
        yield from _belonging(reading, mention, employer, mention.start, employer.end)
    if before is None:
        yield from _of_possessor(reading, mention, start, floor)


def _completed(
    reading: Reading, title: Title, end: int, behind: list[Title], employer: DraftMention | None
) -> Title:
    """Place a title before a name at the body that stands behind the name."""
    if not _is_held_at(reading, title):
        return title
    if employer is None and is_rank(title) and not title.organisations:
        return replace(title, is_owned=reading.doc[end : end + 1].text in _BELONGING)
    if employer is not None and employer.entity is not None:
        last = reading.tokens(employer.start, employer.end).end
        return replace(title, organisations=(employer.entity,), last=max(title.last, last))
    shared = next((other.organisations for other in behind if other.organisations), ())
    is_scholar = title.head in {"prof", "professor"}
    return replace(title, organisations=shared) if is_scholar else title


def _past_honorific(reading: Reading, start: int, floor: int) -> int:
    listed = table("honorifics")
    while start > floor:
        before = reading.doc[start - 1].text.rstrip(".")
        two = f"{reading.doc[start - 2].text} {before}" if start - 2 >= floor else before
        if before not in listed and two not in listed:
            return start
        start -= 1 if before in listed else 2
    return start


def _inverted(reading: Reading, start: int, end: int, floor: int) -> Title | None:
    """Read "The group's chair, NAME," before the comma."""
    comma = _past_honorific(reading, start, floor) - 1
    closes = end < len(reading.doc) and (
        reading.doc[end].is_punct or reading.doc[end].pos_ in {"VERB", "AUX"}
    )
    if comma <= floor or reading.doc[comma].text != "," or not closes:
        return None
    title = title_before(reading, comma, floor)
    if title is None:
        return None
    opener = reading.doc[title.first - 1] if title.first > floor else None
    is_definite = opener is not None and opener.lower_ in {"the", "whose"}
    return title if is_definite or title.is_owned or title.organisations else None


def _behind_name(reading: Reading, end: int, ceiling: int) -> Iterator[Title]:
    """Read "NAME, chair of Y and a member of Z," behind the comma."""
    start = _past_bracket(reading, end, ceiling)
    if start >= ceiling or reading.doc[start].text not in {",", "–", "—"}:
        return
    start += 1
    if start < ceiling and reading.doc[start].lower_ in {"and", "or", "as"}:
        return
    if start + 1 < ceiling and reading.doc[start].is_digit and reading.doc[start + 1].text == ",":
        start += 2
    while start < ceiling:
        title = title_after(reading, start, ceiling)
        if title is None or _is_name_next(reading, title.last):
            return
        is_second = "and" in {reading.doc[start - 1].lower_, reading.doc[start].lower_}
        if is_second and _is_comma_and_name_next(reading, title.last):
            return
        yield title
        follows = reading.doc[title.last] if title.last < ceiling else None
        if follows is None or follows.lower_ not in {"and", ","}:
            return
        start = title.last + 1


def _past_bracket(reading: Reading, start: int, ceiling: int) -> int:
    if start < ceiling and reading.doc[start].text == "(":
        closing = [t.i for t in reading.doc[start : min(ceiling, start + 12)] if t.text == ")"]
        return closing[0] + 1 if closing else start
    return start


def _is_name_next(reading: Reading, index: int) -> bool:
    """Say whether a title goes with the name behind it, and not with the one before."""
    if index >= len(reading.doc):
        return False
    mention = reading.mention_of(reading.doc[index])
    return mention is not None and mention.kind is Kind.PERSON and mention.form is MentionForm.NAME


def _is_comma_and_name_next(reading: Reading, index: int) -> bool:
    """Say whether a second title goes with a name behind a comma ("and its chair, NAME,")."""
    is_comma = index < len(reading.doc) and reading.doc[index].text == ","
    return is_comma and _is_name_next(reading, index + 1)


def _of_possessor(
    reading: Reading, mention: DraftMention, start: int, floor: int
) -> Iterator[Role]:
    """Read "the Y's NAME"."""
    if start - 2 < floor or reading.doc[start - 1].lower_ not in {"'s", "’s"}:
        return
    employer = employer_at(reading, reading.doc[start - 2])
    if employer is None or employer.form is not MentionForm.NAME:
        return
    yield from _belonging(reading, mention, employer, employer.start, mention.end)


def _employer_behind(reading: Reading, end: int, ceiling: int) -> DraftMention | None:
    """Find the body in "NAME of the Y"."""
    link = _past_others(reading, _past_bracket(reading, end, ceiling), ceiling)
    if link < ceiling and reading.doc[link].text == ",":
        link += 1
    if link >= ceiling or reading.doc[link].lower_ not in {"of", "from"}:
        return None
    start = link + 2 if reading.doc[link].nbor().lower_ == "the" else link + 1
    employer = employer_at(reading, reading.doc[start]) if start < ceiling else None
    if employer is None or employer.entity is None:
        return None
    return employer if reading.entities[employer.entity].kind in ORGANISATIONS else None


def _is_held_at(reading: Reading, title: Title) -> bool:
    """Say whether the body behind a name is where a title before the name is held.

    A seat in a parliament is not held at the party that a lawmaker is of.
    """
    if title.organisations or owner_known(reading, title) is not None:
        return False
    if title.head in words("workplace-titles"):
        return True
    elsewhere = words("state-titles") | {"candidate", "councillor", "member"}
    return not title.is_occupation and title.head not in elsewhere


def _past_others(reading: Reading, index: int, ceiling: int) -> int:
    """Pass over a second name ("A and B of the Y")."""
    if index + 1 >= ceiling or reading.doc[index].lower_ != "and":
        return index
    other = person_at(reading, index + 1)
    return reading.tokens(other.start, other.end).end if other is not None else index


def _belonging(
    reading: Reading, mention: DraftMention, employer: DraftMention, start: int, end: int
) -> Iterator[Role]:
    if employer.entity is None or mention.entity is None:
        return
    if reading.entities[employer.entity].kind in ORGANISATIONS:
        yield Role(
            person=mention.entity,
            organisation=employer.entity,
            title=None,
            during=None,
            evidence=whole_span(reading, start, end),
            voice=quoted_voice(reading, mention.start),
            rule="role:name-of-organisation",
        )


def roles_in_description(reading: Reading, mention: DraftMention) -> Iterator[Role]:
    """Read the title inside "a Security Bureau spokesman" and "a spokesman for the forum"."""
    if mention.entity is None or not reading.entities[mention.entity].anonymous:
        return
    tokens = reading.tokens(mention.start, mention.end)
    sentence = reading.sentence_at(mention.start)
    if tokens.root.tag_ == "NNS":
        return
    title = title_after(reading, tokens.start, sentence.end)
    is_told = title is not None and title.is_occupation and len(title.text.split()) > 1
    if title is not None and (title.organisations or is_told):
        yield from _roles(reading, mention, title, "role:description")


def _roles(reading: Reading, mention: DraftMention, title: Title, rule: str) -> Iterator[Role]:
    name = reading.tokens(mention.start, mention.end)
    voice = quoted_voice(reading, mention.start)
    if mention.entity is not None:
        yield from roles_of(reading, mention.entity, title, name.root, voice, rule)
