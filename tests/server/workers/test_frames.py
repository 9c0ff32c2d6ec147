import socket

from hypothesis import given
from hypothesis import strategies as st

from hkgraph.server.workers.frames import CHUNK, END, HEAD, Splitter, pack, read_frame

frames = st.lists(st.tuples(st.sampled_from([HEAD, CHUNK, END]), st.binary(max_size=50)))


@given(frames, st.integers(1, 40))
def test_frames_come_out_whole_however_they_are_cut_on_the_way(sent, size):
    stream = b"".join(pack(kind, content) for kind, content in sent)
    splitter = Splitter()

    parts = (stream[i : i + size] for i in range(0, len(stream), size))
    found = [frame for part in parts for frame in splitter.feed(part)]

    assert found == sent


def test_a_frame_is_read_whole_from_a_socket():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(pack(CHUNK, b"some bytes"))

        assert read_frame(theirs.makefile("rb")) == (CHUNK, b"some bytes")


def test_a_frame_that_was_cut_off_is_none_at_all():
    ours, theirs = socket.socketpair()
    with theirs:
        with ours:
            ours.sendall(pack(CHUNK, b"some bytes")[:-3])

        assert read_frame(theirs.makefile("rb")) is None
