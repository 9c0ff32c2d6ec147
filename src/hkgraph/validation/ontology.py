"""What the shapes need of the ontology, whatever is checked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rdflib.namespace import RDFS, SKOS

from hkgraph.errors import SettingsError
from hkgraph.validation.files import files_digest, read_turtle, turtle_files

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

_FACTS = {str(RDFS.subClassOf), str(SKOS.inScheme)}
_DATA = ("examples", "mappings")  # about the ontology, no part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The ontology, its imports and the event types.

    Attributes:
        facts: Their ``rdfs:subClassOf`` and ``skos:inScheme``.
        digest: Of the files, as ``files_digest`` gives it.
    """

    facts: tuple[ox.Triple, ...]
    digest: str


def load_ontology(folder: Path) -> Ontology:
    """Read every Turtle file of a folder that is part of the ontology.

    Raises:
        SettingsError: If there is none, or a file is not Turtle.
    """
    paths = [path for path in turtle_files(folder) if path.parent.name not in _DATA]
    if not paths:
        raise SettingsError(f"{folder} holds no ontology", hint="Name its folder.")
    triples = chain.from_iterable(map(read_turtle, paths))
    facts = tuple(triple for triple in triples if triple.predicate.value in _FACTS)
    return Ontology(facts=facts, digest=files_digest(folder, paths))
