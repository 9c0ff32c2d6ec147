"""Work spread over processes, with results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from hkgraph.errors import HkgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

A = TypeVar("A")
B = TypeVar("B")

#: Tasks that wait for each worker; more would only fill memory.
WAITING = 32


def spread(work: Callable[[A], B], tasks: Iterable[A], *, workers: int) -> Iterator[B]:
    """Do each task, in this process if there is to be no more than one worker.

    Processes are spawned, never forked: a database may be open here.

    Args:
        work: A function of a module, so that another process finds it.
        tasks: Taken as they are needed, so that few are in memory at a time.

    Raises:
        HkgraphError: A worker died.
    """
    if workers <= 1:
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            waiting = iter(tasks)
            while batch := list(islice(waiting, WAITING * workers)):
                yield from pool.map(work, batch)
    except BrokenProcessPool as exc:
        raise HkgraphError(
            f"one of {workers} workers died", hint="It may lack memory: try with --workers 1."
        ) from exc
