"""Versions of all that the bytes of a build depend on besides the articles."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hkgraph.extraction.extractor import RULES_VERSION
from hkgraph.extraction.nlp import MODEL
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource

_PACKAGE = Path(__file__).parent
_EXTRACTION_DATA = ("confidence", "frames", "gazetteer", "lexicon")
#: What turns extracts into graphs; a graph made by other code is made anew.
_MAPPING = ("corroboration", "graph", "identity", "validation", "wikidata")


def extraction_versions() -> dict[str, str]:
    """Give what an extract depends on: rules, their code and data files, the model, own words."""
    data = resource("data")
    folders = {name: _digest(data / name) for name in _EXTRACTION_DATA}
    code = _digest(_PACKAGE / "extraction", "*.py") + _digest(_PACKAGE / "own_words", "*.py")
    digest = own_words().digest[:16]
    words = {"own words": digest} if digest else {}
    return {"rules": RULES_VERSION, "code": code, "model": MODEL, **folders, **words}


def build_versions(shapes: Path | None = None) -> dict[str, str]:
    """Give what a whole build depends on besides judgements and knowledge base, for its manifest.

    Args:
        shapes: Folder of the shapes, if not hkgraph's own.
    """
    return {
        **extraction_versions(),
        **{f"{name} code": _digest(_PACKAGE / name, "*.py") for name in _MAPPING},
        "corroboration": _digest(resource("data") / "corroboration"),
        "linking": _digest(resource("data") / "linking"),
        "ontology": _digest(resource("ontology")),
        "shapes": _digest(shapes or resource("shapes")),
    }


def digest_of(versions: dict[str, str]) -> str:
    """Hash named versions into 64 hex digits."""
    lines = "".join(f"{name}={version}\n" for name, version in sorted(versions.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _digest(folder: Path, pattern: str = "*") -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob(pattern) if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
