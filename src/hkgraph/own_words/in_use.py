"""Which own words count for what is being done: those of one store, in one thread, for a time.

Extraction asks for names at hundreds of places, in worker processes too; they are no argument of
each of its functions, as the bundled ones are none.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from hkgraph.own_words.records import NO_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.own_words.records import OwnWords

_IN_USE: ContextVar[OwnWords] = ContextVar("own_words", default=NO_WORDS)


def own_words() -> OwnWords:
    """Give the words in use; none outside of ``using``."""
    return _IN_USE.get()


@contextmanager
def using(words: OwnWords) -> Iterator[None]:
    """Let words count until the end of a block."""
    token = _IN_USE.set(words)
    try:
        yield
    finally:
        _IN_USE.reset(token)
