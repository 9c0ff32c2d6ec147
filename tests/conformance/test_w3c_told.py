"""The W3C's tests that are told in prose: the first form of the graph store's, and description.

Those of the graph store are one story, in which each test begins where the one before it ended;
it is run once, and each test looks at its own reply. They were replaced by
``graph-store-protocol``, which allows more than one status for a success where the specification
does; the same is allowed here.
"""

import re
from dataclasses import dataclass

import pytest

from conformance import reading, w3c
from conformance.suites import each
from conformance.w3c import RDFS
from conformance.wire import Reply

STORY = w3c.read("http-rdf-update")
DESCRIPTION = w3c.read("service-description")
SD = "http://www.w3.org/ns/sparql-service-description#"
SUCCESSES = ({200, 204}, {200, 201, 204})
_REQUEST = re.compile(
    r"#### Request\s+(\w+) (\S+) HTTP/1\.1\n(.*?)#### Response\s+(\d+)", re.DOTALL
)
# Where the Turtle of a test lacks its last dot, it is put there.
_LAST_DOT = re.compile(r'(foaf:\w+ "[^"]*")(?=\s*(?:\n\s*\n|$))')


@dataclass(frozen=True)
class Told:
    """One test of the story.

    Attributes:
        graph: Turtle that must come back; empty if none is told.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: str
    status: int
    graph: str


def told(entry, client, new_path):
    """Read a test's text, with this endpoint's addresses in it."""
    comments = [node.value for node in entry.manifest.all(entry.node, f"{RDFS}comment")]
    text = next(comment for comment in comments if "#### Request" in comment)
    text = re.sub(r"^    ", "", text, flags=re.MULTILINE)
    host = client.root.removeprefix("http://")
    for name, value in {
        "http://$HOST$/$GRAPHSTORE$": client.root + client.graphs_path,
        "$GRAPHSTORE$": client.graphs_path,
        "$NEWPATH$": new_path,
        "$HOST$": host,
    }.items():
        text = text.replace(name, value)
    method, path, rest, status = _REQUEST.search(text).groups()
    head, _, body = rest.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.strip().splitlines())
    headers.pop("Host")
    if "multipart" in headers.get("Content-Type", ""):
        body = body.replace("\n", "\r\n")
    graph = re.search(r"@prefix.*", text.partition("#### Response")[2], re.DOTALL)
    body = _LAST_DOT.sub(r"\1 .", body)
    return Told(method, path, headers, body, int(status), graph[0] if graph else "")


@pytest.fixture(scope="module")
def story(graphs):
    """Run the story; give each test's text and reply by its IRI."""
    graphs.clear()
    graphs.forget()
    client, new_path, chapters = graphs.client, "/none/was/made", {}
    # The story deletes a graph that it does not tell of before.
    client.write("PUT", "/person/2.ttl", "<urn:s> <urn:p> 1 .", "text/turtle")
    for entry in STORY:
        test = told(entry, client, new_path)
        own = client.credentials if test.method not in ("GET", "HEAD") else {}
        reply = client.send(test.method, test.path, test.headers | own, test.body or None)
        new_path = reply.headers["location"] or new_path
        chapters[entry.iri] = test, reply
    return chapters


def fits(status, expected):
    return status == expected or any({status, expected} <= group for group in SUCCESSES)


@each(STORY)
def test_graph_store_as_first_told(story, graphs, entry):
    test, reply = story[entry.iri]

    base = graphs.client.root + graphs.client.graphs_path
    assert fits(reply.status, test.status), reply
    if test.graph:
        expected = reading.graph(test.graph.encode(), "text/turtle", base)
        assert reading.graph(reply.body, "text/turtle", base) == expected


def described(client) -> tuple[Reply, list[str]]:
    reply = client.get(client.query_path, {"Accept": "text/turtle"})
    address = client.root + client.query_path
    return reply, reading.graph(reply.body, "text/turtle", address)


@each(DESCRIPTION)
def test_service_description(graphs, entry):
    client = graphs.client
    checks = {
        "returns-rdf": is_rdf,
        "has-endpoint-triple": names_the_endpoint,
        "conforms-to-schema": conforms,
    }

    checks[entry.iri.rpartition("#")[2]](client)


def is_rdf(client):
    reply, triples = described(client)

    assert (reply.status, reply.kind) == (200, "text/turtle")
    assert triples


def names_the_endpoint(client):
    _, triples = described(client)

    endpoint = f"<{client.root}{client.query_path}>"
    assert any(triple.endswith(f"<{SD}endpoint> {endpoint}") for triple in triples)


def conforms(client):
    """Every sd:Service has an endpoint; every named graph a name; no term of sd: is made up."""
    _, triples = described(client)

    text = "\n".join(triples)
    services = re.findall(rf"^(\S+) \S+ <{SD}Service>", text, re.MULTILINE)
    assert services
    for service in services:
        assert text.count(f"{service} <{SD}endpoint> ") == 1
    for graph in re.findall(rf"<{SD}namedGraph> (\S+)", text):
        assert f"{graph} <{SD}name> <" in text
    assert set(re.findall(rf"<{SD}(\w+)>", text)) <= TERMS


TERMS = {
    *("Service", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile"),
    *("GraphCollection", "Dataset", "Graph", "NamedGraph", "Feature"),
    *("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs"),
    *("BasicFederatedQuery", "SPARQL10Query", "SPARQL11Query", "SPARQL11Update"),
    *("endpoint", "feature", "defaultEntailmentRegime", "entailmentRegime"),
    *("defaultSupportedEntailmentProfile", "supportedEntailmentProfile", "extensionFunction"),
    *("extensionAggregate", "languageExtension", "supportedLanguage", "propertyFeature"),
    *("defaultDataset", "availableGraphs", "resultFormat", "inputFormat", "defaultGraph"),
    *("namedGraph", "name", "graph"),
}
