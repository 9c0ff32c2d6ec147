"""The step that says which mentions mean the same entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.agents import (
    describes_name,
    is_person_noun,
    note_anonymous,
    refer_beside_name,
)
from hkgraph.extraction.coreference.bodies import refer_to_body, refer_to_known_body
from hkgraph.extraction.coreference.described_people import refer_by_age, refer_to_described
from hkgraph.extraction.coreference.descriptions import describe_named
from hkgraph.extraction.coreference.discourse import SUBJECTS, Discourse
from hkgraph.extraction.coreference.grouping import group_names
from hkgraph.extraction.coreference.laws import (
    note_described_law,
    note_topical_law,
    refer_to_law,
)
from hkgraph.extraction.coreference.nested import note_nested
from hkgraph.extraction.coreference.noun_phrases import noun_phrase
from hkgraph.extraction.coreference.officers import refer_to_officers
from hkgraph.extraction.coreference.offices import note_elliptic_office, note_office
from hkgraph.extraction.coreference.place_nouns import refer_to_place
from hkgraph.extraction.coreference.pronouns import refer_by_pronoun
from hkgraph.extraction.coreference.suspects import refer_to_suspect
from hkgraph.extraction.coreference.tellers import note_teller
from hkgraph.extraction.reading import DraftEntity
from hkgraph.model import Kind, LocalId, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.reading import Reading

_NOUN_RULES = (
    refer_beside_name,
    note_anonymous,
    refer_to_described,
    refer_to_suspect,
    note_office,
    refer_to_known_body,
    refer_to_place,
    refer_to_officers,
    refer_to_body,
    refer_to_law,
    note_described_law,
    note_topical_law,
    note_teller,
)


def link_mentions(reading: Reading) -> None:
    """Fill ``entities``, authors and publisher, and the entity of each mention."""
    register = group_names(reading)
    discourse = Discourse(reading, register)
    describe_named(discourse)
    for token in reading.doc:
        _resolve(discourse, token)
    note_nested(discourse)
    ids = _number(reading, register.all)
    reading.authors = [ids[id(author)] for author in register.authors]
    reading.contributors = [ids[id(contributor)] for contributor in register.contributors]
    reading.publisher = ids[id(register.publisher)] if register.publisher else None
    placed = (m for m in reading.mentions if m.entity is not None)
    reading.mentions = sorted(placed, key=lambda m: (m.start, -m.end))


def resolve(reading: Reading, token: Token) -> LocalId | None:
    """Find the entity that a noun or pronoun refers to, where that is sure."""
    if token.tag_ in {"WDT", "WP"}:
        return _antecedent(reading, token)
    mention = reading.mention_of(token)
    if mention is not None:
        return mention.entity
    beside = (reading.mention_of(c) for c in token.children if c.dep_ == "appos")
    return next((m.entity for m in beside if m is not None), None)


def _antecedent(reading: Reading, relative: Token) -> LocalId | None:
    """Find what "who" or "which" takes up: the noun that its clause belongs to."""
    clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
    return resolve(reading, clause.head) if clause is not None else None


def _resolve(discourse: Discourse, token: Token) -> None:
    """Say what one noun or pronoun means, going through the text from its beginning."""
    if discourse.is_named(token):
        _leave_home(discourse, token)
        return
    if note_elliptic_office(discourse, token) or refer_by_age(discourse, token):
        return
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        refer_by_pronoun(discourse, token)
    elif _is_common(token) and token.dep_ != "compound":
        phrase = noun_phrase(token)
        if not any(rule(discourse, phrase) for rule in _NOUN_RULES) and _is_rival(discourse, token):
            discourse.note(None, token)


def _leave_home(discourse: Discourse, token: Token) -> None:
    """Keep in mind that "the Thai police" were spoken of, before "police" are those at home."""
    mention = discourse.mention_at(token)
    if mention is None or mention.end != token.idx + len(token) or not token.text.islower():
        return
    is_unknown = mention.form is MentionForm.NAME and mention.gazetteer is None
    if is_unknown and mention.kind is Kind.ORGANISATION:
        discourse.dismiss(token)


def _is_common(token: Token) -> bool:
    """Say whether a token is a common noun; official papers write "the Government" so."""
    if token.pos_ == "NOUN":
        return True
    return token.text == "Government" and token.pos_ == "PROPN"


def _is_rival(discourse: Discourse, token: Token) -> bool:
    """Say whether a pronoun behind may mean this thing, which is no entity."""
    if describes_name(discourse, token):
        return False
    if token.dep_ in SUBJECTS or (token.dep_ == "dobj" and token.tag_ == "NN"):
        return True
    return token.dep_ == "pobj" and is_person_noun(token)


def _number(reading: Reading, clusters: Iterable[Cluster]) -> dict[int, LocalId]:
    """Give ids in order of first mention; those without one come last."""
    end = len(reading.article.text)
    firsts = {id(c): min((m.start for m in c.mentions), default=end) for c in clusters}
    ordered = sorted(clusters, key=lambda c: firsts[id(c)])
    ids = {id(c): LocalId(f"e{number}") for number, c in enumerate(ordered, start=1)}
    for cluster in ordered:
        entity = _entity(ids, cluster)
        reading.entities[entity.id] = entity
        for mention in cluster.mentions:
            mention.entity = entity.id
    return ids


def _entity(ids: dict[int, LocalId], cluster: Cluster) -> DraftEntity:
    name = cluster.fullest_known
    return DraftEntity(
        id=ids[id(cluster)],
        kind=cluster.kind,
        name=name,
        aliases=set(cluster.names) - {name},
        anonymous=cluster.anonymous,
        gazetteer=cluster.gazetteer,
        parent=ids[id(cluster.parent)] if cluster.parent else None,
    )
