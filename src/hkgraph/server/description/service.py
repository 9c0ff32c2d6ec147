"""The endpoint in terms of the SPARQL service description vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from hkgraph.server.description.formats import RDF_FORMATS, RESULT_FORMATS
from hkgraph.server.description.terms import is_a, says, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.server.description.dataset import Dataset
    from hkgraph.settings import Settings

LANGUAGES = ("sd:SPARQL11Query", "sd:SPARQL11Update")
_GEOF = "http://www.opengis.net/def/function/geosparql/"
EXTENSION_FUNCTIONS = tuple(
    f"{_GEOF}sf{name}"
    for name in "Contains Crosses Disjoint Equals Intersects Overlaps Touches Within".split()
)
_BEYOND = (
    "Of SPARQL 1.2, queries may use triple terms, texts with a direction, VERSION and the "
    "functions on them; LATERAL is understood too."
)


def service_triples(dataset: Dataset) -> Iterator[Triple]:
    """Describe the endpoint that answers from a dataset."""
    endpoint = dataset.endpoint
    yield is_a(endpoint, "sd:Service")
    yield says(endpoint, "sd:endpoint", endpoint)
    yield says(endpoint, "dcterms:title", f"SPARQL endpoint of {dataset.settings.title}")
    yield says(endpoint, "rdfs:comment", _limits(dataset.settings))
    yield says(endpoint, "rdfs:comment", _BEYOND)
    yield says(endpoint, "sd:defaultDataset", dataset.node)
    yield says(endpoint, "sd:defaultEntailmentRegime", term("entailment:Simple"))
    for language in LANGUAGES:
        yield says(endpoint, "sd:supportedLanguage", term(language))
    if dataset.settings.union_default_graph:
        yield says(endpoint, "sd:feature", term("sd:UnionDefaultGraph"))
    if dataset.settings.allowed_hosts or dataset.settings.allowed_private_hosts:
        yield says(endpoint, "sd:feature", term("sd:BasicFederatedQuery"))
    for function in EXTENSION_FUNCTIONS:
        yield says(endpoint, "sd:extensionFunction", NamedNode(function))
        yield is_a(NamedNode(function), "sd:Function")
    for form in RESULT_FORMATS:
        yield says(endpoint, "sd:resultFormat", form)
    for form in RDF_FORMATS:
        yield says(endpoint, "sd:inputFormat", form)


def _limits(settings: Settings) -> str:
    return (
        f"A query may take {settings.query_seconds:g} seconds, and up to "
        f"{settings.longest_query_seconds:g} if it asks for them with timeout=; its text may be "
        f"{settings.query_bytes} bytes long, its result {settings.result_megabytes} MB. One that "
        "passes a limit is ended: before its first byte with an error that names the limit, after "
        "it by closing the connection, so that a result that ends well is whole."
    )
