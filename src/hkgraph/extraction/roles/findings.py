"""A role as one place of the text tells it, and how a title becomes one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS, whole_span
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.roles.context import named_nearest, organisation_nearby
from hkgraph.extraction.roles.owners import owner_known
from hkgraph.extraction.roles.ranks import body_of_rank, is_rank
from hkgraph.extraction.roles.stages import until_now
from hkgraph.model import Kind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.roles.titles import Title
    from hkgraph.model import LocalId, Span, TimeValue


#: "Mr Justice Lo" is only so addressed where nothing tells of which court he is.
_ADDRESSES = frozenset({"Justice", "Lord", "Lady"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as one place of the text tells it.

    Attributes:
        title: None where the text says only that the person belongs to the organisation.
        begins: True where the person is told to come into the office.
        body_at: Where the organisation is named, if not in the evidence.
    """

    person: LocalId
    organisation: LocalId | None
    title: str | None
    during: TimeValue | None
    evidence: Span
    voice: Voice
    rule: str
    begins: bool = False
    body_at: Span | None = None


def roles_of(
    reading: Reading, person: LocalId, title: Title, holder: Token, voice: Voice, rule: str
) -> Iterator[Role]:
    """Give the roles that a title makes: one for each organisation, else one without.

    Args:
        holder: A token of what stands for the person.
    """
    organisations, is_told = _organisations(reading, title)
    if title.is_coming and voice.modality is Modality.ASSERTED:
        voice = replace(voice, modality=Modality.PLANNED)
    for organisation in organisations or (None,):
        is_told_alone = title.text not in _ADDRESSES and title.head != "member"
        if organisation != person and (organisation or is_told_alone):
            evidence = _covering(reading, holder, title)
            yield Role(
                person=person,
                organisation=organisation,
                title=None if organisation and title.text == "member" else _printed(reading, title),
                during=_during(reading, title),
                evidence=evidence,
                body_at=named_nearest(reading, organisation, evidence) if organisation else None,
                voice=voice,
                rule=rule if is_told else f"{rule}-nearby",
            )


def _organisations(reading: Reading, title: Title) -> tuple[tuple[LocalId, ...], bool]:
    """Find where a title is held, and whether the words or the title itself tell it.

    An occupation is held nowhere.
    """
    if title.is_occupation:
        return _employers(reading, title), True
    if (owner := owner_known(reading, title)) is not None:
        return (owner,), True
    if title.organisations or title.is_owned:
        return _placing(reading, title), True
    nearby = body_of_rank(reading, title) if is_rank(title) else organisation_nearby(reading, title)
    return ((nearby,), False) if nearby else ((), True)


def _placing(reading: Reading, title: Title) -> tuple[LocalId, ...]:
    """Give where an office is held: at a known place only if it is one that places have."""
    if title.head in words("state-titles") | words("city-titles"):
        return title.organisations
    entities = (reading.entities[owner] for owner in title.organisations)
    return tuple(e.id for e in entities if e.kind is not Kind.PLACE or e.gazetteer is None)


def _employers(reading: Reading, title: Title) -> tuple[LocalId, ...]:
    """Give the bodies that a calling is told to be followed at; a place is none."""
    owners = title.organisations
    return tuple(o for o in owners if reading.entities[o].kind in ORGANISATIONS)


def _printed(reading: Reading, title: Title) -> str:
    """Lower the capital that only begins a sentence."""
    first, _, rest = title.text.partition(" ")
    common = words("title-modifiers") | words("role-titles") | words("occupations")
    opens = reading.doc[title.first].is_sent_start and rest != ""
    only_opens = first.istitle() and (not rest or rest.islower())
    is_common = opens or first.lower() in common
    return f"{first.lower()} {rest}".strip() if only_opens and is_common else title.text


def _during(reading: Reading, title: Title) -> TimeValue | None:
    """Find when a role was held: a date right behind it, or the past for a former one."""
    last = reading.doc[title.last - 1]
    end = last.idx + len(last)
    behind = [d for d in reading.dates if 0 <= d.span.start - end <= len(" from in ")]
    if behind and "/" in behind[0].time.edtf + ("/" if ".." in behind[0].time.edtf else ""):
        return behind[0].time
    return until_now(reading) if title.is_former else None


def _covering(reading: Reading, holder: Token, title: Title) -> Span:
    first, last = reading.doc[title.first], reading.doc[title.last - 1]
    mention = reading.mention_of(holder)
    start = holder.idx if mention is None else mention.start
    end = holder.idx + len(holder) if mention is None else mention.end
    return whole_span(reading, min(start, first.idx), max(end, last.idx + len(last)))
