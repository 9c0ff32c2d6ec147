"""What an article tells of an entity besides its name: the words around it, roles, places, day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hkgraph.identity.linking.homes import HONG_KONG, NEAR, homes_in, split
from hkgraph.identity.linking.vocabulary import telling_words
from hkgraph.model import MentionForm, Predicate
from hkgraph.text import fold

if TYPE_CHECKING:
    from datetime import date

    from hkgraph.model import Entity, LocalId, Mention, Telling

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
#: Sentences with an entity that are read; the first tell who somebody is.
_READ = 8
_NEXT = re.compile(r" (\w+)")
#: "in", also before others in a list ("in London, Seoul and").
_LOCATING = re.compile(
    r"\b(?:in|at|from|to|near|around|outside|across|between)\s+(?:the\s+)?"
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)*(?:, and |, | and | or ))*$",
    re.IGNORECASE,
)
#: "London-based", "Seoul and Tokyo among the places", "London office"
_BASED = re.compile(r"-based\b|(?:(?:, | and )[A-Z]\w+)* among\b| (?:offices?|airport|branch)\b")
_LOCATED_BY = frozenset(
    [Predicate.HAS_PLACE, Predicate.BASED_IN, Predicate.HAS_OFFICE_IN, Predicate.CONTAINED_IN_PLACE]
)
_FAR_BEFORE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known of an entity from its article.

    Attributes:
        names: The fullest first, then other names, all as printed.
        private: True for a person whom the article places outside of public life.
        words: Telling words of the sentences that it is named in, folded.
        roles: Telling words of its titles and of the bodies that it belongs to, folded.
        behind: Telling words right behind the name ("Sha Tin district"), folded.
        homes: Countries that those sentences name.
        abroad: Share of those sentences that name a country far from Hong Kong.
        is_local: True when the article speaks of Hong Kong.
        is_located: True for a place that something is in, goes to or comes from.
        text: Those sentences.
    """

    entity: Entity
    names: tuple[str, ...]
    private: bool = False
    words: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    abroad: float = 0.0
    is_local: bool = True
    is_located: bool = True
    text: str = ""
    published: date | None = None

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0]


def longer_name(entity: Entity, name: str) -> str:
    """Give the article's own name where that says more ("Sha Tin District"), or nothing."""
    longer = len(entity.name) > len(name) and fold(name) in fold(entity.name)
    return entity.name if longer else ""


class Reading:
    """One article, read for clues.

    Args:
        telling: The article and what was found in it.
    """

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._text = telling.article.text
        self._ends = [match.end() for match in _SENTENCE_END.finditer(self._text)]

    def clues(self, entity: Entity, names: tuple[str, ...], *, private: bool) -> Clues:
        """Gather what the article tells of one entity."""
        mentions = self._mentions[entity.id]
        every = dict.fromkeys(self._sentence(one.span.start) for one in mentions)
        sentences = [split(one) for one in list(every)[:_READ]]
        homes = [homes_in(words) for words in sentences]
        return Clues(
            entity=entity,
            names=names,
            private=private,
            words=telling_words(word for words in sentences for word in words),
            roles=telling_words(split(" ".join(self._roles[entity.id]))),
            homes=frozenset[str]().union(*homes),
            abroad=sum(bool(named - NEAR) for named in homes) / len(homes) if homes else 0.0,
            is_local=self._is_local,
            behind=telling_words(split(" ".join(map(self._behind, mentions)))),
            is_located=entity.id in self._located or any(map(self._is_located, mentions)),
            text="\n".join(list(every)[:_READ]),
            published=self._telling.article.published_day,
        )

    def _sentence(self, start: int) -> str:
        index = bisect_right(self._ends, start)
        opening = self._ends[index - 1] if index else 0
        closing = self._ends[index] if index < len(self._ends) else len(self._text)
        return self._text[opening:closing]

    def _behind(self, mention: Mention) -> str:
        """Give the next word."""
        end = mention.span.end
        following = _NEXT.match(self._text, end)
        return following.group(1) if following else ""

    def _is_located(self, mention: Mention) -> bool:
        start, end = mention.span.start, mention.span.end
        before = self._text[max(0, start - _FAR_BEFORE) : start]
        return bool(_LOCATING.search(before) or _BASED.match(self._text, end))

    @cached_property
    def _located(self) -> frozenset[object]:
        """Find what something is said to be in."""
        said = self._telling.extract.statements
        return frozenset(one.object for one in said if one.predicate in _LOCATED_BY)

    @cached_property
    def _mentions(self) -> dict[LocalId, list[Mention]]:
        found: defaultdict[LocalId, list[Mention]] = defaultdict(list)
        for one in self._telling.extract.mentions:
            if one.form is not MentionForm.PRONOUN:
                found[one.entity].append(one)
        return found

    @cached_property
    def _roles(self) -> dict[LocalId, list[str]]:
        """Give the titles of people, and the bodies that they belong to."""
        names = {one.id: one.name for one in self._telling.extract.entities}
        found: defaultdict[LocalId, list[str]] = defaultdict(list)
        for role in self._telling.extract.memberships:
            found[role.person].append(role.title or "member")
            if role.organisation in names:
                found[role.person].append(names[role.organisation])
        return found

    @cached_property
    def _is_local(self) -> bool:
        return HONG_KONG in homes_in(split(self._text))
