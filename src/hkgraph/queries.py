"""Query files: SPARQL with a YAML head in ``#+`` comments.

The head is a comment, so each file stays plain SPARQL that any editor and engine can run. What a
caller gives for a parameter is bound as a term and never pasted into the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, RdfFormat, parse

from hkgraph.errors import QueryError, QueryNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = "#+"
SHACL = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_PATTERN = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
# How much of a name must be as it was typed, from 0 to 1, for it to be meant.
_ALIKE = 0.5

_INTEGER = re.compile(r"[+-]?\d{1,18}")

RdfTerm = NamedNode | RdfLiteral


class Param(BaseModel):
    """One variable that the caller binds before the query runs.

    Attributes:
        example: A value that gives an answer on the sample graph; it fills the form and is what
            the tests run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["iri", "string", "integer", "date"]
    description: str
    example: str

    def term(self, value: str) -> RdfTerm:
        """Turn text from outside into one RDF term, which cannot carry syntax.

        Raises:
            QueryError: The text is no value of this type.
        """
        text = value.strip()
        try:
            return self._term(text)
        except ValueError as exc:
            raise QueryError(
                f"{value!r} is not of the type {self.type}",
                hint=f"Give a value such as {self.example!r}.",
            ) from exc

    def _term(self, text: str) -> RdfTerm:
        match self.type:
            case "iri":
                return NamedNode(text)
            case "string":
                return RdfLiteral(text)
            case "integer":
                if not _INTEGER.fullmatch(text):
                    raise ValueError(text)
                return RdfLiteral(str(int(text)), datatype=NamedNode(f"{XSD}integer"))
            case "date":
                day = date.fromisoformat(text).isoformat()
                return RdfLiteral(day, datatype=NamedNode(f"{XSD}date"))


class QueryHead(BaseModel):
    """What a query file says about itself.

    Attributes:
        competency: The competency question that it answers, such as "CQ-03".
        keywords: Words to find it by.
        federates_with: Endpoints that it calls with SERVICE; a server has to allow their hosts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    description: str
    form: Literal["select", "ask", "construct", "describe"]
    competency: str | None = None
    params: dict[str, Param] = Field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    federates_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuery:
    """A checked query file.

    Attributes:
        name: The file's name without suffix.
        folder: The folder that it stands in: "examples", "competency" or "checks".
        text: The whole file, head included.
    """

    name: str
    folder: str
    head: QueryHead
    text: str

    @property
    def body(self) -> str:
        """The query without its head, as people read it."""
        lines = (line for line in self.text.splitlines() if not line.startswith(HEAD))
        return "\n".join(lines).strip() + "\n"

    @property
    def hosts(self) -> list[str]:
        """The hosts that it calls, which a server has to allow."""
        return [urlsplit(endpoint).netloc for endpoint in self.head.federates_with]

    def bind(self, values: Mapping[str, str]) -> dict[str, RdfTerm]:
        """Turn the caller's values into terms, each of its parameter's type.

        Raises:
            QueryError: A value is missing, is of another type, or belongs to no parameter.
        """
        unknown = sorted(set(values) - set(self.head.params))
        missing = sorted(set(self.head.params) - set(values))
        if unknown or missing:
            fault = f"has no parameter {unknown[0]!r}" if unknown else f"needs {missing[0]!r}"
            names = ", ".join(self.head.params) or "(none)"
            raise QueryError(f"the query {self.name!r} {fault}", hint=f"It takes: {names}.")
        return {name: self._bind_one(name, values[name]) for name in self.head.params}

    def _bind_one(self, name: str, value: str) -> RdfTerm:
        try:
            return self.head.params[name].term(value)
        except QueryError as exc:
            raise QueryError(f"the parameter {name!r} is wrong: {exc}", hint=exc.hint) from exc

    def example_text(self) -> str:
        """Give the body as one query that runs by itself, with the example of each parameter.

        The values stand first in the pattern, where a person sees and changes them.
        """
        given = "".join(
            f"\n  VALUES ?{name} {{ {param.term(param.example)} }}"
            for name, param in self.head.params.items()
        )
        return _PATTERN.sub(lambda found: found[0] + given, self.body, count=1)

    def example_values(self) -> dict[str, str]:
        """Give the example value of each parameter."""
        return {name: param.example for name, param in self.head.params.items()}


def read_query(path: Path) -> StoredQuery:
    """Read one ``.rq`` file and check its head.

    Raises:
        QueryError: The head is missing, is not YAML, or lacks or invents a field.
    """
    text = path.read_text(encoding="utf-8")
    head = "\n".join(
        line.removeprefix(HEAD).removeprefix(" ")
        for line in text.splitlines()
        if line.startswith(HEAD)
    )
    try:
        parsed = QueryHead.model_validate(yaml.safe_load(head) or {})
    except (yaml.YAMLError, ValidationError) as exc:
        raise QueryError(
            f"{path}: head is not valid: {exc}",
            hint="Start the file with '#+ title: …'; see queries/README.md.",
        ) from exc
    return StoredQuery(name=path.stem, folder=path.parent.name, head=parsed, text=text)


def read_queries(folder: Path) -> dict[str, StoredQuery]:
    """Read every ``.rq`` file under a folder, by name, in the order of their paths.

    Raises:
        QueryError: A head is not valid, or two files have one name.
    """
    queries: dict[str, StoredQuery] = {}
    for path in sorted(folder.rglob("*.rq")):
        if path.stem in queries:
            raise QueryError(f"two queries are called {path.stem!r}", hint=f"Rename {path}.")
        queries[path.stem] = read_query(path)
    return queries


def by_folder(queries: Mapping[str, StoredQuery]) -> dict[str, list[StoredQuery]]:
    """Sort stored queries into those to start with, those of users, and checks."""
    folders: dict[str, list[StoredQuery]] = {}
    for query in queries.values():
        folders.setdefault(query.folder, []).append(query)
    order = ["competency", "examples", "checks"]
    order += sorted(set(folders) - set(order))
    return {name: folders[name] for name in order if name in folders}


def get_query(queries: Mapping[str, StoredQuery], name: str) -> StoredQuery:
    """Give the query called ``name``.

    Raises:
        QueryNotFoundError: There is none; the hint names those that are called alike, or all.
    """
    try:
        return queries[name]
    except KeyError:
        alike = get_close_matches(name, queries, cutoff=_ALIKE)
        hint = f"Use one of: {', '.join(alike or queries) or '(none)'}."
        raise QueryNotFoundError(f"no query is called {name!r}", hint=hint) from None


def read_prefixes(folder: Path) -> dict[str, str]:
    """Read the prefixes declared in ``prefixes.ttl``, sorted by prefix."""
    path = folder / "prefixes.ttl"
    found: dict[str, dict[str, str]] = {}
    for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True):
        local = quad.predicate.value.removeprefix(SHACL)
        if local in ("prefix", "namespace") and isinstance(quad.object, RdfLiteral):
            found.setdefault(str(quad.subject), {})[local] = quad.object.value
    return {pair["prefix"]: pair["namespace"] for pair in sorted(found.values(), key=_prefix_of)}


def _prefix_of(pair: Mapping[str, str]) -> str:
    return pair["prefix"]
