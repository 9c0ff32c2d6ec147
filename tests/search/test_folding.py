"""What counts as the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.search.folding import chunks, fold, joined, tokens, units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agnès Callamard", "agnes callamard"),
        ("Lam Cheuk-ting", "Lam Cheuk ting"),
        ("Lam Cheuk‑ting", "LAM CHEUK-TING"),
        ("O'Brien", "O’Brien"),
        ("Ｈｏｎｇ　Ｋｏｎｇ", "Hong Kong"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("約翰·李", "約翰李"),
    ],
)
def test_two_spellings_fold_to_one(one, other):
    assert fold(one) == fold(other)


def test_different_names_stay_different():
    assert fold("Tang") != fold("Tong")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_matter(text):
    assert fold(text.casefold()) == fold(text)


@given(st.text())
def test_only_letters_digits_and_single_blanks_are_left(text):
    folded = fold(text)

    assert all(sign == " " or sign.isalnum() for sign in folded)
    assert folded == " ".join(folded.split())
    assert folded.encode().decode() == folded


@given(st.text())
def test_tokens_are_those_of_the_folded_text_and_lie_in_order(text):
    found = tokens(text)

    assert [token.text for token in found] == fold(text).split()
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(st.text(), st.text())
def test_a_blank_parts_texts(one, other):
    assert fold(f"{one} {other}").split() == [*fold(one).split(), *fold(other).split()]


@given(st.text())
def test_chunks_and_units_hold_the_same_letters_as_the_folded_text(text):
    letters = fold(text).replace(" ", "")

    assert "".join(units(text)) == letters
    assert fold("".join(chunks(text))).replace(" ", "") == letters


def test_every_han_character_is_a_token():
    assert [token.text for token in tokens("鄧美寶2號")] == ["鄧", "美", "寶", "2", "號"]


def test_words_with_joiners_are_also_spelled_in_one():
    assert joined("J.K. O'Brien, Lam Cheuk-ting") == "jk obrien cheukting"
