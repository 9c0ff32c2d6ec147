import gzip
import json
import socket
from contextlib import contextmanager

import brotli
import pytest

from hkgraph.server.workers.frames import CHUNK, END, WHOLE, read_frame, unpack_whole
from hkgraph.server.workers.output import HeadOnlyError, Output, ResultTooLargeError


@contextmanager
def output(**options):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        values = {"encoding": "", "max_bytes": 1_000_000, "head_only": False} | options
        yield Output(ours, **values), theirs.makefile("rb")


def read_all(sock):
    frames = []
    while not frames or frames[-1][0] != END:
        frames.append(read_frame(sock))
    return frames


def test_a_short_result_comes_at_once_and_says_that_it_is_all():
    with output(encoding="gzip") as (out, theirs):
        out.begin({"format": "csv"}, row_mark=b"\n")
        out.write(b"a\n1\n")
        out.finish()

        kind, frame = read_frame(theirs)

    head, content = unpack_whole(frame)
    assert kind == WHOLE
    assert json.loads(head) == {"format": "csv", "rows": 2}
    assert content == b"a\n1\n"


@pytest.mark.parametrize(
    ("encoding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_a_long_result_is_compressed_as_the_client_takes_it(encoding, decode):
    with output(encoding=encoding) as (out, theirs):
        out.begin({"format": "csv"}, row_mark=b"")
        for _ in range(40):
            out.write(b"0123456789" * 500)
        out.finish()

        head, *rest = read_all(theirs)

    assert json.loads(head[1])["encoding"] == encoding
    assert decode(b"".join(f[1] for f in rest if f[0] == CHUNK)) == b"0123456789" * 20_000


def test_a_result_over_its_limit_is_stopped():
    with output(max_bytes=100) as (out, _):
        out.begin({"format": "csv"}, row_mark=b"")
        out.write(b"a" * 100)

        with pytest.raises(ResultTooLargeError):
            out.write(b"a")


def test_whoever_wants_the_head_alone_gets_no_more():
    with output(head_only=True) as (out, theirs):
        with pytest.raises(HeadOnlyError):
            out.begin({"format": "csv"}, row_mark=b"")
        out.finish()

        kind, frame = read_frame(theirs)

    assert (kind, unpack_whole(frame)[1]) == (WHOLE, b"")
