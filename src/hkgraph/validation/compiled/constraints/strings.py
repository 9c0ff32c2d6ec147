"""How a value is written: length, pattern and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal

from hkgraph.validation.compiled.scope import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Scope
    from hkgraph.validation.terms import OxTerm


@dataclass(frozen=True, slots=True)
class MinLength:
    """Every value has at least so many characters."""

    length: int
    component: str = "MinLengthConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a shorter value, or of a blank node."""
        if self.length == 0:
            return "false"
        return f"isBlank({scope.value}) || STRLEN(STR({scope.value})) < {self.length}"


@dataclass(frozen=True, slots=True)
class MaxLength:
    """Every value has at most so many characters."""

    length: int
    component: str = "MaxLengthConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a longer value, or of a blank node."""
        return f"isBlank({scope.value}) || STRLEN(STR({scope.value})) > {self.length}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression is found in every value; Python's are close to XPath's."""

    pattern: str
    flags: str = ""
    component: str = "PatternConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value, or of a blank node."""
        return f"{scope.run.function(self.is_elsewhere)}({scope.value})"

    def is_elsewhere(self, term: OxTerm) -> bool:
        """Say whether the expression is not found."""
        if isinstance(term, BlankNode) or not hasattr(term, "value"):
            return True
        return compiled(self.pattern, self.flags).search(term.value) is None


@lru_cache(maxsize=1000)
def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """Compile a pattern with SHACL's flags; of these pyshacl knows ``i`` and ``m``.

    Raises:
        re.error: If it is no regular expression.
    """
    chosen = (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
    return re.compile(pattern, chosen)


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """Every value has one of some languages.

    Attributes:
        ranges: In lower case; ``*`` is any language.
    """

    ranges: frozenset[str]
    component: str = "LanguageInConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value."""
        return f"{scope.run.function(self.is_other)}({scope.value})"

    def is_other(self, term: OxTerm) -> bool:
        """Say whether a value has another language, or none."""
        if not isinstance(term, Literal) or not term.language:
            return True
        language = term.language.lower()
        return not {"*", language, language.partition("-")[0]} & self.ranges


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """No two values have the same language."""

    component: str = "UniqueLangConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes that have two values in one language."""
        text = (
            f"SELECT {scope.this} {{ {{ SELECT DISTINCT {scope.this} {scope.value}"
            f' {{ {scope.pairs} FILTER (LANG({scope.value}) != "") }} }} }}'
            f" GROUP BY {scope.this} (LCASE(LANG({scope.value}))) HAVING (COUNT(*) > 1)"
        )
        return (Found(row[0]) for row in scope.run.select(text))
