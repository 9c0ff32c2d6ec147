"""Work spread over processes: in order, little at a time, and told when a process dies."""

import os

import pytest

from hkgraph.errors import HkgraphError
from hkgraph.workers import WAITING, spread


def test_one_worker_is_this_process():
    assert set(spread(lambda _: os.getpid(), [1, 2], workers=1)) == {os.getpid()}


def test_results_come_in_the_order_of_the_tasks():
    numbers = range(-3 * WAITING, 0)

    assert list(spread(abs, numbers, workers=2)) == [abs(n) for n in numbers]


def test_tasks_are_taken_as_they_are_needed():
    taken = []
    results = spread(abs, (taken.append(n) or n for n in range(1000)), workers=2)

    next(results)

    assert len(taken) == 2 * WAITING
    results.close()


def test_worker_that_dies_is_told():
    with pytest.raises(HkgraphError, match="one of 2 workers died") as told:
        list(spread(os._exit, [1, 1], workers=2))

    assert "--workers 1" in told.value.hint
