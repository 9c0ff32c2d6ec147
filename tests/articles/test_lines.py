"""Pages saved without empty lines, and what stands between their sentences."""

from __future__ import annotations

import pytest

from hkgraph.articles.lines import paragraph_spans
from hkgraph.model import BlockKind

SENTENCES = (
    "The old pier of the harbour district closed on Monday, after forty years of service.",
    "Residents said that nobody had told them of it.",
    "“We would have asked for a hearing,” said Anna Reed, who lives by the gate.",
)


def paragraphs(article):
    return [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]


@pytest.mark.parametrize("head", ["# Old pier to close\n\n", "# Old pier to close\n"])
def test_lines_of_markdown_that_end_sentences_are_paragraphs(read_one, head):
    assert paragraphs(read_one(head + "\n".join(SENTENCES))) == list(SENTENCES)


def test_soft_breaks_of_markdown_stay_in_one_paragraph(read_one):
    wrapped = "The old pier of the **harbour\ndistrict** closed on Monday, after\nforty years."

    article = read_one(f"# Old pier\n\n{wrapped}\n")

    assert paragraphs(article) == [wrapped.replace("\n", " ").replace("*", "")]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_line_without_an_end_mark_between_sentences_is_a_heading(read_one, name):
    link = "Harbour officials smash an alleged ring of pier thieves in the district by night"
    text = "\n".join([*SENTENCES[:2], link, SENTENCES[2]])

    article = read_one(f"Title: Old pier to close\nDate: 2021-10-25\n\n{text}\n", name)

    assert all(sentence in article.text.split("\n\n") for sentence in SENTENCES)
    assert link in article.text.split("\n\n")


def test_short_line_between_wrapped_paragraphs_is_never_joined():
    wrapped = [
        "The old pier of the harbour district closed on Monday, after forty years",
        "of service to the people of the bay, the council of the district said.",
        "Nobody told us",
        "Residents of the district said on the same day that they had not been",
        "told, and that they would ask the council for a hearing before summer.",
    ]

    assert list(paragraph_spans(wrapped)) == [(0, 2), (2, 3), (3, 5)]


def test_credits_and_furniture_are_parted_from_the_sentence_above(read_one):
    text = f"{SENTENCES[0]}\nLast updated: 2021-10-25 HKT 22:01\nADVERTISEMENT\n"

    article = read_one(f"Title: Old pier\nDate: 2021-10-25\n\n{text}", "a.txt")

    assert paragraphs(article) == [SENTENCES[0]]
    assert article.modified.startswith("2021-10-25")


def test_items_of_a_list_are_not_joined_and_lose_their_marks(read_one):
    text = "- Pier to close after forty years\n- Residents were not told\n\n" + SENTENCES[0]

    article = read_one(f"Title: Old pier\nDate: 2021-10-25\n\n{text}", "a.txt")

    assert article.text.split("\n\n")[1:3] == [
        "Pier to close after forty years",
        "Residents were not told",
    ]


def test_wrapped_line_that_looks_like_a_button_is_text(read_one):
    wrapped = "The council of the district made no\ncomment and the readers could not\nshare\nit."

    article = read_one(f"Title: Old pier\nDate: 2021-10-25\n\n{wrapped}\n", "a.txt")

    assert paragraphs(article) == [wrapped.replace("\n", " ")]


def test_lines_keep_the_way_back_to_the_file(read_one):
    page = "# Old pier to close\n" + "\n".join(SENTENCES)

    article = read_one(page)

    for block in article.blocks:
        start, end = article.offsets.to_file(block.start, block.end)
        assert page[start:end] == article.text[block.start : block.end]
