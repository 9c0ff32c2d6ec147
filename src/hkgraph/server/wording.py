"""Terms in words: what predicates and classes are called on the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from hkgraph.graph.vocab import PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassName:
    """What people call a thing of some class."""

    singular: str
    plural: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What terms are called.

    Attributes:
        predicates: From IRI to the words between subject and object.
        inverses: From IRI to the words between object and subject.
        classes: From IRI to name, the most telling first.
        kinds: By the kind in a thing's IRI; they win over classes.
    """

    predicates: Mapping[str, str]
    inverses: Mapping[str, str]
    classes: Mapping[str, ClassName]
    kinds: Mapping[str, ClassName]

    def predicate(self, iri: str) -> str:
        """Give the words for a predicate; its local name, spaced, if it has none."""
        return self.predicates.get(iri) or spaced(iri)

    def rank(self, iri: str) -> int:
        """Give a predicate's place in the order of the table; unknown ones come last."""
        return list(self.predicates).index(iri) if iri in self.predicates else len(self.predicates)

    def class_of(self, iri: str, types: frozenset[str]) -> ClassName | None:
        """Give the most telling name for the class of a thing."""
        kind = iri.split("/")[-2] if "/" in iri else ""
        if kind in self.kinds:
            return self.kinds[kind]
        return next((name for one, name in self.classes.items() if one in types), None)


def read_wording() -> Wording:
    """Read the table beside this module."""
    text = (Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8")
    table = yaml.safe_load(text)
    return Wording(
        predicates={term(name).value: words for name, words in table["predicates"].items()},
        inverses={term(name).value: words for name, words in table["inverses"].items()},
        classes={
            term(name).value: ClassName(singular=singular, plural=plural)
            for name, singular, plural in table["classes"]
        },
        kinds={
            kind: ClassName(singular=singular, plural=plural)
            for kind, (singular, plural) in table["kinds"].items()
        },
    )


def spaced(iri: str) -> str:
    """Make words of an IRI's last part.

    >>> spaced("https://w3id.org/hkgraph/ns#hasOfficeIn")
    'has office in'
    """
    local = re.split(r"[#/]", iri.rstrip("#/"))[-1]
    return _CAPITAL.sub(" ", local).replace("-", " ").replace("_", " ").lower()


def prefixed(iri: str) -> str:
    """Shorten an IRI with the project's prefixes, or give it as it is."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return iri
