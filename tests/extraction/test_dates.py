"""Dates in invented sentences, published on Monday, 25 October 2021 if nothing else is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.extraction.dates.finding import find_dates, time_of
from hkgraph.extraction.nlp import parse
from hkgraph.extraction.reading import Reading
from hkgraph.model import TimeBasis

SEED = Path(__file__).parents[2] / "../shared/seed/000_c0fd5b8f8fdcc794.txt"


@pytest.fixture
def edtf_of(reading_of):
    def found(text, published="2021-10-25"):
        return [d.time.edtf for d in reading_of(text, published, [find_dates]).dates]

    return found


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The shop shut on October 31, 2019.", "2019-10-31"),
        ("The shop shut on 31 October 2019.", "2019-10-31"),
        ("The notice is dated 2019-10-31 in ink.", "2019-10-31"),
        ("The shop shut on Oct. 3.", "2021-10-03"),
        ("The magistrate adjourned the case until November 12.", "../2021-11-12"),
        ("She sold hats there from 1984 to 1986.", "1984/1986"),
        ("The shop shut in June 2020.", "2020-06"),
        ("The shop opened in 1990.", "1990"),
        ("The shop opened in the 1990s.", "199X"),
        ("The shop opened in mid-2019.", "2019"),
        ("The shop opened in early 2020.", "2020"),
        ("The shop opened in the spring of 2019.", "2019-21"),
        ("The 2019 protests passed the shop.", "2019"),
        ("The 2019–20 season was cut short.", "2019/2020"),
        ("商店於2019年10月31日結業。", "2019-10-31"),
    ],
)
def test_explicit_date_keeps_its_precision(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("She resigned in April.", "2021-04"),
        ("She resigned in December.", "2020-12"),
        ("She will resign in December.", "2021-12"),
        ("The office would shut on October 31.", "2021-10-31"),
        ("The office was shut on October 31.", "2020-10-31"),
        ("They moved out on Wednesday, June 23.", "2021-06-23"),
        ("The fair ran from 5 to 7 March.", "2021-03-05/2021-03-07"),
        ("It rose between June and August 2020.", "2020-06/2020-08"),
    ],
)
def test_open_year_is_that_of_the_nearest_fitting_day(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("She left yesterday.", "2021-10-24"),
        ("She left on Monday.", "2021-10-25"),
        ("She left on Thursday morning.", "2021-10-21"),
        ("She left last Monday.", "2021-10-18"),
        ("The court will sit on Thursday.", "2021-10-28"),
        ("The court will sit next Friday.", "2021-11-05"),
        ("She left last week.", "2021-10-18/2021-10-24"),
        ("She left last month.", "2021-09"),
        ("She left in June last year.", "2020-06"),
        ("She left last June.", "2021-06"),
        ("She left three days ago.", "2021-10-22"),
        ("She left two weeks ago.", "2021-10-11~"),
        ("She left four years ago.", "2017"),
        ("She gave a talk marking five decades since the club was founded.", "1971"),
    ],
)
def test_relative_date_is_told_from_the_day_of_publication(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It will shut by the end of 2021.", "../2021-12-31"),
        ("It will shut by the end of the year.", "../2021-12-31"),
        ("It will shut before the end of the year.", "../2021-12-31"),
        ("Shop to shut by year's end.", "../2021-12-31"),
        ("It will shut at the end of the year.", "2021-12~"),
        ("It has been shut since June.", "2021-06/.."),
        ("It has been shut since 1990.", "1990/.."),
        ("It was open until 2019.", "../2019"),
        ("It was shut between 2019 and 2021.", "2019/2021"),
        ("It lost money in the first half of 2021.", "2021-01/2021-06"),
    ],
)
def test_bounded_date_is_open_where_the_text_is(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "She worked there for 40 years.",
        "He got 10 years in prison.",
        "It breaches Article 23 and section 10 of the ordinance.",
        "At least 35 groups and 2000 people came at 7.42pm.",
        "They paid HK$2000 for it.",
        "They meet every Monday.",
        "He reads the Sunday Times.",
        "The June 4 vigil was banned.",
        "May said that it might march.",
        "See https://example.org/2021/10/25/closing for more.",
    ],
)
def test_number_name_or_habit_is_no_date(edtf_of, text):
    assert edtf_of(text) == []


def test_day_after_is_told_from_the_date_before_it(edtf_of):
    found = edtf_of("He was arrested on October 3. The following day he was released.")

    assert found == ["2021-10-03", "2021-10-04"]


def test_day_after_nothing_is_no_date(edtf_of):
    assert edtf_of("He was arrested.\n\nThe following day he was released.") == []


def test_relative_date_needs_a_day_of_publication(edtf_of):
    assert edtf_of("She left on Monday, as she had in June 2020.", None) == ["2020-06"]


def test_note_added_after_publication_speaks_of_the_past(reading_of):
    reading = reading_of("This article was amended on December 12.", "2023-12-11")
    reading.article = replace(reading.article, modified="2023-12-12")

    find_dates(reading)

    assert [d.time.edtf for d in reading.dates] == ["2023-12-12"]


def test_weekday_settles_the_year_of_its_date(edtf_of):
    assert edtf_of("The park opens on Saturday, 1 March.", "2025-02-24") == ["2025-03-01"]


def test_weekday_in_headline_with_present_tense_lies_ahead(edtf_of):
    found = edtf_of("What to expect when the park opens on Saturday", "2025-02-24")

    assert found == ["2025-03-01"]


def test_a_sunday_in_january_is_only_january(edtf_of):
    assert edtf_of("It was played on a Sunday in January.", "2025-02-24") == ["2025-01"]


def test_basis_tells_whether_the_year_was_printed(reading_of):
    reading = reading_of("It shut on June 3 and not on June 4, 2020.", steps=[find_dates])

    bases = [d.time.basis for d in reading.dates]

    assert bases == [TimeBasis.RELATIVE, TimeBasis.EXPLICIT]


def test_span_holds_the_words_that_bound_the_date(reading_of):
    reading = reading_of("It will shut by the end of the year.", steps=[find_dates])

    assert [d.span.text for d in reading.dates] == ["by the end of the year"]


def test_part_of_a_year_allows_only_its_days(reading_of):
    reading = reading_of("It opened in late 2019.", steps=[find_dates])

    time = reading.dates[0].time

    assert (time.not_before, time.not_after) == (date(2019, 7, 1), date(2019, 12, 31))


# ── which date belongs to which word ────────────────────────────────────────────────────────


def _time(reading, word):
    token = next(t for t in reading.doc if t.text == word)
    time = time_of(reading, token)
    return time.edtf if time else None


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Beijing imposed the law in June last year.", "imposed", "2020-06"),
        ("The club, which was founded in 1990, will close in December.", "founded", "1990"),
        ("The club, which was founded in 1990, will close in December.", "close", "2021-12"),
        ("The 2019 protests shook the city.", "protests", "2019"),
        ("The 2019 protests shook the city.", "shook", None),
        ("The arrests came on Friday.", "arrests", "2021-10-22"),
        ("Police announced on Friday that they had searched a shop.", "announced", "2021-10-22"),
        ("Police announced on Friday that they had searched a shop.", "searched", None),
        ("Lam said in January last year she was refused entry.", "refused", "2020-01"),
        ("Lam said last month that she had left.", "left", None),
        ("The arrest last Thursday of five men followed.", "arrest", "2021-10-21"),
        ("The club voted to dissolve on September 25.", "voted", "2021-09-25"),
        ("They used to mourn the dead of June 4, 1989.", "mourn", None),
        ("Lam said on Friday she was refused entry.", "refused", None),
        ("On Friday the club met and elected a chair.", "elected", "2021-10-22"),
    ],
)
def test_date_belongs_to_the_word_of_its_own_clause(reading_of, text, word, edtf):
    reading = reading_of(text, steps=[find_dates])

    assert _time(reading, word) == edtf


@pytest.mark.skipif(not SEED.exists(), reason="the seed page lies beside the checkout only")
def test_seed_page_gives_every_date_of_its_second_article(model):
    article = read_file(SEED)[1]
    reading = Reading(article=article, doc=parse(model, article))

    find_dates(reading)

    found = {d.time.edtf for d in reading.dates}
    assert found == {
        "../2021-12-31",
        "1990",
        "2021-10-31",
        "2021-09",
        "2020-06",
        "2021-04",
        "2020-01",
        "2019",
        "2021-10-25",
        "1971",
    }
