"""Which articles may enter the graph: those that can be mapped and that the shapes let in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from hkgraph.graph.small_graph import Descriptions
from hkgraph.rebase import from_default_base, to_default_base
from hkgraph.resources import resource
from hkgraph.validation.gate import Gate
from hkgraph.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import NamedNode, Triple

    from hkgraph.graph.content import Content
    from hkgraph.graph.iri import Minter
    from hkgraph.graph.small_graph import SmallGraph
    from hkgraph.model import ArticleKey, Telling
    from hkgraph.validation.report import Verdict

Graphs = dict["NamedNode", set["Triple"]]

#: Fewer are done sooner than a process starts.
TASKS_WORTH_A_WORKER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why one article is kept out.

    Attributes:
        reasons: One line each.
        turtle: The validation report, if it was the shapes that refused it.
    """

    key: ArticleKey
    headline: str
    reasons: tuple[str, ...]
    turtle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One small graph to be checked, as another process can take it.

    Attributes:
        shapes: Folder of the shapes.
        version: Digest of shapes and ontology.
        checked: The article's triples and what they lead to, as N-Triples.
        around: What the shapes only look at.
    """

    shapes: Path
    version: str
    checked: bytes
    around: bytes


@dataclass(kw_only=True)
class Admission:
    """Checks articles, each in its small graph; remembers what it has checked.

    Attributes:
        shapes: Folder of the shapes.
        version: Digest of shapes and ontology.
        workers: Processes that check.
    """

    minter: Minter
    shapes: Path
    version: str
    workers: int
    _seen: dict[ArticleKey, tuple[int, Verdict]] = field(default_factory=dict)

    def check(
        self, content: Content, graphs: Graphs, keys: Collection[ArticleKey]
    ) -> list[Refusal]:
        """Give those of the named articles that violate a shape, in the order of their keys."""
        if not keys:
            return []
        told = {t.article.key: t for t in content.tellings if t.article.key in keys}
        self._look(told, graphs)
        verdicts = ((telling, self._seen[key][1]) for key, telling in told.items())
        base = self.minter.base
        return [_refusal(telling, v, base) for telling, v in verdicts if not v.conforms]

    def _look(self, told: Mapping[ArticleKey, Telling], graphs: Graphs) -> None:
        """Check the small graphs that are not as they were last seen."""
        fresh: list[tuple[ArticleKey, int]] = []
        tasks = self._tasks(told, graphs, fresh)
        workers = min(self.workers, len(told) // TASKS_WORTH_A_WORKER)
        for number, verdict in enumerate(spread(_check, tasks, workers=workers)):
            key, state = fresh[number]
            self._seen[key] = state, verdict

    def _tasks(
        self,
        told: Mapping[ArticleKey, Telling],
        graphs: Graphs,
        fresh: list[tuple[ArticleKey, int]],
    ) -> Iterator[Task]:
        """Give what is to be checked, and note in ``fresh`` what it is."""
        shared = self._descriptions(graphs)
        for key, telling in told.items():
            node, graph = self.minter.node(f"article/{key}"), self.minter.article_graph(key)
            small = shared.small_graph(node, graphs[graph], telling.article.text)
            state = hash((small.checked, small.around))
            if key not in self._seen or self._seen[key][0] != state:
                fresh.append((key, state))
                yield self._task(small)

    def _task(self, small: SmallGraph) -> Task:
        checked, around = (
            serialize(to_default_base(t, self.minter.base), format=RdfFormat.N_TRIPLES) or b""
            for t in (small.checked, small.around)
        )
        return Task(shapes=self.shapes, version=self.version, checked=checked, around=around)

    def _descriptions(self, graphs: Mapping[NamedNode, set[Triple]]) -> Descriptions:
        minter = self.minter
        shared = (minter.sources, minter.entities, minter.facts, minter.links)
        return Descriptions.of(triple for graph in shared for triple in graphs[graph])


@cache
def _gate(shapes: Path, version: str) -> Gate:  # noqa: ARG001 - other shapes, another gate
    """Make the gate once a process; shapes take a moment to read."""
    return Gate(shapes, resource("ontology"))


def _check(task: Task) -> Verdict:
    checked, around = (
        (quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES))
        for content in (task.checked, task.around)
    )
    return _gate(task.shapes, task.version).check(checked, around)


def refuse_unmappable(
    telling: Telling, content_of: Callable[[list[Telling]], Content]
) -> Refusal | None:
    """Map an article by itself, so that a fault in one costs no other."""
    try:
        content_of([telling]).graphs()
    except Exception as exc:  # noqa: BLE001 - whatever it is, it is kept to its article
        fault = f"The article cannot be mapped: {type(exc).__name__}: {exc}"
        reasons = (fault, "This is a fault of hkgraph; please report it.")
        return Refusal(key=telling.article.key, headline=telling.article.headline, reasons=reasons)
    return None


def _refusal(telling: Telling, verdict: Verdict, base: str) -> Refusal:
    texts = (from_default_base(result.to_text(), base) for result in verdict.violations)
    return Refusal(
        key=telling.article.key,
        headline=telling.article.headline,
        reasons=tuple(" ".join(text.split()) for text in texts),
        turtle=from_default_base(verdict.turtle, base),
    )
