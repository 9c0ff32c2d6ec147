"""The graph over HTTP: SPARQL, pages, dereferencing."""
