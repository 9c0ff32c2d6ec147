"""How much one input may be; beyond it stands no article, but an archive or an attack."""

from __future__ import annotations

from hkgraph.errors import SourceError

LARGEST_FILE_BYTES = 20_000_000
# Of the decoded file, markup of HTML apart; a page may hold several articles.
MOST_CHARACTERS = 4_000_000
MOST_LINES = 30_000
LONGEST_ARTICLE = 1_000_000
MOST_TAGS = 50_000


def too_much(name: str, what: str) -> SourceError:
    """Make the error for an input that passes a limit."""
    return SourceError(f"{name}: {what}", hint="Split the file, one article a file.")
