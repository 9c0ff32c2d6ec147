"""A few short articles about people and bodies that do not exist, and how to write more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def article(headline: str, *paragraphs: str, **head: str) -> str:
    """Give a Markdown page with a YAML head; ``url=""`` leaves the address out."""
    slug = "-".join(headline.lower().split())
    lines = {
        "headline": f'"{headline}"',
        "publisher": "Tai Tam Herald",
        "authors": "[Ella Fong-Reed]",
        "date": "2021-10-25",
        "url": f"https://example.org/tai-tam-herald/{slug}",
        "language": "en",
        **head,
    }
    yaml = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return f"---\n{yaml}---\n" + "\n\n".join(paragraphs) + "\n"


ARTICLES = {
    "closure": article(
        "Harbour Reading Circle closes",
        "The Harbour Reading Circle closed on Monday after 12 years in Hong Kong.",
        "Its chairwoman, Ada Lam-Wood, announced the closure in Sha Tin. "
        "“We have read all that we were allowed to,” said Lam-Wood.",
    ),
    "arrest": article(
        "Police arrest chairwoman",
        "Police arrested Ada Lam-Wood, chairwoman of the Harbour Reading Circle, on October 27.",
        "She was charged with sedition, police said. Lam-Wood denied the charge.",
        date="2021-10-28",
        publisher="Tolo Morning Ledger",
        authors="[Jonah Alderney]",
    ),
    "plan": article(
        "Tolo Rowers Union to close",
        "The Tolo Rowers Union will close its office in Hong Kong by the end of the year.",
        "Secretary general Ben Ho-Marsh said the union would move to London.",
        date="2021-11-02",
    ),
    "denial": article(
        "Union denies it will leave",
        "The Tolo Rowers Union did not close its office in Hong Kong, its spokesman said.",
        "Secretary general Ben Ho-Marsh resigned on Tuesday.",
        date="2021-11-03",
        publisher="Tolo Morning Ledger",
        authors="[Jonah Alderney]",
    ),
    "plain": article(
        "Circle and union were founded here",
        "The Harbour Reading Circle was founded in 2009. "
        "The Tolo Rowers Union was founded in 1990.",
        date="2020-05-01",
        url="",
    ),
}


def write_articles(folder: Path) -> list[Path]:
    """Write the articles as files; gives them in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.md"))
