"""Literals in the lexical form that Oxigraph keeps."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from hkgraph.graph.vocab import (
    XSD_BOOLEAN,
    XSD_DATE,
    XSD_DECIMAL,
    XSD_GYEAR,
    XSD_GYEAR_MONTH,
    XSD_INTEGER,
)

_CJK = re.compile(r"[\u3400-\u9fff]")
_PRECISIONS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD_DATE),
    (re.compile(r"\d{4}-\d\d"), XSD_GYEAR_MONTH),
    (re.compile(r"\d{4}"), XSD_GYEAR),
)


def words(text: str, language: str) -> Literal:
    """Make a text in a language."""
    return Literal(text, language=language.lower())


def label(name: str) -> Literal:
    """Make a name, Chinese or English by its characters."""
    return Literal(name, language="zh" if _CJK.search(name) else "en")


def decimal(value: float) -> Literal:
    """Make a decimal with at most two digits after the point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD_DECIMAL)


def integer(value: int) -> Literal:
    """Make an integer."""
    return Literal(str(value), datatype=XSD_INTEGER)


def boolean(value: bool) -> Literal:
    """Make a truth value."""
    return Literal("true" if value else "false", datatype=XSD_BOOLEAN)


def day(iso: str) -> Literal:
    """Make a day of an ISO 8601 day or time."""
    return Literal(iso[:10], datatype=XSD_DATE)


def partial_date(edtf: str) -> Literal | None:
    """Make a day, month or year; None for what XML Schema cannot say."""
    for pattern, datatype in _PRECISIONS:
        if pattern.fullmatch(edtf):
            return Literal(edtf, datatype=datatype)
    return None
