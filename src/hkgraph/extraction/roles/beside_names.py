"""Roles told beside a name: "Z's chair Y", "the chair of Z, Y", "Y, chair of Z", "Y of Z"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS, whole_span
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.behind_names import past_bracket, titles_behind
from hkgraph.extraction.roles.findings import Role, roles_of
from hkgraph.extraction.roles.lists import (
    person_at,
    plural_before_comma,
    plural_title,
    with_shared_owner,
)
from hkgraph.extraction.roles.owners import owner_known
from hkgraph.extraction.roles.ranks import is_rank
from hkgraph.extraction.roles.title_employers import employer_at
from hkgraph.extraction.roles.title_words import AND, is_head
from hkgraph.extraction.roles.titles import Title, title_after, title_before
from hkgraph.model import MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading


#: Behind a name: the unit of an officer, known or not.
_BELONGING = frozenset({"of", "from"})
#: Between what somebody is and how they are called ("a driver surnamed NAME").
_INTRODUCING = frozenset({"surnamed", "named", "called"})


def roles_beside_name(reading: Reading, mention: DraftMention) -> Iterator[Role]:
    """Iterate over the roles that the words around a name tell."""
    name = reading.tokens(mention.start, mention.end)
    sentence = reading.sentence_at(mention.start)
    floor, ceiling = sentence.start, max(sentence.end, name.end)
    start = _past_honorific(reading, name.start, floor)
    inverted = _inverted(reading, name.start, name.end, floor)
    behind = list(titles_behind(reading, name.end, ceiling))
    employer = _employer_behind(reading, name.end, ceiling)
    before = title_before(reading, start, floor) or plural_title(reading, start, floor)
    inverted = inverted or plural_before_comma(reading, start, floor, name.end)
    if before is None and inverted is None:
        before = _before_surname(reading, name.start, floor)
    if before is not None:
        before = with_shared_owner(reading, before, floor)
        before = _completed(reading, before, name.end, behind, employer)
        yield from _roles(reading, mention, before, "role:before-name")
        yield from _roles_of_first(reading, mention, before, floor)
    if inverted is not None:
        yield from _roles(reading, mention, inverted, "role:description-and-name")
    possessor = _possessor(reading, start, floor) if before is None else None
    for title in behind:
        placed = _placed_by_possessor(reading, title, possessor)
        yield from _roles(reading, mention, placed, "role:behind-name")
    if employer is not None and (before is None or employer.entity not in before.organisations):
        yield from _belonging(reading, mention, employer, mention.start, employer.end)
    if possessor is not None:
        yield from _belonging(reading, mention, possessor, possessor.start, mention.end)


def _before_surname(reading: Reading, start: int, floor: int) -> Title | None:
    """Read the title right before a name, or before "surnamed"."""
    is_introduced = start > floor and reading.doc[start - 1].lower_ in _INTRODUCING
    return title_before(reading, start - 1 if is_introduced else start, floor)


def _roles_of_first(
    reading: Reading, mention: DraftMention, second: Title, floor: int
) -> Iterator[Role]:
    """Read the first of two titles before a name ("founder and chair NAME")."""
    joint = second.first - 1
    is_two = joint - 1 >= floor and reading.doc[joint].lower_ in AND
    if is_two and is_head(reading.doc[joint - 1]):
        first = title_before(reading, joint, floor)
        if first is not None:
            bodies = first.organisations or (() if first.is_occupation else second.organisations)
            placed = replace(first, organisations=bodies)
            yield from _roles(reading, mention, placed, "role:before-name")


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
        reading.doc[end].is_punct
        or reading.doc[end].pos_ in {"VERB", "AUX"}
        or reading.doc[end].text in words("letters-of-honour") | _BELONGING
    )
    if comma <= floor or reading.doc[comma].text != "," or not closes:
        return None
    title = title_before(reading, comma, floor)
    if title is None:
        return None
    opener = reading.doc[title.first - 1] if title.first > floor else None
    is_definite = opener is not None and opener.lower_ in {"the", "whose"}
    return title if is_definite or title.is_owned or title.organisations else None


def _possessor(reading: Reading, start: int, floor: int) -> DraftMention | None:
    """Find the body in "the Y's NAME"."""
    if start - 2 < floor or reading.doc[start - 1].lower_ not in {"'s", "’s"}:
        return None
    employer = employer_at(reading, reading.doc[start - 2])
    return employer if employer is not None and employer.form is MentionForm.NAME else None


def _placed_by_possessor(reading: Reading, title: Title, possessor: DraftMention | None) -> Title:
    """Place an office behind a name at the body before it ("Labour's NAME, its leader")."""
    if possessor is None or possessor.entity is None or title.organisations or title.is_occupation:
        return title
    is_body = reading.entities[possessor.entity].kind in ORGANISATIONS
    return replace(title, organisations=(possessor.entity,)) if is_body else title


def _employer_behind(reading: Reading, end: int, ceiling: int) -> DraftMention | None:
    """Find the body in "NAME of the Y"."""
    link = _past_others(reading, past_bracket(reading, end, ceiling), ceiling)
    if link < ceiling and reading.doc[link].text == ",":
        link += 1
    link += link < ceiling and reading.doc[link].lower_ in {"formerly", "previously", "late"}
    if link + 1 >= ceiling or reading.doc[link].lower_ not in {"of", "from"}:
        return None
    if _is_taken_from(reading, link, end):
        return None
    start = link + 2 if reading.doc[link].nbor().lower_ == "the" else link + 1
    employer = employer_at(reading, reading.doc[start]) if start < ceiling else None
    if employer is None or employer.entity is None:
        return None
    return employer if reading.entities[employer.entity].kind in ORGANISATIONS else None


def _is_taken_from(reading: Reading, link: int, end: int) -> bool:
    """Say whether "from" goes with a verb done to the one named ("poached NAME from Y")."""
    word, name = reading.doc[link], reading.doc[end - 1]
    is_object = name.dep_ in {"dobj", "nsubjpass"} and word.head == name.head
    return word.lower_ == "from" and word.head.pos_ == "VERB" and is_object


def _is_held_at(reading: Reading, title: Title) -> bool:
    """Say whether the body behind a name is where a title before the name is held.

    A seat in a parliament is not held at the party that a lawmaker is of.
    """
    bodies = [o for o in title.organisations if reading.entities[o].kind in ORGANISATIONS]
    if bodies or owner_known(reading, title) is not None:
        return False
    if title.organisations and title.head in words("state-titles") | words("city-titles"):
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
