"""Titles told behind a name: "Y, chair of Z and a member of W,", "Y SC, a barrister,"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.roles.title_employers import employer_at
from hkgraph.extraction.roles.title_words import AND, is_calling, is_head
from hkgraph.extraction.roles.titles import Title, title_after
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import Reading

_COMMAS = frozenset({",", "–", "—"})
_ENDS = frozenset({",", ".", ";", ")", ":", "–", "—"})
_NOT_TITLES = frozenset({"and", "or", "as"})


def titles_behind(reading: Reading, end: int, ceiling: int) -> Iterator[Title]:
    """Iterate over the titles behind a name and its comma.

    Args:
        end: One past the last token of the name.
        ceiling: One past the last token that may belong to a title.
    """
    start = _past_letters(reading, past_bracket(reading, end, ceiling), ceiling)
    if start >= ceiling or reading.doc[start].text not in _COMMAS:
        return
    start += 1
    if start < ceiling and reading.doc[start].lower_ in _NOT_TITLES:
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
        yield from _with_second(reading, _at_body_behind(reading, title, ceiling), ceiling)
        last = _past_date(reading, title.last, ceiling)
        if last >= ceiling or reading.doc[last].lower_ not in {"and", ","}:
            return
        start = last + 1


def past_bracket(reading: Reading, start: int, ceiling: int) -> int:
    """Give the token behind a bracket that begins at one, else that token."""
    if start < ceiling and reading.doc[start].text == "(":
        closing = [t.i for t in reading.doc[start : min(ceiling, start + 12)] if t.text == ")"]
        return closing[0] + 1 if closing else start
    return start


def _past_date(reading: Reading, start: int, ceiling: int) -> int:
    """Pass over since when somebody is what they are ("a driver since 1998 and a member of Z")."""
    if start >= ceiling or reading.doc[start].lower_ not in {"since", "from", "until"}:
        return start
    following = reading.doc[start + 1 : min(start + 6, ceiling)]
    ends = (t.i for t in following if t.ent_type_ not in {"DATE", "CARDINAL"})
    return next(ends, start)


def _past_letters(reading: Reading, start: int, ceiling: int) -> int:
    """Pass over letters of honour ("Y SC, a barrister")."""
    letters = words("letters-of-honour")
    index = start
    while index < ceiling and reading.doc[index].text in letters | {","}:
        index += 1
    return index - 1 if index > start and reading.doc[index - 1].text == "," else index


def _with_second(reading: Reading, title: Title, ceiling: int) -> Iterator[Title]:
    """Give a title, and the office that stands with it at one body ("founder and chair of Z")."""
    joint = next((t.i for t in reading.doc[title.first : title.last] if _joins(t.i, reading)), None)
    if joint is None and title.last < ceiling and _joins(title.last, reading):
        joint = title.last
    second = title_after(reading, joint + 1, ceiling) if joint is not None else None
    if second is None or joint is None or _is_name_next(reading, second.last):
        yield title
    elif joint < title.last:
        # The body stands behind both, and the first has taken it already.
        yield title
        yield second if second.organisations else replace(second, organisations=title.organisations)
    else:
        is_shared = not title.organisations and not title.is_occupation
        yield replace(title, organisations=second.organisations) if is_shared else title


def _joins(index: int, reading: Reading) -> bool:
    """Say whether "and" stands right between two offices without an article."""
    doc = reading.doc
    if doc[index].lower_ not in AND or index + 1 >= len(doc) or not is_head(doc[index - 1]):
        return False
    following = doc[index + 1 : index + 5]
    is_bare = following[0].lower_ not in {"a", "an", "the"}
    heads = [t for t in following if is_head(t)]
    return is_bare and bool(heads) and not is_calling(heads[0])


def _at_body_behind(reading: Reading, title: Title, ceiling: int) -> Title:
    """Place a title at the body that only a comma parts from it ("Head of Sales, Z,")."""
    start = title.last + 1
    is_open = not title.organisations and not title.is_owned and not title.is_occupation
    if not is_open or start >= ceiling or reading.doc[title.last].text != ",":
        return title
    start += reading.doc[start].lower_ == "the"
    body = employer_at(reading, reading.doc[start]) if start < ceiling else None
    if body is None or body.form is not MentionForm.NAME or body.entity is None:
        return title
    last = reading.tokens(body.start, body.end).end
    closes = last >= ceiling or reading.doc[last].text in _ENDS
    if not closes or reading.entities[body.entity].kind not in ORGANISATIONS:
        return title
    return replace(title, organisations=(body.entity,), last=last)


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
