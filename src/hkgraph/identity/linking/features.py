"""What speaks for a candidate, and what for its being none of them; each number is about 0 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.names.forms import is_surname, parse_name
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.senses import shared_home
from hkgraph.identity.linking.candidates import without_article
from hkgraph.identity.linking.homes import HONG_KONG, homes_of
from hkgraph.identity.linking.records import Candidate, Way
from hkgraph.identity.linking.vocabulary import described_words
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.identity.linking.clues import Clues
    from hkgraph.wikidata.entities import KnownEntity

#: What an article on Hong Kong names as a matter of course.
_NEAR = frozenset([HONG_KONG, "china"])
_WAYS = {Way.LABEL: "label", Way.ALIAS: "alias", Way.FORM: "form", Way.SIMILAR: "similar"}


def candidate_features(
    clues: Clues, candidate: Candidate, rivals: Sequence[Candidate], sure: Iterable[KnownEntity]
) -> dict[str, float]:
    """Say what speaks for and against one candidate.

    Args:
        rivals: All candidates, this one among them.
        sure: Other entities of the article that are known for certain.
    """
    known = candidate.known
    described = described_words(known.description)
    common = clues.words & described
    features = {
        _WAYS[candidate.way]: 1.0,
        "outlabelled": float(candidate.way is not Way.LABEL and _is_label_of(rivals)),
        "similarity": candidate.similarity if candidate.way is Way.SIMILAR else 0.0,
        "gazetteer": float(clues.entity.gazetteer is not None),
        "chinese_name": float(known.label_zh != "" and known.label_zh in clues.names),
        "behind": float(bool(clues.behind & _kind_words(known))),
        "context": _saturate(len(common)),
        "role": _saturate(len(clues.roles & described)),
        "other_role": float(bool(clues.roles and described) and not clues.roles & described),
        "home": _home(clues, known),
        "coherence": _saturate(sum(_belong(known, other) for other in sure)),
    }
    return {name: value for name, value in features.items() if value}


def _is_label_of(candidates: Sequence[Candidate]) -> bool:
    return any(one.way is Way.LABEL for one in candidates)


def _kind_words(known: KnownEntity) -> frozenset[str]:
    """Give the words of a label that tell what bears it ("Sha Tin District")."""
    return described_words(known.label) | described_words(known.description)


def nil_features(clues: Clues) -> dict[str, float]:
    """Say what speaks for its being none of the candidates."""
    person = clues.entity.kind is Kind.PERSON
    features = {
        "bias": 1.0,
        "common_name": float(person and _is_common(clues.name)),
        "one_word": float(not person and len(clues.name.split()) == 1),
        "private": float(clues.private),
        "untelling": float(not is_telling(clues)),
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


def _is_common(name: str) -> bool:
    """Say whether many may bear a name: one English given name and a Chinese surname."""
    parsed = parse_name(name)
    return not parsed.chinese and is_surname(parsed.surname)


def _home(clues: Clues, known: KnownEntity) -> float:
    """Weigh the country of a candidate against those that stand beside the name."""
    homes = homes_of(f"{known.label} {known.description}")
    if not homes:
        return 0.0
    if homes & clues.homes:
        return 1.0
    if clues.homes - _NEAR:
        return -1.0
    if HONG_KONG in homes and clues.is_local:
        return 0.5
    return 0.0 if homes & _NEAR else -0.5


def _belong(known: KnownEntity, other: KnownEntity) -> bool:
    """Say whether the description of one names the other."""
    if known.qid == other.qid:
        return False
    return any(
        len(label) > 3 and label not in _everywhere() and label in fold(described)
        for label, described in (
            (without_article(other.label), known.description),
            (without_article(known.label), other.description),
        )
    )


def _everywhere() -> frozenset[str]:
    return frozenset(["hong kong", "china"])


def _saturate(count: int) -> float:
    """Let each further one count half as much."""
    return 1.0 - 0.5**count
