"""Readings of invented text: parsed once a run with the real model, then the steps under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hkgraph.extraction.nlp import load_model, parse
from hkgraph.extraction.reading import Reading
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
