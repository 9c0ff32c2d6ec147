"""One entity of an article while it gathers names and mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.model import Kind

if TYPE_CHECKING:
    from hkgraph.extraction.reading import DraftMention

BODIES = frozenset([Kind.ORGANISATION, Kind.MEDIA])


@dataclass(slots=True, kw_only=True, eq=False)
class Cluster:
    """The mentions of one entity.

    Attributes:
        names: As printed, without demonyms, in order of the text.
        given: The name that the page itself gives for its author or publisher, or empty.
        gender: "he", "she" or empty, by forms of address and pronouns; "they" of several tellers.
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
