"""A case as text for a terminal, and as JSON."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.reviewing.desk import Case
    from hkgraph.reviewing.questions import Question
    from hkgraph.reviewing.sides import Side

_GAP = " │ "


def question_json(question: Question) -> dict[str, Any]:
    """Give what a program reads of a question."""
    return {"id": question.id, "impact": question.impact, **asdict(question)}


def case_json(case: Case) -> dict[str, Any]:
    """Give what a program reads of a question and its two sides."""
    return {
        **question_json(case.question),
        "sides": [asdict(case.left), asdict(case.right)],
        "rest": [asdict(one) for one in case.rest],
    }


def ask(case: Case) -> str:
    """Put the question in words."""
    if case.question.kind == "link":
        return f"Is {case.left.name} the {case.right.name} of Wikidata?"
    return f"Are {case.left.name} and {case.right.name} one and the same?"


def render(case: Case, *, columns: int = 100) -> str:
    """Put both sides beside each other."""
    question = case.question
    width = max(20, (columns - len(_GAP)) // 2)
    pairs = zip_longest(_lines(case.left, width), _lines(case.right, width), fillvalue="")
    reasons = "; ".join(question.reasons)
    touched = f"{question.statements} statements in {question.articles} articles"
    rest = [f"also possible: {one.name} ({one.node})" for one in case.rest]
    return "\n".join(
        [
            ask(case),
            f"{question.id}  likely {question.score:.2f}  touches {touched}",
            *([f"because: {reasons}"] if reasons else []),
            *(f"{left:<{width}}{_GAP}{right}".rstrip() for left, right in pairs),
            *rest,
        ]
    )


def _lines(side: Side, width: int) -> Iterator[str]:
    yield from _wrap(f"{side.name} [{side.node}]", width)
    for title, values in (
        ("", side.types),
        ("also ", side.names),
        ("", side.roles),
    ):
        if values:
            yield from _wrap(title + ", ".join(values), width)
    for one in side.articles:
        where = " · ".join(filter(None, (one.day, one.publisher)))
        yield from _wrap(f"- {one.headline} ({where})", width)
    for excerpt in side.excerpts:
        yield ""
        words = f"“{excerpt.before}[{excerpt.words}]{excerpt.after}”"
        yield from _wrap(words, width)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width) or [""]
