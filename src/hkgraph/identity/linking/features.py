"""What speaks for a candidate, and what for its being none of them; each number is about 0 to 1."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hkgraph.extraction.names.forms import is_surname, parse_name
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.senses import shared_home
from hkgraph.identity.linking.candidates import LEAST_LIKE, labels, without_article
from hkgraph.identity.linking.clues import longer_name
from hkgraph.identity.linking.homes import HONG_KONG, NEAR
from hkgraph.identity.linking.records import Candidate, Way
from hkgraph.identity.linking.vocabulary import described_words, public_words
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.identity.linking.clues import Clues
    from hkgraph.wikidata.entities import KnownEntity

_EVERYWHERE = frozenset(["hong kong", "china"])
#: "Sha Tin District Council"
_BODY = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){2,}")
#: Words after the first of a name that hardly two bear.
_FULL = 3
#: Letters of names that stand in other words.
_TOO_SHORT = 3
#: Logarithm of about as many pages as the best known have.
_BEST_KNOWN = math.log1p(300)
#: Years before a person is in the news, and after which one that has gone is so no more.
_OF_AGE, _REMEMBERED = 15, 2
_WAYS = {Way.LABEL: "label", Way.ALIAS: "alias", Way.FORM: "form", Way.SIMILAR: "similar"}


def candidate_features(
    clues: Clues, candidate: Candidate, rivals: Sequence[Candidate], sure: Iterable[KnownEntity]
) -> dict[str, float]:
    """Say what speaks for and against one candidate.

    Args:
        rivals: All candidates, this one among them.
        sure: Other entities of the article that are known for certain.
    """
    known, described = candidate.known, candidate.words
    features = {
        _WAYS[candidate.way]: 1.0,
        "outlabelled": float(candidate.way is not Way.LABEL and _is_label_of(rivals)),
        "printed": float(_is_printed(clues, known)),
        "specific": _specific(clues) if candidate.way is not Way.SIMILAR else 0.0,
        "similarity": _scale(candidate),
        "gazetteer": float(clues.entity.gazetteer is not None),
        "chinese_name": float(known.label_zh != "" and known.label_zh in clues.names),
        "capital": float(may_be_government(clues, candidate)),
        "behind": float(bool(clues.behind & (described | described_words(known.label)))),
        "context": _saturate(len(clues.words & described)),
        "role": _saturate(len(clues.roles & described)),
        "other_role": float(_is_other_role(clues.roles, described)),
        "body": _body(clues, known),
        "home": _home(clues, candidate),
        "coherence": _saturate(sum(_belong(known, other) for other in sure)),
        "prior": math.log1p(known.sitelinks) / _BEST_KNOWN,
        "dates": _dates(clues, known),
    }
    return {name: value for name, value in features.items() if value}


def _is_printed(clues: Clues, known: KnownEntity) -> bool:
    """Say whether its label is what the article has ("Sha Tin District" for Sha Tin)."""
    printed = longer_name(clues.entity, clues.name)
    return printed != "" and without_article(printed) in labels(known)


def _specific(clues: Clues) -> float:
    """Say how few can bear the name: of bodies and places 1 from four words on."""
    if clues.entity.kind is Kind.PERSON:
        return float(not _is_common(clues.name))
    return min(1.0, (len(without_article(clues.name).split()) - 1) / _FULL)


def _scale(candidate: Candidate) -> float:
    """Give 0 for the least likeness that counts and 1 for the name itself."""
    if candidate.way is not Way.SIMILAR:
        return 0.0
    return round((candidate.similarity - LEAST_LIKE) / (1 - LEAST_LIKE), 4)


def _is_other_role(roles: frozenset[str], described: frozenset[str]) -> bool:
    """Say whether the roles of somebody do not go with a description."""
    if not roles or not described or roles & described:
        return False
    return not (roles & public_words() and described & public_words())


def _is_label_of(candidates: Sequence[Candidate]) -> bool:
    return any(one.way is Way.LABEL for one in candidates)


def nil_features(clues: Clues) -> dict[str, float]:
    """Say what speaks for its being none of the candidates."""
    person = clues.entity.kind is Kind.PERSON
    features = {
        "bias": 1.0,
        "person": float(person),
        "common_name": float(person and _is_common(clues.name)),
        "one_word": float(not person and len(clues.name.split()) == 1),
        "private": float(clues.private),
        "untelling": float(not is_telling(clues)),
        "abroad": clues.abroad if shared_home(clues.name) is not None else 0.0,
    }
    return {name: value for name, value in features.items() if value}


def is_telling(clues: Clues) -> bool:
    """Say whether a name alone can tell what is meant.

    What extraction did not take for the body or place that the gazetteer knows by the name is
    another of that name; nor does one ordinary word tell ("Fortress", "Victoria").
    """
    entity, name = clues.entity, clues.name
    if entity.kind is Kind.PERSON or entity.gazetteer is not None:
        return True
    refused = shared_home(name) is not None or load_gazetteer().find(name) is not None
    return not refused and len(name.split()) > 1


def may_be_government(clues: Clues, candidate: Candidate) -> bool:
    """Say whether a capital that nothing happens in may stand for a government."""
    is_capital = clues.entity.kind is Kind.PLACE and "capital" in candidate.words
    return is_capital and not clues.is_located


def _is_common(name: str) -> bool:
    """Say whether many may bear a name: one English given name and a Chinese surname."""
    parsed = parse_name(name)
    return not parsed.chinese and is_surname(parsed.surname)


def _home(clues: Clues, candidate: Candidate) -> float:
    """Weigh the country of a candidate against those that stand beside the name."""
    if not candidate.homes:
        return 0.0
    far = clues.homes - NEAR - candidate.homes
    if candidate.homes & clues.homes:
        return 0.0 if far else 1.0
    if far:
        return -1.0
    if HONG_KONG in candidate.homes and clues.is_local:
        return 0.5
    return 0.0 if candidate.homes & NEAR else -0.5


def _body(clues: Clues, known: KnownEntity) -> float:
    """Weigh the body that a description names: 1 if it is there, -1 if another of its kind is."""
    for body in _BODY.findall(known.description):
        if body in clues.text:
            return 1.0
        if " ".join(body.split()[-2:]) in clues.text:
            return -1.0
    return 0.0


def _dates(clues: Clues, known: KnownEntity) -> float:
    """Say whether it was there when the article was published: 1, or -1 where it cannot be."""
    begun, ended = known.claims.begun, known.claims.ended
    if clues.published is None or (begun is None and ended is None):
        return 0.0
    year = clues.published.year
    youth = _OF_AGE if clues.entity.kind is Kind.PERSON else 0
    if begun is not None and year < begun + youth:
        return -1.0
    return -0.5 if ended is not None and year > ended + _REMEMBERED else 1.0


def speaks_for(sure: Iterable[KnownEntity], candidates: Iterable[Candidate]) -> bool:
    """Say whether any of the sure entities names one of the candidates, or is named by it."""
    sure = list(sure)
    return any(_belong(one.known, other) for one in candidates for other in sure)


def _belong(known: KnownEntity, other: KnownEntity) -> bool:
    """Say whether what is known of one names the other."""
    if known.qid == other.qid:
        return False
    if other.qid in _stated(known) or known.qid in _stated(other):
        return True
    return _names(known.description, other.label) or _names(other.description, known.label)


def _stated(known: KnownEntity) -> tuple[str, ...]:
    claims = known.claims
    return (*claims.bodies, *claims.positions, *claims.located_in)


@lru_cache(100_000)
def _names(description: str, label: str) -> bool:
    """Say whether a description names a thing that few descriptions name."""
    name = without_article(label)
    return len(name) > _TOO_SHORT and name not in _EVERYWHERE and name in fold(description)


def _saturate(count: int) -> float:
    """Let each further one count half as much."""
    return 1.0 - 0.5**count
