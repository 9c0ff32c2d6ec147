"""Marks in what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.search.wanted import MOST_LETTERS, MOST_TOKENS, Wanted


def marked(text, words):
    return "".join(f"[{p.text}]" if p.found else p.text for p in Wanted.parse(words).mark(text))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Mabel Tang", "tan", "Mabel [Tang]"),
        ("Agnès Callamard", "AGNES call", "[Agnès] [Callamard]"),
        ("Mary O’Brien-Lam", "obrien", "Mary [O’Brien]-Lam"),
        ("Lam Cheuk-ting", "cheuk-ting", "Lam [Cheuk-ting]"),
        ("香港記者協會", "記者", "香港[記者]協會"),
        ("Tang and tan", "tan x", "Tang and [tan]"),
        ("nothing", "else", "nothing"),
        ("", "else", ""),
        ("all of it", "", "all of it"),
    ],
)
def test_the_words_that_were_found_are_marked_as_they_are_written(text, words, shown):
    assert marked(text, words) == shown


@given(st.text(), st.text())
def test_marks_lose_nothing_of_the_text(text, words):
    assert "".join(piece.text for piece in Wanted.parse(words).mark(text)) == text


def test_a_snippet_shows_the_place_of_the_words():
    text = f"{'before ' * 60}the lantern is lit {'after ' * 60}"

    pieces = Wanted.parse("lantern").snippet(text, 100)
    shown = "".join(piece.text for piece in pieces)

    assert [piece.text for piece in pieces if piece.found] == ["lantern"]
    assert shown.startswith("…before")
    assert shown.endswith("…")
    assert len(shown) <= 130


@given(st.text(min_size=50), st.text(max_size=5))
def test_a_snippet_is_short(text, words):
    shown = "".join(piece.text for piece in Wanted.parse(words).snippet(text, 40))

    assert len(shown) <= 70


def test_long_texts_are_looked_for_by_their_beginning():
    assert len(Wanted.parse("李" * MOST_LETTERS).folded.split()) == MOST_TOKENS
