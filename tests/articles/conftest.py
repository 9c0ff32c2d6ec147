"""Readers are tested through their door: bytes in, articles out; the texts are our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hkgraph.articles.reader import read_bytes
from hkgraph.model import Article, BlockKind

SEED = Path(__file__).parents[2] / "../shared/seed"

Read = Callable[..., tuple[Article, ...]]


@pytest.fixture
def read() -> Read:
    """Read a text as a file of the given name."""

    def read_text(text: str, name: str = "page.md") -> tuple[Article, ...]:
        return read_bytes(text.encode(), name)

    return read_text


@pytest.fixture
def read_one(read: Read) -> Callable[..., Article]:
    """Read a text that holds one article."""

    def read_text(text: str, name: str = "page.md") -> Article:
        (article,) = read(text, name)
        return article

    return read_text


@pytest.fixture(scope="session")
def seed_file() -> Path:
    files = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not files:
        pytest.skip("the seed page is not beside the checkout")
    return files[0]


@pytest.fixture
def blocks_of() -> Callable[[Article, BlockKind], list[str]]:
    """Give the texts of an article's blocks of one kind."""

    def texts(article: Article, kind: BlockKind) -> list[str]:
        return [article.text[b.start : b.end] for b in article.blocks if b.kind is kind]

    return texts
