"""An engine that runs queries in a few threads of this process.

The parser and the store let go of Python's lock while they work, so other requests go on. A query
that writes nothing cannot be stopped from outside: its time limit ends the waiting, and its thread
is free again when it is done.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryTriples, Variable

from hkgraph.errors import NotAcceptableError, QueryError
from hkgraph.server.engine import Answer, Question
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format
from hkgraph.server.guard import check_query, is_too_long, is_update, names_dataset
from hkgraph.server.pipe import Pipe, PipeClosedError
from hkgraph.server.refusals import Refused
from hkgraph.server.syntax import syntax_refusal

if TYPE_CHECKING:
    from typing import Any

    from hkgraph.server.library import Library, Snapshot

THREADS = 4


class _Run:
    """One query on its way: what the thread found out before the first byte."""

    def __init__(self, question: Question, pipe: Pipe) -> None:
        self.question = question
        self.pipe = pipe
        self.started = False
        self.format: Format | None = None
        self.snapshot: Snapshot | None = None


class ThreadEngine:
    """Runs queries over the library's current snapshot.

    Args:
        seconds: Time that one query may take.
        max_bytes: Longest query text.
    """

    def __init__(self, library: Library, *, seconds: float, max_bytes: int) -> None:
        self._library = library
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="query")

    async def answer(self, question: Question) -> Answer:
        """Run a query and wait for its first bytes; see ``Engine``."""
        run = _Run(question, Pipe(self._seconds))
        future = self._pool.submit(self._work, run)
        try:
            first = await run.pipe.read()
            following = None if first is None else await run.pipe.read()
        except TimeoutError as exc:
            future.cancel()
            run.pipe.cancel()
            raise self._late(run) from exc
        except BaseException:
            run.pipe.cancel()
            raise
        return _answer(run, first or b"", following)

    def close(self) -> None:
        """Stop taking queries; those that run are left to end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self, run: _Run) -> None:
        run.started = True
        try:
            self._write(run)
        except PipeClosedError:
            run.pipe.finish(TimeoutError())
        except SyntaxError as exc:
            run.pipe.finish(syntax_refusal(exc, run.question.text))
        except (ValueError, RuntimeError) as exc:
            hint = "Check functions, graph names and bound values."
            run.pipe.finish(QueryError(f"the query failed: {exc}", hint=hint))
        except Exception as exc:  # noqa: BLE001  # the reader raises it again
            run.pipe.finish(exc)
        else:
            run.pipe.finish()

    def _write(self, run: _Run) -> None:
        _refuse(run.question.text, self._max_bytes)
        check_query(run.question.text, max_bytes=self._max_bytes)
        run.snapshot = self._library.snapshot()
        writer: Any = run.pipe
        results = run.snapshot.store.query(run.question.text, **_options(run.question))
        try:
            run.format = _format(run.question, triples=isinstance(results, QueryTriples))
            results.serialize(output=writer, format=run.format.writer)  # type: ignore[arg-type]
        finally:
            # An error's traceback would keep it, and it must be dropped in the thread that made it.
            del results

    def _late(self, run: _Run) -> Refused:
        if not run.started:
            return Refused(
                503,
                "the server is busy with other queries",
                hint="Try again in a minute.",
                headers={"Retry-After": "60"},
            )
        return Refused(
            503,
            f"the query took longer than {self._seconds:g} seconds",
            hint="Ask for less: add LIMIT, or bind more of the pattern.",
            headers={"Retry-After": "60"},
        )


def _refuse(text: str, max_bytes: int) -> None:
    """Give the refusals that have a status of their own in HTTP."""
    if is_too_long(text, max_bytes=max_bytes):
        message = f"the query is longer than {max_bytes} bytes"
        raise Refused(413, message, hint="Ask for less at a time.")
    if is_update(text):
        message = "this endpoint answers queries; updates are not accepted"
        raise Refused(403, message, hint="Start with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _answer(run: _Run, first: bytes, following: bytes | None) -> Answer:
    if run.format is None or run.snapshot is None:
        raise RuntimeError("a query gave bytes before it had a format")
    return Answer(
        format=run.format,
        generation=run.snapshot.number,
        digest=run.snapshot.digest,
        first=first,
        rest=None if following is None else run.pipe.chunks(following),
    )


def _options(question: Question) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if question.default_graphs is not None or question.named_graphs is not None:
        options["default_graph"] = [NamedNode(g) for g in question.default_graphs or ()]
        options["named_graphs"] = [NamedNode(g) for g in question.named_graphs or ()]
    else:
        # Oxigraph would let the union hide the query's own FROM.
        options["use_default_graph_as_union"] = not names_dataset(question.text)
    if question.bindings:
        options["substitutions"] = {Variable(k): v for k, v in question.bindings.items()}
    return options


def _format(question: Question, *, triples: bool) -> Format:
    chosen = question.triples if triples else question.solutions
    if chosen is None:
        offered = TRIPLES if triples else SOLUTIONS
        raise NotAcceptableError(
            "none of the formats that you accept can hold this result",
            hint=f"Accept one of: {', '.join(f.media_type for f in offered)}.",
        )
    return chosen
