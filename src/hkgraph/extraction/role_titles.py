"""Titles as newspapers print them: "deputy head of Y", "Y's chair", "Secretary for Security".

A title has a head word from a list, words before it, and words behind it that are a field of duty
("for Security"), a part of an organisation ("of its board") or the organisation itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.clauses import antecedent
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.participants import ORGANISATIONS
from hkgraph.extraction.portfolio_titles import portfolio_before
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId

EMPLOYERS = ORGANISATIONS | {Kind.PLACE}
_LINKS = frozenset({"of", "at", "in", "for", "to", "with", "from"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_AND = frozenset({"and", "&"})
_GLUE = frozenset({"the", "a", "an", "'s", "’s", "'", "’", "and", "&"})
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
    """

    first: int
    last: int
    text: str
    head: str
    organisations: tuple[LocalId, ...]
    is_former: bool = False
    is_coming: bool = False

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
        if _ends_phrase(token) or _in_person(reading, token):
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
    before, owner = _owner_before(reading, first, floor)
    marks = {t.lower_ for t in reading.doc[max(floor, before - 1) : first]}
    return Title(
        first=before,
        last=end,
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
        is_link = token.lower_ in _LINKS and token.nbor(-1).text != "-"
        if (
            _in_person(reading, token)
            or is_link
            or (_ends_phrase(token) and token.lower_ not in _GLUE)
        ):
            return None
        follows = reading.doc[head + 1] if head + 1 < ceiling else None
        if is_head(token) and not (follows is not None and _is_compound(follows)):
            return title_at(reading, head, start, ceiling)
    return None


def is_head(token: Token) -> bool:
    """Say whether a word can be the head of a title."""
    return any(
        word in words("role-titles") or word in words("occupations") for word in _singular(token)
    )


def _singular(token: Token) -> tuple[str, ...]:
    """Give a word, and its singular ("lawmakers", "co-chairmen")."""
    is_plural = token.tag_ in {"NNS", "NNPS"} or token.lower_.endswith("men")
    if not is_plural:
        return (token.lower_,)
    one = token.lower_.removesuffix("s") if token.lower_.endswith("s") else token.lower_[:-2] + "an"
    return (token.lower_, one)


def is_plural_head(token: Token) -> bool:
    """Say whether a title is held by several ("lawmakers")."""
    return is_head(token) and token.lower_ not in words("role-titles") | words("occupations")


def title_at(reading: Reading, head: int, floor: int, ceiling: int) -> Title:
    """Read the title around its head word, between two tokens."""
    doc = reading.doc
    first = _first_word(reading, head, floor)
    before, owner = _owner_before(reading, first, floor)
    tail = _tail(reading, head, ceiling)
    marks = {t.lower_ for t in doc[max(floor, before - 2) : head + 3]}
    return Title(
        first=before,
        last=tail.last,
        text=_printed(doc[first:head].text_with_ws + _singular(doc[head])[-1] + tail.text)
        if is_plural_head(doc[head])
        else _printed(doc[first : head + 1].text + tail.text),
        head=_head_words(doc[head]),
        organisations=tail.organisations or owner,
        is_former=bool(marks & words("former-words")),
        is_coming=bool(marks & words("coming-words")),
    )


def _printed(text: str) -> str:
    return " ".join(text.split()).strip(" ,;-")


# ── before the head word ────────────────────────────────────────────────────────────────────


def _first_word(reading: Reading, head: int, floor: int) -> int:
    """Go back over the words that belong to a title."""
    first = head
    while first > floor and _belongs_before(reading, reading.doc[first - 1], reading.doc[first]):
        first -= 1
    return first + 1 if reading.doc[first].text == "-" else first


def _belongs_before(reading: Reading, token: Token, following: Token) -> bool:
    if token.text == "-" or following.text == "-":
        return not token.whitespace_ and token.lower_ not in _apart()
    if token.lower_ in _AND:
        before = token.nbor(-1) if token.i > 0 else token
        return following.is_title and before.is_title and not _in_person(reading, before)
    is_address = token.text in table("honorifics") and not is_head(token)
    if is_address or _is_owner(reading, token) or _in_person(reading, token):
        return False
    if token.lower_ in _apart():
        return False
    if token.lower_ in words("title-modifiers"):
        return True
    return token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "nmod", "conj", "pobj"}


