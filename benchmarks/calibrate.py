"""Counts on the development half of the gold corpus how often each rule is right.

Writes data/confidence/rules.tsv, from which extraction takes its confidences.

    python benchmarks/calibrate.py
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from hkgraph.evaluation.evaluate import judge
from hkgraph.extraction.confidence import family_of
from hkgraph.resources import resource

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "development"


def main() -> None:
    """Count, and write the table."""
    right: Counter[tuple[str, str]] = Counter()
    checked: Counter[tuple[str, str]] = Counter()
    for case in (case for part in judge(GOLD) for case in part.evaluation.judged):
        key = (family_of(case.rule), case.what)
        checked[key] += 1
        right[key] += case.is_right
    with (resource("data") / "confidence" / "rules.tsv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["rule", "what", "right", "checked"])
        table.writerows([*key, right[key], checked[key]] for key in sorted(checked))


if __name__ == "__main__":
    main()
