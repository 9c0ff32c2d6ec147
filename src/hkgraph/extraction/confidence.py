"""How sure a statement is: how often its rule was right where somebody checked.

The counts are data, in ``data/confidence``; ``benchmarks/calibrate.py`` makes them.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


#: So many checked cases weigh as much as what is known of wider families.
PRIOR_WEIGHT = 5.0
#: What a rule is worth of which nothing at all is known, and how firmly.
_UNKNOWN = 0.8
SPEAKER = "speaker"

Family = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """Checked cases by family of rules, from the widest to the single rule.

    Attributes:
        right: How many were right.
        total: How many were checked.
    """

    right: Counter[Family]
    total: Counter[Family]

    def estimate(self, rule: str, what: str) -> float:
        """Estimate how often a rule is right, 0 to 1 with two digits.

        The less a rule was checked, the more it is taken for what its family is worth
        (an empirical Bayes estimate, from the widest family inwards).
        """
        share = _UNKNOWN
        for family in _families(rule, what):
            right = self.right[family] + PRIOR_WEIGHT * share
            share = right / (self.total[family] + PRIOR_WEIGHT)
        return round(share, 2)


def experience(cases: Iterable[tuple[str, str, int, int]]) -> Experience:
    """Add cases up by family.

    Args:
        cases: Family of the rule, what it states, how often right, of how many.
    """
    right: Counter[Family] = Counter()
    total: Counter[Family] = Counter()
    for rule, what, right_here, here in cases:
        for family in _families(rule, what):
            right[family] += right_here
            total[family] += here
    return Experience(right=right, total=total)


def family_of(rule: str) -> str:
    """Give the rule without the word that triggered it.

    >>> family_of("event:arrest/detain")
    'event:arrest'
    """
    return rule.partition("/")[0]


def _families(rule: str, what: str) -> Iterator[Family]:
    """Give the families of a rule, the widest first."""
    yield (what,) if what == SPEAKER else ()
    kind = rule.partition(":")[0]
    yield (kind, what)
    yield (kind, what, family_of(rule))


def read_experience(path: Path) -> Experience:
    """Read a table of counts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        cases = [(r["rule"], r["what"], int(r["right"]), int(r["checked"])) for r in rows]
    return experience(cases)


@cache
def _known() -> Experience:
    return read_experience(resource("data") / "confidence" / "rules.tsv")


def earned(rule: str, what: str) -> float:
    """Give the confidence that a rule has earned in stating something, 0 to 1 with two digits.

    Args:
        what: The predicate, or ``SPEAKER`` of quotations.
    """
    return _known().estimate(rule, what)
