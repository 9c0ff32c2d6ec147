"""Counts on the development half of the gold corpus how often each rule is right.

Writes data/confidence/rules.tsv, from which extraction takes its confidences. The articles from
d21 on count as they were first read, since rules look better on what they were made with; the
counts of that reading stand in data/confidence/first-reading.tsv.

    python benchmarks/calibrate.py
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.evaluation.evaluate import judge
from hkgraph.extraction.confidence import family_of
from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.evaluation.reliability import Judged

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "development"
FIRST_UNSEEN = "d21"


def cases() -> Iterator[Judged]:
    """Iterate over what was checked in the articles that rules were made with from the start."""
    for path in sorted(GOLD.glob("*.yaml")):
        if path.name < FIRST_UNSEEN:
            yield from next(judge(path)).evaluation.judged


def main() -> None:
    """Count, and write the table."""
    right: Counter[tuple[str, str]] = Counter()
    checked: Counter[tuple[str, str]] = Counter()
    folder = resource("data") / "confidence"
    with (folder / "first-reading.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            key = (row["rule"], row["what"])
            checked[key] += int(row["checked"])
            right[key] += int(row["right"])
    for case in cases():
        key = (family_of(case.rule), case.what)
        checked[key] += 1
        right[key] += case.is_right
    with (folder / "rules.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["rule", "what", "right", "checked"])
        table.writerows([*key, right[key], checked[key]] for key in sorted(checked))


if __name__ == "__main__":
    main()
