"""Ways in which news tells who says what, in invented text."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.dates.finding import find_dates
from hkgraph.extraction.events.finding import find_events
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.speech.quotations import find_quotations
from hkgraph.model import Modality, QuoteForm

STEPS = [find_dates, find_names, link_mentions, find_quotations, find_events]


@pytest.fixture
def quotations_of(reading_of):
    """Give words and speaker of the quotations of some forms, in order of the text."""

    def read(text, *forms, **options):
        reading = reading_of(text, steps=STEPS, **options)
        found = [q for q in reading.quotations if q.form in forms]
        return [
            (q.span.text, reading.entities[q.speaker].name if q.speaker else None) for q in found
        ]

    return read


@pytest.fixture
def indirect_of(quotations_of):
    return lambda text: quotations_of(text, QuoteForm.INDIRECT)


@pytest.fixture
def direct_of(quotations_of):
    return lambda text: quotations_of(text, QuoteForm.DIRECT)


@pytest.fixture
def tellers_of(reading_of):
    """Give modality and teller of each statement on what kind of event it was."""

    def read(text, **options):
        reading = reading_of(text, steps=STEPS, **options)
        found = [s for s in reading.statements if s.predicate.value == "sem:eventType"]
        return [
            (s.modality, reading.entities[s.attributed_to].name if s.attributed_to else None)
            for s in found
        ]

    return read


# ── tellers without a name ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Officials said Mary Wong was arrested on Friday.", "Officials"),
        ("Mary Wong was arrested on Friday, local media reported.", "local media"),
        ("Mary Wong was arrested on Friday, two witnesses said.", "two witnesses"),
        ("Mary Wong was arrested on Friday, according to a bus driver.", "bus driver"),
        ("Her husband said Mary Wong was arrested on Friday.", "Her husband"),
        ("Mary Wong was arrested on Friday, the report said.", "authors of the report"),
    ],
)
def test_hearsay_is_credited_to_whom_the_text_describes(tellers_of, text, teller):
    assert tellers_of(text) == [(Modality.REPORTED, teller)]


def test_report_is_the_word_of_the_medium_that_reported(tellers_of):
    text = "Tolo Daily reported the case on Monday. Mary Wong was arrested, the report said."

    assert tellers_of(text) == [(Modality.REPORTED, "Tolo Daily")]


@pytest.mark.parametrize(
    "text",
    [
        "No official said that Mary Wong was arrested.",
        "The rules say that Mary Wong was arrested.",
        "Several said that Mary Wong was arrested.",
    ],
)
def test_what_nobody_describable_says_is_no_fact(tellers_of, text):
    assert all(modality is not Modality.ASSERTED for modality, _ in tellers_of(text))


def test_several_tellers_are_no_he(reading_of):
    text = "Officers allege that the man had two toy guns.\n\nHe has been bailed in Sha Tin."

    reading = reading_of(text, steps=STEPS)

    tellers = {e.id for e in reading.entities.values() if e.name == "Officers"}
    assert tellers
    assert tellers.isdisjoint(s.object for s in reading.statements)


# ── reported speech ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("According to Mary Wong, the shop lost money in May.", "the shop lost money in May"),
        ("The shop lost money in May, according to Mary Wong.", "The shop lost money in May"),
        (
            "Mary Wong said in a statement that the club had published 40 posts.",
            "the club had published 40 posts",
        ),
        (
            "She may open a stall online, Mary Wong says, and has not ruled out Sha Tin.",
            "She may open a stall online",
        ),
        (
            "Mary Wong said the shop was “short of money” in May.",
            "the shop was “short of money” in May",
        ),
    ],
)
def test_reported_clause_is_cut_out(indirect_of, text, words):
    assert indirect_of(text) == [(words, "Mary Wong")]


def test_clauses_with_a_that_of_their_own_are_parted(indirect_of):
    found = indirect_of("Mary Wong said the judge had been wrong and that the club would appeal.")

    assert [words for words, _ in found] == ["the judge had been wrong", "the club would appeal"]


@pytest.mark.parametrize(
    "text",
    [
        "“We shall stay here,” Mary Wong said.",
        "Mary Wong said: “We shall stay here.”",
        "Mary Wong did not say whether the shop had lost money.",
        "The shop had lost money for, Mary Wong said, “several years”.",
    ],
)
def test_words_in_marks_alone_are_not_reported_again(indirect_of, text):
    assert indirect_of(text) == []


# ── who speaks ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "“That is a lie, and he knows it,” Mary Wong snapped.",
        "So says her agent, Mary Wong, who insisted the pair were “as much in love as ever”.",
        "Peter Lam spoke. Mary Wong, a driver, rejected his account. “It is false,” she said.",
    ],
)
def test_speaker_is_found_behind_rarer_verbs(direct_of, text):
    assert [speaker for _, speaker in direct_of(text)] == ["Mary Wong"]


def test_verb_of_quoting_is_no_speech_without_marks(indirect_of):
    assert indirect_of("Mary Wong continued the strike that Peter Lam began in May.") == []


# ── interviews ──────────────────────────────────────────────────────────────────────────────

TRANSCRIPT = """Remarks by the Secretary for Water, Ms Mary Wong, at a hall today:

