"""Pairs that may be one thing, as the build that made a generation left them: a list beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hkgraph.errors import StoreError

FILE = "doubts.tsv"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Doubt:
    """Two nodes that may be one thing, which nobody has judged.

    Attributes:
        score: 0 to 1, how surely they are one.
        left: A node, or what one article alone means by it.
        reasons: What speaks for and against it, in a few words each.
    """

    score: float
    left: str
    right: str
    reasons: tuple[str, ...] = ()

    def line(self) -> str:
        """Write as one line of tab-separated values."""
        reasons = json.dumps(self.reasons, ensure_ascii=False)
        return "\t".join((f"{self.score:.4f}", self.left, self.right, reasons))

    @classmethod
    def parse(cls, line: str) -> Doubt:
        """Read what ``line`` wrote.

        Raises:
            StoreError: It is something else.
        """
        try:
            score, left, right, reasons = line.split("\t")
            return cls(
                score=float(score), left=left, right=right, reasons=tuple(json.loads(reasons))
            )
        except ValueError as exc:
            raise StoreError(
                f"the list of doubtful pairs has a line that is none: {line[:60]!r}",
                hint="Return to the generation before it: hkgraph rollback.",
            ) from exc