def _is_owner(reading: Reading, token: Token) -> bool:
    """Say whether a word names the employer, and not the first half of a field of duty."""
    mention = employer_at(reading, token)
    if mention is None:
        return False
    end = reading.tokens(mention.start, mention.end).end
    is_half = end + 1 < len(reading.doc) and reading.doc[end].lower_ in _AND
    return not (is_half and reading.doc[end + 1].is_title and token.is_title)


def _apart() -> frozenset[str]:
    """Give the words that stand before a title and are no part of it."""
    return words("former-words") | words("coming-words") | _GLUE


def _owner_before(reading: Reading, first: int, floor: int) -> tuple[int, tuple[LocalId, ...]]:
    """Find the organisation that stands before a title ("Amnesty's chair", "Chinese President")."""
    passed = words("former-words") | words("coming-words") | _APOSTROPHES | {"-", ")"}
    index = first - 1
    while index >= floor and reading.doc[index].lower_ in passed:
        index -= 1
    mention = employer_at(reading, antecedent(reading.doc[index])) if index >= floor else None
    if mention is None or mention.entity is None:
        return first, ()
    start = min(reading.tokens(mention.start, mention.end).start, index)
    if mention.kind is Kind.PLACE and start > floor:
        return _department_before(reading, max(start, floor), floor, mention.entity)
    return max(start, floor), (mention.entity,)


def _department_before(
    reading: Reading, first: int, floor: int, place: LocalId
) -> tuple[int, tuple[LocalId, ...]]:
    """Let a place before a title yield to an organisation before it ("Watch China director")."""
    index = first - 1
    while index > floor and reading.doc[index].lower_ in _APOSTROPHES:
        index -= 1
    mention = employer_at(reading, reading.doc[index])
    if mention is None or mention.entity is None or mention.kind is Kind.PLACE:
        return first, (place,)
    return max(reading.tokens(mention.start, mention.end).start, floor), (mention.entity,)


# ── behind it ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tail:
    """What stands behind the head word.

    Attributes:
        last: One past its last token.
        text: The part of it that belongs to the title, with its leading space.
    """

    last: int
    text: str
    organisations: tuple[LocalId, ...]


def _tail(reading: Reading, head: int, ceiling: int) -> _Tail:
    stop = _phrase_end(reading, head + 1, ceiling)
    if reading.doc[head + 1 : head + 3].text in {f"-{word}" for word in words("coming-words")}:
        text = reading.doc[head + 1 : head + 3].text
        return _Tail(last=head + 3, text=text, organisations=())
    employers = _linked_employers(reading, head, stop)
    if not employers:
        stop = min(stop, _second_title(reading, head + 1, stop))
        last = _trimmed(reading, head + 1, _field_stop(reading, head + 1, stop))
        is_field = last > head + 1 and _is_field(reading, head + 1, last)
        last = last if is_field else head + 1
        return _Tail(last=last, text=_with_space(reading, head + 1, last), organisations=())
    first = reading.tokens(employers[0].start, employers[0].end)
    second = _second_title(reading, head + 1, first.start)
    if head + 1 < second < first.start:
        # "head of trading and a member of Y": only the second office is held at Y.
        last = _trimmed(reading, head + 1, second)
        return _Tail(last=last, text=_with_space(reading, head + 1, last), organisations=())
    link = min(second, _before_link(reading, head + 1, first.start))
    field_end = _trimmed(reading, head + 1, link)
    last = reading.tokens(employers[-1].start, employers[-1].end).end
    body_end = _body_end(reading, last, stop)
    body = _body_words(reading, last, body_end)
    text = _with_space(reading, head + 1, field_end) + (f" of the {body}" if body else "")
    ids = dict.fromkeys(m.entity for m in employers if m.entity is not None)
    return _Tail(last=body_end if body else last, text=text, organisations=tuple(ids))


def _second_title(reading: Reading, start: int, stop: int) -> int:
    """Find where a second title begins ("and a member of Y"); ``stop`` if there is none."""
    for token in reading.doc[start:stop]:
        if token.lower_ not in _AND:
            continue
        for following in reading.doc[token.i + 1 : min(stop, token.i + 5)]:
            if is_head(following):
                return token.i
            is_before = following.lower_ in _apart() | words("title-modifiers")
            if not (is_before or following.pos_ == "ADJ"):
                break
    return stop


