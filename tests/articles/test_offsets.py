"""The way back to the file, for any text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hkgraph.articles.decode import decode
from hkgraph.articles.mapped_text import MappedText, align, join, offset_map
from hkgraph.articles.reader import read_bytes

if TYPE_CHECKING:
    from hkgraph.model import Article

PROSE = "The old pier was closed on Monday, the council of the district said. "
WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab é*_`[]()<>!&;#|~\\-=>.:“”\u0301\u00a0\u200b\u1100\u1161 \t\n\r"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=80,
)
MARKUP = """**bold** |*soft* |[link](http://a.b/c) |&amp;|&eacute;|<b>x</b>|<BR>|`code`|\\*|(...)"""
BREAKS = ["\n\n", "\r\n", "\n## Head\n", "\n- item\n", "\n> quote\n", PROSE]
PIECES = st.one_of(WORDS, st.sampled_from([*MARKUP.split("|"), *BREAKS]))
PAGES = st.lists(PIECES, max_size=12).map("".join)


def assert_way_back(article: Article, decoded: str) -> None:
    """Check each character against the one in the file that it is said to stand at."""
    for offset, char in enumerate(article.text):
        place = article.offsets.to_file(offset, offset + 1)
        if place is None:
            assert char.isspace()
            continue
        assert same_character(decoded[place[0]], char)


def same_character(in_file: str, in_text: str) -> bool:
    """Equal but for white space, composition and entities."""
    if in_file == "&" or (in_file.isspace() and in_text.isspace()):
        return True
    return unicodedata.normalize("NFD", in_file)[0] == unicodedata.normalize("NFD", in_text)[0]


def assert_well_formed(article: Article) -> None:
    assert unicodedata.is_normalized("NFC", article.text)
    assert "\r" not in article.text
    assert "\n\n\n" not in article.text
    for block in article.blocks:
        text = article.text[block.start : block.end]
        assert text == text.strip()
        assert "\n" not in text


FRAMES = {
    "a.md": "# Old pier to close\n\n{prose}\n\n{page}",
    "a.txt": "Title: Old pier to close\n\n{prose}\n\n{page}",
    "a.html": "<html><body><article><h1>Old pier</h1><p>{prose} {prose}</p>{page}</article>",
}


@pytest.mark.parametrize("name", FRAMES)
@settings(max_examples=100, deadline=None)
@given(page=PAGES)
def test_every_character_of_an_article_is_found_in_the_file(name, page):
    content = FRAMES[name].format(prose=PROSE, page=page).encode()

    for article in read_bytes(content, name):
        assert_well_formed(article)
        assert_way_back(article, decode(content, name).text)


@given(st.lists(st.integers(min_value=-1, max_value=30), max_size=40))
def test_offset_map_says_of_each_character_what_it_was_made_from(origin):
    offsets = offset_map(MappedText("x" * len(origin), origin))

    for at, place in enumerate(origin):
        assert offsets.to_file(at, at + 1) == (None if place < 0 else (place, place + 1))


@given(st.lists(st.integers(min_value=-1, max_value=30), max_size=40))
def test_segments_are_sorted_and_apart(origin):
    segments = offset_map(MappedText("x" * len(origin), origin)).segments

    for before, after in pairwise(segments):
        assert before.length > 0
        assert before.text_start + before.length <= after.text_start


@given(WORDS)
def test_tidy_text_is_one_line_in_composed_form(text):
    tidy = MappedText.of_file(text).tidy()

    assert unicodedata.is_normalized("NFC", tidy.text)
    assert tidy.text == " ".join(tidy.text.split())
    assert tidy.tidy() == tidy


@given(WORDS)
def test_tidy_text_keeps_the_places_of_its_characters(text):
    tidy = MappedText.of_file(text).tidy()

    assert all(
        same_character(text[place], char)
        for char, place in zip(tidy.text, tidy.origin, strict=True)
    )


def test_file_range_covers_the_markup_between_its_ends():
    file = "shut on **October 31**, while"
    kept = [*range(8), *range(10, 20), *range(22, len(file))]
    offsets = offset_map(MappedText.of_file(file).keep(kept))

    assert offsets.to_file(0, 18) == (0, 20)


def test_what_stands_between_pieces_has_no_place():
    joined = join([MappedText.of_file("ab cd", 0, 2), MappedText.of_file("ab cd", 3, 5)], "\n\n")

    assert offset_map(joined).to_file(2, 4) is None
    assert offset_map(joined).to_file(0, 6) == (0, 5)


def test_folded_and_escaped_words_are_aligned():
    found = align('He said "no" twice', MappedText.of_file('He said \\"no\\"\n  twice'))

    assert found.origin == (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 17, 18, 19, 20, 21)
