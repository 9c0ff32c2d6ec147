import asyncio
import os
from pathlib import Path

import pytest

from hkgraph.server.refusals import Refused
from hkgraph.server.workers.frames import CHUNK, END, HEAD, WHOLE, unpack_whole
from hkgraph.server.workers.runs import Lane
from server.workers.conftest import ENDLESS, GREEDY, QUICK, ROWS


async def answer(pool, job, seconds=30.0):
    """Run a job to its end; give the result."""
    run = await pool.start(job, seconds=seconds)
    try:
        content = b""
        while (frame := await run.receive()) and frame[0] not in (END, WHOLE):
            content += frame[1] if frame[0] == CHUNK else b""
        if frame is None:
            raise await pool.explain_death(run)
        return unpack_whole(frame[1])[1] if frame[0] == WHOLE else content
    finally:
        pool.finish(run)


async def until(condition):
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # it looks at the pool from outside
            await asyncio.sleep(0.01)


def children():
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for path in found for pid in path.read_text().split()}


def descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_query_is_answered(pool_of, job):
    async def run():
        async with pool_of() as pool:
            return await answer(pool, job(QUICK))

    assert asyncio.run(run()) == b"true"


def test_a_query_past_its_time_is_ended_and_the_next_one_is_answered(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1) as pool:
            with pytest.raises(Refused) as refused:
                await answer(pool, job(ENDLESS), seconds=0.5)
            return refused.value, await answer(pool, job(QUICK)), pool.killed

    refused, after, killed = asyncio.run(run())

    assert (refused.status_code, refused.details["limit"]) == (504, "seconds")
    assert after == b"true"
    assert killed == 1


def test_a_query_past_its_memory_is_ended_and_the_next_one_is_answered(pool_of, job):
    async def run():
        async with pool_of(quick=1, memory_bytes=30_000_000) as pool:
            with pytest.raises(Refused) as refused:
                await answer(pool, job(GREEDY))
            return refused.value, await answer(pool, job(QUICK))

    refused, after = asyncio.run(run())

    assert (refused.status_code, refused.details["limit"]) == (503, "memory")
    assert after == b"true"


def test_a_result_past_its_limit_is_cut_and_its_worker_goes_on(pool_of, job):
    async def run():
        async with pool_of(quick=1) as pool:
            with pytest.raises(Refused) as refused:
                await answer(pool, job(ROWS, max_bytes=1_000_000))
            return refused.value, await answer(pool, job(QUICK)), pool.killed

    refused, after, killed = asyncio.run(run())

    assert (refused.status_code, refused.details["limit"]) == (413, "result bytes")
    assert (after, killed) == (b"true", 0)


def test_look_ups_pass_long_queries_that_wait_for_each_other(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1) as pool:
            slow = [asyncio.create_task(answer(pool, job(ENDLESS))) for _ in range(3)]
            await until(lambda: pool.count(Lane.HELD) == 2)

            found = await answer(pool, job(QUICK))

            lanes = (pool.count(Lane.LONG), pool.count(Lane.HELD))
            await pool.close()
            await asyncio.gather(*slow, return_exceptions=True)
            return found, lanes

    assert asyncio.run(run()) == (b"true", (1, 2))


def test_a_held_query_goes_on_when_a_long_one_is_done(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1) as pool:
            first = asyncio.create_task(answer(pool, job(ENDLESS), seconds=2.0))
            second = asyncio.create_task(answer(pool, job(ENDLESS), seconds=2.0))
            await until(lambda: pool.count(Lane.HELD) == 1)
            return await asyncio.gather(first, second, return_exceptions=True)

    outcomes = asyncio.run(run())

    # The second ran for its own second too, since the time in which it was held is not counted.
    assert [one.details["limit"] for one in outcomes] == ["seconds", "seconds"]


