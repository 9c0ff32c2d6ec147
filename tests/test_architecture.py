"""The rooms of the house: who may import whom, and whether every example in a docstring is true."""

from __future__ import annotations

import ast
import doctest
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
ROOMS = (
    *"outgoing articles wikidata extraction identity corroboration graph".split(),
    *"validation store editing reviewing search server".split(),
)
WITHOUT_RDF = {
    *"outgoing articles wikidata extraction identity corroboration model".split(),
}
RDF = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}
CLIENTS = (
    *"httpx httpx2 httpcore httpcore2 requests aiohttp urllib3".split(),
    "urllib.request",
    "http.client",
)
MODULES = sorted(SOURCE.glob("hkgraph/**/*.py"))


def name_of(path):
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room_of(module):
    parts = module.split(".")
    return parts[1] if parts[0] == "hkgraph" and len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_imports_from_its_left_and_never_from_its_right(path):
    room = room_of(name_of(path))
    if room not in ROOMS:
        return
    used = {room_of(module) for module in imports_of(path)} & set(ROOMS)

    assert {other for other in used if ROOMS.index(other) > ROOMS.index(room)} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_grammar_knows_no_step_of_extraction(path):
    own = "hkgraph.extraction.grammar"
    if not name_of(path).startswith(own):
        return
    used = {module for module in imports_of(path) if module.startswith("hkgraph.extraction")}

    assert {m for m in used if not m.startswith((own, "hkgraph.extraction.lexicon"))} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_before_the_graph_know_no_rdf(path):
    if room_of(name_of(path)) not in WITHOUT_RDF:
        return

    assert {module.split(".")[0] for module in imports_of(path)} & RDF == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_one_room_calls_other_hosts(path):
    if room_of(name_of(path)) == "outgoing":
        return

    assert {m for m in imports_of(path) if m.startswith(CLIENTS)} == set()


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if ">>> " in p.read_text(encoding="utf-8") and p.stem != "api"],
    ids=name_of,
)
def test_examples_in_docstrings_are_true(path):
    module = import_module(name_of(path))

    assert doctest.testmod(module, raise_on_error=True).attempted > 0
