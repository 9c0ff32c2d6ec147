"""How predicates are told, in invented sentences read by the real model."""

from __future__ import annotations

import pytest

from hkgraph.extraction.grammar.modality import mood_of
from hkgraph.model import Modality


@pytest.fixture
def word_in(model):
    def find(word: str, sentence: str):
        return next(token for token in model(sentence) if token.text == word)

    return find


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("close", "The library will close its branches."),
        ("close", "The library said it would close its branches."),
        ("close", "The library is to close in May."),
        ("close", "The library is due to close in June."),
        ("close", "The library is expected to close in June."),
        ("leave", "The choir decided to leave the city."),
        ("disband", "Members voted to disband the choir."),
        ("leave", "The decision to leave the city was hard."),
        ("launch", "He had planned to launch the atlas."),
        ("closure", "It announced the planned closure of its branch."),
        ("tried", "She is still to be tried on another charge."),
    ],
)
def test_what_is_to_come_is_planned(word_in, word, sentence):
    assert mood_of(word_in(word, sentence)).modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("leave", "The choir may leave the city."),
        ("shut", "Two schools could shut."),
        ("closing", "They are considering closing the branch."),
        ("closed", "If the school closed, pupils would move."),
        ("dissolve", "Members meet on Friday to decide whether to dissolve."),
        ("leaving", "She did not rule out the choir leaving the city."),
        ("release", "The union called for the release of Mr Lam."),
        ("release", "The union called on the island to release Mr Lam."),
        ("arrest", "He faces arrest."),
        ("open", "Will the branch open?"),
        ("left", "Had Mary Lo left the city, Robert Quill would have heard."),
        ("resigned", "The chairman would have resigned."),
    ],
)
def test_what_is_open_is_possible(word_in, word, sentence):
    assert mood_of(word_in(word, sentence)).modality is Modality.POSSIBLE


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("plotting", "Six men were charged with plotting to rob a bank."),
        ("stealing", "He was accused of stealing a ferry."),
        ("detained", "He was allegedly detained at the pier."),
        ("left", "There were claims that the choir had left the city."),
        ("left", "Reports that the choir had left the city were false."),
    ],
)
def test_what_somebody_is_blamed_for_is_alleged(word_in, word, sentence):
    assert mood_of(word_in(word, sentence)).modality is Modality.ALLEGED


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("arrested", "He was arrested on Monday."),
        ("leave", "He was forced to leave the city."),
        ("found", "She helped to found the party."),
        ("deported", "He was arrested and deported."),
        ("arrest", "The arrest of Mr Lam shocked the village."),
        ("charged", "Six men were charged with plotting to rob a bank."),
    ],
)
def test_what_happened_is_asserted(word_in, word, sentence):
    token = word_in(word, sentence)

    assert mood_of(token).modality is Modality.ASSERTED
    assert mood_of(token).polarity


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("arrested", "No one was arrested on Monday."),
        ("charged", "None of the men had been charged by Friday."),
        ("have", "The choir does not have an office in the north."),
        ("resign", "The chairman refused to resign."),
        ("comply", "They failed to comply."),
        ("resigned", "She denied that she had resigned."),
        ("saying", "He left without saying goodbye."),
        ("resign", "The chairman has yet to resign."),
        ("arrested", "She was nearly arrested."),
        ("charged", "She was neither arrested nor charged."),
        ("has", "The choir no longer has an office in the north."),
    ],
)
def test_what_is_denied_has_no_polarity(word_in, word, sentence):
    assert not mood_of(word_in(word, sentence)).polarity


def test_a_denial_denied_leaves_it_open(word_in):
    token = word_in("closing", "The board did not rule out closing the branch.")

    assert mood_of(token).modality is Modality.POSSIBLE
    assert mood_of(token).polarity


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("acquitted", "He will be released once he is acquitted."),
        ("sentenced", "He faces a long term when he is sentenced."),
        ("leaves", "She will speak before she leaves."),
    ],
)
def test_what_is_awaited_in_the_present_is_planned(word_in, word, sentence):
    assert mood_of(word_in(word, sentence)).modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("charged", "Sixty people are awaiting trial after being charged."),
        ("stepping", "The firm faced issues, with its head stepping down."),
        ("left", "She spoke before she left."),
    ],
)
def test_what_goes_with_a_clause_is_not_judged_by_its_verb(word_in, word, sentence):
    assert mood_of(word_in(word, sentence)).modality is Modality.ASSERTED


def test_a_number_sign_denies_nothing(word_in):
    assert mood_of(word_in("issued", "The bureau issued a No 8 signal.")).polarity
