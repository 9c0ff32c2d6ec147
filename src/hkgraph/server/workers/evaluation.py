"""One query in a worker: guarded, parsed, evaluated, serialised; every fault put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples, RdfFormat, Variable, serialize

from hkgraph.errors import HkgraphError, NotAcceptableError, QueryError
from hkgraph.graph.vocab import PREFIXES
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format, find_format
from hkgraph.server.guard import check_query, names_dataset
from hkgraph.server.services import redirect, told_by_relay
from hkgraph.server.syntax_errors import syntax_fault
from hkgraph.server.workers.jobs import parse_term
from hkgraph.server.workers.output import HeadOnlyError, ResultTooLargeError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from hkgraph.server.workers.jobs import Job
    from hkgraph.server.workers.output import Output

# What stands once in each row of a result, and seldom elsewhere: good enough for statistics.
_ROW_MARKS = {"json": b'"}}', "xml": b"<result>", "csv": b"\r\n", "tsv": b"\n"}
_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML)


def evaluate(job: Job, store: Store, output: Output) -> None:
    """Answer a job; what goes wrong is sent as a fault.

    Raises:
        OSError: The server has gone.
    """
    try:
        check_query(job.text, max_bytes=job.max_query_bytes, may_call=bool(job.relay))
        _serialize(job, _run(job, store), output)
    except HeadOnlyError:
        output.finish()
    except ConnectionError:
        raise
    except Exception as exc:  # noqa: BLE001  # the server tells the client
        output.fail(told_by_relay(exc, job.relay) or _fault(exc, job))
    else:
        output.finish()


def _run(job: Job, store: Store) -> Any:
    if not job.relay:
        return store.query(job.text, **_options(job))
    # It takes 0.3 s to import, which other queries need not wait for.
    from hkgraph.outgoing.hosts import AllowedHosts  # noqa: PLC0415

    allowed = AllowedHosts.parse(job.allowed_hosts, job.allowed_private_hosts)
    query = redirect(job.text, allowed, job.relay)
    try:
        return store.query(query.text, **_options(job))
    except SyntaxError as exc:
        raise query.locate(exc) from exc


def _serialize(job: Job, results: Any, output: Any) -> None:
    form = _format(job, results)
    output.begin(
        {"format": form.name, "kind": _kind(results)}, row_mark=_ROW_MARKS.get(form.name, b"")
    )
    if isinstance(form.writer, RdfFormat) and form.writer in _PREFIXED:
        serialize(results, output, format=form.writer, prefixes=PREFIXES)
    else:
        results.serialize(output=output, format=form.writer)


def _kind(results: Any) -> str:
    if isinstance(results, QueryTriples):
        return "graph"
    return "ask" if isinstance(results, QueryBoolean) else "select"


def _options(job: Job) -> dict[str, Any]:
    options: dict[str, Any] = {"base_iri": job.base_iri}
    if job.default_graphs is not None or job.named_graphs is not None:
        options["default_graph"] = [NamedNode(g) for g in job.default_graphs or ()]
        options["named_graphs"] = [NamedNode(g) for g in job.named_graphs or ()]
    else:
        # Oxigraph would let the union hide the query's own FROM.
        options["use_default_graph_as_union"] = job.union and not names_dataset(job.text)
    if job.bindings:
        options["substitutions"] = {Variable(k): parse_term(v) for k, v in job.bindings}
    return options


def _format(job: Job, results: Any) -> Format:
    triples = isinstance(results, QueryTriples)
    offered = TRIPLES if triples else SOLUTIONS
    name = job.triples if triples else job.solutions
    chosen = find_format(offered, name) if name else None
    if chosen is None:
        raise NotAcceptableError(
            "none of the formats that you accept can hold this result",
            hint=f"Accept one of: {', '.join(f.media_type for f in offered)}.",
        )
    return chosen


def _fault(exc: Exception, job: Job) -> dict[str, Any]:
    """Say what went wrong: a status, what and how to mend it; more for some."""
    match exc:
        case HkgraphError():
            return {"status": exc.http_status, "message": str(exc), "hint": exc.hint}
        case SyntaxError():
            return syntax_fault(exc, job.text)
        case ResultTooLargeError():
            return {
                "status": 413,
                "message": f"the result is longer than {job.max_bytes} bytes",
                "hint": "Ask for less: add LIMIT, or take the rest with OFFSET.",
                "limit": "result bytes",
            }
        case MemoryError():
            return {
                "status": 503,
                "message": "the query took more memory than it may",
                "hint": "Sort, group or collect less at a time; add LIMIT inside a subquery.",
                "limit": "memory",
            }
        case ValueError() | RuntimeError():
            hint = "Check functions, graph names and bound values."
            return _fault(QueryError(f"the query failed: {exc}", hint=hint), job)
    return {"status": 500, "message": f"the query failed: {exc!r}", "hint": "Try it again."}
