"""All entities of an article while they gather names and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.clusters import BODIES, Cluster
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.forms import variants
from hkgraph.extraction.names.senses import shared_home
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from hkgraph.extraction.reading import DraftMention, Reading


class Register:
    """The clusters of one article.

    Attributes:
        all: In the order in which they were met.
        authors: As the page names them, in order; ``contributors`` likewise.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.all: list[Cluster] = []
        self.authors: list[Cluster] = []
        self.contributors: list[Cluster] = []
        self.publisher: Cluster | None = None

    @property
    def people(self) -> list[Cluster]:
        """Those of named people."""
        return [c for c in self.all if c.kind is Kind.PERSON and not c.anonymous]

    @property
    def bodies(self) -> list[Cluster]:
        """Those of organisations and media."""
        return [c for c in self.all if c.kind in BODIES]

    def text(self, mention: DraftMention) -> str:
        """Give the words of a mention."""
        return self.reading.article.text[mention.start : mention.end]

    def begin(self, kind: Kind, gazetteer: str | None = None) -> Cluster:
        """Begin a cluster without mentions."""
        self.all.append(Cluster(kind=kind, gazetteer=gazetteer))
        return self.all[-1]

    def known(self, gazetteer: str, kind: Kind) -> Cluster:
        """Find or begin the cluster of a row of the gazetteer."""
        same = (c for c in self.all if c.gazetteer == gazetteer)
        return next(same, None) or self.begin(kind, gazetteer)

    def find_person(self, name: str) -> Cluster | None:
        """Find the person with a full name, however it is written."""
        wanted = variants(name)
        return next((c for c in self.people if any(wanted & variants(n) for n in c.names)), None)

    def find_named(self, name: str, kind: Kind) -> Cluster | None:
        """Find what has exactly this name, with or without "the".

        A name that many places' bodies share is here not that of the gazetteer's.
        """
        folded = fold(name).removeprefix("the ")
        is_shared = shared_home(name) is not None
        for cluster in self.all:
            if is_shared and cluster.gazetteer is not None:
                continue
            names = {fold(other).removeprefix("the ") for other in cluster.names}
            if folded in names and (cluster.kind == kind or {cluster.kind, kind} <= BODIES):
                return cluster
        return None

    def honorific(self, mention: DraftMention) -> str:
        """Say what the form of address before a name tells: "he", "she" or nothing."""
        before = self.reading.article.text[: mention.start].rstrip()[-20:].rstrip(".").split()
        if before[-1:] == ["Justice"]:
            # "Mr Justice Lok"
            before.pop()
        gender = table("honorifics").get(before[-1].rstrip("."), "") if before else ""
        return gender if gender in {"he", "she"} else ""

    def merge(self, short: Cluster, fuller: Cluster) -> None:
        """Let ``fuller`` take over what another cluster holds."""
        fuller.mentions = sorted([*fuller.mentions, *short.mentions], key=lambda m: m.start)
        fuller.names += [name for name in short.names if name not in fuller.names]
        self.all.remove(short)
