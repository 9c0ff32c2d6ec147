"""What an index is made of: the names in one generation, what they name, and how much is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from hkgraph.graph import vocab
from hkgraph.search.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

_ROLES = {
    vocab.PREF_LABEL: Role.LABEL,
    vocab.term("rdfs:label"): Role.LABEL,
    vocab.NAME: Role.LABEL,
    vocab.ALT_LABEL: Role.ALIAS,
    vocab.HIDDEN_LABEL: Role.ALIAS,
    vocab.term("schema:legislationIdentifier"): Role.ALIAS,
    vocab.HEADLINE: Role.HEADLINE,
    vocab.TEXT: Role.QUOTATION,
}
_SAYING = (vocab.SUBJECT, vocab.OBJECT, vocab.REPORTED_IN)
#: What things that hkgraph did not name itself are; its own have their kind in the IRI.
_CLASSES: dict[NamedNode, Kind] = {
    vocab.PERSON: "person",
    vocab.ORGANIZATION: "organisation",
    vocab.PLACE: "place",
    vocab.LEGISLATION: "law",
    vocab.EVENT: "event",
    vocab.NEWS_ARTICLE: "article",
    vocab.QUOTATION: "quotation",
}
#: The kinds of which there is anything to find.
Kind = Literal[
    "person",
    "organisation",
    "place",
    "law",
    "offence",
    "event",
    "event-type",
    "role",
    "article",
    "quotation",
    "thing",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
OTHER: Kind = "thing"
_COMPOSED = {"event", "role"}


class Name(NamedTuple):
    """One name of one thing.

    Attributes:
        iri: The thing.
        language: ``""`` for none.
    """

    iri: str
    role: Role
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The names in one generation.

    Args:
        base: What IRIs of hkgraph's own data begin with.
    """

    store: Store
    base: str

    def names(self) -> Iterator[Name]:
        """Give every name; one that stands in several graphs comes several times."""
        for predicate, role in _ROLES.items():
            for quad in self.store.quads_for_pattern(None, predicate, None, None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Text):
                    yield from self._name(quad.subject.value, role, quad.object)

    def _name(self, iri: str, role: Role, text: Text) -> Iterator[Name]:
        kind = self._segment(iri)
        if role is Role.LABEL and kind in _COMPOSED:
            role = Role.COMPOSED
        # The name of a source document is that of a file.
        if kind != "document":
            yield Name(iri, role, text.value, text.language or "")

    def weights(self) -> Counter[str]:
        """Count the statements that each thing has a part in."""
        found: Counter[str] = Counter()
        for predicate in _SAYING:
            quads = self.store.quads_for_pattern(None, predicate, None, None)
            found.update(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
        return found

    def articles(self) -> Iterator[tuple[str, str]]:
        """Give each quotation with its article, by their IRIs."""
        for quad in self.store.quads_for_pattern(None, vocab.TYPE, vocab.QUOTATION, None):
            wholes = self.store.quads_for_pattern(quad.subject, vocab.IS_PART_OF, None, None)
            for whole in wholes:
                if isinstance(quad.subject, NamedNode) and isinstance(whole.object, NamedNode):
                    yield quad.subject.value, whole.object.value

    def kind(self, iri: str) -> Kind:
        """Say what kind of thing has this IRI."""
        segment = self._segment(iri)
        for kind in KINDS:
            if segment == kind:
                return kind
        node = NamedNode(iri)
        for name, kind in _CLASSES.items():
            if any(True for _ in self.store.quads_for_pattern(node, vocab.TYPE, name, None)):
                return kind
        return OTHER

    def _segment(self, iri: str) -> str:
        return iri[len(self.base) :].partition("/")[0] if iri.startswith(self.base) else ""
