"""How news tells what did not happen, may happen or is only told, in invented text."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.dates.finding import find_dates
from hkgraph.extraction.events.finding import find_events
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.speech.quotations import find_quotations
from hkgraph.model import Modality

STEPS = [find_dates, find_names, link_mentions, find_quotations, find_events]


@pytest.fixture
def mood_of(reading_of):
    """Give modality, polarity and teller of what is told of one kind of event, if it is told."""

    def read(text, slug):
        reading = reading_of(text, steps=STEPS)
        found = (
            (s.modality, s.polarity, s.attributed_to and reading.entities[s.attributed_to].name)
            for s in reading.statements
            if getattr(s.object, "slug", None) == slug
        )
        return next(found, None)

    return read


FACT = (Modality.ASSERTED, True, None)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Neither Mary Wong nor Peter Lam was arrested in Sha Tin.", "arrest"),
        ("There were no arrests in Sha Tin on Friday.", "arrest"),
        ("Hong Kong police ruled out arresting Mary Wong.", "arrest"),
        ("Hong Kong police stopped short of arresting Mary Wong.", "arrest"),
        ("Mary Wong resigned rather than meet Peter Lam.", "meeting"),
        ("Instead of arresting Mary Wong, Hong Kong police left.", "arrest"),
    ],
)
def test_what_is_told_not_to_have_happened_is_denied(mood_of, text, slug):
    found = mood_of(text, slug)

    assert found is None or (found[0], found[1]) == (Modality.ASSERTED, False)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Not only Mary Wong was arrested in Sha Tin.", "arrest"),
        ("Mary Wong resigned without giving a reason.", "resignation"),
        ("Mary Wong was released without charge.", "release"),
        ("Peter Lam was arrested when stopped in Sha Tin.", "arrest"),
    ],
)
def test_negation_stays_with_its_word(mood_of, text, slug):
    found = mood_of(text, slug)

    assert found is None or found == FACT


@pytest.mark.parametrize(
    ("text", "slug", "mood"),
    [
        (
            "Mary Wong dismissed reports that Peter Lam had resigned.",
            "resignation",
            (Modality.REPORTED, False, "Mary Wong"),
        ),
        (
            "Mary Wong confirmed reports that Peter Lam had been arrested.",
            "arrest",
            (Modality.REPORTED, True, "Mary Wong"),
        ),
        (
            "The Harbour Club dropped plans to open an office in Sha Tin.",
            "founding",
            (Modality.PLANNED, False, None),
        ),
        (
            "Mary Wong did not deny reports that Peter Lam had resigned.",
            "resignation",
            (Modality.ALLEGED, True, "Mary Wong"),
        ),
    ],
)
def test_claims_and_plans_are_judged_by_what_answers_them(mood_of, text, slug, mood):
    assert mood_of(text, slug) == mood


@pytest.mark.parametrize(
    "text",
    [
        "Mary Wong faces a fine or jail when sentenced on Friday.",
        "Mary Wong will speak once sentenced in Sha Tin.",
    ],
)
def test_participle_of_time_behind_the_present_lies_ahead(mood_of, text):
    assert mood_of(text, "sentencing")[0] is Modality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "The court heard that Mary Wong killed Peter Lam in May.",
        "Mary Wong killed Peter Lam, a court heard on Friday.",
        "An inquest was told that Mary Wong killed Peter Lam.",
        "Mary Wong was said to have killed Peter Lam.",
        "It was reported that Mary Wong killed Peter Lam.",
    ],
)
def test_hearsay_without_a_teller_is_only_alleged(mood_of, text):
    assert mood_of(text, "death") == (Modality.ALLEGED, True, None)


@pytest.mark.parametrize(
    "text",
    [
        "In Peter Lam’s view, Mary Wong was dismissed by the Harbour Club.",
        "As Peter Lam put it, Mary Wong was dismissed by the Harbour Club.",
        "As Peter Lam said, Mary Wong was dismissed by the Harbour Club.",
        "Peter Lam was quoted as saying Mary Wong was dismissed by the Harbour Club.",
        "According to a survey by Peter Lam, Mary Wong was dismissed by the Harbour Club.",
    ],
)
def test_rarer_credits_are_read(mood_of, text):
    assert mood_of(text, "dismissal") == (Modality.REPORTED, True, "Peter Lam")


@pytest.mark.parametrize(
    "text",
    [
        "As Peter Lam spoke, Mary Wong was dismissed by the Harbour Club.",
        "Peter Lam came into view. Mary Wong was dismissed by the Harbour Club.",
        "Peter Lam was heard in court. Mary Wong was dismissed by the Harbour Club.",
        "Mary Wong was dismissed by the Harbour Club, and Peter Lam said he was sad.",
        "Mary Wong was dismissed by the Harbour Club, a move Peter Lam said was absurd.",
    ],
)
def test_what_only_stands_beside_a_verb_of_speech_is_a_fact(mood_of, text):
    assert mood_of(text, "dismissal") == FACT


def test_participle_behind_a_plan_is_planned_with_it(reading_of):
    reading = reading_of("Peter Lam will lead the Tolo Guild, replacing Mary Wong.", steps=STEPS)

    assert {s.modality for s in reading.statements} == {Modality.PLANNED}


def test_participle_behind_a_fact_is_a_fact(mood_of):
    found = mood_of("Peter Lam took the chair on Friday, replacing Mary Wong.", "appointment")

    assert found == FACT
