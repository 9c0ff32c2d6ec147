"""Media types of results, and a query for each kind of result."""

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


CSV, TSV = "text/csv", "text/tab-separated-values"


TURTLE, NTRIPLES, RDFXML = "text/turtle", "application/n-triples", "application/rdf+xml"


JSONLD, TRIG, NQUADS = "application/ld+json", "application/trig", "application/n-quads"


SOLUTIONS = [JSON, XML, CSV, TSV]


GRAPHS = [TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS]


SELECT = "SELECT ?v { VALUES ?v { '一' 'two' } }"


ASK = "ASK { FILTER(1 = 1) }"


CONSTRUCT = 'CONSTRUCT { <urn:s> <urn:p> "一" , "two"@en , 3 } {}'


DESCRIBE = "DESCRIBE <https://w3id.org/hkgraph/id/person/mabel-tang>"
