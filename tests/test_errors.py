"""The tree of errors: drawn as it is, and whole on the way back from another process."""

import pickle
import re

import pytest

from hkgraph import errors


def family(cls):
    yield cls
    for child in cls.__subclasses__():
        yield from family(child)


OURS = [cls for cls in family(errors.HkgraphError) if cls.__module__ == errors.__name__]


def test_the_drawn_tree_is_the_real_tree():
    drawn = re.findall(r"(\w+Error) +exit (\d+) +HTTP (\d+)", errors.__doc__)

    assert drawn == [(c.__name__, str(c.exit_code), str(c.http_status)) for c in OURS]


def test_the_drawing_shows_who_descends_from_whom():
    depth = {}
    for line in errors.__doc__.splitlines():
        if match := re.search(r"\w+Error", line):
            depth[match[0]] = match.start() // 4

    assert depth == {cls.__name__: len(cls.__mro__) - len(OURS[0].__mro__) for cls in OURS}


@pytest.mark.parametrize("cls", OURS)
def test_error_survives_the_way_back_from_a_worker(cls):
    error = pickle.loads(pickle.dumps(cls("a fact", hint="a mend")))

    assert (type(error), str(error), error.hint) == (cls, "a fact", "a mend")


@pytest.mark.parametrize("cls", OURS)
def test_error_needs_a_hint(cls):
    with pytest.raises(TypeError, match="hint"):
        cls("a fact")
