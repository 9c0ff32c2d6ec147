"""What a check of a whole store found, as text, Turtle, JSON and JUnit."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.validation.report import Result, Verdict
    from hkgraph.validation.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreReport:
    """The outcome, in whatever form is asked for.

    Attributes:
        articles: How many are live.
        sources: Where each focus node comes from.
    """

    verdict: Verdict
    articles: int
    sources: Mapping[str, tuple[Source, ...]]

    @property
    def conforms(self) -> bool:
        """False when there is a violation; warnings do not count."""
        return self.verdict.conforms

    @property
    def failing(self) -> tuple[str, ...]:
        """IRIs of the articles that a violation leads to, sorted."""
        focus = {result.focus for result in self.verdict.violations}
        return tuple(sorted({s.article for node in focus for s in self.sources.get(node, ())}))

    def render(self, name: str) -> str:
        """Write as ``text``, ``turtle``, ``json`` or ``junit``."""
        match name:
            case "turtle":
                return self.verdict.turtle
            case "json":
                return self._json()
            case "junit":
                return self._junit()
            case _:
                verdict = self.verdict.to_text(self._origin)
                return f"{self.articles} articles checked\n{verdict}"

    def _json(self) -> str:
        found = {
            "conforms": self.conforms,
            "articles": self.articles,
            "failing": list(self.failing),
            "results": [
                {**asdict(one), "sources": [asdict(s) for s in self.sources.get(one.focus, ())]}
                for one in self.verdict.results
            ],
        }
        return json.dumps(found, ensure_ascii=False, indent=2)

    def _junit(self) -> str:
        """Write as a test suite: the store as one case, and a failing case for each violation."""
        violations = self.verdict.violations
        counts = {"tests": str(1 + len(violations)), "failures": str(len(violations))}
        suites = Element("testsuites", {"name": "hkgraph validate", **counts})
        suite = SubElement(suites, "testsuite", {"name": "shapes", **counts, "errors": "0"})
        checked = f"{self.articles} articles checked"
        SubElement(suite, "testcase", classname="hkgraph.validate", name=checked)
        for one in violations:
            case = SubElement(suite, "testcase", classname=one.shape, name=one.focus)
            failure = SubElement(case, "failure", message=one.message, type=one.component)
            failure.text = "\n".join([one.to_text(), *self._origin(one)])
        return tostring(suites, encoding="unicode", xml_declaration=True)

    def _origin(self, result: Result) -> list[str]:
        """Give lines that lead to the first of the places that a focus node comes from."""
        sources = self.sources.get(result.focus, ())
        if not sources:
            return []
        first = sources[0]
        headline = f" ({first.headline})" if first.headline else ""
        lines = [f"  article: {first.article}{headline}"]
        if first.statement not in {"", result.focus}:
            lines.append(f"  statement: {first.statement}")
        if first.sentence:
            lines.append(f"  sentence: {first.sentence}")
        if len(sources) > 1:
            lines.append(f"  further sources: {len(sources) - 1}")
        return lines
