"""The model: a weighted sum for each candidate and for none of them, and their softmax.

Source: conditional logit (McFadden 1974), where "none of them" is one of the choices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml

from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each feature counts, and where the bands begin.

    Attributes:
        candidate: In logits, by feature; ``none`` likewise.
        auto: Probability from which a candidate is linked without a person's word.
        review: Probability from which a person should see it.
    """

    candidate: Mapping[str, float]
    none: Mapping[str, float]
    auto: float = 0.95
    review: float = 0.3

    def probabilities(
        self, candidates: Sequence[Mapping[str, float]], nil: Mapping[str, float]
    ) -> list[float]:
        """Give the probability of each candidate, and last that of none of them; they sum to 1."""
        logits = [_sum(self.candidate, one) for one in candidates] + [_sum(self.none, nil)]
        top = max(logits)
        shares = [math.exp(logit - top) for logit in logits]
        total = math.fsum(shares)
        return [share / total for share in shares]


def _sum(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return math.fsum(weights[name] * value for name, value in features.items())


def read_weights(path: Path) -> Weights:
    """Read a file of weights."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Weights(
        candidate=loaded["candidate"],
        none=loaded["none"],
        auto=loaded["bands"]["auto"],
        review=loaded["bands"]["review"],
    )


@cache
def load_weights() -> Weights:
    """Read the weights that were fitted; once a process."""
    return read_weights(resource("data") / "linking" / "weights.yaml")
