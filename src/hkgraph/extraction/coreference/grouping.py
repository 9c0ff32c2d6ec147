"""Putting the named mentions of an article together: full names first, then short ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.outlets import outlet_named
from hkgraph.extraction.coreference.register import Register
from hkgraph.extraction.coreference.short_names import (
    is_short,
    join_brackets,
    join_short_bodies,
    place_short,
)
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.forms import natural_order
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.short_forms import is_body_name
from hkgraph.model import Kind

if TYPE_CHECKING:
    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.reading import DraftMention, Reading


def group_names(reading: Reading) -> Register:
    """Give the clusters of all named mentions, of the authors and of the publisher."""
    register = Register(reading)
    short: list[DraftMention] = []
    for mention in reading.mentions:
        if mention.gazetteer is None and is_short(register, mention):
            short.append(mention)
        else:
            _place(register, mention)
    _declare(register)
    join_brackets(register)
    join_short_bodies(register)
    for mention in short:
        place_short(register, mention)
    return register


def _place(register: Register, mention: DraftMention) -> None:
    text = register.text(mention)
    if mention.gazetteer is not None:
        cluster = register.known(mention.gazetteer, mention.kind)
    elif mention.kind is Kind.PERSON:
        cluster = register.find_person(text) or register.begin(Kind.PERSON)
        cluster.gender = cluster.gender or register.honorific(mention)
    else:
        cluster = register.find_named(text, mention.kind) or register.begin(mention.kind)
    cluster.add(mention, text)


def _declare(register: Register) -> None:
    """Take in whom the page gives as its authors and publisher."""
    article = register.reading.article
    if article.publisher is not None:
        register.publisher = _body(register, article.publisher, Kind.MEDIA)
    register.authors = _makers(register, article.authors)
    register.contributors = _makers(register, article.contributors)


def _makers(register: Register, names: tuple[str, ...]) -> list[Cluster]:
    makers = [_maker(register, name) for name in names]
    return [maker for maker in makers if maker is not None]


def _maker(register: Register, name: str) -> Cluster | None:
    """Find or begin an author; an agency is a body, and a nameless desk is its publisher."""
    natural = natural_order(name)
    row = load_gazetteer().find(natural)
    if row is not None:
        return _body(register, natural, row.kind)
    if outlet := outlet_named(natural):
        return _body(register, outlet.name, Kind.MEDIA)
    if is_body_name(natural):
        return _body(register, natural, Kind.MEDIA)
    if not words("desk-words").isdisjoint(natural.lower().split()):
        return register.publisher
    known = register.find_person(natural) or register.begin(Kind.PERSON)
    return _name_by_page(known, natural)


def _body(register: Register, name: str, kind: Kind) -> Cluster:
    row = load_gazetteer().find(name)
    if row is not None:
        cluster, kind = register.known(row.id, row.kind), row.kind
    else:
        cluster = register.find_named(name, kind) or register.begin(kind)
    cluster.kind = kind
    return _name_by_page(cluster, name)


def _name_by_page(cluster: Cluster, name: str) -> Cluster:
    cluster.given = name
    if name not in cluster.names:
        cluster.names.insert(0, name)
    return cluster
