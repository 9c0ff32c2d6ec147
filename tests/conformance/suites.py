"""Which tests of the W3C are run, and which of them are known to fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from conformance import w3c

QUERY_FOLDERS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "exists",
    "functions",
    "grouping",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "csv-tsv-res",
    "json-res",
)
UPDATE_FOLDERS = (
    "add",
    "basic-update",
    "clear",
    "copy",
    "delete",
    "delete-data",
    "delete-insert",
    "delete-where",
    "drop",
    "move",
    "update-silent",
)
SYNTAX_FOLDERS = ("syntax-query", "syntax-update-1", "syntax-update-2")

QUERIES = w3c.read(
    *QUERY_FOLDERS, "syntax-query", kinds=("QueryEvaluationTest", "CSVResultFormatTest")
)
UPDATES = w3c.read(*UPDATE_FOLDERS, *SYNTAX_FOLDERS, kinds=("UpdateEvaluationTest",))
SYNTAX = w3c.read(
    *QUERY_FOLDERS,
    *UPDATE_FOLDERS,
    *SYNTAX_FOLDERS,
    kinds=("SyntaxTest11",),
)
KNOWN_FAILURES = yaml.safe_load(
    (Path(__file__).parent / "known_failures.yaml").read_text(encoding="utf-8")
)


def each(entries: list[w3c.Entry]) -> pytest.MarkDecorator:
    """Run a test for each entry; one that is known to fail must fail."""
    return pytest.mark.parametrize("entry", [_case(entry) for entry in entries])


def _case(entry: w3c.Entry):
    reason = KNOWN_FAILURES.get(entry.iri)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(entry, id=str(entry), marks=marks)
