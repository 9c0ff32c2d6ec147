"""What the service says of itself: VoID and SPARQL service description, in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.errors import NotAcceptableError
from hkgraph.graph import literals, vocab
from hkgraph.server.describing import write
from hkgraph.server.formats import SOLUTIONS, TRIPLES
from hkgraph.server.location import site_url
from hkgraph.server.negotiation import choose, is_known, parse_accept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.server.snapshots import Snapshot, Snapshots

VOID = "http://rdfs.org/ns/void#"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = {"json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV"}
_RESULTS |= {"tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML"}
_RESULTS |= {"jsonld": "JSON-LD", "trig": "TriG", "nq": "N-Quads"}


class SelfDescription:
    """Describes the service and the snapshot that it answers from.

    Args:
        base: What IRIs of data begin with.
    """

    def __init__(self, snapshots: Snapshots, base: str) -> None:
        self._snapshots = snapshots
        self._base = base

    def answer(self, request: Request) -> Response:
        """Give the description as the client accepts it."""
        form = choose(parse_accept(request.headers.get("accept")), TRIPLES)
        if form is None:
            hint = f"Accept one of: {', '.join(f.media_type for f in TRIPLES)}."
            raise NotAcceptableError("the description is RDF", hint=hint)
        snapshot = self._snapshots.current()
        headers = {"Vary": "Accept", "ETag": form.etag(snapshot.digest)}
        if is_known(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        triples = sorted(self._triples(site_url(request), snapshot), key=str)
        return Response(
            write(triples, form, void=VOID, sd=SD), media_type=form.content_type, headers=headers
        )

    def _triples(self, url: str, snapshot: Snapshot) -> Iterator[Triple]:
        endpoint = NamedNode(f"{url}sparql")
        dataset = NamedNode(f"{url}.well-known/void#dataset")
        yield from self._dataset(dataset, endpoint, snapshot)
        yield from _service(endpoint, dataset)

    def _dataset(
        self, dataset: NamedNode, endpoint: NamedNode, snapshot: Snapshot
    ) -> Iterator[Triple]:
        yield Triple(dataset, vocab.TYPE, NamedNode(f"{VOID}Dataset"))
        yield Triple(dataset, vocab.TYPE, NamedNode(f"{SD}Dataset"))
        yield Triple(dataset, vocab.LABEL, Literal("hkgraph", language="en"))
        yield Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), endpoint)
        yield Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(self._base))
        for namespace in vocab.PREFIXES.values():
            yield Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(namespace))
        for number, (name, count) in enumerate(sorted(snapshot.counts.items())):
            entities = literals.integer(count)
            if name == "quads":
                yield Triple(dataset, NamedNode(f"{VOID}triples"), entities)
                continue
            part = NamedNode(f"{dataset.value}-class-{number}")
            yield Triple(dataset, NamedNode(f"{VOID}classPartition"), part)
            yield Triple(part, NamedNode(f"{VOID}class"), NamedNode(name))
            yield Triple(part, NamedNode(f"{VOID}entities"), entities)


def _service(endpoint: NamedNode, dataset: NamedNode) -> Iterator[Triple]:
    yield Triple(endpoint, vocab.TYPE, NamedNode(f"{SD}Service"))
    yield Triple(endpoint, NamedNode(f"{SD}endpoint"), endpoint)
    yield Triple(endpoint, NamedNode(f"{SD}defaultDataset"), dataset)
    yield Triple(endpoint, NamedNode(f"{SD}feature"), NamedNode(f"{SD}UnionDefaultGraph"))
    language = NamedNode(f"{SD}SPARQL11Query")
    yield Triple(endpoint, NamedNode(f"{SD}supportedLanguage"), language)
    for form in (*SOLUTIONS, *TRIPLES):
        result = NamedNode(FORMATS + _RESULTS[form.name])
        yield Triple(endpoint, NamedNode(f"{SD}resultFormat"), result)


def description_router(description: SelfDescription) -> APIRouter:
    """Make the route of VoID."""
    router = APIRouter(tags=["SPARQL"])

    @router.get("/.well-known/void", response_class=Response, summary="Describe data and service")
    def void(request: Request) -> Response:
        """Give VoID and the SPARQL service description as RDF."""
        return description.answer(request)

    return router
