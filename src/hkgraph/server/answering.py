"""From a question to a response: known already, kept, or asked of the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.server.negotiation import is_known
from hkgraph.server.refusals import Refused
from hkgraph.server.replies import Reply, Stream, headers_of, standing
from hkgraph.server.result_cache import Keeper, Kept, ResultCache
from hkgraph.server.tally import outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from hkgraph.server.engine import Answer, Engine
    from hkgraph.server.incoming import Incoming
    from hkgraph.server.questions import Question
    from hkgraph.server.snapshots import Snapshot, Snapshots
    from hkgraph.server.tally import Tally

#: What a client says that holds any answer at all.
_ANY = "*"


class Answering:
    """Answers questions over HTTP."""

    def __init__(
        self, engine: Engine, snapshots: Snapshots, cache: ResultCache, tally: Tally
    ) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._cache = cache
        self._tally = tally

    async def respond(
        self, question: Question, request: Incoming, *, filename: str | None = None
    ) -> Response:
        """Make the response to a question.

        Args:
            filename: Ask browsers to save it under this name, without suffix.

        Raises:
            Refused: It cannot be answered, or not within its limits.
            StoreError: There is no generation, or it fails.
        """
        started = time.perf_counter()
        snapshot = await self._snapshots.fetch()
        etag = question.etag(snapshot.digest) if question.is_repeatable else None
        asked = _Asked(question, request, snapshot, etag, filename, started)
        if etag and request.known and is_known(request.known, etag) and request.known != _ANY:
            self._tally.count_query("unknown", "unchanged", asked.seconds)
            return Reply(304, standing(etag, snapshot.number))
        kept = self._cache.find(snapshot.digest, etag) if etag else None
        if kept is None:
            return await self._ask(asked)
        self._tally.count_query(kept.kind, "kept", asked.seconds)
        return _whole(kept, asked)

    async def _ask(self, asked: _Asked) -> Response:
        question = asked.question
        try:
            answer = await self._engine.answer(question, asked.snapshot, gone=asked.request.hung_up)
        except Refused as exc:
            self._tally.count_query("unknown", outcome_of(exc), asked.seconds)
            raise
        if asked.etag and answer.digest != asked.snapshot.digest:  # a new one has come in between
            asked.etag = question.etag(answer.digest)
        keeper = Keeper(self._cache, answer, None if question.head_only else asked.etag)
        finished = self._counting(answer, asked)
        if answer.whole is None:
            headers = headers_of(answer, asked.etag, asked.filename)
            return Stream(answer, headers, keeper=keeper, finished=finished)
        keeper.add(answer.whole)
        finished(None)
        return _whole(keeper.finish(), asked)

    def _counting(self, answer: Answer, asked: _Asked) -> Callable[[Refused | None], None]:
        def finished(cut: Refused | None) -> None:
            outcome = outcome_of(cut) if cut else "answered"
            self._tally.count_query(answer.kind, outcome, asked.seconds, answer.rows)

        return finished


@dataclass(slots=True)
class _Asked:
    """A question on its way through, and since when."""

    question: Question
    request: Incoming
    snapshot: Snapshot
    etag: str | None
    filename: str | None
    started: float

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.started


def _whole(kept: Kept, asked: _Asked) -> Response:
    known = asked.request.known
    if asked.etag and known and known.strip() == _ANY:
        return Reply(304, standing(asked.etag, kept.generation))
    headers = headers_of(kept, asked.etag, asked.filename)
    if not asked.question.head_only:
        headers.append((b"content-length", b"%d" % len(kept.content)))
    return Reply(200, headers, kept.content)