def _field_stop(reading: Reading, start: int, stop: int) -> int:
    """Cut a field of duty at what says where or when ("of Police at the time")."""
    others = (t.i for t in reading.doc[start:stop] if t.lower_ in _LINKS - {"of", "for"})
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
        is_other = _ends_phrase(token) or _is_other(token) or _in_person(reading, token)
        if is_other and employer_at(reading, token) is None:
            return token.i
    return ceiling


def _is_other(token: Token) -> bool:
    is_preposition = token.pos_ in {"ADP", "SCONJ"} and token.lower_ not in _LINKS
    return is_preposition or token.ent_type_ in {"DATE", "TIME"} or token.pos_ in {"ADV", "NUM"}


def _linked_employers(reading: Reading, head: int, stop: int) -> list[DraftMention]:
    """Find the organisation that a link leads to, and those coordinated with it."""
    found: list[DraftMention] = []
    index = head + 1
    while index < stop:
        mention = employer_at(reading, reading.doc[index])
        is_linked = mention is not None and (found or _has_link(reading, head + 1, index))
        if mention is not None and is_linked:
            found.append(mention)
            index = reading.tokens(mention.start, mention.end).end
        elif found and reading.doc[index].lower_ not in {"and", "&", "the", "its", "(", ")"}:
            break
        else:
            index += 1
    return found


def _has_link(reading: Reading, start: int, end: int) -> bool:
    return any(t.lower_ in _LINKS for t in reading.doc[start:end])


def _before_link(reading: Reading, start: int, end: int) -> int:
    """Cut "of law at the" down to "of law"."""
    links = [t.i for t in reading.doc[start:end] if t.lower_ in _LINKS]
    return links[-1] if links else start


def _trimmed(reading: Reading, start: int, end: int) -> int:
    last = end
    while last > start and reading.doc[last - 1].lower_ in _LINKS | _GLUE:
        last -= 1
    return last


def _body_end(reading: Reading, start: int, stop: int) -> int:
    """Go on over "'s international board" behind an organisation."""
    last = start
    for token in reading.doc[start:stop]:
        if token.lower_ in words("title-bodies"):
            last = token.i + 1
        elif token.lower_ not in _APOSTROPHES | words("title-modifiers"):
            break
    return last


def _body_words(reading: Reading, start: int, end: int) -> str:
    words_there = (t.text for t in reading.doc[start:end] if t.lower_ not in _APOSTROPHES)
    return " ".join(words_there)


def _with_space(reading: Reading, start: int, end: int) -> str:
    if end <= start:
        return ""
    return reading.doc[start - 1].whitespace_ + reading.doc[start:end].text


# ── words ───────────────────────────────────────────────────────────────────────────────────


def _head_words(head: Token) -> str:
    """Give the head word, with the word before it for "secretary general" and the like."""
    if head.lower_ == "general" and head.i > 0 and is_head(head.nbor(-1)):
        return f"{head.nbor(-1).lower_} general"
    return _singular(head)[-1] if is_plural_head(head) else head.lower_


def _in_person(reading: Reading, token: Token) -> bool:
    return any(
        m.start <= token.idx < m.end and m.kind is Kind.PERSON and m.form is MentionForm.NAME
        for m in reading.mentions
    )


def employer_at(reading: Reading, token: Token) -> DraftMention | None:
    """Find the organisation or place that a token names or refers to."""
    covering = [m for m in reading.mentions if m.start <= token.idx < m.end]
    employers = [
        m for m in covering if m.entity is not None and reading.entities[m.entity].kind in EMPLOYERS
    ]
    return max(employers, key=lambda m: m.end - m.start, default=None)


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
    return between[0].lower_ in {"of", "for", "general", "-"} and not any(
        t.pos_ in {"VERB", "AUX"} and t.is_lower for t in between
    )


def _is_compound(token: Token) -> bool:
    """Say whether a head word goes on as the first part of a longer title."""
    return is_head(token) or (token.text == "-" and not token.nbor(-1).whitespace_)


def _ends_phrase(token: Token) -> bool:
    if token.text in {"-", "'", "’", "&", "(", ")"} or token.lower_ in {"'s", "’s"}:
        return False
    is_verb = (
        token.pos_ in {"VERB", "AUX"}
        and not token.is_title
        and token.dep_ not in {"amod", "compound"}
    )
    return token.is_punct or is_verb or token.tag_ in {"WDT", "WP", "WRB", "MD", "EX"}
