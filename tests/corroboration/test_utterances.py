"""One utterance in several articles, and words that only look like one."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroboration.told import NO_JUDGEMENTS, nodes_of, quoting
from hkgraph.corroboration.utterances import find_same_utterances
from hkgraph.corroboration.wording import spelled_alike
from hkgraph.identity.judgements import Judgements, PairJudgement, Verdict
from hkgraph.identity.keys import quotation_key

WORDS = "It has become impossible for civil organisations to do their work freely in this city"


def pairs(*tellings, judgements=NO_JUDGEMENTS):
    links = find_same_utterances(tellings, nodes_of(*tellings), judgements)
    names = {telling.article.key: telling.article.headline[-1] for telling in tellings}
    return {names[link.one.article] + names[link.other.article] for link in links}


@pytest.mark.parametrize(
    "other",
    [
        WORDS,
        WORDS.replace("organisations", "organizations"),
        WORDS.upper() + ",",
        f"{WORDS}, and we must go",
        "impossible for civil organisations to do their work freely",
        "It has become impossible … to do their work freely in this city",
        WORDS.replace("civil", "[our]"),
    ],
)
def test_words_are_known_again_despite_spelling_cuts_and_marks(other):
    assert pairs(quoting("a", WORDS), quoting("b", other)) == {"ab", "ba"}


@pytest.mark.parametrize(
    "other",
    [
        "Something that has nothing to do with what was said by others",
        WORDS.replace("has become", "has not become"),
        WORDS.replace("has become impossible", "never was possible"),
        "impossible for civil organisations",
        "It is hard for any of the groups to work, and freely they cannot live in the city",
    ],
)
def test_other_words_are_not_that_utterance(other):
    assert pairs(quoting("a", WORDS), quoting("b", other)) == set()


def test_another_number_is_another_utterance():
    one = "We have been working in this city for the last 12 years"

    assert pairs(quoting("a", one), quoting("b", one.replace("12", "20"))) == set()


@pytest.mark.parametrize(
    "words",
    [
        "No comment",
        "We do not comment on individual cases",
        "We do not comment on individual cases at this stage, thank you very much",
        "The case was handled in accordance with the law",
    ],
)
def test_what_anybody_says_on_any_day_never_matches(words):
    assert pairs(quoting("a", words), quoting("b", words)) == set()


def test_two_named_people_who_say_the_same_are_two():
    assert pairs(quoting("a", WORDS, "e1"), quoting("b", WORDS, "e3")) == set()


@pytest.mark.parametrize("speaker", ["e2", "e4", None])
def test_a_body_its_spokesman_and_nobody_may_be_its_chair(speaker):
    of_group = ("e1", "e4")

    found = pairs(
        quoting("a", WORDS, "e1", of_group=of_group),
        quoting("b", WORDS, speaker, of_group=of_group),
    )

    assert found == {"ab", "ba"}


def test_a_body_that_the_speaker_has_nothing_to_do_with_is_another_voice():
    assert pairs(quoting("a", WORDS, "e1"), quoting("b", WORDS, "e2")) == set()


def test_few_words_of_nobody_are_not_enough():
    few = "a source of anguish and of pain"

    assert pairs(quoting("a", few, "e1"), quoting("b", few, "e1")) == {"ab", "ba"}
    assert pairs(quoting("a", few, None), quoting("b", few, "e1")) == set()


def test_words_of_another_year_are_another_utterance():
    assert pairs(quoting("a", WORDS), quoting("b", WORDS, day="2022-05-04")) == set()


def test_one_article_that_quotes_twice_has_no_other_version():
    one = quoting("a", WORDS)
    twice = replace(one, extract=replace(one.extract, quotations=one.extract.quotations * 2))

    assert pairs(twice) == set()


@pytest.mark.parametrize(
    ("words", "verdict", "expected"),
    [
        (WORDS, Verdict.NO, set()),
        (WORDS, Verdict.UNSURE, set()),
        ("It can no longer be done", Verdict.YES, {"ab", "ba"}),
    ],
)
def test_what_a_person_judged_counts(words, verdict, expected):
    one, other = quoting("a", WORDS), quoting("b", words)
    left, right = sorted(
        quotation_key(t.article.key, t.extract.quotations[0]) for t in (one, other)
    )
    judged = Judgements((PairJudgement(left=left, right=right, verdict=verdict, by="jane"),))

    assert pairs(one, other, judgements=judged) == expected


def test_a_judgement_on_what_is_not_there_costs_nothing():
    judged = PairJudgement(left="quotation/a", right="quotation/b", verdict=Verdict.YES, by="jane")

    assert pairs(quoting("a", WORDS), judgements=Judgements((judged,))) == set()


def test_the_order_of_articles_does_not_matter():
    tellings = [
        quoting("a", WORDS),
        quoting("b", WORDS[:60]),
        quoting("c", WORDS.replace("s", "z")),
        quoting("d", WORDS, None, day="2021-05-06"),
    ]

    found = {frozenset(pairs(*order)) for order in permutations(tellings)}

    assert len(found) == 1


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12), st.integers(5, 16), st.sampled_from(["e1", "e2", "e3", None])
        ),
        min_size=2,
        max_size=5,
    )
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_links_go_both_ways_and_leave_with_an_article(cuts):
    words = WORDS.split()
    tellings = [
        quoting(str(number), " ".join(words[start : start + size] or words), speaker)
        for number, (start, size, speaker) in enumerate(cuts)
    ]

    found = pairs(*tellings)

    assert found == {pair[::-1] for pair in found}
    assert pairs(*tellings[1:]) == {pair for pair in found if "0" not in pair}


def test_a_thousand_versions_make_no_million_links():
    tellings = [quoting(f"{number}", WORDS) for number in range(300)]

    links = list(find_same_utterances(tellings, nodes_of(*tellings), NO_JUDGEMENTS))

    assert len({link.one.article for link in links}) == 300
    assert len(links) < 2 * 40 * 300


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("labor centers", "labour centres"),
        ("organized, realizing", "organised realising"),
        ("the size of a prize", "the size of a prize"),
        ("don't", "don’t"),
    ],
)
def test_two_spellings_are_one_word(american, british):
    assert spelled_alike(american) == spelled_alike(british)
