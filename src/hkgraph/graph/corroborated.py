"""What articles say together, as triples: links between statements and quotations, witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from hkgraph.corroboration.differences import find_differences
from hkgraph.corroboration.outcomes import find_outcomes
from hkgraph.corroboration.utterances import find_same_utterances
from hkgraph.corroboration.witnesses import Witnesses
from hkgraph.graph import vocab
from hkgraph.model import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hkgraph.corroboration.likeness import Texts
    from hkgraph.corroboration.links import Said
    from hkgraph.graph.article import ArticleGraph
    from hkgraph.graph.iri import Minter
    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.resolution import Resolution
    from hkgraph.model import ArticleKey, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Links between what the articles of a set say; of those that are retracted, nothing counts.

    Attributes:
        articles: Their graphs, which know the nodes of statements and quotations.
        texts: Which articles are one text.
    """

    tellings: Sequence[Telling]
    resolution: Resolution
    articles: Mapping[ArticleKey, ArticleGraph]
    texts: Texts
    judgements: Judgements

    def link_triples(self, minter: Minter) -> Iterator[Triple]:
        """Give the triples of the graph of links."""
        nodes = self.resolution.nodes
        standing = [one for one in self.tellings if not one.article.is_retracted]
        for earlier, later in find_outcomes(standing, nodes, self.resolution.named):
            yield Triple(minter.node(earlier), vocab.OUTCOME, minter.node(later))
        for found in (
            find_same_utterances(self.tellings, nodes, self.judgements),
            find_differences(standing, nodes),
        ):
            for link in found:
                one, other = self._node(link.one), self._node(link.other)
                if one and other:
                    yield Triple(one, vocab.term(link.relation.value), other)
        witnesses = Witnesses(self.tellings, nodes, self.texts)
        for key, graph in self.articles.items():
            for said in graph.statements:
                if said.is_taken_back:
                    continue
                witness = witnesses.of(key, said.told[0].attributed_to)
                yield Triple(minter.node(witness), vocab.WITNESSES, said.node)

    def _node(self, said: Said) -> NamedNode | None:
        graph = self.articles[said.article]
        if isinstance(said.what, Quotation):
            return graph.quotation_node(said.what)
        return graph.statement_node(said.what)
