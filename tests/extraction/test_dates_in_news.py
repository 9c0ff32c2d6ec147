"""Dates as news tells them, published on Wednesday, 24 July 2024 if nothing else is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hkgraph.extraction.dates.finding import find_dates, time_of
from hkgraph.model import BlockKind


@pytest.fixture
def edtf_of(reading_of):
    def found(text, published="2024-07-24"):
        return [d.time.edtf for d in reading_of(text, published, [find_dates]).dates]

    return found


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He has been appointed Director of Audit with effect from September 2.", "2024-09-02"),
        ("The new fare takes effect from 1 October.", "2024-10-01"),
        ("The shop has been shut from 1 March.", "2024-03-01/.."),
        ("He worked there from 2012.", "2012/.."),
        ("The park will be closed from Monday to Friday.", "2024-07-29/2024-08-02"),
    ],
)
def test_from_a_day_is_that_day_unless_the_state_lasts(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The hearing was adjourned to August 12.", "2024-08-12"),
        ("The case was put off until September 3.", "../2024-09-03"),
        ("A hearing has been set for September 12.", "2024-09-12"),
        ("The poll is due on December 7.", "2024-12-07"),
        ("The vigil was scheduled for June 4 but was banned.", "2024-06-04"),
        ("The council poll, to be held on December 19, will go ahead.", "2024-12-19"),
        ("She was the first woman to be held on December 19.", "2023-12-19"),
        ("The offer would lapse if not completed by December 3.", "../2024-12-03"),
        ("The offer lapsed as it was not completed by December 3.", "../2023-12-03"),
        ("He was given bail until the appeals are heard on November 7.", "2024-11-07"),
    ],
)
def test_day_that_was_set_is_the_nearest(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


def test_same_day_as_in_some_year_is_no_day(edtf_of):
    assert edtf_of("The line, renamed in 2016, closed the same day.") == ["2016"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("He was arrested on June 3. Two days later he was charged.", "2024-06-05"),
        ("He was arrested on June 3. He was freed the next morning.", "2024-06-04"),
        ("He was arrested on June 3. That night he called his wife.", "2024-06-03"),
        ("He fell in June and died the same night.", "2024-06"),
        ("She was hired in May 2020. The following month she left.", "2020-06"),
        ("She was hired on May 5, 2020. A week earlier she had married.", "2020-04-28"),
        ("In 2023 it lost money. It had gained the year before.", "2022"),
        ("He was convicted in 2019 and sentenced in June the following year.", "2020-06"),
        ("It burned on Oct 1, 2019, and November 18 the same year.", "2019-11-18"),
        ("He fell ill on 15 January. We heard nothing until the 29th.", "../2024-01-29"),
        ("They walked out on March 14 and met on the evening of the 15th.", "2024-03-15"),
        ("He was arrested on January 6, 2021, and charged on February 28.", "2021-02-28"),
    ],
)
def test_second_date_is_told_from_the_first(edtf_of, text, second):
    assert edtf_of(text)[1:] == [second]


def test_day_after_opens_a_paragraph(edtf_of):
    found = edtf_of("He was arrested on June 3.\n\nThe next day, he was freed.")

    assert found == ["2024-06-03", "2024-06-04"]


def test_day_after_is_unknown_where_the_paragraph_above_tells_two_days(edtf_of):
    text = "He was arrested on June 3 and charged on June 5.\n\nThe next day, he was freed."

    assert edtf_of(text) == ["2024-06-03", "2024-06-05"]


def test_look_back_is_no_anchor(edtf_of):
    text = "On June 2 he read to a man freed a month earlier. Two days later he was arrested."

    assert edtf_of(text)[2] == "2024-06-04"


def test_separate_case_of_the_same_day_is_that_of_the_news(edtf_of):
    text = "A court freed Tse on Monday.\n\nHe fell on June 3.\n\nIn a separate ruling on the same "

    assert edtf_of(text + "day, a judge freed Ip.") == ["2024-07-22", "2024-06-03", "2024-07-22"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The court will sit tomorrow (July 25).", "2024-07-25"),
        ("He was arrested last Friday (19 July) at home.", "2024-07-19"),
        ("The witness left before Friday's hearing.", "2024-07-19"),
        ("Hours after Monday’s vote he left.", "2024-07-22"),
        ("She left last night.", "2024-07-23"),
        ("She left this morning.", "2024-07-24"),
        ("The economy grew in the first quarter.", "2024-01/2024-03"),
        ("The economy grew in Q1 2023.", "2023-01/2023-03"),
        ("The notice is dated 25/3/2021.", "2021-03-25"),
        ("The notice is dated 12/3/2021.", "2021-03-12"),
        ("It shut around 2015.", "2015~"),
        ("She wrote of it as early as 2019.", "2019"),
        ("It would consider closing the road on Friday.", "2024-07-26"),
        ("On Sunday Harbour police arrested him.", "2024-07-21"),
        ("It was bought in fiscal year 2023/24.", "2023/2024"),
    ],
)
def test_day_is_told_in_many_forms(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "He set up Sunday Readers with a friend.",
        "He lives on the 15th floor.",
        "It was quiet the day before the vote.",
        "In the past three years he had two shops.",
        "Six in ten had softened a story in the past year.",
        "The third quarter of the match was dull.",
        "He was charged under the Harbour Ordinance 1865.",
        "The Pier (Amendment) Bill 2024 was passed.",
        "He wrote 1/2/2 and 3/4 on the wall.",
        "He worked for three days of a two-year term as a 30-year-old.",
    ],
)
def test_name_or_stretch_of_time_is_no_date(edtf_of, text):
    assert edtf_of(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2019\n\nJune 9 – A million people march.", "2019-06-09"),
        ("June 2019\n\nOn June 9, a million people march.\n\nJune 12 – Police fire.", "2019-06-12"),
        ("2014: A club is set up. In September its rooms are searched.", "2014-09"),
        ("2014 – A club is set up. In September its rooms are searched.", "2014-09"),
        ("In 2014 a club was set up. It shut on June 9.", "2024-06-09"),
    ],
)
def test_entry_of_a_timeline_has_the_year_above_it(edtf_of, text, edtf):
    assert edtf_of(text)[-1] == edtf


def test_present_below_a_picture_tells_of_the_past(reading_of):
    reading = reading_of("A man leaves the court on Friday. Photo: Tern Wire", "2024-07-24")
    block = replace(reading.article.blocks[0], kind=BlockKind.CAPTION)
    reading.article = replace(reading.article, blocks=(block,))

    find_dates(reading)

    assert [d.time.edtf for d in reading.dates] == ["2024-07-19"]


def test_day_of_a_subject_is_the_nearest(edtf_of):
    assert edtf_of("His visit to Xian in May will be repeated.") == ["2024-05"]


def test_day_in_credits_is_that_of_the_page(reading_of):
    reading = reading_of("By Ada Fong, 24 July 2024, last year at Tern House.", "2024-07-24")
    block = replace(reading.article.blocks[0], kind=BlockKind.BYLINE)
    reading.article = replace(reading.article, blocks=(block,))

    find_dates(reading)

    assert [d.time.edtf for d in reading.dates] == ["2024-07-24"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Dogs were shot before mid-2020.", "../2020"),
        ("Dogs were shot after mid-2020.", "2020/.."),
        ("Dogs were shot by early 2020.", "../2020"),
    ],
)
def test_part_bounds_no_finer_than_its_whole(edtf_of, text, edtf):
    assert edtf_of(text) == [edtf]


# ── which date belongs to which word ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("The Court of Appeal in June quashed the ruling.", "quashed", "2024-06"),
        ("Its last strike, in 2010, collapsed after three days.", "strike", "2010"),
        ("His trial is expected to begin in March.", "trial", "2025-03"),
        ("He stepped down as chief executive in late May.", "stepped", "2024-05"),
        ("It replaced the first with a warning at 11.50pm on Sunday.", "replaced", "2024-07-21"),
        ("Two died when a bus hit a truck on Monday.", "died", "2024-07-22"),
        ("He will step down when his term ends in May 2025.", "step", "2025-05"),
        ("Tse was jailed on Monday, while a ninth man was acquitted.", "acquitted", "2024-07-22"),
        ("Ten were convicted on May 30 and two were acquitted.", "acquitted", "2024-05-30"),
        ("On Monday, police cleared the gate; two men were arrested.", "arrested", "2024-07-22"),
        ("In August 2020 he was among 11 men placed under watch.", "placed", "2020-08"),
        ("The club wrote of its 2000 merger.", "merger", "2000"),
        ("The club wrote of its 2000 merger.", "wrote", None),
        ("Ten were convicted on May 30 and two were later acquitted.", "acquitted", None),
        ("Tse was jailed on Monday after Ip had told of him.", "told", None),
        ("Tse said on Monday that Ip was arrested when he came home.", "arrested", None),
        ("Ip, who was arrested in June, runs the shop.", "runs", None),
    ],
)
def test_date_is_shared_only_by_what_happened_together(reading_of, text, word, edtf):
    reading = reading_of(text, "2024-07-24", [find_dates])
    token = next(t for t in reading.doc if t.text == word)

    time = time_of(reading, token)

    assert (time.edtf if time else None) == edtf


def test_number_before_an_event_is_its_year(edtf_of):
    assert edtf_of("The club wrote of its 2000 merger.") == ["2000"]


@pytest.mark.parametrize(
    "text",
    [
        "Today, his son runs the shop.",
        "He acted in A Better Tomorrow.",
        "It fell from a year earlier.",
    ],
)
def test_nowadays_a_title_or_a_comparison_is_no_date(edtf_of, text):
    assert edtf_of(text) == []
