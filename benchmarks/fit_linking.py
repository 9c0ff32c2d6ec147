"""Fits the weights of the linker on the development half of the gold of identity and the sample.

Each name of those that has candidates is one choice: which of them, or none. The weights are
those that make the right choices likeliest, pulled towards what was thought before (a Gaussian
around linking_prior.yaml, since the gold is small); none changes its sign. The gold has few
namesakes, since its knowledge base is small. So for each person of whom it says that nobody knows
them, an entry of the base plays a namesake, drawn with a seed: it counts as much as namesakes are
common.

    python benchmarks/fit_linking.py             shows what it would write
    python benchmarks/fit_linking.py --write     writes data/linking/weights.yaml
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.articles.reader import read_file
from hkgraph.evaluation.align import SAME_NAME, jaccard
from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.identity.gold import NIL, UNKNOWN, GoldCluster
from hkgraph.evaluation.identity.reading import read_identity_gold
from hkgraph.extraction.extractor import Extractor
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.linking.candidates import Candidates
from hkgraph.identity.linking.clues import Reading
from hkgraph.identity.linking.deciding import is_sure, why_not_looked_up
from hkgraph.identity.linking.features import candidate_features, nil_features
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import Way
from hkgraph.identity.linking.weights import Weights, read_weights
from hkgraph.identity.resolution import known_names
from hkgraph.identity.standing import private_people
from hkgraph.model import Kind, LocalId, MentionForm, Telling
from hkgraph.resources import resource
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hkgraph.identity.linking.clues import Clues
    from hkgraph.identity.linking.records import Ranking
    from hkgraph.wikidata.knowledge_base import KnownEntity

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "identity" / "development"
SAMPLE = ROOT / "tests" / "gold" / "linking" / "sample.tsv"
PRIOR = Path(__file__).parent / "linking_prior.yaml"
SEED = 2021
#: How many of the people who bear a known name are somebody else: with an English given name and a
#: surname alone, and with a Chinese given name. Guesses, on the safe side.
NAMESAKES = {True: 0.04, False: 0.005}
#: Spread of the Gaussian, in logits.
SPREAD = 0.5
STEPS, RATE = 400, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One name with what speaks for each candidate and for none.

    Attributes:
        cluster: What the gold calls it.
        right: Index of the right candidate; their number means none.
        common: Whether many may bear the name.
        invented: Whether its candidate plays a namesake.
        weight: How often such a choice has to be made.
    """

    cluster: str
    candidates: tuple[Mapping[str, float], ...]
    nil: Mapping[str, float]
    right: int
    common: bool
    invented: bool = False
    weight: float = 1.0

    @property
    def is_none(self) -> bool:
        """Whether none of the candidates is right."""
        return self.right == len(self.candidates)


