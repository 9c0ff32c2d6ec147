"""Twelve kinds of query, as people and pages ask them of a graph of news.

Each kind makes its texts from terms that stand in the data. No text is ever sent twice: a comment
at its end carries a running number, so that no cache of results can answer.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from itertools import count, cycle, islice, repeat
from typing import TYPE_CHECKING
from urllib.parse import quote

from hkgraph.graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

TEXTS = 200
ACCEPT = "application/sparql-results+json, application/n-triples"
_serial = count()

#: What the texts are about, by name: a query for some hundred terms of each sort.
SORTS = {
    "person": "?x a schema:Person ; skos:prefLabel ?name",
    "body": "?x a schema:Organization ; skos:prefLabel ?name FILTER EXISTS { ?event hk:agent ?x }",
    "event": "?x a hk:Event ; hk:agent ?name",
    "article": "?x a schema:NewsArticle ; schema:datePublished ?name",
    "outlet": "?x a schema:NewsMediaOrganization ; skos:prefLabel ?name",
    "place": "?x a schema:Place ; skos:prefLabel ?name",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of query.

    Attributes:
        group: ``look-up``, ``join`` or ``scan``; aims differ by it.
        patterns: Texts that take turns. ``%person%`` is an IRI and ``%person_name%`` what goes with
            it, ``%n%`` a number of two digits.
    """

    name: str
    group: str
    patterns: tuple[str, ...]


KINDS = (
    Kind("point look-up by IRI", "look-up", ("SELECT ?p ?o WHERE { %event% ?p ?o }",)),
    Kind("look-up by label", "look-up", ("SELECT ?x WHERE { ?x skos:prefLabel %person_name% }",)),
    Kind(
        "DESCRIBE and ASK, in turns",
        "look-up",
        ("DESCRIBE %event%", "ASK { ?event hk:agent %body% ; sem:eventType ?kind }"),
    ),
    Kind(
        "2-hop join",
        "join",
        (
            """SELECT ?event ?name WHERE {
                ?event hk:affects %person% ; hk:agent ?body . ?body skos:prefLabel ?name
            }""",
        ),
    ),
    Kind(
        "property paths",
        "join",
        (
            """SELECT DISTINCT ?name WHERE {
                %person% hk:mention/oa:hasSource/schema:publisher/skos:prefLabel ?name
            }""",
            "SELECT ?name WHERE { %place% schema:containedInPlace*/skos:prefLabel ?name }",
        ),
    ),
    Kind(
        "OPTIONAL: an article's statements",
        "join",
        (
            """SELECT ?s ?p ?o ?name ?words WHERE {
                ?told hk:reportedIn %article% ;
                    rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
                OPTIONAL { ?o skos:prefLabel ?name }
                OPTIONAL { ?told hk:evidence/oa:exact ?words }
            }""",
        ),
    ),
    Kind(
        "FILTER regex over headlines",
        "scan",
        (
            """SELECT ?x ?words WHERE {
                ?x schema:headline ?words FILTER regex(?words, "%place_word%.*: (raid|award)", "i")
            }""",
        ),
    ),
    Kind(
        "COUNT of a join",
        "scan",
        (
            """SELECT (COUNT(?told) AS ?n) WHERE {
                ?told hk:reportedIn ?x ; rdf:predicate hk:agent . ?x schema:publisher %outlet%
            }""",
        ),
    ),
    Kind(
        "top-10 GROUP BY",
        "scan",
        (
            """SELECT ?x (COUNT(?span) AS ?n) WHERE { ?x hk:mention ?span ; a schema:Person }
            GROUP BY ?x ORDER BY DESC(?n) ?x OFFSET %n% LIMIT 10""",
        ),
    ),
    Kind(
        "ORDER BY LIMIT",
        "scan",
        (
            """SELECT ?x ?day WHERE { ?x schema:datePublished ?day FILTER (?day < %article_name%) }
            ORDER BY DESC(?day) ?x LIMIT 20""",
        ),
    ),
    Kind("SELECT of 100,000 rows", "scan", ("SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 1000%n%",)),
    Kind(
        "CONSTRUCT of 10,000 triples",
        "scan",
        ("CONSTRUCT { ?x rdf:subject ?s } WHERE { ?x rdf:subject ?s } LIMIT 100%n%",),
    ),
)


class Phrasebook:
    """Makes texts and requests: for one store and one kind always the same ones."""

    def __init__(self, store: Store) -> None:
        self._terms = {sort: _terms(store, pattern) for sort, pattern in SORTS.items()}

    def texts(self, kind: Kind, number: int = TEXTS) -> list[str]:
        chance = random.Random(kind.name)  # noqa: S311 -- texts to measure with, no secret
        return [self._text(one, chance) for one in islice(cycle(kind.patterns), number)]

    def requests(self, kind: Kind, path: str) -> Iterator[bytes]:
        """Give requests without end, no two alike."""
        heads = [f"GET {path}?query={quote(text)}%23".encode() for text in self.texts(kind)]
        return (b"%s%d%s" % (head, next(_serial), _tail()) for head in cycle(heads))

    def _text(self, pattern: str, chance: random.Random) -> str:
        values: dict[str, object] = {"n": chance.randrange(10, 100)}
        for sort, terms in self._terms.items():
            term, name = chance.choice(terms)
            values |= {sort: term, f"{sort}_name": name}
            values[f"{sort}_word"] = re.findall(r"\w+", str(name))[0]
        return with_prefixes(re.sub(r"%(\w+)%", lambda name: str(values[name[1]]), pattern))


def same_request(text: str, path: str, *, etag: str = "") -> Iterator[bytes]:
    """Give one request again and again, with a condition if there is something to compare."""
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    return repeat(f"GET {path}?query={quote(text)}".encode() + _tail(condition))


def with_prefixes(text: str) -> str:
    used = (prefix for prefix in PREFIXES if re.search(rf"\b{prefix}:", text))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + text + "\n"


@cache
def _tail(more: str = "") -> bytes:
    return f" HTTP/1.1\r\nHost: localhost\r\nAccept: {ACCEPT}\r\n{more}\r\n".encode()


def _terms(store: Store, pattern: str) -> list[tuple[object, object]]:
    text = with_prefixes(f"SELECT ?x ?name WHERE {{ {pattern} }}")
    results = store.query(text, use_default_graph_as_union=True)
    found = sorted({(row["x"], row["name"]) for row in results}, key=str)
    chance = random.Random(pattern)  # noqa: S311 -- texts to measure with, no secret
    return chance.sample(found, min(TEXTS, len(found)))
