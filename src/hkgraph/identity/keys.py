"""Key IRIs: what one article and static resources alone call a thing (contract.md section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from hkgraph.identity.linking.records import LinkState
from hkgraph.model import Kind
from hkgraph.text import fold, short_hash, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.identity.linking.records import Link
    from hkgraph.model import ArticleKey, Entity, Event, LocalId, Membership, Quotation

#: A path below the base IRI, such as ``person/kenneth-roth``.
NodeKey = NewType("NodeKey", str)

FOLDER: dict[Kind, str] = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "organisation",
    Kind.MEDIA: "organisation",
    Kind.OFFICE: "organisation",
    Kind.PLACE: "place",
    Kind.LAW: "law",
    Kind.OFFENCE: "offence",
}
_LEGAL_FORM = re.compile(r"(,? (limited|ltd|inc|plc|co|corporation|corp))+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """What the gazetteer calls an entity.

    Attributes:
        aliases: Other names that are as sure.
    """

    name: str
    name_zh: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """One article's entity with its key.

    Attributes:
        static: True when the key comes from the gazetteer or the knowledge base.
        shared: True when another article may mean the same by the same name.
        comparable: True when another article may mean the same at all.
    """

    article: ArticleKey
    entity: Entity
    key: NodeKey
    link: Link
    static: bool
    shared: bool
    comparable: bool = True

    @property
    def alone(self) -> NodeKey:
        """The key that it bears where it is not what others mean by its name."""
        if not self.shared:
            return self.key
        tail = slug(core_name(self.entity.name, self.entity.kind))
        return NodeKey(f"{FOLDER[self.entity.kind]}/{tail}-{_own_hash(self.article, self.entity)}")


def key_entity(
    article: ArticleKey,
    entity: Entity,
    gazetteer: Mapping[str, KnownName],
    answer: Link,
    *,
    private: bool = False,
) -> Keyed:
    """Name an entity by its own article and static resources.

    Args:
        answer: What came of looking it up.
        private: True for a person whom the article places outside of public life.
    """
    known = gazetteer.get(entity.gazetteer or "")
    folder = FOLDER[entity.kind]
    static = shared = True
    if known and entity.gazetteer:
        tail = entity.gazetteer
    elif answer.state is LinkState.LINKED:
        tail = slug(answer.candidates[0].label)
    else:
        tail = slug(core_name(entity.name, entity.kind))
        static, shared = False, _is_comparable(entity)
        if tail in gazetteer or (private and answer.state is LinkState.NEEDS_REVIEW):
            # A namesake of what is known keeps to its own article.
            shared = False
        if not shared:
            tail += "-" + _own_hash(article, entity)
    return Keyed(
        article=article,
        entity=entity,
        key=NodeKey(f"{folder}/{tail}"),
        link=answer,
        static=static,
        shared=shared,
        comparable=_is_comparable(entity),
    )


def membership_key(membership: Membership, keys: Mapping[LocalId, NodeKey]) -> NodeKey:
    """Name a membership by person, organisation and title."""
    person = keys[membership.person]
    organisation = keys[membership.organisation] if membership.organisation else ""
    title = fold(membership.title or "member")
    readable = slug(f"{_tail(person)} {title} {_tail(organisation)}", limit=80)
    return NodeKey(f"role/{readable}-{short_hash(person, organisation, title)}")


def role_key(title: str) -> NodeKey:
    """Name a role by its title."""
    return NodeKey(f"role/{slug(title)}")


def event_key(
    article: ArticleKey, event: Event, participants: tuple[NodeKey, ...], day: str | None
) -> NodeKey:
    """Name an event by type, participants and date, else by its article.

    Args:
        participants: Keys of the people and bodies that it is about, sorted; only such as several
            articles may share.
        day: EDTF day or month of the event, if told.
    """
    readable = slug(" ".join([event.type, *map(_tail, participants[:1]), day or ""]), limit=80)
    content = (event.type, *participants, day) if participants and day else (article, event.id)
    return NodeKey(f"event/{readable}-{short_hash(*content)}")


def quotation_key(article: ArticleKey, quotation: Quotation) -> NodeKey:
    """Name a quotation by where it stands."""
    span = quotation.span
    return NodeKey(f"quotation/{short_hash(article, str(span.start), str(span.end))}")


def core_name(name: str, kind: Kind) -> str:
    """Fold a name, without article and legal form.

    >>> core_name("The Tolo Trading Co., Ltd", Kind.ORGANISATION)
    'tolo trading'
    """
    core = fold(name).removeprefix("the ")
    return _LEGAL_FORM.sub("", core) if kind is not Kind.PERSON else core


def _is_comparable(entity: Entity) -> bool:
    surname_only = entity.kind is Kind.PERSON and " " not in entity.name.strip()
    return not (entity.anonymous or surname_only or entity.kind is Kind.OFFICE)


def _own_hash(article: ArticleKey, entity: Entity) -> str:
    return short_hash(article, entity.id, entity.name)


def _tail(key: str) -> str:
    return key.rpartition("/")[2]
