"""Readings of invented text: parsed once a run with the real model, then the steps under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hkgraph.extraction.nlp import load_model, parse
from hkgraph.extraction.reading import Reading
from hkgraph.model import Article, ArticleKey, Block, BlockKind, DocumentKey, SourceDocument

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


def article_of(text: str, published: str | None, *, headline: bool = False) -> Article:
    """Make an article of blocks parted by blank lines."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        kind = BlockKind.HEADLINE if headline and not blocks else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, start=start, end=start + len(part)))
        start += len(part) + 2
    return Article(
        key=ArticleKey("0" * 16),
        document=SourceDocument(key=DocumentKey("0" * 16), sha256="0" * 64, names=("test.txt",)),
        headline=text[: blocks[0].end] if headline else "",
        text=text,
        blocks=tuple(blocks),
        published=published,
    )