def main() -> None:
    """Fit, report, and write if told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    former = read_weights(PRIOR)
    choices = list(weighed(Reader(GOLD).found()))
    fitted = fit(choices, former)
    none = sum(one.is_none for one in choices)
    print(f"{len(choices)} choices, {none} of them for none")
    for name, weights in (("before", former), ("fitted", fitted)):
        print(f"{name}: loss {loss(choices, weights):.4f}")
    for name in (*fitted.candidate, *fitted.none):
        side = "candidate" if name in fitted.candidate else "none"
        before, after = getattr(former, side)[name], getattr(fitted, side)[name]
        print(f"  {side:10} {name:14} {before:+.2f} → {after:+.2f}")
    if arguments.write:
        write(fitted)


class Reader:
    """Reads choices from the gold.

    Args:
        folder: Holds the gold.
    """

    def __init__(self, folder: Path) -> None:
        self._gold = read_identity_gold(folder)
        self._base = KnowledgeBase.bundled()
        self._linker = Linker(self._base)
        self._candidates = Candidates(self._base)
        self._names = load_gazetteer_names()
        self._random = random.Random(SEED)  # noqa: S311 - nothing secret
        table = resource("data") / "wikidata" / "hk-wikidata.tsv"
        rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
        lines = SAMPLE.read_text(encoding="utf-8").splitlines()[1:]
        self._sample = {tuple(row[:2]): row[2] for row in (line.split("\t") for line in lines)}
        self._people = [row[0] for row in rows if row[4] == "person"]

    def found(self) -> Iterator[Choice]:
        """Give the choices of all articles."""
        for name, path in sorted(self._gold.articles.items()):
            for telling in _tellings(path):
                yield from self._choices(telling, dict(self._truth(name, telling)))
        for path in sorted({ROOT / "data" / "articles" / article for article, _ in self._sample}):
            for telling in _tellings(path):
                yield from self._choices(telling, dict(self._sample_truth(path.name, telling)))

    def _choices(self, telling: Telling, truth: Mapping[LocalId, GoldCluster]) -> Iterator[Choice]:
        names, private = known_names(telling, self._names), private_people(telling)
        looked_up = {
            one.id: names[one.id]
            for one in telling.extract.entities
            if not why_not_looked_up(one, names[one.id][0])
        }
        rankings = self._linker.rank(telling, looked_up, private)
        sure = [
            one.scored[0].candidate.known
            for one in rankings.values()
            if one.scored and is_sure(one, self._linker.weights)
        ]
        reading = Reading(telling)
        for entity in telling.extract.entities:
            if entity.id in rankings and entity.id in truth:
                cluster, ranking = truth[entity.id], rankings[entity.id]
                clues = reading.clues(entity, names[entity.id], private=entity.id in private)
                if ranking.scored:
                    yield from _choice(cluster, clues, ranking)
                elif cluster.wikidata == NIL and entity.kind is Kind.PERSON:
                    yield self._invented(cluster, clues, sure)

    def _invented(self, cluster: GoldCluster, clues: Clues, sure: list[KnownEntity]) -> Choice:
        """Let somebody of the knowledge base bear a name that nobody there bears."""
        known = self._base.get(self._random.choice(self._people))
        if known is None:
            raise LookupError("the knowledge base has lost one of its people")
        played = self._candidates.candidate(known, Way.LABEL)
        features = candidate_features(clues, played, [played], sure)
        nil = nil_features(clues)
        return Choice(
            cluster=cluster.id,
            candidates=(features,),
            nil=nil,
            right=1,
            common="common_name" in nil,
            invented=True,
        )

    def _sample_truth(self, file: str, telling: Telling) -> Iterator[tuple[LocalId, GoldCluster]]:
        for entity in telling.extract.entities:
            if (qid := self._sample.get((file, entity.name))) is not None:
                yield (
                    entity.id,
                    GoldCluster(id=qid, kind=entity.kind, name=entity.name, wikidata=qid),
                )

    def _truth(self, name: str, telling: Telling) -> Iterator[tuple[LocalId, GoldCluster]]:
        """Say which cluster of the gold each entity is, by the words that they share."""
        marked = [one for one in self._gold.mentions if one.at.article == name]
        votes: Counter[tuple[LocalId, str]] = Counter()
        for mention in telling.extract.mentions:
            place = telling.article.offsets.to_file(mention.span.start, mention.span.end)
            if place is None or mention.form is not MentionForm.NAME:
                continue
            at = FileSpan(article=name, start=place[0], end=place[1], text=mention.span.text)
            for one in marked:
                votes[mention.entity, one.cluster] += jaccard(at, one.at) >= SAME_NAME
        for entity, cluster in sorted(votes, key=lambda pair: (votes[pair], pair)):
            if votes[entity, cluster] and self._gold.clusters[cluster].wikidata != UNKNOWN:
                yield entity, self._gold.clusters[cluster]


def _tellings(path: Path) -> Iterator[Telling]:
    for article in read_file(path):
        extract = _extractor().extract(article)
        yield Telling(article=article, extract=extract, documents=(article.document,))


@cache
def _extractor() -> Extractor:
    return Extractor()


def _choice(cluster: GoldCluster, clues: Clues, ranking: Ranking) -> Iterator[Choice]:
    """Give the choice that a ranking is; none where the right entry is no candidate."""
    ids = [one.candidate.known.qid for one in ranking.scored]
    if cluster.wikidata == NIL or cluster.wikidata in ids:
        nil = nil_features(clues)
        yield Choice(
            cluster=cluster.id,
            candidates=tuple(one.features for one in ranking.scored),
            nil=nil,
            right=len(ids) if cluster.wikidata == NIL else ids.index(cluster.wikidata),
            common="common_name" in nil,
        )


def weighed(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Let what is named again count less, and namesakes as much as they are common."""
    choices = list(choices)
    often = Counter((one.cluster, one.invented) for one in choices)
    sums: dict[tuple[bool, bool], float] = Counter()
    for one in choices:
        if "person" in one.nil:
            sums[one.invented, one.common] += often[one.cluster, one.invented] ** -0.5
    for one in choices:
        weight = often[one.cluster, one.invented] ** -0.5
        if one.invented:
            known = sum(
                often[o.cluster, False] ** -0.5
                for o in choices
                if not o.invented and o.common == one.common
            )
            played = sum(
                often[o.cluster, True] ** -0.5
                for o in choices
                if o.invented and o.common == one.common
            )
            weight *= NAMESAKES[one.common] * known / played
        yield replace(one, weight=weight)


def loss(choices: Sequence[Choice], weights: Weights) -> float:
    """Give the mean of minus the logarithm of the probability of what is right."""
    total = math.fsum(one.weight for one in choices)
    return (
        -math.fsum(
            one.weight * math.log(weights.probabilities(one.candidates, one.nil)[one.right])
            for one in choices
        )
        / total
    )


def fit(choices: Sequence[Choice], former: Weights) -> Weights:
    """Find the likeliest weights near those before, by gradient ascent."""
    candidate, none = dict(former.candidate), dict(former.none)
    for _ in range(STEPS):
        weights = replace(former, candidate=candidate, none=none)
        up_candidate, up_none = gradient(choices, weights)
        for own, first, up in (
            (candidate, former.candidate, up_candidate),
            (none, former.none, up_none),
        ):
            for name, value in own.items():
                pull = (first[name] - value) / SPREAD**2
                own[name] = _same_sign(value + RATE * (up[name] + pull), first[name])
    return replace(
        former,
        candidate={name: round(value, 2) for name, value in candidate.items()},
        none={name: round(value, 2) for name, value in none.items()},
    )


def gradient(choices: Sequence[Choice], weights: Weights) -> tuple[Counter[str], Counter[str]]:
    """Give how the likelihood grows with each weight."""
    of_candidates: dict[str, float] = Counter()
    of_none: dict[str, float] = Counter()
    for one in choices:
        *shares, none = weights.probabilities(one.candidates, one.nil)
        for index, (features, share) in enumerate(zip(one.candidates, shares, strict=True)):
            for name, value in features.items():
                of_candidates[name] += one.weight * value * ((index == one.right) - share)
        for name, value in one.nil.items():
            of_none[name] += one.weight * value * (one.is_none - none)
    return of_candidates, of_none


def _same_sign(value: float, first: float) -> float:
    return max(value, 0.0) if first >= 0 else min(value, 0.0)


def write(weights: Weights) -> None:
    """Put the weights into the file, which keeps its comments."""
    path = resource("data") / "linking" / "weights.yaml"
    text = path.read_text(encoding="utf-8")
    for name, value in (*weights.candidate.items(), *weights.none.items()):
        text = re.sub(rf"^(  {name}): .*$", rf"\1: {value}", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
