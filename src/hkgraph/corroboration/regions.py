"""Which places lie in which, as far as articles say so plainly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hkgraph.model import Modality, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, LocalId, Telling


class Regions:
    """Places with the places around them.

    Args:
        nodes: Canonical keys of what each article names.
    """

    def __init__(
        self, tellings: Iterable[Telling], nodes: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
    ) -> None:
        self._around: defaultdict[NodeKey, set[NodeKey]] = defaultdict(set)
        for telling in tellings:
            names = nodes[telling.article.key]
            for said in telling.extract.statements:
                plain = said.modality is Modality.ASSERTED and said.polarity
                if plain and said.predicate is Predicate.CONTAINED_IN_PLACE:
                    whole = names.get(said.object) if isinstance(said.object, str) else None
                    if whole:
                        self._around[names[said.subject]].add(whole)

    def is_inside(self, part: NodeKey, whole: NodeKey) -> bool:
        """Say whether one place lies in another, through however many between."""
        seen: set[NodeKey] = set()
        ahead = {part}
        while ahead:
            seen |= ahead
            ahead = {one for place in ahead for one in self._around.get(place, ())} - seen
        return part != whole and whole in seen
