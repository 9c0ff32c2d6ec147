"""Which names of one article mean the same: full names first, then surnames and short forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.gazetteer import load_gazetteer
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.name_forms import (
    bracketed_characters,
    natural_order,
    split_characters,
    surname,
    variants,
)
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
        given: The name that the page itself gives for its author or publisher, or empty.
        gender: "he", "she" or empty, by forms of address and pronouns.
        anonymous: True for "a spokesman"; then the only name is a description.
        parent: For an office, the body that it belongs to.
        described_as: Words of roles and titles that stand beside a person's names.
    """

    kind: Kind
    gazetteer: str | None = None
    names: list[str] = field(default_factory=list)
    mentions: list[DraftMention] = field(default_factory=list)
    given: str = ""
    gender: str = ""
    anonymous: bool = False
    parent: Cluster | None = None
    described_as: set[str] = field(default_factory=set)

    @property
    def known_names(self) -> list[str]:
        """All names: those of the text and those of the gazetteer."""
        row = load_gazetteer().rows.get(self.gazetteer or "")
        return [*self.names, row.name, *row.aliases] if row else self.names

    @property
    def topic(self) -> str:
        """What the gazetteer files it under, or empty."""
        row = load_gazetteer().rows.get(self.gazetteer or "")
        return row.topic if row else ""

    @property
    def fullest_known(self) -> str:
        """The longest name of the text, else that of the gazetteer."""
        return self.fullest if self.names else self.known_names[0]

    def add(self, mention: DraftMention, text: str) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        if not mention.is_demonym and text not in self.names:
            self.names.append(text)

    @property
    def fullest(self) -> str:
        """The longest name, the first printed of those of one length."""
        return self.given or max(
            self.names, key=lambda name: (len(name.split()), not name.isupper(), len(name))
        )


