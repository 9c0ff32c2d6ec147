"""The W3C's tests of the protocols: requests and what must come back, read from the manifests."""

import re

from conformance import reading, w3c
from conformance.evaluation import Dataset
from conformance.suites import each
from conformance.w3c import MF, RDFS, UT, Manifest
from conformance.wire import UPDATE, Reply

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404}
TABLES = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
EXPECTED_KINDS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": TABLES,
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}

PROTOCOL = w3c.read("protocol")
GRAPH_STORE = [
    entry
    for name in ("manifest-indirect.ttl", "manifest-direct.ttl")
    for entry in Manifest("graph-store-protocol", name).entries()
]


class Session:
    """Sends the requests of one test, with what the test calls the endpoint put in its place."""

    def __init__(self, client, manifest):
        self.client = client
        self.manifest = manifest
        self.places = {}

    def send(self, request) -> Reply:
        headers, body = self.headers(request), self.body(request)
        method = self.manifest.text(request, f"{HT}methodName")
        path = self.put_in_place(self.manifest.text(request, f"{HT}absolutePath"))
        updates = UPDATE in headers.get("content-type", "") or (body or b"").startswith(b"update=")
        endpoint = self.client.update_path if updates else self.client.query_path
        path = re.sub(r"^/sparql/", endpoint, path)
        path = re.sub(r"^/gsp", self.client.graphs_path, path)
        if method not in ("GET", "HEAD"):
            headers |= self.client.credentials
        return self.client.send(method, path, headers, body)

    def put_in_place(self, text: str) -> str:
        """Give a text of the suite with what this endpoint calls things."""
        address = f"{self.client.root}{self.client.graphs_path}".removeprefix("http://")
        # The slash may be escaped, and a test escapes it twice.
        text = re.sub(
            r"www\.example(/|%2F)gsp",
            lambda match: address.replace("/", match[1]).replace(":", quoted(":", match[1])),
            text,
        )
        for name, place in self.places.items():
            text = text.replace(name, place)
        return text

    def headers(self, message) -> dict[str, str]:
        head = self.manifest.find(message, f"{HT}headers")
        fields = list(self.manifest.items(head)) if head else []
        return {
            self.manifest.text(field, f"{HT}fieldName"): self.manifest.text(
                field, f"{HT}fieldValue"
            )
            for field in fields
        }

    def body(self, message) -> bytes | None:
        content = self.manifest.find(message, f"{HT}body")
        if content is None:
            return None
        text = self.put_in_place(self.manifest.text(content, f"{CNT}chars"))
        return text.encode(self.manifest.text(content, f"{CNT}characterEncoding"))

    def check(self, reply: Reply, expected) -> None:
        statuses = self.manifest.all(expected, f"{MF}expectedStatus")
        assert any(fits(reply.status, status.value) for status in statuses), reply
        for truth in self.manifest.all(expected, f"{MF}expectedBoolean"):
            assert reading.truth(reply.body, reply.kind) is (truth.value == "true")
        for kind in self.manifest.all(expected, f"{MF}expectedFormat"):
            assert reply.kind in EXPECTED_KINDS[kind.value]
        for name in self.manifest.all(expected, f"{MF}expectedLocation"):
            self.places[name.value] = reply.headers["location"]
        self.check_graph(reply, expected)

    def check_graph(self, reply: Reply, expected) -> None:
        body = self.body(expected)
        if not body:
            return
        kind = self.headers(expected)["content-type"].partition(";")[0]
        base = self.client.root + self.client.graphs_path
        assert reply.kind == kind
        assert reading.graph(reply.body, kind, base) == reading.graph(body, kind, base)


def quoted(colon: str, slash: str) -> str:
    return colon if slash == "/" else "%3A"


def fits(status: int, expected: str) -> bool:
    name = expected.rpartition("#")[2]
    group = re.fullmatch(r"StatusCode(\d)xx", name)
    return status // 100 == int(group[1]) if group else status == STATUS[name]


def run(client, entry) -> None:
    session = Session(client, entry.manifest)
    for request in entry.manifest.items(entry.manifest.one(entry.action, f"{HT}requests")):
        session.check(session.send(request), entry.manifest.one(request, f"{HT}resp"))


@each(PROTOCOL)
def test_protocol(graphs, entry):
    graphs.hold(data_of(entry))

    graphs.forget()
    run(graphs.client, entry)


def data_of(entry):
    graphs = {
        entry.manifest.text(node, f"{RDFS}label"): (entry.manifest.text(node, f"{UT}graph"),)
        for node in entry.manifest.all(entry.node, f"{UT}graphData")
    }
    return Dataset(graphs)


@each(GRAPH_STORE)
def test_graph_store(graphs, entry):
    graphs.clear()

    graphs.forget()
    run(graphs.client, entry)
