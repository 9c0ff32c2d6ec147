"""Puts faults of every kind into a store of news-like data, the same ones for the same seed.

A fault is what goes wrong with any property: it is missing, there are two, the value is of another
kind, of another datatype, in no language, out of range, empty. Nodes lose their classes, and get
others. Which shape notices is not decided here.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from pyoxigraph import Store

STRANGE = NamedNode("https://strange.example/thing")
#: Values of these are compared; of two that cannot be, pyshacl fails instead of reporting it.
COMPARED = {vocab.START, vocab.END, vocab.NOT_BEFORE, vocab.NOT_AFTER, vocab.DATE_PUBLISHED}
CLASSES = (vocab.PERSON, vocab.PLACE, vocab.REPORTED_EVENT, vocab.TEXT_SPAN, vocab.ENTITY_LINK)


def another_kind(quad: Quad) -> list[Quad]:
    return [changed(quad, STRANGE if isinstance(quad.object, Literal) else Literal("a thing"))]


def another_datatype(quad: Quad) -> list[Quad]:
    return [changed(quad, Literal("17", datatype=vocab.XSD_GYEAR))]


def no_such_value(quad: Quad) -> list[Quad]:
    kept = isinstance(quad.object, Literal) and not quad.object.language
    return [changed(quad, Literal("none", datatype=quad.object.datatype))] if kept else []


def no_language(quad: Quad) -> list[Quad]:
    return [changed(quad, Literal(getattr(quad.object, "value", "")))]


def empty(quad: Quad) -> list[Quad]:
    return [changed(quad, Literal("", language="en"))]


def out_of_range(quad: Quad) -> list[Quad]:
    return [changed(quad, Literal("-7", datatype=vocab.XSD_INTEGER))]


def missing(_: Quad) -> list[Quad]:
    return []


def two_values(quad: Quad) -> list[Quad]:
    same = isinstance(quad.object, Literal) and quad.object.language
    other = Literal("another", language=quad.object.language) if same else STRANGE
    return [quad, changed(quad, other)]


def another_class(quad: Quad) -> list[Quad]:
    position = len(quad.subject.value) % len(CLASSES)
    return [quad, Quad(quad.subject, vocab.TYPE, CLASSES[position], quad.graph_name)]


FAULTS = (missing, two_values, another_kind, another_datatype, no_such_value, no_language, empty)
FAULTS += (out_of_range, another_class)
KEEP_COMPARABLE = (missing, another_class)


def changed(quad: Quad, value: Literal | NamedNode) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def spoil(store: Store, seed: int, faults_per_property: int = 3) -> Counter[str]:
    """Put faults into every property of a store; gives how many of each kind."""
    rng = random.Random(seed)  # noqa: S311 -- data to measure with, no secret
    done: Counter[str] = Counter()
    for predicate in sorted({quad.predicate for quad in store}, key=str):
        kinds = KEEP_COMPARABLE if predicate in COMPARED else FAULTS
        quads = sorted(store.quads_for_pattern(None, predicate, None, None), key=str)
        for kind in kinds:
            for quad in rng.sample(quads, min(faults_per_property, len(quads))):
                store.remove(quad)
                store.extend(kind(quad))
                done[kind.__name__] += 1
    return done
