"""Which names of one article mean the same: full names first, then surnames and short forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.name_forms import split_characters, surname, variants
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from hkgraph.extraction.reading import DraftMention, Reading

_BODIES = frozenset([Kind.ORGANISATION, Kind.MEDIA])
_SMALL = frozenset(["of", "for", "and", "the", "in", "on", "to", "&", "-"])


@dataclass(slots=True, kw_only=True, eq=False)
class Cluster:
    """The mentions of one entity.

    Attributes:
        names: As printed, without demonyms, in order of the text.
        gender: "he", "she" or empty, by forms of address.
    """

    kind: Kind
    gazetteer: str | None = None
    names: list[str] = field(default_factory=list)
    mentions: list[DraftMention] = field(default_factory=list)
    gender: str = ""

    def add(self, mention: DraftMention, text: str) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        if not mention.is_demonym and text not in self.names:
            self.names.append(text)

    @property
    def fullest(self) -> str:
        """The longest name, the first printed of those of one length."""
        return max(self.names, key=lambda name: (len(name.split()), not name.isupper(), len(name)))


class Clusters:
    """All clusters of an article while they grow."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.all: list[Cluster] = []

    def group(self) -> list[Cluster]:
        """Put each named mention into a cluster, leaving out those that stay unclear."""
        mentions = self._reading.mentions
        short: list[DraftMention] = []
        for mention in mentions:
            if mention.gazetteer is not None:
                self._known(mention).add(mention, self.text(mention))
            elif mention.kind is Kind.PERSON and " " not in self.text(mention):
                short.append(mention)
            else:
                self._unknown(mention).add(mention, self.text(mention))
        self._join_short_bodies()
        for mention in short:
            self._place_surname(mention)
        return self.all

    def text(self, mention: DraftMention) -> str:
        """Give the words of a mention."""
        return self._reading.article.text[mention.start : mention.end]

    def _new(self, kind: Kind, gazetteer: str | None = None) -> Cluster:
        self.all.append(Cluster(kind=kind, gazetteer=gazetteer))
        return self.all[-1]

    def _known(self, mention: DraftMention) -> Cluster:
        same = (c for c in self.all if c.gazetteer == mention.gazetteer)
        return next(same, None) or self._new(mention.kind, mention.gazetteer)

    def _unknown(self, mention: DraftMention) -> Cluster:
        text = self.text(mention)
        if mention.kind is Kind.PERSON:
            return self.find_person(text) or self._new(Kind.PERSON)
        folded = fold(text).removeprefix("the ")
        for cluster in self.all:
            names = {fold(name).removeprefix("the ") for name in cluster.names}
            if folded in names and _agree(cluster.kind, mention.kind):
                return cluster
        return self._new(mention.kind)

    def find_person(self, name: str) -> Cluster | None:
        """Find the person with a full name, however it is written."""
        wanted = variants(name)
        people = (c for c in self.all if c.kind is Kind.PERSON)
        return next((c for c in people if any(wanted & variants(n) for n in c.names)), None)

    def _place_surname(self, mention: DraftMention) -> None:
        text = self.text(mention)
        people = [c for c in self.all if c.kind is Kind.PERSON]
        same = [c for c in people if fold(text) in {fold(surname(name)) for name in c.names}]
        honorific = self.honorific(mention)
        if len(same) > 1 and honorific:
            same = [c for c in same if c.gender in {"", honorific}] or same
        if len(same) > 1:
            same = self._nearest(mention, same)
        if len(same) == 1:
            same[0].add(mention, text)
            same[0].gender = same[0].gender or honorific
        elif not same and self._has_honorific(mention):
            self._new(Kind.PERSON).add(mention, text)

    def _nearest(self, mention: DraftMention, people: list[Cluster]) -> list[Cluster]:
        """Keep the one who alone is named in this block, or alone in the one before."""
        blocks = self._reading.article.blocks
        here = next((i for i, b in enumerate(blocks) if b.start <= mention.start < b.end), 0)
        for back in range(min(here, 1) + 1):
            block = blocks[here - back]
            named = [
                person
                for person in people
                if any(
                    block.start <= m.start < block.end and m.start < mention.start
                    for m in person.mentions
                )
            ]
            if named:
                return named
        before = [p for p in people if any(m.start < mention.start for m in p.mentions)]
        return before or people

    def honorific(self, mention: DraftMention) -> str:
        """Say what the form of address before a name tells: "he", "she" or nothing."""
        return {"he": "he", "she": "she"}.get(self._address(mention), "")

    def _has_honorific(self, mention: DraftMention) -> bool:
        return bool(self._address(mention))

    def _address(self, mention: DraftMention) -> str:
        before = self._reading.article.text[: mention.start].rstrip()[-20:].rstrip(".").split()
        return table("honorifics").get(before[-1], "") if before else ""

    def _join_short_bodies(self) -> None:
        """Let acronyms and parts of a name join the one fuller name that they fit."""
        bodies = [c for c in self.all if c.kind in _BODIES]
        for short in bodies:
            if short.gazetteer is not None:
                continue
            fuller = [c for c in bodies if c is not short and _shortens(short.names, c.names)]
            earlier = [c for c in fuller if c.mentions[0].start < short.mentions[0].start]
            best = earlier or fuller
            if len(best) == 1 and best[0] in self.all:
                self._merge(short, best[0])

    def _merge(self, short: Cluster, fuller: Cluster) -> None:
        fuller.mentions = sorted([*fuller.mentions, *short.mentions], key=lambda m: m.start)
        fuller.names += [name for name in short.names if name not in fuller.names]
        self.all.remove(short)


def _agree(one: Kind, other: Kind) -> bool:
    return one == other or {one, other} <= _BODIES


def _shortens(short: list[str], full: list[str]) -> bool:
    return any(_is_short_form(s, f) for s in short for f in full)


def _is_short_form(short: str, full: str) -> bool:
    """Say whether a name is an acronym, or the first or last words, of a fuller one.

    >>> _is_short_form("HKFP", "Hong Kong Free Press"), _is_short_form("Alliance", "The Alliance")
    (True, True)
    """
    plain, _ = split_characters(full)
    parts = plain.replace("-", " ").split()
    if short.isupper() and " " not in short:
        initials = "".join(p[0] for p in parts if p.lower() not in _SMALL).upper()
        return len(short) > 1 and short.replace(".", "") == initials
    words = short.split()
    if len(words) >= len(parts):
        return False
    return parts[: len(words)] == words or parts[-len(words) :] == words
