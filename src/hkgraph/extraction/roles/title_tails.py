"""What stands behind the head word of a title: a field of duty, a part of a body, the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.roles.title_employers import employer_at, in_person
from hkgraph.extraction.roles.title_words import (
    AND,
    APOSTROPHES,
    GLUE,
    LINKS,
    ends_phrase,
    is_calling,
    is_head,
    words_apart,
)
from hkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId


_LONGEST_DESCRIPTION = 9
_BASED = frozenset({"based", "headquartered", "listed", "registered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTail:
    """What stands behind the head word.

    Attributes:
        last: One past its last token.
        text: The part of it that belongs to the title, with its leading space.
    """

    last: int
    text: str
    organisations: tuple[LocalId, ...]


def tail_of(reading: Reading, head: int, ceiling: int) -> TitleTail:
    """Read what stands behind the head word of a title, up to a token."""
    if (closing := _closed_end(reading, head, ceiling)) is not None:
        rest = tail_of(reading, closing, ceiling)
        inside = _with_space(reading, head + 1, closing + 1)
        return TitleTail(last=rest.last, text=inside + rest.text, organisations=rest.organisations)
    stop = _phrase_end(reading, head + 1, ceiling)
    if reading.doc[head + 1 : head + 3].text in {f"-{word}" for word in words("coming-words")}:
        text = reading.doc[head + 1 : head + 3].text
        return TitleTail(last=head + 3, text=text, organisations=())
    if (post := _post_of(reading, head)) is not None:
        return TitleTail(last=post, text=_with_space(reading, head + 1, post), organisations=())
    employers = _linked_employers(reading, head, stop)
    if not employers:
        stop = min(stop, _second_title(reading, head + 1, stop))
        last = _trimmed(reading, head + 1, _field_stop(reading, head + 1, stop))
        is_field = last > head + 1 and _is_field(reading, head + 1, last)
        last = last if is_field else head + 1
        return TitleTail(last=last, text=_with_space(reading, head + 1, last), organisations=())
    first = reading.tokens(employers[0].start, employers[0].end)
    second = _second_title(reading, head + 1, first.start)
    if head + 1 < second < first.start or _is_calling_and_office(reading, head, second):
        # "head of trading and a member of Y": only the second office is held at Y.
        last = _trimmed(reading, head + 1, second)
        return TitleTail(last=last, text=_with_space(reading, head + 1, last), organisations=())
    link = min(second, _before_link(reading, head + 1, first.start))
    field_end = _trimmed(reading, head + 1, link)
    last = reading.tokens(employers[-1].start, employers[-1].end).end
    body_end = _body_end(reading, last, stop)
    body = _body_words(reading, last, body_end)
    text = _with_space(reading, head + 1, field_end) + (f" of the {body}" if body else "")
    ids = dict.fromkeys(m.entity for m in employers if m.entity is not None)
    return TitleTail(last=body_end if body else last, text=text, organisations=tuple(ids))


def _closed_end(reading: Reading, head: int, ceiling: int) -> int | None:
    """Find where "-general" or a field of duty in brackets ends ("Manager (Public Relations)")."""
    inside = reading.doc[head + 1 : min(head + 8, ceiling)]
    if inside[:2].text == "-general":
        return head + 2
    if len(inside) == 0 or inside[0].text != "(" or not inside[1:2].text.istitle():
        return None
    return next((t.i for t in inside if t.text == ")"), None)


def _post_of(reading: Reading, head: int) -> int | None:
    """Find where the place ends at which an envoy is posted ("ambassador to the UK")."""
    doc = reading.doc
    if doc[head].lower_ not in words("posted-titles") or head + 2 >= len(doc):
        return None
    start = head + 3 if doc[head + 2].lower_ == "the" else head + 2
    if doc[head + 1].lower_ not in {"to", "in"} or start >= len(doc):
        return None
    place = employer_at(reading, doc[start])
    return reading.tokens(place.start, place.end).end if place is not None else None


def _is_calling_and_office(reading: Reading, head: int, second: int) -> bool:
    """Say whether an office follows on what somebody merely is ("activist and member of Y")."""
    following = [t for t in reading.doc[second + 1 : second + 5] if is_head(t)]
    return (
        second == head + 1
        and bool(following)
        and is_calling(reading.doc[head])
        and not is_calling(following[0])
    )


def _second_title(reading: Reading, start: int, stop: int) -> int:
    """Find where a second title begins ("and a member of Y"); ``stop`` if there is none."""
    for token in reading.doc[start:stop]:
        if token.lower_ not in AND:
            continue
        for following in reading.doc[token.i + 1 : min(stop, token.i + 5)]:
            if is_head(following):
                return token.i
            is_before = following.lower_ in words_apart() | words("title-modifiers") | {"-"}
            if not (is_before or following.pos_ == "ADJ"):
                break
    return stop


def _field_stop(reading: Reading, start: int, stop: int) -> int:
    """Cut a field of duty at what says where or when ("of Police at the time")."""
    others = (t.i for t in reading.doc[start:stop] if t.lower_ in LINKS - {"of", "for"})
    return next(others, stop)


def _is_field(reading: Reading, start: int, end: int) -> bool:
    """Tell a field of duty ("of Police", "for trade policy") from a group that nothing names."""
    link, first, last = reading.doc[start], reading.doc[start + 1], reading.doc[end - 1]
    if link.lower_ not in {"of", "for"}:
        return False
    return first.pos_ not in {"DET", "PRON"} or last.lower_ in words("title-bodies")


def _phrase_end(reading: Reading, start: int, ceiling: int) -> int:
    """Find the first token that cannot belong to the noun phrase."""
    for token in reading.doc[start:ceiling]:
        is_other = ends_phrase(token) or _is_other(token) or in_person(reading, token)
        if is_other and employer_at(reading, token) is None:
            return token.i
    return ceiling


def _is_other(token: Token) -> bool:
    is_preposition = token.pos_ in {"ADP", "SCONJ"} and token.lower_ not in LINKS
    return is_preposition or token.ent_type_ in {"DATE", "TIME"} or token.pos_ in {"ADV", "NUM"}


def _linked_employers(reading: Reading, head: int, stop: int) -> list[DraftMention]:
    """Find the organisation that a link leads to, and those coordinated with it."""
    found: list[DraftMention] = []
    index = head + 1
    while index < stop:
        mention = employer_at(reading, reading.doc[index])
        if mention is not None and _owns_other(reading, mention):
            index = reading.tokens(mention.start, mention.end).end
            continue
        if mention is not None and (described := _body_told_of(reading, mention, stop)) is not None:
            index = described
            continue
        is_linked = mention is not None and (found or _has_link(reading, head + 1, index))
        if mention is not None and is_linked:
            if not found and _describes_other(reading, mention):
                break
            if not found or _is_listed(reading, found[-1], mention):
                found.append(mention)
            index = reading.tokens(mention.start, mention.end).end
        elif found and reading.doc[index].lower_ not in {"and", "&", "the", "its", "(", ")"}:
            break
        else:
            index += 1
    return found


def _owns_other(reading: Reading, mention: DraftMention) -> bool:
    """Say whether a place only owns the body meant ("the city's security committee")."""
    root = reading.tokens(mention.start, mention.end).root
    return mention.kind is Kind.PLACE and root.dep_ == "poss"


def _body_told_of(reading: Reading, place: DraftMention, stop: int) -> int | None:
    """Find the body that a place only describes ("a Hong Kong-based hedge fund Z")."""
    start = reading.tokens(place.start, place.end).end
    if place.kind is not Kind.PLACE:
        return None
    for token in reading.doc[start : min(stop, start + _LONGEST_DESCRIPTION)]:
        if token.i == start or token.text == "-" or token.lower_ in _BASED:
            continue
        body = employer_at(reading, token)
        is_called = token.nbor(-1).lower_ in words("described-bodies")
        if body is not None and is_called and body.kind is not Kind.PLACE:
            return token.i
        if not token.is_lower or token.pos_ not in {"NOUN", "ADJ", "VERB"}:
            return None
    return None


def _describes_other(reading: Reading, mention: DraftMention) -> bool:
    """Say whether a body only tells which other thing is meant ("a member of the Y bid team")."""
    tokens = reading.tokens(mention.start, mention.end)
    root = tokens.root
    head = root.head
    is_before = root.dep_ in {"compound", "nmod", "nummod"} and head.i >= tokens.end
    allowed = words("title-bodies") | words("title-modifiers") | APOSTROPHES
    return is_before and head.pos_ == "NOUN" and reading.doc[tokens.end].lower_ not in allowed


def _is_listed(reading: Reading, one: DraftMention, other: DraftMention) -> bool:
    """Say whether a body is coordinated with one, and not part of its name or its short name."""
    between = reading.article.text[one.end : other.start].split()
    return not AND.isdisjoint(between)


def _has_link(reading: Reading, start: int, end: int) -> bool:
    return any(t.lower_ in LINKS for t in reading.doc[start:end])


def _before_link(reading: Reading, start: int, end: int) -> int:
    """Cut "of law at the" down to "of law"."""
    links = [t.i for t in reading.doc[start:end] if t.lower_ in LINKS]
    return links[-1] if links else start


def _trimmed(reading: Reading, start: int, end: int) -> int:
    last = end
    while last > start and reading.doc[last - 1].lower_ in LINKS | GLUE:
        last -= 1
    return last


def _body_end(reading: Reading, start: int, stop: int) -> int:
    """Go on over "'s international board" behind an organisation."""
    last = start
    for token in reading.doc[start:stop]:
        if token.lower_ in words("title-bodies"):
            last = token.i + 1
        elif token.lower_ not in APOSTROPHES | words("title-modifiers"):
            break
    return last


def _body_words(reading: Reading, start: int, end: int) -> str:
    words_there = (t.text for t in reading.doc[start:end] if t.lower_ not in APOSTROPHES)
    return " ".join(words_there)


def _with_space(reading: Reading, start: int, end: int) -> str:
    if end <= start:
        return ""
    return reading.doc[start - 1].whitespace_ + reading.doc[start:end].text
