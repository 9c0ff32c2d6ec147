"""Articles made of invented text."""

from __future__ import annotations

from hkgraph.model import Article, ArticleKey, Block, BlockKind, DocumentKey, SourceDocument


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
