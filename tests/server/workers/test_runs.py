"""The time of a query: what it waits is never counted, nor counted twice."""

import time

from hkgraph.server.workers.runs import Lane, Run


def test_a_query_held_while_its_client_is_slow_waits_once():
    run = Run(process=None, seconds=1.0)
    run.enter(Lane.HELD)
    run.wait_for_client()
    time.sleep(0.05)
    run.enter(Lane.LONG)
    run.client_is_back()

    assert 0 <= run.worked(time.monotonic()) < 0.05
    assert run.waited >= 0.05


def test_a_query_goes_on_only_when_nothing_keeps_it():
    run = Run(process=None, seconds=1.0)
    run.wait_for_client()
    run.enter(Lane.HELD)
    run.client_is_back()
    time.sleep(0.02)

    assert run.worked(time.monotonic()) < 0.02
