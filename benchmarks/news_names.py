"""Invented people, organisations and places for ``news_data``; a few are named often."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.graph import vocab
from hkgraph.graph.iri import Minter
from hkgraph.text import slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

GIVEN = "Ada Ben Cleo Dora Edwin Fiona Gus Hetty Ivo Jun Kit Lena Milo Nora Otto Pia".split()
FAMILY = "Lam Ho Fong Au Mak Poon Kwok Tse Yip Szeto Leung Ng Cheuk Tam Wan Siu Lo Pang".split()
SECOND = "Wood Marsh Reed Castell Hill Ellery Brook Fenn Hale Frost Dale Crane Vale".split()
CHINESE = "林何馮區麥潘郭謝葉司梁吳卓譚溫蕭羅彭江河山石文華明德安平"
BODIES = "Reading Circle|Rowers Union|Kite Society|Ferry Guild|Tea Guild|Press Club".split("|")
PLACES = "Sha Tin|Tai Po|Kwun Tong|Wan Chai|Tuen Mun|Sai Kung|Mong Kok|Yuen Long".split("|")
TITLES = "chair|secretary|spokesman|treasurer|editor|director|organiser".split("|")
OUTLETS = "Tolo Morning Ledger|Lantau Post|Victoria Dispatch|Kowloon Evening Wire".split("|")
Kind = str
CLASSES: dict[Kind, tuple[NamedNode, ...]] = {
    "person": (vocab.PERSON,),
    "organisation": (vocab.ORGANIZATION, vocab.ORG_ORGANIZATION),
    "media": (vocab.NEWS_MEDIA, vocab.ORGANIZATION, vocab.ORG_ORGANIZATION),
    "place": (vocab.PLACE,),
}


@dataclass(frozen=True)
class Entity:
    """A person, organisation or place that articles name."""

    node: NamedNode
    kind: Kind
    name: str
    number: int


class Cast:
    """Picks who is named, the same ones for the same seed."""

    def __init__(self, seed: int, articles: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- data to measure with, no secret
        self.minter = Minter()
        self.people = max(20, articles // 2)
        self.organisations = max(10, articles // 5)
        self.places = max(8, articles // 20)

    def pick(self, size: int) -> int:
        return int(size * self.random.random() ** 3)

    def person(self) -> Entity:
        number = self.pick(self.people)
        rest, given = divmod(number, len(GIVEN))
        rest, family = divmod(rest, len(FAMILY))
        name = f"{GIVEN[given]} {FAMILY[family]}-{SECOND[rest % len(SECOND)]}"
        name += f" {_roman(rest // len(SECOND))}".rstrip()
        return self.entity("person", name, number)

    def organisation(self) -> Entity:
        number = self.pick(self.organisations)
        rest, body = divmod(number, len(BODIES))
        rest, place = divmod(rest, len(PLACES))
        name = f"{PLACES[place]} {BODIES[body]} {_roman(rest)}".rstrip()
        return self.entity("organisation", name, number)

    def place(self) -> Entity:
        number = self.pick(self.places)
        rest, place = divmod(number, len(PLACES))
        name = PLACES[place] + (f" Street {rest}" if rest else "")
        return self.entity("place", name, number)

    def outlet(self, number: int) -> Entity:
        index = number % len(OUTLETS)
        return self.entity("media", OUTLETS[index], index)

    def entity(self, kind: Kind, name: str, number: int) -> Entity:
        folder = "organisation" if kind == "media" else kind
        return Entity(self.minter.node(f"{folder}/{slug(name)}"), kind, name, number)


def _roman(number: int) -> str:
    """Write a small number as those who share a name are counted; nothing for none."""
    tens, ones = divmod(number, 10)
    units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return "X" * tens + units[ones]


def chinese_name(entity: Entity) -> str:
    """Give an entity three characters of its own, or nearly."""
    steps = (entity.number * step + len(entity.name) for step in (1, 3, 7))
    return "".join(CHINESE[step % len(CHINESE)] for step in steps)
