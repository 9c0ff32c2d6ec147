"""Which stretches of invented text are quotations, and where they begin and end."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.speech.quotations import find_quotations
from hkgraph.extraction.speech.quote_marks import find_quoted
from hkgraph.model import QuoteForm

STEPS = [find_names, link_mentions, find_quotations]


@pytest.fixture
def quoted_in(reading_of):
    def texts(text):
        return [text[q.start : q.end] for q in find_quoted(reading_of(text).article)]

    return texts


@pytest.fixture
def direct_in(reading_of):
    def texts(text, **kwargs):
        found = reading_of(text, steps=STEPS, **kwargs).quotations
        return [q.span.text for q in found if q.form is not QuoteForm.INDIRECT]

    return texts


# ── quote marks ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        'Mary Wong said: "We shall stay."',
        "Mary Wong said: “We shall stay.”",
        "Mary Wong said: ‘We shall stay.’",
        "Mary Wong said: 'We shall stay.'",
        "Mary Wong said: « We shall stay. »",
        "Mary Wong said: „We shall stay.“",
        "Mary Wong said: 「We shall stay.」",
        'Mary Wong said: “We shall stay."',
    ],
)
def test_every_style_of_marks_is_read_without_its_marks(quoted_in, text):
    assert quoted_in(text) == ["We shall stay."]


@pytest.mark.parametrize(
    "text",
    [
        "The group's office and the workers' hall stood empty in the '90s.",
        "The group’s office and the workers’ hall stood empty in the ‘90s.",
        "The door is 6' 2\" high.",
    ],
)
def test_apostrophe_opens_no_quotation(quoted_in, text):
    assert quoted_in(text) == []


def test_plural_possessive_closes_no_quotation(quoted_in):
    found = quoted_in("‘We at the Readers’ Circle don’t think so,’ said Mary Wong.")

    assert found == ["We at the Readers’ Circle don’t think so,"]


def test_quotation_inside_a_quotation_is_part_of_it(quoted_in):
    assert quoted_in("“He called it ‘odd’ twice,” said Mary Wong.") == ["He called it ‘odd’ twice,"]


def test_quotation_of_several_paragraphs_is_one_piece_a_paragraph(reading_of):
    text = "“We came early.\n\n“We left late,” said Mary Wong."

    pieces = find_quoted(reading_of(text).article)

    assert [(p.is_open, p.continues) for p in pieces] == [(True, False), (False, True)]


# ── what is a quotation ─────────────────────────────────────────────────────────────────────


def test_broken_quotation_is_two_spans(direct_in):
    found = direct_in("“We came early,” said Mary Wong, “and we shall leave late.”")

    assert found == ["We came early,", "and we shall leave late."]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Wong called the plan “untrue”.",
        "Mary Wong said she was “untrue” to nobody.",
        "The plan was “untrue”, Mary Wong said.",
    ],
)
def test_word_in_marks_beside_a_cue_is_a_quotation(direct_in, text):
    assert direct_in(text) == ["untrue"]


@pytest.mark.parametrize(
    "text",
    [
        "The ‘new’ office opened in May.",
        "Ko Chun-wah, known as “Long Beard”, sat in the hall.",
        "A film called “The Long Wait” opened in May.",
        "The club denied that it was a “front”.",
        "The letter went to a group that police had taken for a “front”.",
    ],
)
def test_scare_quote_nickname_and_title_are_no_quotations(direct_in, text):
    assert direct_in(text) == []


def test_word_in_marks_in_a_headline_is_no_quotation(direct_in):
    assert direct_in("‘Endless’ queues at the pier\n\nBoats ran late.", headline=True) == []


def test_clause_under_a_verb_of_speech_is_an_indirect_quotation(reading_of):
    reading = reading_of("Mary Wong said that the club would close its office.", steps=STEPS)

    (quotation,) = reading.quotations

    assert quotation.form is QuoteForm.INDIRECT
    assert quotation.span.text == "the club would close its office"


def test_what_was_not_said_is_no_indirect_quotation(reading_of):
    reading = reading_of("Mary Wong did not say who had closed the office.", steps=STEPS)

    assert reading.quotations == []


def test_quotations_stand_in_order_of_the_text(reading_of):
    text = "Mary Wong said the hall was full. “We shall stay,” she said. “All of us.”"

    starts = [q.span.start for q in reading_of(text, steps=STEPS).quotations]

    assert starts == sorted(starts)
