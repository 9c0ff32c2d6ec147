"""What a check found: results in a fixed order, as records, as text and as Turtle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hkgraph.graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SHACL = "http://www.w3.org/ns/shacl#"
_PREFIXES = {**PREFIXES, "sh": _SHACL}


class Severity(StrEnum):
    """How bad a result is; only a violation keeps an article out."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that a shape found wrong.

    IRIs are given bare. What is no IRI is in Turtle notation and begins with a sign that no IRI
    begins with: ``"`` a literal, ``_`` a blank node, ``(`` or ``[`` a property path.

    Attributes:
        focus: The node that was checked.
        path: The property, or path of properties, that it was checked by; None for the node itself.
        value: The value at fault; None where one is missing or their number is wrong.
        shape: The shape that found it.
        component: Kind of constraint, such as ``…shacl#MinCountConstraintComponent``.
        message: What to do about it.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    severity: Severity
    message: str

    def to_text(self) -> str:
        """Give the result as a few lines for people, without a line break at the end."""
        lines = [f"{self.severity}: {self.message}", f"  focus: {self.focus}"]
        if self.path:
            lines.append(f"  path:  {_shorten(self.path)}")
        if self.value:
            lines.append(f"  value: {_shorten(self.value)}")
        return "\n".join([*lines, f"  shape: {_shorten(self.shape)}"])

    def to_turtle(self) -> str:
        """Give the result as a Turtle blank node with the properties that SHACL names."""
        pairs = [
            ("sh:focusNode", _notation(self.focus)),
            ("sh:resultPath", _notation(self.path) if self.path else None),
            ("sh:value", _notation(self.value) if self.value else None),
            ("sh:sourceShape", _notation(self.shape)),
            ("sh:sourceConstraintComponent", _notation(self.component)),
            ("sh:resultSeverity", f"sh:{self.severity}"),
            ("sh:resultMessage", str(ox.Literal(self.message))),
        ]
        body = "".join(f" ;\n    {name} {value}" for name, value in pairs if value)
        return f"[\n    a sh:ValidationResult{body}\n  ]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome of a check.

    Attributes:
        conforms: False where there is a violation; warnings do not count.
        results: In a fixed order, each once.
        turtle: A ``sh:ValidationReport``, the same bytes for the same results. Its
            ``sh:conforms`` says what ``conforms`` says.
    """

    conforms: bool
    results: tuple[Result, ...]
    turtle: str

    @classmethod
    def of(cls, results: Iterable[Result]) -> Verdict:
        """Put results in order and draw the conclusion."""
        ordered = tuple(sorted(set(results), key=_rank))
        conforms = all(result.severity is not Severity.VIOLATION for result in ordered)
        return cls(conforms=conforms, results=ordered, turtle=_turtle(conforms, ordered))

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results that keep an article out."""
        return tuple(r for r in self.results if r.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that a person should look at."""
        return tuple(r for r in self.results if r.severity is Severity.WARNING)

    def to_text(self, origin: Callable[[Result], list[str]] = lambda _: []) -> str:
        """Give the verdict for people: one line of summary, then the results, violations first.

        Args:
            origin: Gives lines that are put below a result, about where it comes from.
        """
        word = "conforms" if self.conforms else "does not conform"
        counts = f"violations: {len(self.violations)}, warnings: {len(self.warnings)}"
        first_worst = sorted(self.results, key=lambda result: list(Severity).index(result.severity))
        parts = [f"{word} ({counts})", *("\n".join([r.to_text(), *origin(r)]) for r in first_worst)]
        return "\n\n".join(parts) + "\n"


def _rank(result: Result) -> tuple[str, ...]:
    return (
        result.focus,
        result.shape,
        result.path or "",
        result.value or "",
        result.component,
        result.severity,
        result.message,
    )


def _turtle(conforms: bool, results: tuple[Result, ...]) -> str:
    head = f"@prefix sh: <{_SHACL}> .\n\n[] a sh:ValidationReport ;\n  sh:conforms "
    listed = " , ".join(result.to_turtle() for result in results)
    return head + str(conforms).lower() + (f" ;\n  sh:result {listed}" if results else "") + " .\n"


def _notation(term: str) -> str:
    return term if term[0] in '"_([' else f"<{term}>"


def _shorten(term: str) -> str:
    """Write the vocabularies' IRIs with their prefixes; for people, not for parsers."""
    for prefix, namespace in _PREFIXES.items():
        term = re.sub(f"<?{re.escape(namespace)}([^\\s>]*)>?", rf"{prefix}:\1", term)
    return term
