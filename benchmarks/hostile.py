"""Requests that mean no good: each is sent as it is, and a server should outlive it.

    .venv/bin/python benchmarks/hostile.py HOST PORT NUMBER AT_ONCE

Prints a line for each: its kind, and the status that it was answered with, or what else came of it.
"""

from __future__ import annotations

import random
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

Address = tuple[str, int]
PATIENCE_SECONDS = 60
_ANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"


def _get(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def _post(query: bytes) -> bytes:
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: {len(query)}\r\n"
    return head.encode() + b"Content-Type: application/sparql-query\r\n\r\n" + query


QUERIES: dict[str, Callable[[random.Random], bytes]] = {
    "deep groups": lambda r: _post(b"ASK " + b"{" * r.randint(200, 20_000)),
    "deep brackets": lambda r: _post(b"ASK { FILTER(" + b"(" * r.randint(200, 50_000)),
    "cross product": lambda r: _get(
        f"SELECT (COUNT(*) AS ?n) {{ {_ANY} FILTER(?c>{r.random()}) }}"
    ),
    "endless rows": lambda r: _get(f"SELECT * {{ {_ANY} }} # {r.random()}"),
    "sort of everything": lambda r: _get(f"SELECT * {{ {_ANY} }} ORDER BY ?{r.choice('acfi')}"),
    "group of everything": lambda r: _get(
        f"SELECT ?c (GROUP_CONCAT(?f) AS ?x) {{ {_ANY} }} GROUP BY ?c # {r.random()}"
    ),
    "many values": lambda r: _post(
        b"ASK { VALUES ?x { " + b"1 " * r.randint(50_000, 400_000) + b"} ?x ?y ?z }"
    ),
    "regular expressions": lambda r: _get(
        f'ASK {{ ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(a|b|ab)*{r.random()}$")) }}'
    ),
    "paths of everything": lambda r: _get(
        f"SELECT (COUNT(*) AS ?n) {{ ?a (!<x:{r.random()}>)* ?b . ?b (!<x:y>)+ ?c }}"
    ),
    "path alternatives": lambda r: _post(
        b"ASK { ?a " + b"|".join(b"<x:%d>" % n for n in range(r.randint(3_000, 30_000))) + b" ?b }"
    ),
    "huge body": lambda _: _post(b"A" * 10_000_000),
    "garbage": lambda r: r.randbytes(2_000) + b"\r\n\r\n",
    "pipelined": lambda r: _get("ASK {}") * r.randint(5, 50) + b"GET\r\n\r\n",
}


def ask(address: Address, content: bytes) -> str:
    """Send it all and read the answer to its end, or as much as is to be had in a second."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        sock.sendall(content)
        start = sock.recv(65_536)
        deadline = time.monotonic() + 1
        while start and time.monotonic() < deadline and sock.recv(1 << 16):
            pass
    return start[9:12].decode("latin-1") or "closed"


def slow_reader(address: Address, rng: random.Random) -> str:
    """Ask for very much and read a byte now and then."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        sock.sendall(QUERIES["endless rows"](rng))
        for _ in range(10):
            sock.recv(1)
            time.sleep(0.5)
    return "slow"


def slow_writer(address: Address, rng: random.Random) -> str:
    """Send a head or a body a byte at a time, and give up in the middle."""
    content = _post(b"ASK {}") if rng.random() < 0.5 else _get("ASK {}")
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        for place in range(30):
            sock.sendall(content[place : place + 1])
            time.sleep(0.2)
    return "slow"


def half_closer(address: Address, rng: random.Random) -> str:
    """Ask, say that there is no more to come, and listen."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        sock.sendall(QUERIES["cross product"](rng))
        sock.shutdown(socket.SHUT_WR)
        return sock.recv(100)[9:12].decode("latin-1") or "closed"


def hang_up(address: Address, rng: random.Random) -> str:
    """Ask for much and leave."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        sock.sendall(QUERIES[rng.choice(["cross product", "endless rows"])](rng))
        time.sleep(rng.random() * 0.3)
    return "left"


def aborted_upload(address: Address, rng: random.Random) -> str:
    """Promise a body and leave before it is sent."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as sock:
        sock.sendall(_post(b"A" * 500_000)[: rng.randint(200, 400_000)])
    return "left"


MANNERS = (slow_reader, slow_writer, half_closer, hang_up, aborted_upload)


def attack(address: Address, number: int, seed: int) -> tuple[str, str]:
    """Send one hostile request; give its kind and what came of it."""
    rng = random.Random(f"{seed} {number}")  # noqa: S311
    kinds = [*QUERIES, *(one.__name__ for one in MANNERS)]
    kind = kinds[number % len(kinds)]
    outcome = "closed"
    with suppress(OSError):
        if kind in QUERIES:
            outcome = ask(address, QUERIES[kind](rng))
        else:
            outcome = next(one for one in MANNERS if one.__name__ == kind)(address, rng)
    return kind, outcome


def main() -> None:
    host, port, number, at_once = sys.argv[1], *map(int, sys.argv[2:5])
    with ThreadPoolExecutor(at_once) as threads:
        for kind, outcome in threads.map(lambda n: attack((host, port), n, 1), range(number)):
            print(f"{kind} → {outcome}")


if __name__ == "__main__":
    main()
