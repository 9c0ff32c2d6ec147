"""What the W3C calls the formats that the service reads and writes."""

from __future__ import annotations

from hkgraph.server.description.terms import term

#: By the names that ``formats.py`` gives them.
_RDF = {
    "ttl": "formats:Turtle",
    "nt": "formats:N-Triples",
    "rdf": "formats:RDF_XML",
    "jsonld": "formats:JSON-LD",
    "trig": "formats:TriG",
    "nq": "formats:N-Quads",
}
_SOLUTIONS = {
    "json": "formats:SPARQL_Results_JSON",
    "xml": "formats:SPARQL_Results_XML",
    "csv": "formats:SPARQL_Results_CSV",
    "tsv": "formats:SPARQL_Results_TSV",
}
RDF_FORMATS = tuple(map(term, _RDF.values()))
RESULT_FORMATS = (*map(term, _SOLUTIONS.values()), *RDF_FORMATS)
