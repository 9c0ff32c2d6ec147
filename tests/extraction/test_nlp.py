"""Tokens and sentences of the parse."""

from __future__ import annotations

import pytest


def sentences(reading):
    return [" ".join(s.text.split()) for s in reading.doc.sents if s.text.strip()]


@pytest.mark.parametrize("name", ["Ho-ding", "Nok-hin", "Pang-Rees", "Jong-un", "Ka-shing"])
def test_hyphened_name_is_one_token(reading_of, name):
    assert name in [token.text for token in reading_of(f"We met Chow {name} there.").doc]


@pytest.mark.parametrize("words", ["Beijing-imposed", "London-based", "China-made", "State-run"])
def test_other_hyphened_words_are_three_tokens(reading_of, words):
    assert words not in [token.text for token in reading_of(f"A {words} thing fell.").doc]


def test_no_sentence_crosses_the_end_of_a_block(reading_of):
    found = sentences(reading_of("A heading without a stop\n\nThe text began here."))

    assert found == ["A heading without a stop", "The text began here."]


def test_title_with_a_dot_ends_no_sentence(reading_of):
    assert len(sentences(reading_of("They met Mr. Ho and Dr. Pak in the hall."))) == 1


def test_words_behind_a_quotation_belong_to_its_sentence(reading_of):
    found = sentences(reading_of("“We shall stay!” said the clerk. He left."))

    assert found == ["“We shall stay!” said the clerk.", "He left."]


def test_closing_mark_stays_with_its_sentence(reading_of):
    found = sentences(reading_of("She said: “We shall stay.” They left."))

    assert [s[:4] for s in found] == ["She ", "They"]


@pytest.mark.parametrize(
    "dateline",
    [
        "HONG KONG, June 13 (PWS) — ",
        "HONG KONG (Harbour Wire) - ",
        "BEIJING, Jan. 12, 2021 (PWS) -- ",
        "OTTAWA/HONG KONG, March 15 (Harbour Wire) - ",
        "HONG KONG, 3 September 2024 – ",
        "Hong Kong (PWS) – ",
    ],
)
def test_a_sentence_begins_behind_a_dateline(reading_of, dateline):
    assert sentences(reading_of(f"{dateline}Two men fled."))[-1] == "Two men fled."


@pytest.mark.parametrize(
    "text", ["The ACHU (a union) - the biggest - struck.", "A B - the second - was sold."]
)
def test_other_dashes_begin_no_sentence(reading_of, text):
    assert len(sentences(reading_of(text))) == 1
