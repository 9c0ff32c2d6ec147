"""Searches as routes ask for them: over the current index, with patience while it is built."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi.concurrency import run_in_threadpool

from hkgraph.search.wanted import Wanted
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from hkgraph.search.keeping import Indexes
    from hkgraph.search.querying import Hit, Index

#: How long a request waits for an index: for the first one, and while an older one could answer.
FIRST_SECONDS = 5.0
FRESH_SECONDS = 0.4
_POLL_SECONDS = 0.02
_RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search has found.

    Attributes:
        generation: Number of the generation whose index answered.
        hits: Best first.
        guesses: What may have been meant, where nothing was found.
    """

    wanted: Wanted
    generation: int
    hits: list[Hit]
    guesses: list[str]


class Searches:
    """Finds things by name."""

    def __init__(self, indexes: Indexes) -> None:
        self._indexes = indexes

    async def find(self, text: str, *, limit: int, kind: str | None = None) -> Found:
        """Look for what is called by all the words of a text.

        Just after a change the generation before may still answer; it says so by its number.

        Raises:
            Refused: The first index is still being built.
            EmptyStoreError: Nothing has been published yet.
            StoreError: The index cannot be built or read.
        """
        return await run_in_threadpool(_find, await self.index(), text, limit, kind)

    async def index(self) -> Index:
        """Give the index, for whoever asks it more than one thing.

        Raises:
            Refused: The first index is still being built.
            EmptyStoreError: Nothing has been published yet.
            StoreError: The index cannot be built or read.
        """
        index = await self._wait()
        if index is None:
            raise Refused(
                503,
                "the search index is being built",
                hint="Try again in a few seconds; everything else answers already.",
                headers={"Retry-After": str(_RETRY_SECONDS)},
            )
        return index

    async def suggest(self, text: str, *, limit: int) -> list[Hit]:
        """Give what somebody may have meant by a name that is not known, as far as can be said."""
        index = await self._wait()
        if index is None:
            return []
        found = await run_in_threadpool(_find, index, text, limit, None)
        if found.hits or not found.guesses:
            return found.hits
        return await run_in_threadpool(index.find, found.guesses[0], limit=limit)

    async def _wait(self) -> Index | None:
        start = time.monotonic()
        while True:
            index = await run_in_threadpool(self._indexes.find_current)
            if index:
                return index
            last = self._indexes.find_last()
            if time.monotonic() > start + (FRESH_SECONDS if last else FIRST_SECONDS):
                return last
            await asyncio.sleep(_POLL_SECONDS)


def _find(index: Index, text: str, limit: int, kind: str | None) -> Found:
    hits = index.find(text, limit=limit, kind=kind)
    guesses = [] if hits else index.guess(text, kind=kind)
    return Found(wanted=Wanted.parse(text), generation=index.number, hits=hits, guesses=guesses)