class Clusters:
    """All clusters of an article while they grow.

    Attributes:
        all: In the order in which they were met.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.all: list[Cluster] = []
        self._group_full_names()
        article = reading.article
        self.authors = [self._declared(name) for name in article.authors]
        self.contributors = [self._declared(name) for name in article.contributors]
        self.publisher = self._publisher(article.publisher) if article.publisher else None
        self._group_short_names()

    def _group_full_names(self) -> None:
        for mention in self._reading.mentions:
            if mention.gazetteer is not None:
                self._known(mention).add(mention, self.text(mention))
            elif not self._is_short(mention):
                cluster = self._unknown(mention)
                cluster.add(mention, self.text(mention))
                cluster.gender = cluster.gender or self.honorific(mention)

    def _join_brackets(self) -> None:
        """Let a short name in brackets join the name before it, and keep Chinese characters."""
        text = self._reading.article.text
        owners = {m.start: c for c in self.all for m in c.mentions}
        ends = {m.end: c for c in self.all for m in c.mentions}
        for end, full in sorted(ends.items(), key=lambda item: item[0]):
            if characters := bracketed_characters(text[end : end + 20]):
                full.names.append(characters)
            short = owners.get(end + 2) if text[end : end + 2] == " (" else None
            if short is not None and self._may_join(short, full):
                self._merge(short, full)

    def _may_join(self, short: Cluster, full: Cluster) -> bool:
        """Say whether two clusters that both still stand may be one."""
        standing = short is not full and short in self.all and full in self.all
        return standing and short.kind == full.kind and short.gazetteer is None

    def _group_short_names(self) -> None:
        self._join_brackets()
        self._join_short_bodies()
        for mention in self._reading.mentions:
            if mention.gazetteer is not None or not self._is_short(mention):
                continue
            if mention.kind is Kind.PERSON:
                self._place_surname(mention)
            else:
                self._place_short_body(mention)

    def _is_short(self, mention: DraftMention) -> bool:
        text = self.text(mention)
        if mention.kind is Kind.PERSON:
            return " " not in text
        return text in words("organisation-heads") | words("media-heads")

    def _declared(self, name: str) -> Cluster:
        """Find or begin the cluster of an author; a desk or an agency is a body."""
        natural = natural_order(name)
        row = load_gazetteer().find(natural)
        publisher = self._reading.article.publisher
        if publisher and publisher in name:
            return self._publisher(publisher)
        if row is not None:
            return self._body(row.id, row.kind, natural)
        known = self.find_person(natural) or self.begin(Kind.PERSON)
        return _named_by_page(known, natural)

    def _publisher(self, name: str) -> Cluster:
        row = load_gazetteer().find(name)
        return self._body(row.id if row else None, Kind.MEDIA, name)

    def _body(self, gazetteer: str | None, kind: Kind, name: str) -> Cluster:
        for cluster in self.all:
            if (gazetteer and cluster.gazetteer == gazetteer) or name in cluster.names:
                cluster.kind = kind
                return _named_by_page(cluster, name)
        return _named_by_page(self.begin(kind, gazetteer), name)

    def _place_short_body(self, mention: DraftMention) -> None:
        """Give "the Alliance" to the body named last that is called so."""
        text = self.text(mention)
        fits = [c for c in self.all if c.kind in _BODIES and _has_word(c.names, text)]
        before = {c: self._last_before(c, mention.start) for c in fits}
        if fits:
            nearest = max(fits, key=lambda c: (before[c], c is self.publisher))
            nearest.add(mention, text)

    def _last_before(self, cluster: Cluster, start: int) -> int:
        return max((m.start for m in cluster.mentions if m.start < start), default=-1)

    def text(self, mention: DraftMention) -> str:
        """Give the words of a mention."""
        return self._reading.article.text[mention.start : mention.end]

    def begin(self, kind: Kind, gazetteer: str | None = None) -> Cluster:
        """Begin a cluster without mentions."""
        self.all.append(Cluster(kind=kind, gazetteer=gazetteer))
        return self.all[-1]

    def _known(self, mention: DraftMention) -> Cluster:
        return self.known_body(mention.gazetteer or "", mention.kind)

    def known_body(self, gazetteer: str, kind: Kind) -> Cluster:
        """Find or begin the cluster of a row of the gazetteer."""
        same = (c for c in self.all if c.gazetteer == gazetteer)
        return next(same, None) or self.begin(kind, gazetteer)

    def _unknown(self, mention: DraftMention) -> Cluster:
        text = self.text(mention)
        if mention.kind is Kind.PERSON:
            return self.find_person(text) or self.begin(Kind.PERSON)
        folded = fold(text).removeprefix("the ")
        for cluster in self.all:
            names = {fold(name).removeprefix("the ") for name in cluster.names}
            if folded in names and _agree(cluster.kind, mention.kind):
                return cluster
        return self.begin(mention.kind)

    def find_person(self, name: str) -> Cluster | None:
        """Find the person with a full name, however it is written."""
        wanted = variants(name)
        people = (c for c in self.all if c.kind is Kind.PERSON and not c.anonymous)
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
        elif not same:
            self.begin(Kind.PERSON).add(mention, text)

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

    def _address(self, mention: DraftMention) -> str:
        before = self._reading.article.text[: mention.start].rstrip()[-20:].rstrip(".").split()
        return table("honorifics").get(before[-1], "") if before else ""

    def _join_short_bodies(self) -> None:
        """Let acronyms and parts of a name join the one fuller name that they fit."""
        bodies = [c for c in self.all if c.kind in _BODIES]
        for short in sorted(bodies, key=lambda c: -len(c.fullest.split()) if c.names else 0):
            if short.gazetteer is not None:
                continue
            rivals = [c for c in self.all if c.kind in _BODIES and c is not short]
            fuller = [c for c in rivals if _shortens(short.names, c.names)]
            earlier = [c for c in fuller if c.mentions[0].start < short.mentions[0].start]
            best = earlier or fuller
            if len(best) == 1:
                self._merge(short, best[0])

    def _merge(self, short: Cluster, fuller: Cluster) -> None:
        fuller.mentions = sorted([*fuller.mentions, *short.mentions], key=lambda m: m.start)
        fuller.names += [name for name in short.names if name not in fuller.names]
        self.all.remove(short)


def _named_by_page(cluster: Cluster, name: str) -> Cluster:
    cluster.given = name
    if name not in cluster.names:
        cluster.names.insert(0, name)
    return cluster


def _has_word(names: list[str], word: str) -> bool:
    return any(" " in name and word in name.split() for name in names)


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
    taken = short.split()
    if len(taken) >= len(parts):
        return False
    return taken in (parts[: len(taken)], parts[-len(taken) :])
