"""Whether a known name means what the gazetteer knows, where it stands.

"US" of "US$30" is no country, "HKT" beside a clock time no company, "the High Court in London" not
that of Hong Kong, and "Stanley" who speaks no place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.clues import begins_name
from hkgraph.extraction.names.forms import is_given
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.phrases import PhraseTable, fold_word
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.extraction.names.gazetteer import GazetteerMatch, GazetteerRow
    from hkgraph.extraction.names.surface import Surface

_HOME = "hong-kong"
_LOCAL = "hong-kong-places"
_ABROAD = "world-places"
#: What an article on Hong Kong names as a matter of course.
_NEAR = frozenset(["asia", "beijing", "china", "mainland-china"])
_STATES = {
    **dict.fromkeys(["beijing", "mainland-china"], "china"),
    **dict.fromkeys(["london", "england", "scotland", "wales"], "united-kingdom"),
    "washington-dc": "united-states",
}
_OWN_WORDS = frozenset(["Hong", "HKSAR", "Government"])
_TREATIES = frozenset(["treaty", "covenant", "convention", "declaration", "charter", "iccpr"])
_CLOCK = re.compile(r"\d\d?|\d\d?[ap]m|\d{4}|[ap]m", re.IGNORECASE)
#: From so many names of other countries for one of Hong Kong, the article is about elsewhere.
_FAR_SHARE = 3
#: So many more make an article on Hong Kong only well travelled.
_FAR_MENTIONS = 2


def is_no_name(surface: Surface, match: GazetteerMatch) -> bool:
    """Say whether the words name nothing here: part of a sum, a time zone, a common noun."""
    behind = surface.lower(match.last)
    if behind == "$" and surface.adjoins(match.last):
        return True
    if match.row.kind is Kind.PLACE and behind in {"dollar", "dollars", "cents", "currency"}:
        return True
    if match.last - match.first > 1:
        return False
    around = (surface.lower(match.first - 1), behind)
    if surface.text(match.first, match.last) == "HKT":
        return any(_CLOCK.fullmatch(word) for word in around)
    others = table("other-meanings").get(surface.words[match.last - 1].text, "")
    return behind in others.split()


class Senses:
    """Tells names that mean Hong Kong's own from those of other places' bodies.

    Args:
        surface: The words.
        matches: All names of the gazetteer in them.
    """

    def __init__(self, surface: Surface, matches: Sequence[GazetteerMatch]) -> None:
        self._surface = surface
        places = [m for m in matches if m.row.kind is Kind.PLACE and not m.is_weak]
        self._starting = {m.first: m.row for m in places}
        self._ending = {m.last: m.row for m in places}
        rows = load_gazetteer().rows
        demonyms = PhraseTable(table("demonyms").items()).matches(surface.words)
        peoples = {m.last: rows[m.payload] for m in demonyms if m.payload in rows}
        self._ending |= peoples
        abroad = [r for r in (*self._starting.values(), *peoples.values()) if _is_abroad(r)]
        local = sum(_is_local(m, surface) for m in matches)
        self._is_elsewhere = len(abroad) > _FAR_SHARE * local + _FAR_MENTIONS * bool(local)

    def means_row(self, match: GazetteerMatch) -> bool:
        """Say whether what surrounds a name lets it be the one that is known."""
        if match.is_weak and self._is_part_or_speaker(match):
            return False
        if match.last - match.first == 1 and self._is_borne(match):
            return False
        beside = set(self._beside(match))
        if match.row.kind is Kind.LAW and self._is_loose_law(match):
            return beside <= {_HOME, "china"} and not self._is_of_a_treaty(match)
        home = shared_home(self._surface.text(match.first, match.last))
        if home is None:
            return True
        if beside:
            return beside <= {home}
        return home != _HOME or not self._is_elsewhere

    def _is_borne(self, match: GazetteerMatch) -> bool:
        """Say whether one word is part of a person's name ("Merlin Swire", "Sydney Wong")."""
        surface, first, last = self._surface, match.first, match.last
        if first and surface.same_block(first) and is_given(surface.words[first - 1].text):
            return True
        return begins_name(surface, first, last)

    def _is_part_or_speaker(self, match: GazetteerMatch) -> bool:
        surface = self._surface
        last = match.last
        following = surface.words[last] if last < len(surface.words) else None
        if following and following.is_capitalised and surface.same_block(last):
            return last not in surface.sentence_starts and match.row.kind is Kind.PLACE
        token = surface.tokens[match.first]
        if token is None:
            return False
        if match.row.kind is not Kind.PLACE:
            opens = match.first in surface.sentence_starts
            return opens and token.dep_ in {"compound", "amod"} and token.head.pos_ == "NOUN"
        return token.dep_ == "nsubj" and token.head.lemma_ in table("speech-verbs")

    def _is_loose_law(self, match: GazetteerMatch) -> bool:
        """Say whether a name of a law only describes it, or is only the number of an article."""
        opening = self._surface.words[match.first]
        return not opening.is_capitalised or opening.text == "Article"

    def _is_of_a_treaty(self, match: GazetteerMatch) -> bool:
        behind = {self._surface.lower(match.last + i) for i in range(5)}
        return self._surface.lower(match.last) == "of" and not behind.isdisjoint(_TREATIES)

    def _beside(self, match: GazetteerMatch) -> Iterator[str]:
        """Give the homes that the words beside a name tell of; "" is an unknown place."""
        surface, before, last = self._surface, match.first, match.last
        if surface.lower(before - 1) == "s" and surface.lower(before - 2) in {"'", "’"}:
            before -= 2
        if (owner := self._ending.get(before)) is not None:
            yield _home_of(owner)
        link = surface.lower(last)
        if link not in {"in", "of"}:
            return
        place = last + 2 if surface.lower(last + 1) == "the" else last + 1
        if (row := self._starting.get(place)) is not None:
            yield _home_of(row)
        elif link == "of" and place < len(surface.words) and self._is_foreign_word(place):
            yield ""

    def _is_foreign_word(self, index: int) -> bool:
        word = self._surface.words[index]
        return (
            word.is_capitalised and word.text not in _OWN_WORDS and word.text not in table("months")
        )


def shared_home(name: str) -> str | None:
    """Give the place whose body a name means that others have, too; None for other names."""
    folded = " ".join(fold_word(word) for word in name.replace("’", "'").split())
    return _homes().get(folded)


@cache
def _homes() -> dict[str, str]:
    return {name.lower(): home for name, home in table("shared-names").items()}


def _home_of(row: GazetteerRow) -> str:
    return _HOME if row.topic == _LOCAL else _STATES.get(row.id, row.id)


def _is_abroad(row: GazetteerRow) -> bool:
    return row.topic == _ABROAD and row.id not in _NEAR


def _is_local(match: GazetteerMatch, surface: Surface) -> bool:
    """Say whether a name is one that only Hong Kong has."""
    if shared_home(surface.text(match.first, match.last)) is not None:
        return False
    return match.row.topic in {_LOCAL, "courts"} or "Hong Kong" in match.row.name
