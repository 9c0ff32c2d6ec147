"""The queue before the places of quick queries."""

import asyncio
import math

import pytest

from hkgraph.server.refusals import Refused
from hkgraph.server.workers.limits import Limits
from hkgraph.server.workers.places import Places


def run(body):
    async def main():
        limits = Limits(quick=1, waiting=2)
        places = Places(limits)
        for _ in range(limits.quick):
            await places.enter()
        await body(places)

    asyncio.run(main())


async def wait_in_line(places):
    task = asyncio.create_task(places.enter())
    await asyncio.sleep(0)
    return task


def test_a_place_goes_to_whoever_came_first():
    async def body(places):
        first, second = await wait_in_line(places), await wait_in_line(places)
        places.leave()
        await first
        assert not second.done()
        places.leave()
        await second

    run(body)


def test_who_has_waited_too_long_is_turned_away():
    async def body(places):
        task = await wait_in_line(places)
        places.turn_away(0.0)
        await asyncio.sleep(0)
        assert not task.done()
        places.turn_away(math.inf)
        with pytest.raises(Refused):
            await task
        assert places.waiting == 0

    run(body)


def test_a_line_that_is_too_long_grows_no_more():
    async def body(places):
        tasks = [await wait_in_line(places) for _ in range(2)]
        with pytest.raises(Refused):
            await places.enter()
        for task in tasks:
            task.cancel()

    run(body)


@pytest.mark.parametrize("given_first", [False, True])
def test_the_place_of_one_who_has_gone_is_not_lost(given_first):
    async def body(places):
        gone, next_one = await wait_in_line(places), await wait_in_line(places)
        if given_first:
            places.leave()
            gone.cancel()
        else:
            gone.cancel()
            await asyncio.sleep(0)
            places.leave()
        await asyncio.wait_for(next_one, 1)
        assert gone.cancelled()

    run(body)
