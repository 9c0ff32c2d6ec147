"""Requests to the graph store that several tests make."""

from conformance import reading

G = "?graph=urn%3Ag"


TURTLE, NTRIPLES = "text/turtle", "application/n-triples"


def get(client, place=G, **headers):
    return client.get(client.graphs_path + place, headers)


def held(client, place=G):
    return reading.graph(get(client, place, Accept=NTRIPLES).body, NTRIPLES)


def put(client, body, place=G):
    return client.write("PUT", place, body, TURTLE)
