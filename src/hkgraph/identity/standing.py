"""What an article says of a person's standing: a private person is no namesake of public life."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.model import LocalId, Telling

_WORD = re.compile(r"[^\W\d_]+")
#: How many characters before and behind a name may tell what its bearer is.
_BEFORE, _BEHIND = 40, 60


def private_people(telling: Telling) -> frozenset[LocalId]:
    """Find the people whom the article calls by a private role and by no public one."""
    public = {m.person for m in telling.extract.memberships if not _is_private(m.title or "member")}
    people = {e.id for e in telling.extract.entities if e.kind is Kind.PERSON} - public
    told = {m.person for m in telling.extract.memberships}
    return frozenset(local for local in people if local in told or _is_called_so(telling, local))


def _is_called_so(telling: Telling, person: LocalId) -> bool:
    return any(_is_private(words_beside) for words_beside in _beside(telling, person))


def _beside(telling: Telling, person: LocalId) -> Iterator[str]:
    """Give what stands right before each name, and "a 54-year-old driver" behind it."""
    text = telling.article.text
    for mention in telling.extract.mentions:
        if mention.entity == person and mention.form is MentionForm.NAME:
            span = mention.span
            yield text[max(0, span.start - _BEFORE) : span.start].rstrip(" ,")
            behind = re.match(r"(?:, \d\d)?, an? ([^,.;]+)", text[span.end : span.end + _BEHIND])
            yield behind.group(1) if behind else ""


def _is_private(description: str) -> bool:
    """Say whether a description ends in a private role ("taxi driver")."""
    last = [word.lower() for word in _WORD.findall(description)][-2:]
    known = words("private-roles")
    return bool(last) and (last[-1] in known or " ".join(last) in known)
