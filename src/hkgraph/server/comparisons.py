"""What one article says beside what others say: other statements on the point, other versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from hkgraph.server.graph_reader import Reader
    from hkgraph.server.listings import Listings, Quoted
    from hkgraph.server.statements import Claim, Claims

_RELATIONS = tuple(map(vocab.term, ("hk:disputes", "hk:differsFrom", "hk:refines")))
_SAME_UTTERANCE = vocab.term("hk:sameUtteranceAs")


def beside(claims: Claims, reader: Reader, statement: NamedNode) -> list[tuple[str, Claim]]:
    """Give the statements that one is linked with, each once, with the words between the two."""
    found: dict[NamedNode, str] = {}
    for relation in _RELATIONS:
        wording, iri = reader.wording, relation.value
        for other in reader.objects(statement, relation):
            if isinstance(other, NamedNode):
                found.setdefault(other, wording.predicate(iri))
        for other in reader.subjects(relation, statement):
            found.setdefault(other, wording.inverses[iri])
    return [(found[NamedNode(claim.iri)], claim) for claim in claims.read_all(found)]


def versions_of(listings: Listings, quotation: NamedNode) -> list[Quoted]:
    """Give the versions of a quotation in other articles, the earliest first."""
    others = listings.reader.objects(quotation, _SAME_UTTERANCE)
    found = [listings.quotation(one) for one in others if isinstance(one, NamedNode)]
    return sorted(found, key=lambda q: (q.source.published if q.source else "", q.iri))
