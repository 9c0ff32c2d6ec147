"""A real pool of real processes over a store of its own, and queries that behave badly.

Each test runs its own event loop to the end; the pool's processes must be gone by then.
"""

import asyncio
from contextlib import asynccontextmanager

import pytest
from pyoxigraph import RdfFormat, Store

from hkgraph.server.workers.jobs import Job
from hkgraph.server.workers.limits import Limits
from hkgraph.server.workers.pool import Pool

QUICK = "ASK { <x:s1> <x:p> ?o }"
# Counts for minutes, and writes nothing until it is done.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c + ?f > ?i + 1e9) }"
# Sorts as many rows as fit in memory, and then some.
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?i"
# Gives rows for as long as anyone takes them.
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pool") / "db"
    store = Store(str(folder))
    lines = "".join(f"<x:s{n}> <x:p> {n} .\n" for n in range(2_000))
    store.load(lines.encode(), format=RdfFormat.TURTLE)
    store.flush()
    return str(folder)


@pytest.fixture
def job(database):
    """Make a job."""

    def make(text, **options):
        values = {"solutions": "csv", "max_query_bytes": 10_000, "max_bytes": 10**9} | options
        return Job(database=database, text=text, seconds=60, **values)

    return make


@pytest.fixture
def pool_of(database):
    """Open a pool with the limits given, and see to it that it ends."""

    @asynccontextmanager
    async def opened(**limits):
        pool = Pool(Limits(**limits), lambda: database)
        try:
            yield pool
        finally:
            async with asyncio.timeout(20):
                await pool.close()

    return opened
