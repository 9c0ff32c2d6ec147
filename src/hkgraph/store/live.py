"""Which articles are live, and in which documents they stand: a list beside each generation."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError
from hkgraph.model import ArticleKey, DocumentKey, SourceDocument, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.store.texts import Library

FILE = "articles.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveArticle:
    """One article in one document.

    Attributes:
        digest: Names the article's record in the library.
        version: ISO day or time of the document's last change, or ``""``; the later one replaces.
    """

    key: ArticleKey
    digest: str
    document: SourceDocument
    version: str = ""

    def line(self) -> str:
        """Write as one line of tab-separated values."""
        names = json.dumps(self.document.names, ensure_ascii=False)
        document = (self.document.key, self.document.sha256, names, self.document.url or "")
        return "\t".join((self.key, self.digest, self.version, *document))

    @classmethod
    def parse(cls, line: str) -> LiveArticle:
        """Read what ``line`` wrote.

        Raises:
            StoreError: It is something else.
        """
        try:
            key, digest, version, document, sha256, names, url = line.split("\t")
            source = SourceDocument(
                key=DocumentKey(document),
                sha256=sha256,
                names=tuple(json.loads(names)),
                url=url or None,
            )
        except ValueError as exc:
            raise StoreError(
                f"the list of live articles has a line that is none: {line[:60]!r}",
                hint="Return to the generation before it: hkgraph rollback.",
            ) from exc
        return cls(key=ArticleKey(key), digest=digest, document=source, version=version)


def by_key(
    documents: Mapping[DocumentKey, tuple[LiveArticle, ...]],
) -> dict[ArticleKey, list[LiveArticle]]:
    """Group live articles by key: one article may stand in several documents."""
    found: defaultdict[ArticleKey, list[LiveArticle]] = defaultdict(list)
    for _, articles in sorted(documents.items()):
        for one in articles:
            found[one.key].append(one)
    return dict(found)


def load_telling(standing: list[LiveArticle], library: Library) -> Telling:
    """Load an article once, as standing in the first of its documents."""
    first = standing[0]
    return Telling(
        article=library.load_article(first.digest, first.document),
        extract=library.load_extract(first.digest),
        documents=tuple(one.document for one in standing),
    )
