"""Queries that would never end: they are ended, told so, and nobody else notices."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from conformance.processes import family
from conformance.wire import PROBLEM

SIX = " . ".join(f"?{s} ?{p} ?{o}" for s, p, o in ("abc", "def", "ghi", "jkl", "mno", "pqr"))
LETTERS = ", ".join(f"STR(?{name})" for name in "adgjmr")
ANY = "(<urn:p>|!<urn:p>)"
RUNAWAYS = {
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {SIX} }}",
    "distinct": f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) {{ {SIX} }}",
    "order by everything": f"SELECT * {{ {SIX} }} ORDER BY ?a ?e ?i ?p",
    "group by everything": f"SELECT ?a (COUNT(*) AS ?n) {{ {SIX} }} GROUP BY ?a ?e ?i ?m",
    "path flood": f"SELECT (COUNT(*) AS ?n) {{ {SIX} . ?a {ANY}* ?r . ?d {ANY}+ ?o }}",
    "no row": f"ASK {{ {SIX} FILTER(STRLEN(CONCAT({LETTERS})) < 1) }}",
    "not exists": f"ASK {{ {SIX} FILTER NOT EXISTS {{ ?a ?x ?y . ?z ?w ?v }} }}",
    "values": "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
        " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(200)))} }}" for name in "abcdef")
    ),
    "concat": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) {{ {SIX} }}",
    "regex": f"ASK {{ {SIX} FILTER REGEX(CONCAT({LETTERS}), '^(a|aa|aaa)+(b|bb)+$') }}",
    "construct": f"CONSTRUCT {{ <urn:s> <urn:p> 1 }} {{ {SIX} }}",
    "describe": f"DESCRIBE ?a {{ {SIX} FILTER(STRLEN(CONCAT({LETTERS})) < 1) }}",
    "subselect": f"SELECT * {{ {{ SELECT (COUNT(*) AS ?n) {{ {SIX} }} }} }}",
}
each_runaway = pytest.mark.parametrize("case", RUNAWAYS)
SOON_SECONDS = 20


@each_runaway
def test_a_query_without_an_end_is_ended_and_told_which_limit_it_passed(hasty, case):
    began = time.monotonic()
    reply = hasty.post(RUNAWAYS[case])

    problem = reply.json()
    assert time.monotonic() - began < SOON_SECONDS
    assert (reply.status, reply.kind) in [(504, PROBLEM), (503, PROBLEM), (413, PROBLEM)]
    assert "limit" in problem or "second" in problem["title"] or "memory" in problem["title"]
    assert problem["hint"]


def test_a_query_past_its_time_is_504_and_names_the_seconds(hasty):
    problem = hasty.post(RUNAWAYS["cross product"]).json()

    assert problem["status"] == 504
    assert "1 second" in problem["title"]


def test_a_query_past_its_memory_is_ended(small):
    numbers = " ".join(map(str, range(1_000)))
    query = (
        f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?t {{ VALUES ?a {{ {numbers} }} "
        f"VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} "
        "BIND(CONCAT('a long text to fill the memory with, again and again ', "
        "STR(?a), STR(?b), STR(?c)) AS ?t) } }"
    )

    reply = small.post(query)

    assert (reply.status, reply.kind) == (503, PROBLEM)
    assert "memory" in reply.json()["title"]


def test_everything_else_goes_on_meanwhile(hasty):
    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(hasty.post, RUNAWAYS["cross product"]) for _ in range(6)]
        seconds = []
        while not all(future.done() for future in running):
            began = time.monotonic()
            assert hasty.get("/health").status == 200
            seconds.append(time.monotonic() - began)
            time.sleep(0.02)

    assert max(seconds) < 2
    assert {future.result().status for future in running} <= {503, 504}


def test_honest_queries_are_answered_after_every_runaway(hasty):
    for query in list(RUNAWAYS.values())[:3]:
        hasty.post(query)
        assert hasty.truth("ASK { ?s ?p ?o }")


def test_no_process_is_left_behind(hasty):
    assert hasty.truth("ASK {}")
    before = len(family(hasty.pid))

    for _ in range(4):
        hasty.post(RUNAWAYS["cross product"])
    assert hasty.truth("ASK {}")
    time.sleep(1)

    assert abs(len(family(hasty.pid)) - before) <= 1


@pytest.mark.parametrize("seconds", ["1", "0.5"])
@pytest.mark.parametrize("way", ["url", "form"])
def test_a_client_may_ask_for_less_time(client, seconds, way):
    began = time.monotonic()
    if way == "url":
        reply = client.query(RUNAWAYS["cross product"], timeout=seconds)
    else:
        body = f"timeout={seconds}&query={RUNAWAYS['cross product']}".replace("+", "%2B")
        reply = client.post(body, "application/x-www-form-urlencoded")

    assert reply.status == 504
    assert time.monotonic() - began < 10


def test_a_client_cannot_have_more_time_than_there_is(hasty):
    began = time.monotonic()
    reply = hasty.query(RUNAWAYS["cross product"], timeout="3600")

    assert reply.status in (400, 504)
    assert time.monotonic() - began < SOON_SECONDS


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "", "nan", "inf", "1e999", "1;2"])
def test_a_time_that_is_none_is_a_fault_of_the_client(client, seconds):
    reply = client.query("ASK {}", timeout=seconds)

    assert (reply.status, reply.kind) in [(400, PROBLEM), (200, "application/sparql-results+json")]
    assert reply.status == 400 or seconds in ("inf", "1e999")


def test_more_queries_than_can_wait_are_turned_away_with_a_time_to_come_back(small):
    with ThreadPoolExecutor(30) as pool:
        replies = list(pool.map(lambda _: small.post(RUNAWAYS["cross product"]), range(30)))

    statuses = {reply.status for reply in replies}
    waiting = [reply for reply in replies if reply.status == 503]
    assert statuses <= {503, 504, 429}
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in waiting)
    assert small.truth("ASK {}")