def test_a_worker_that_was_stopped_as_it_ended_answers_the_next_query(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1) as pool:
            slow = asyncio.create_task(answer(pool, job(ENDLESS), seconds=8))
            await until(lambda: pool.count(Lane.LONG) == 1)
            first = await pool.start(job(QUICK), seconds=5)
            await first.receive()
            pool._lanes._demote(first)  # as happens when it is looked at in that moment
            assert first.lane is Lane.HELD
            pool.finish(first)
            async with asyncio.timeout(1.5):
                found = await answer(pool, job(QUICK))
            await pool.close()
            await asyncio.gather(slow, return_exceptions=True)
            return found

    assert asyncio.run(run()) == b"true"


def test_a_query_that_is_held_too_long_is_refused(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1, waiting_seconds=0.5) as pool:
            slow = [asyncio.create_task(answer(pool, job(ENDLESS), seconds=8)) for _ in range(2)]
            done, _ = await asyncio.wait(slow, return_when=asyncio.FIRST_COMPLETED)
            refused = done.pop().exception()
            await pool.close()
            await asyncio.gather(*slow, return_exceptions=True)
            return refused

    refused = asyncio.run(run())

    assert (refused.status_code, refused.details["limit"]) == (503, "waiting seconds")
    assert refused.headers["Retry-After"] == "10"


def test_more_queries_than_may_wait_are_refused_at_once(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1, waiting=1) as pool:
            jobs = [asyncio.create_task(answer(pool, job(QUICK))) for _ in range(3)]
            return await asyncio.gather(*jobs, return_exceptions=True)

    first, second, third = asyncio.run(run())

    assert (first, second) == (b"true", b"true")
    assert (third.status_code, third.details["limit"]) == (503, "waiting queries")


def test_a_client_that_takes_its_time_takes_no_place(pool_of, job):
    async def run():
        async with pool_of(quick=1, long=1) as pool:
            slow = await pool.start(job(ROWS), seconds=30)
            assert (await slow.receive())[0] == HEAD
            slow.wait_for_client()
            await until(lambda: slow.lane is Lane.ASIDE)

            found = await answer(pool, job(QUICK))
            slow.client_is_back()
            more = await slow.receive()
            pool.finish(slow)
            return found, more[0]

    assert asyncio.run(run()) == (b"true", CHUNK)


def test_a_client_that_takes_nothing_for_too_long_is_cut_off(pool_of, job):
    async def run():
        async with pool_of(stalled_seconds=0.3) as pool:
            slow = await pool.start(job(ROWS), seconds=30)
            await slow.receive()
            slow.wait_for_client()
            await until(lambda: slow.ended)
            pool.finish(slow)
            return slow.ended["limit"]

    assert asyncio.run(run()) == "transfer seconds"


def test_a_worker_that_dies_on_its_own_is_explained_and_replaced(pool_of, job):
    async def run():
        async with pool_of(quick=1) as pool:
            run = await pool.start(job(ENDLESS), seconds=30)
            os.kill(run.process.pid, 11)
            frame = await run.receive()
            refused = await pool.explain_death(run)
            pool.finish(run)
            return frame, refused.details["limit"], await answer(pool, job(QUICK))

    assert asyncio.run(run()) == (None, "complexity", b"true")


def test_no_process_and_no_descriptor_is_left(pool_of, job):
    async def run():
        async with pool_of(quick=2, long=1) as pool:
            jobs = [job(ENDLESS), job(QUICK), job(GREEDY), job("SELECT"), job(QUICK)]
            tasks = [asyncio.create_task(answer(pool, one, seconds=0.5)) for one in jobs]
            await asyncio.gather(*tasks, return_exceptions=True)

    before = descriptors(), children()

    asyncio.run(run())

    assert (descriptors(), children()) == before


def test_workers_die_with_a_loop_that_nobody_closed_them_in(database, job, pool_of):
    from hkgraph.server.workers.limits import Limits
    from hkgraph.server.workers.pool import Pool

    async def run():
        pool = Pool(Limits(), lambda: database)
        await answer(pool, job(QUICK))

    before = children()

    asyncio.run(run())

    assert children() == before
