"""From a question to a response: known already, kept, or asked of the engine."""

from __future__ import annotations

import time
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
        if etag and request.known and is_known(request.known, etag) and request.known != _ANY:
            self._tally.count_query("unknown", "unchanged", time.perf_counter() - started)
            return Reply(304, standing(etag, snapshot.number))
        kept = self._cache.find(snapshot.digest, etag) if etag else None
        if kept is None:
            return await self._ask(question, request, snapshot, filename=filename, started=started)
        self._tally.count_query(kept.kind, "kept", time.perf_counter() - started)
        return _whole(kept, etag, question, request, filename=filename)

    async def _ask(
        self,
        question: Question,
        request: Incoming,
        snapshot: Snapshot,
        *,
        filename: str | None,
        started: float,
    ) -> Response:
        try:
            answer = await self._engine.answer(question, snapshot, gone=request.hung_up)
        except Refused as exc:
            self._tally.count_query("unknown", outcome_of(exc), time.perf_counter() - started)
            raise
        # Of the answer's own generation: a new one may have come in between.
        etag = question.etag(answer.digest) if question.is_repeatable else None
        keeper = Keeper(self._cache, answer, None if question.head_only else etag)
        finished = self._counting(answer, started)
        if answer.whole is None:
            headers = headers_of(answer, etag, filename)
            return Stream(answer, headers, keeper=keeper, finished=finished)
        keeper.add(answer.whole)
        finished(None)
        return _whole(keeper.finish(), etag, question, request, filename=filename)

    def _counting(self, answer: Answer, started: float) -> Callable[[Refused | None], None]:
        def finished(cut: Refused | None) -> None:
            outcome = outcome_of(cut) if cut else "answered"
            seconds = time.perf_counter() - started
            self._tally.count_query(answer.kind, outcome, seconds, answer.rows)

        return finished


def _whole(
    kept: Kept, etag: str | None, question: Question, request: Incoming, *, filename: str | None
) -> Response:
    if etag and request.known and request.known.strip() == _ANY:
        return Reply(304, standing(etag, kept.generation))
    headers = headers_of(kept, etag, filename)
    if not question.head_only:
        headers.append((b"content-length", b"%d" % len(kept.content)))
    return Reply(200, headers, kept.content)
