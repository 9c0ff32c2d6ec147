"""Readings of invented text: parsed once a run with the real model, then the steps under test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.nlp import load_model, parse
from hkgraph.extraction.reading import Reading
from readings import RUNS, said_of_events
from texts import article_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

Run = "Callable[[Reading], None]"


@pytest.fixture(scope="session")
def model() -> Language:
    return load_model()


@pytest.fixture
def reading_of(model: Language) -> Callable[..., Reading]:
    """Read a text whose blocks are parted by blank lines.

    The maker takes the text, the day of publication (None for none), the steps to run in order,
    and ``headline=True`` to make the first block the headline.
    """

    def read(
        text: str,
        published: str | None = "2021-10-25",
        steps: Sequence[Callable[[Reading], None]] = (),
        *,
        headline: bool = False,
    ) -> Reading:
        article = article_of(text, published, headline=headline)
        reading = Reading(article=article, doc=parse(model, article))
        for step in steps:
            step(reading)
        return reading

    return read


@pytest.fixture
def told(reading_of: Callable[..., Reading]) -> Callable[..., set]:
    """Give what a text tells of events: (type, predicate, object in words, modality)."""

    def run(text: str, published: str = "2021-10-25") -> set:
        return said_of_events(reading_of(text, published, RUNS))

    return run


@pytest.fixture
def names_in(reading_of: Callable[..., Reading]) -> Callable[..., set]:
    """Give the names of a text by kind; other fields of the article may be given by name."""

    def find(text: str, *, headline: bool = False, **declared: object) -> set:
        reading = reading_of(text, headline=headline)
        reading = Reading(article=replace(reading.article, **declared), doc=reading.doc)
        find_names(reading)
        return {(text[m.start : m.end], m.kind.value) for m in reading.mentions}

    return find
