"""What an article tells of an entity besides its name: the words around it, roles, places, day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hkgraph.identity.linking.homes import HONG_KONG, homes_in, split
from hkgraph.identity.linking.vocabulary import telling_words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hkgraph.model import Entity, LocalId, Mention, Telling

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
#: Sentences with an entity that are read; the first tell who somebody is.
_READ = 8
_NEXT = re.compile(r" (\w+)")
_LOCATING = re.compile(r"\b(?:in|at|from|to|near|around|outside|across|of)\s+(?:the\s+)?$")


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
        is_local: True when the article speaks of Hong Kong.
        acts: True for a place that only acts, as a government does.
    """

    entity: Entity
    names: tuple[str, ...]
    private: bool = False
    words: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    is_local: bool = True
    acts: bool = False
    published: date | None = None

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0]


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
        sentences = list(dict.fromkeys(self._sentence(one.span.start) for one in mentions))
        words = split(" ".join(sentences[:_READ]))
        return Clues(
            entity=entity,
            names=names,
            private=private,
            words=telling_words(words),
            roles=telling_words(split(" ".join(self._roles[entity.id]))),
            homes=homes_in(words),
            is_local=self._is_local,
            behind=telling_words(split(" ".join(map(self._behind, mentions)))),
            acts=entity.kind is Kind.PLACE and self._only_acts(entity, mentions),
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

    def _only_acts(self, place: Entity, mentions: list[Mention]) -> bool:
        return place.id in self._acting and not any(map(self._is_located, mentions))

    def _is_located(self, mention: Mention) -> bool:
        start = mention.span.start
        return _LOCATING.search(self._text[max(0, start - 12) : start]) is not None

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

    @cached_property
    def _acting(self) -> frozenset[LocalId]:
        """Find who says or does something."""
        return frozenset(self._iter_acting())

    def _iter_acting(self) -> Iterator[LocalId]:
        extract = self._telling.extract
        yield from (one.speaker for one in extract.quotations if one.speaker)
        for said in extract.statements:
            if said.attributed_to:
                yield said.attributed_to
