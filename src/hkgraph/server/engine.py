"""What answers queries: a few threads of this process, each limited in time and size.

The parser and the store let go of Python's lock while they work, so other requests go on. A query
that writes nothing cannot be stopped from outside: its time limit ends the waiting, and its thread
is free again when it is done.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryTriples, Variable

from hkgraph.errors import NotAcceptableError, QueryError
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format
from hkgraph.server.guard import check_query, names_dataset
from hkgraph.server.pipe import Pipe, PipeClosedError
from hkgraph.server.refusals import Refused
from hkgraph.server.syntax_errors import syntax_refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from typing import Any

    from pyoxigraph import Literal

    from hkgraph.server.snapshots import Snapshot, Snapshots

THREADS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with all that its answer depends on.

    Attributes:
        solutions: How to write the answer of SELECT and ASK; None if the client takes none of it.
        triples: How to write that of CONSTRUCT and DESCRIBE; None if the client takes none of it.
        default_graphs: IRIs of the dataset's default graph; None leaves it to the query, and
            without a FROM there it is the union of all graphs.
        named_graphs: IRIs that GRAPH may reach; None leaves it to the query.
        bindings: Variables that are given a term before the query runs.
    """

    text: str
    solutions: Format | None = None
    triples: Format | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: Mapping[str, NamedNode | Literal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A serialised result, of which the first bytes are there.

    Attributes:
        generation: Number of the generation that answered.
        etag: Same for same content of the store in the same format.
        first: The first bytes.
        following: The chunk after them; None if they are all.
        pipe: Where the rest comes from.
    """

    format: Format
    generation: int
    etag: str
    first: bytes
    following: bytes | None
    pipe: Pipe

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give all of it.

        Raises:
            TimeoutError: The query was cut short.
        """
        yield self.first
        chunk = self.following
        while chunk is not None:
            yield chunk
            chunk = await self.pipe.read()

    def close(self) -> None:
        """Stop the query, if it still runs."""
        self.pipe.cancel()


class Engine:
    """Runs queries over the current snapshot.

    Args:
        seconds: Time that one query may take.
        max_bytes: Longest query text.
    """

    def __init__(self, snapshots: Snapshots, *, seconds: float, max_bytes: int) -> None:
        self._snapshots = snapshots
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="query")

    async def answer(self, question: Question) -> Answer:
        """Run a query and wait for its first bytes.

        Raises:
            QueryError: It is refused or fails.
            NotAcceptableError: Its kind of result has no format that the client takes.
            Refused: It is no SPARQL, or takes too much time.
            StoreError: There is no generation, or it fails.
        """
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
        return run.answer(first or b"", following)

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
        check_query(run.question.text, max_bytes=self._max_bytes)
        run.snapshot = self._snapshots.current()
        writer: Any = run.pipe
        results = run.snapshot.store.query(run.question.text, **_options(run.question))
        try:
            run.format = _format(run.question, triples=isinstance(results, QueryTriples))
            results.serialize(output=writer, format=run.format.writer)  # type: ignore[arg-type]
        finally:
            # An error's traceback would keep it, and it must be dropped in the thread that made it.
            del results

    def _late(self, run: _Run) -> Refused:
        message, hint = "the server is busy with other queries", "Try again in a minute."
        if run.started:
            message = f"the query took longer than {self._seconds:g} seconds"
            hint = "Ask for less: add LIMIT, or bind more of the pattern."
        return Refused(503, message, hint=hint, headers={"Retry-After": "60"})


class _Run:
    """One query on its way: what the thread found out before the first byte."""

    def __init__(self, question: Question, pipe: Pipe) -> None:
        self.question = question
        self.pipe = pipe
        self.started = False
        self.format: Format | None = None
        self.snapshot: Snapshot | None = None

    def answer(self, first: bytes, following: bytes | None) -> Answer:
        """Give the answer that begins with these two chunks."""
        if self.format is None or self.snapshot is None:
            raise RuntimeError("a query gave bytes before it had a format")
        return Answer(
            format=self.format,
            generation=self.snapshot.number,
            etag=self.format.etag(self.snapshot.digest),
            first=first,
            following=following,
            pipe=self.pipe,
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
