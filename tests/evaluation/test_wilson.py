"""How sure a share is that was counted on a sample."""

from __future__ import annotations

import pytest

from hkgraph.evaluation.wilson import wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_intervals_are_those_of_the_literature(hits, total, low, high):
    """Newcombe (1998), table I: method 3."""
    assert [round(end, 4) for end in wilson(hits, total)] == [low, high]


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)