Reporter: Will you meet the union? And when?

Secretary for Water: We met it twice. Peter Lam resigned in May.

Reporter: What about reports of a strike?

Secretary for Water: There is no strike."""

INTERVIEW = """Mary Wong, 46, heads the Harbour Club. Peter Lam met her in its office.

Why did you call it off?

We did not call it off. Ada Mo was arrested in May.

Are you worried?

Everybody in our position is.

A police spokesman said that Ada Mo had been bailed."""


def test_turns_of_a_transcript_are_the_words_of_their_office(quotations_of):
    found = quotations_of(TRANSCRIPT, QuoteForm.BLOCK)

    assert found[1] == ("We met it twice. Peter Lam resigned in May.", "Mary Wong")
    assert [speaker for _, speaker in found] == [None, "Mary Wong", None, "Mary Wong"]


def test_answers_below_questions_are_the_words_of_the_one_interviewed(quotations_of):
    found = quotations_of(INTERVIEW, QuoteForm.BLOCK)

    assert found == [
        ("We did not call it off. Ada Mo was arrested in May.", "Mary Wong"),
        ("Everybody in our position is.", "Mary Wong"),
    ]


def test_what_an_answer_tells_is_reported(tellers_of):
    assert (Modality.REPORTED, "Mary Wong") in tellers_of(INTERVIEW)


@pytest.mark.parametrize(
    "text",
    [
        "Note: We met in May.\n\nPhoto: Mary Wong.\n\nThe hall is ours.",
        "What next?\n\nMary Wong thinks we should wait.",
        "Mary Wong: We met it twice.\n\nMary Wong: We left.\n\nMary Wong: I am sad.",
    ],
)
def test_a_label_or_a_question_alone_makes_no_interview(quotations_of, text):
    assert quotations_of(text, QuoteForm.BLOCK) == []


# ── what the words before leave open ────────────────────────────────────────────────────────


def test_paragraph_of_a_quotation_alone_goes_on_with_the_last_speaker(direct_of):
    found = direct_of("“We shall stay here,” Mary Wong told AFP.\n\n“It is our only home.”")

    assert [speaker for _, speaker in found] == ["Mary Wong", "Mary Wong"]


def test_quotation_alone_behind_a_paragraph_without_speech_has_no_speaker(direct_of):
    text = "“We shall stay here,” Mary Wong said.\n\nThe hall is old.\n\n“It is our only home.”"

    assert [speaker for _, speaker in direct_of(text)] == ["Mary Wong", None]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Wong was convicted of “conspiracy to publish seditious material” in May.",
        "Mary Wong walked in the “one country, two systems” parade.",
        "Mary Wong sang on her record, “Fly Over Harbour Lights”, in May.",
    ],
)
def test_charges_titles_and_terms_are_no_quotations(direct_of, text):
    assert direct_of(text) == []


def test_the_accused_do_not_say_what_they_are_accused_of(direct_of):
    text = "Mary Wong was jailed and accused of writing a book that “excited deep hatred” in May."

    assert [speaker for _, speaker in direct_of(text)] != ["Mary Wong"]
