"""Writes of one turn of the loop go out together."""

import asyncio

from hkgraph.server.gathering import Gathering


class Wire:
    def __init__(self):
        self.sent = []

    def write(self, data):
        self.sent.append(data)

    def close(self):
        self.sent.append("closed")

    def is_closing(self):
        return self.sent[-1:] == ["closed"]


def run(body):
    async def main():
        wire = Wire()
        await body(Gathering(wire, asyncio.get_running_loop()), wire.sent)

    asyncio.run(main())


def test_what_is_written_in_one_turn_is_one_packet():
    async def body(gathering, sent):
        gathering.write(b"head ")
        gathering.write(b"body")
        assert sent == []
        await asyncio.sleep(0)
        gathering.write(b"next")
        await asyncio.sleep(0)
        assert sent == [b"head body", b"next"]

    run(body)


def test_nothing_is_lost_when_it_is_closed():
    async def body(gathering, sent):
        gathering.write(b"last words")
        gathering.close()
        await asyncio.sleep(0)
        assert sent == [b"last words", "closed"]
        assert gathering.is_closing()

    run(body)


def test_much_is_not_held_back():
    async def body(gathering, sent):
        gathering.write(b"head ")
        gathering.write(b"x" * 100_000)
        assert [len(part) for part in sent] == [100_005]

    run(body)
