"""The best one-to-one pairing of two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def best_total(weights: Sequence[Sequence[float]]) -> float:
    """Give the greatest sum that pairs of one row and one column can reach.

    Args:
        weights: One row of equal length for each on the left; none negative.

    >>> best_total([[3, 2], [2, 0]])
    4.0
    """
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    return float(-_Assignment([[-weight for weight in row] for row in weights]).cost())


class _Assignment:
    """The Hungarian method with potentials: rows join one by one, each by a cheapest path.

    Rows and columns count from 1; column 0 stands for the row that is joining.
    """

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        """Take costs with no more rows than columns."""
        self._costs = costs
        self._rows = [0.0] * (len(costs) + 1)
        self._columns = [0.0] * (len(costs[0]) + 1)
        self._owner = [0] * (len(costs[0]) + 1)

    def cost(self) -> float:
        for row in range(1, len(self._costs) + 1):
            self._join(row)
        pairs = [(row, column) for column, row in enumerate(self._owner) if row and column]
        return sum(self._costs[row - 1][column - 1] for row, column in pairs)

    def _join(self, row: int) -> None:
        size = len(self._owner)
        self._owner[0] = row
        slack, via, done = [float("inf")] * size, [0] * size, [False] * size
        column = 0
        while self._owner[column]:
            done[column] = True
            self._relax(column, slack, via, done)
            column = min((j for j in range(size) if not done[j]), key=lambda j: slack[j])
            self._shift(slack[column], slack, done)
        while column:
            self._owner[column] = self._owner[via[column]]
            column = via[column]

    def _relax(self, column: int, slack: list[float], via: list[int], done: list[bool]) -> None:
        row = self._owner[column]
        for j in range(1, len(slack)):
            reduced = self._costs[row - 1][j - 1] - self._rows[row] - self._columns[j]
            if not done[j] and reduced < slack[j]:
                slack[j], via[j] = reduced, column

    def _shift(self, step: float, slack: list[float], done: list[bool]) -> None:
        for j, visited in enumerate(done):
            if visited:
                self._rows[self._owner[j]] += step
                self._columns[j] -= step
            else:
                slack[j] -= step
