"""Whom invented text credits for what its clauses say."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.speech.attribution import (
    CreditKind,
    credit_of,
    credited,
    is_borrowed,
    is_denial,
)
from hkgraph.extraction.speech.quotations import find_quotations

STEPS = [find_names, link_mentions, find_quotations]


def _token(reading, word):
    return next(t for t in reading.doc if t.text == word)


@pytest.fixture
def source_of(reading_of):
    def name(text, word):
        reading = reading_of(text, steps=STEPS)
        source = credited(reading, _token(reading, word))
        return reading.entities[source].name if source else None

    return name


@pytest.mark.parametrize(
    "text",
    [
        "Mary Wong said the club had closed its office.",
        "Mary Wong announced that the club had closed its office.",
        "Mary Wong admitted that the club had closed its office.",
        "Mary Wong denied that the club had closed its office.",
        "The club had closed its office, Mary Wong said.",
        "The club had closed its office, according to Mary Wong.",
        "According to Mary Wong, the club had closed its office.",
        "“The club had closed its office by then,” said Mary Wong.",
        "Mary Wong said the club, which had closed its office, was poor.",
        "Mary Wong, who lives in London, said that the hall was full and the club had closed.",
        "Mary Wong said the hall was full and the club had closed its office.",
        "The club closed its office, Mary Wong reported.",
    ],
)
def test_clause_is_credited_to_its_speaker(source_of, text):
    assert source_of(text, "closed") == "Mary Wong"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The club closed its office.", "closed"),
        ("Mary Wong, who founded the club, said it was poor.", "founded"),
        ("Mary Wong said in a letter sent on Monday that it was poor.", "sent"),
        ("Mary Wong said it was poor. The hall opened in May.", "opened"),
        ("Mary Wong said it was poor.\n\nThe hall would open in May.", "open"),
        ("Mary Wong said so.", "said"),
        ("The club closed on Friday, a move that Mary Wong denounced.", "closed"),
        ("The club closed its office, it was announced today.", "closed"),
    ],
)
def test_what_nobody_is_told_to_say_is_the_authors_own(source_of, text, word):
    assert source_of(text, word) is None


def test_speech_goes_on_in_the_next_sentence_under_would(source_of):
    text = "Mary Wong said the club was poor. Its office would close in June."

    assert source_of(text, "close") == "Mary Wong"


def test_speech_goes_on_under_had_when_its_speaker_does(source_of):
    text = "Mary Wong said the club was poor. Its office had closed. She added that it was sad."

    assert source_of(text, "closed") == "Mary Wong"


def test_had_alone_is_background_of_the_author(source_of):
    assert source_of("Mary Wong said it was poor. Its office had closed.", "closed") is None


def test_cited_source_is_credited_before_the_one_that_cites(source_of):
    text = "The New York Times, citing Mary Wong, said the club had closed."

    assert source_of(text, "closed") == "Mary Wong"


def test_speaker_inside_a_report_is_credited_before_the_reporter(source_of):
    text = "The New York Times reported that Mary Wong said the club had closed."

    assert source_of(text, "closed") == "Mary Wong"


def test_unknown_speaker_is_nobody_but_the_clause_is_borrowed(reading_of):
    reading = reading_of("Several said the club had closed.", steps=STEPS)
    token = _token(reading, "closed")

    assert credited(reading, token) is None
    assert is_borrowed(reading, token)


def test_claim_with_an_owner_is_credited_to_the_owner(source_of):
    text = "He was sad about Amnesty International’s claim that it could not work there."

    assert source_of(text, "work") == "Amnesty International"


def test_credit_tells_its_kind_and_its_cue(reading_of):
    reading = reading_of("Mary Wong said the club had closed.", steps=STEPS)

    credit = credit_of(reading, _token(reading, "closed"))

    assert credit.kind is CreditKind.GOVERNED
    assert credit.cue.text == "said"


@pytest.mark.parametrize("verb", ["denied", "rejected", "dismissed", "refuted"])
def test_verbs_of_denial_are_known(reading_of, verb):
    reading = reading_of(f"Mary Wong {verb} the claim.")

    assert is_denial(_token(reading, verb))


def test_saying_is_no_denial(reading_of):
    assert not is_denial(_token(reading_of("Mary Wong said the club was poor."), "said"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The club denied that it was poor, a day before police raided its office.", "raided"),
        ("Club denies that it is poor as police raid its office", "raid"),
        ("Mary Wong denied that the club was poor and described it as rich.", "described"),
        ("The club was poor; the court ruled against it.", "poor"),
        ("Mary Wong announced a plan into which the city had put a fortune.", "put"),
    ],
)
def test_what_the_author_adds_to_speech_is_the_authors_own(source_of, text, word):
    assert source_of(text, word) is None


def test_dateline_does_not_speak(source_of):
    text = "LONDON, Aug 10 (Harbour Wire) - Amnesty International said it would close."

    assert source_of(text, "close") == "Amnesty International"
