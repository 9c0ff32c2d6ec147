"""Who is told to say what stands between quote marks, in invented text."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.extraction.confidence import SPEAKER, earned
from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.nlp import parse
from hkgraph.extraction.reading import Reading
from hkgraph.extraction.speech.quotations import find_quotations
from hkgraph.model import QuoteForm

STEPS = [find_names, link_mentions, find_quotations]
SEED = Path(__file__).parents[2] / "../shared/seed/000_c0fd5b8f8fdcc794.txt"


def _speakers(reading):
    quotations = [q for q in reading.quotations if q.form is not QuoteForm.INDIRECT]
    return [reading.entities[q.speaker].name if q.speaker else None for q in quotations]


@pytest.fixture
def speakers_of(reading_of):
    def names(text):
        return _speakers(reading_of(text, steps=STEPS))

    return names


@pytest.mark.parametrize(
    "text",
    [
        "“We shall stay here,” said Mary Wong, chair of the Harbour Club.",
        "“We shall stay here,” Mary Wong said.",
        "“Shall we stay here?” asked Mary Wong.",
        "“We shall stay here,” said the club’s chair, Mary Wong.",
        "Mary Wong said: “We shall stay here.”",
        "Mary Wong, chair of the Harbour Club, told reporters that the club would “stay here”.",
        "The club would “stay here” for as long as it could, Mary Wong said.",
        "Mary Wong did not rule it out, saying the thought was “painful to all”.",
        "“We shall stay here,” said Union of Bay Dockers general secretary Mary Wong.",
        "Thanks came from Mary Wong, on a visit to United Nations, who said it was “a long way”.",
    ],
)
def test_subject_of_the_cue_is_the_speaker(speakers_of, text):
    assert speakers_of(text) == ["Mary Wong"]


def test_pronoun_speaks_for_whom_it_stands(speakers_of):
    found = speakers_of("Mary Wong opened the hall. “We shall stay here,” she said.")

    assert found == ["Mary Wong"]


def test_both_pieces_of_a_broken_quotation_have_one_speaker(speakers_of):
    found = speakers_of("“We came early,” said Mary Wong, “and we shall leave late.”")

    assert found == ["Mary Wong", "Mary Wong"]


def test_next_sentence_in_marks_goes_on_with_the_speaker(speakers_of):
    found = speakers_of("“We came early,” said Mary Wong. “We shall leave late.”")

    assert found == ["Mary Wong", "Mary Wong"]


def test_earlier_paragraphs_have_the_speaker_of_the_last(speakers_of):
    found = speakers_of("“We came early.\n\n“We shall leave late,” said Mary Wong.")

    assert found == ["Mary Wong", "Mary Wong"]


def test_colon_introduces_the_paragraph_behind_it(speakers_of):
    assert speakers_of("Mary Wong said:\n\n“We shall stay here.”") == ["Mary Wong"]


def test_paragraph_of_nothing_but_a_quotation_has_no_speaker(speakers_of):
    found = speakers_of("Mary Wong opened the hall.\n\n“It is getting harder to stay here.”")

    assert found == [None]


def test_speaker_of_one_sentence_is_not_that_of_another(speakers_of):
    text = "“We shall stay,” said Mary Wong. Peter Chan said: “We shall go now.”"

    assert speakers_of(text) == ["Mary Wong", "Peter Chan"]


def test_passive_cue_without_by_names_nobody(speakers_of):
    assert speakers_of("Mary Wong was told: “You cannot stay here any more.”") == [None]


def test_organisation_can_speak(speakers_of):
    found = speakers_of("Amnesty International said it was “deeply worried” by the law.")

    assert found == ["Amnesty International"]


def test_spokesperson_speaks_on_behalf_of_an_organisation(reading_of):
    text = "“We shall stay here,” said Mary Wong, a spokeswoman for Amnesty International."

    reading = reading_of(text, steps=STEPS)

    (quotation,) = reading.quotations
    assert reading.entities[quotation.on_behalf_of].name == "Amnesty International"


def test_cue_holds_the_words_that_tell_the_speaker(reading_of):
    reading = reading_of("“We shall stay here,” said Mary Wong.", steps=STEPS)

    assert reading.quotations[0].cue.text == "said Mary Wong"


def test_guessed_speaker_is_less_sure_than_a_told_one(reading_of):
    guessed = reading_of(
        "Mary Wong thanked those who came “to see the lights go out”.", steps=STEPS
    )
    told = reading_of("Mary Wong said they came “to see the lights go out”.", steps=STEPS)

    sureness = [earned(r.quotations[0].rule, SPEAKER) for r in (guessed, told)]
    assert sureness[0] < sureness[1]


@pytest.mark.skipif(not SEED.exists(), reason="the seed page lies beside the checkout only")
def test_seed_page_gives_its_quotations_with_their_speakers(model):
    names = []
    for article in read_file(SEED):
        reading = Reading(article=article, doc=parse(model, article))
        for step in STEPS:
            step(reading)
        names += _speakers(reading)

    assert len(names) == 24
    assert sum(name is not None for name in names) >= 22
