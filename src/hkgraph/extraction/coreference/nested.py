"""Mentions inside longer ones: the place in "Hong Kong police", the force in "a police van"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.clusters import BODIES
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.reading import DraftMention
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse

#: The capitals with which a body's name begins that goes on in small letters.
_OPENING = re.compile(r"((?:[A-Z][\w.]*)(?: [A-Z][\w.]*){0,2})(?:['’]s)? [a-z]")
_FORCE = "hong-kong-police-force"


def note_nested(discourse: Discourse) -> None:
    """Add places that open descriptions of known bodies, and the police before a noun of theirs."""
    for mention in tuple(discourse.reading.mentions):
        if mention.kind in BODIES and mention.form is MentionForm.NAME and mention.gazetteer:
            _note_place(discourse, mention)
    force = next((c for c in discourse.register.all if c.gazetteer == _FORCE), None)
    if force is None:
        return
    for token in discourse.reading.doc:
        if _modifies(token) and not discourse.is_named(token):
            end = token.idx + len(token)
            _add(discourse, force, _mention(token.idx, end, force.kind, MentionForm.NOMINAL))


def _modifies(token: Token) -> bool:
    return (
        token.lower_ == "police" and token.dep_ in {"compound", "nmod"} and token.head.i > token.i
    )


def _note_place(discourse: Discourse, body: DraftMention) -> None:
    opening = _OPENING.match(discourse.register.text(body))
    if opening is None:
        return
    name = opening[1]
    people = table("demonyms").get(name)
    row = load_gazetteer().rows.get(people) if people else load_gazetteer().find(name)
    if row is None or row.kind is not Kind.PLACE:
        return
    mention = _mention(body.start, body.start + len(name), Kind.PLACE, MentionForm.NAME)
    mention.gazetteer, mention.is_demonym = row.id, people is not None
    place = discourse.register.known(row.id, Kind.PLACE)
    _add(discourse, place, mention)
    if not mention.is_demonym and name not in place.names:
        place.names.append(name)


def _mention(start: int, end: int, kind: Kind, form: MentionForm) -> DraftMention:
    return DraftMention(start=start, end=end, kind=kind, form=form)


def _add(discourse: Discourse, cluster: Cluster, mention: DraftMention) -> None:
    cluster.mentions.append(mention)
    discourse.reading.mentions.append(mention)
