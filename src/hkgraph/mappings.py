"""Links to Wikidata as a mapping set that other tools read: SSSOM/TSV in its canonical form.

Source: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import json
import re
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING
from urllib.parse import quote

import yaml

from hkgraph import __version__
from hkgraph.graph import vocab
from hkgraph.graph.describe import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Store

    from hkgraph.graph.iri import Minter

_QUERY = f"""
SELECT ?entity ?label ?candidate ?confidence ?method ?base ?reviewer {{
  ?link {vocab.ENTITY} ?entity ; {vocab.CANDIDATE} ?candidate ;
    {vocab.LINK_STATE} {vocab.term("hk:Linked")} ; {vocab.METHOD} ?method ;
    {vocab.CONFIDENCE} ?confidence ; {vocab.KNOWLEDGE_BASE} ?base .
  ?entity {vocab.PREF_LABEL} ?label
  OPTIONAL {{ ?link {vocab.REVIEWER} ?reviewer }}
}}
"""
#: What stands where no licence is set.
_NO_LICENCE = "https://w3id.org/sssom/license/unspecified"
_WIKIDATA_ITSELF = "wd:Q2013"
_NEEDS_QUOTES = re.compile(r"[\t\n\r\"]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mapping:
    """One link; the fields are the slots of SSSOM, in its order."""

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    reviewer_label: str
    confidence: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSet:
    """The links of one generation.

    Attributes:
        version: The generation's digest.
        licence: IRI, or empty where none is set.
        knowledge_bases: That the links were found in.
    """

    minter: Minter
    version: str
    licence: str
    knowledge_bases: tuple[str, ...]
    mappings: tuple[Mapping, ...]

    def to_tsv(self) -> str:
        """Write it whole: metadata behind ``#``, then the table, sorted."""
        columns = [
            (field.name, index)
            for index, field in enumerate(fields(Mapping))
            if not self.mappings or any(astuple(one)[index] for one in self.mappings)
        ]
        table = [[name for name, _ in columns]]
        table += [[astuple(one)[index] for _, index in columns] for one in sorted(self.mappings)]
        lines = [f"#{line}" for line in self._metadata()]
        lines += ["\t".join(map(_quoted, row)) for row in table]
        return "\n".join(lines) + "\n"

    def _metadata(self) -> Iterator[str]:
        yield "curie_map:"
        yield f"  hkid: {_scalar(self.minter.base)}"
        yield f"  schema: {_scalar('https://schema.org/')}"
        yield f"  wd: {_scalar(WIKIDATA)}"
        yield f"mapping_set_id: {_scalar(self.minter.links.value)}"
        yield f"mapping_set_version: {_scalar(self.version)}"
        yield "mapping_set_title: People, bodies and places of Hong Kong news in Wikidata"
        yield f"license: {_scalar(self.licence or _NO_LICENCE)}"
        yield f"object_source: {_scalar(_WIKIDATA_ITSELF)}"
        if self.knowledge_bases:
            yield f"object_source_version: {_scalar(', '.join(self.knowledge_bases))}"
        yield "mapping_tool: hkgraph"
        yield f"mapping_tool_version: {_scalar(__version__)}"


def read_mappings(
    store: Store,
    minter: Minter,
    label_of: Callable[[str], str],
    *,
    version: str,
    licence: str = "",
) -> MappingSet:
    """Read the links of a generation.

    Args:
        label_of: Gives what Wikidata calls an id, or nothing.
        version: The generation's digest.
        licence: IRI of the licence that the data are given under, if any.
    """
    rows = [
        [term.value if term is not None else "" for term in row]
        for row in store.query(_QUERY, use_default_graph_as_union=True)  # type: ignore[union-attr]
    ]
    return MappingSet(
        minter=minter,
        version=version,
        licence=licence,
        knowledge_bases=tuple(sorted({row[5] for row in rows})),
        mappings=tuple(_mappings(rows, minter, label_of)),
    )


def _mappings(
    rows: Iterable[list[str]], minter: Minter, label_of: Callable[[str], str]
) -> Iterator[Mapping]:
    for entity, label, candidate, confidence, method, _, reviewer in rows:
        qid = candidate.removeprefix(WIKIDATA)
        yield Mapping(
            subject_id=f"hkid:{_local(minter.key_of(entity) or entity)}",
            subject_label=label,
            predicate_id="schema:sameAs",
            object_id=f"wd:{qid}",
            object_label=label_of(qid),
            mapping_justification=(
                "semapv:ManualMappingCuration" if reviewer else "semapv:CompositeMatching"
            ),
            reviewer_label=reviewer.replace("|", "/"),
            confidence=f"{float(confidence):.3f}".rstrip("0").rstrip("."),
            comment="" if reviewer else method,
        )


def _local(key: str) -> str:
    return quote(key, safe="/-.~%")


def _quoted(value: str) -> str:
    """Quote a cell only where that is needed."""
    return '"' + value.replace('"', '""') + '"' if _NEEDS_QUOTES.search(value) else value


def _scalar(value: str) -> str:
    """Write a YAML value plain where that says the same, else between double quotes."""
    try:
        plain = yaml.safe_load(f"key: {value}") == {"key": value}
    except yaml.YAMLError:
        plain = False
    return value if plain else json.dumps(value, ensure_ascii=False)
