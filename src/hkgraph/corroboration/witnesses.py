"""On whose word a statement rests: the source that the article credits, or who wrote the text.

Two papers that credit one source, or print one text, are one witness. An agent without a name
speaks for the body that he belongs to. What an agency wrote or helped to write is the agency's
word, whoever prints it: rather one witness too few than one too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.bylines import dateline_outlet, signing_agency
from hkgraph.articles.outlets import outlet_named
from hkgraph.identity.keys import NodeKey
from hkgraph.model import BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hkgraph.corroboration.likeness import Texts
    from hkgraph.model import ArticleKey, Extract, LocalId, Telling

    Nodes = Mapping[ArticleKey, Mapping[LocalId, NodeKey]]

#: Kinds of outlets that publish their own releases.
_ISSUERS = frozenset(["government", "organisation"])


class Witnesses:
    """Tells the witness of every statement of a set of articles.

    Args:
        nodes: Canonical keys of what each article names.
        texts: Which articles are one text.
    """

    def __init__(self, tellings: Sequence[Telling], nodes: Nodes, texts: Texts) -> None:
        self._tellings = {telling.article.key: telling for telling in tellings}
        self._nodes = nodes
        self._texts = texts
        self._voices: dict[ArticleKey, NodeKey] = {}

    def of(self, article: ArticleKey, credited: LocalId | None) -> NodeKey:
        """Give the canonical key of who vouches for what an article says.

        Args:
            credited: Whom the article credits with it; None for its own voice.
        """
        if credited is None:
            first = self._texts[article][0]
            if first not in self._voices:
                self._voices[first] = self._voice(first)
            return self._voices[first]
        return _source(credited, self._tellings[article].extract, self._nodes[article])

    def _voice(self, article: ArticleKey) -> NodeKey:
        """Give who wrote a text that several may print.

        An agency that any of them names, else the body whose own release it is, else whoever
        printed it first.
        """
        printed = [self._tellings[one] for one in self._texts[article]]
        for find in (_writer, _issuer):
            found = (find(telling, self._nodes[telling.article.key]) for telling in printed)
            known = next((one for one in found if one), None)
            if known:
                return known
        first = printed[0]
        return _own_voice(first, self._nodes[first.article.key])


def _source(credited: LocalId, extract: Extract, names: Mapping[LocalId, NodeKey]) -> NodeKey:
    """Give who is credited, or whom an agent without a name speaks for."""
    entity = next(one for one in extract.entities if one.id == credited)
    if not entity.anonymous:
        return names[credited]
    bodies = (m.organisation for m in extract.memberships if m.person == credited)
    body = next((one for one in bodies if one), None)
    return names[body] if body else names[credited]


def _own_voice(telling: Telling, names: Mapping[LocalId, NodeKey]) -> NodeKey:
    """Give the publisher, or the article itself where nobody is named."""
    publisher = telling.extract.publisher
    return names[publisher] if publisher else NodeKey(f"article/{telling.article.key}")


def _issuer(telling: Telling, names: Mapping[LocalId, NodeKey]) -> NodeKey | None:
    """Give the publisher if it is no medium: then the text is its own press release."""
    extract = telling.extract
    publisher = next((one for one in extract.entities if one.id == extract.publisher), None)
    if publisher is None:
        return None
    outlet = outlet_named(publisher.name)
    is_medium = outlet.kind not in _ISSUERS if outlet else publisher.kind is Kind.MEDIA
    return None if is_medium else names[publisher.id]


def _writer(telling: Telling, names: Mapping[LocalId, NodeKey]) -> NodeKey | None:
    """Give the outlet that wrote a text for others, by its byline, dateline or signature."""
    extract = telling.extract
    signed = _signed(telling)
    for entity in extract.entities:
        outlet = outlet_named(entity.name)
        if outlet is None:
            continue
        wrote = entity.id in extract.authors
        helped = outlet.is_agency and entity.id in extract.contributors
        if wrote or helped or (outlet.is_agency and outlet.name in signed):
            return names[entity.id]
    return None


def _signed(telling: Telling) -> set[str | None]:
    """Give the outlets that the first and the last paragraph name as agencies do."""
    article = telling.article
    prose = [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    return {dateline_outlet(prose[0]), signing_agency(prose[-1])} if prose else set()
