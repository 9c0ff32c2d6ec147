"""Dates in the forms that pages print."""

from __future__ import annotations

import pytest

from hkgraph.articles.dateline import agency_day, date_in_url, dates_in, is_date_line, iso_time


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("25 October 2021", "2021-10-25"),
        ("Monday, 25th October, 2021", "2021-10-25"),
        ("October 25, 2021", "2021-10-25"),
        ("Published: Oct. 25, 2021", "2021-10-25"),
        ("Sept 5 2021", "2021-09-05"),
        ("lundi 25 octobre 2021", "2021-10-25"),
        ("1er août 2021", "2021-08-01"),
        ("2021-10-25", "2021-10-25"),
        ("2021/10/25", "2021-10-25"),
        ("25/10/2021", "2021-10-25"),
        ("10/25/2021", "2021-10-25"),
        ("04/05/2021", "2021-05-04"),
        ("25.10.2021", "2021-10-25"),
        ("25-Oct-2021", "2021-10-25"),
        ("2021年10月25日", "2021-10-25"),
        ("Oct 25, 2021, 3:05 PM HKT", "2021-10-25T15:05:00+08:00"),
        ("15:05, 25 October 2021 (HKT)", "2021-10-25"),
        ("25 October 2021 | 09:00 GMT", "2021-10-25T09:00:00+00:00"),
        ("12:15 am HKT, 25 October 2021", "2021-10-25T00:15:00+08:00"),
        ("Published: 5:00pm, 25 Oct, 2021", "2021-10-25"),
        ("PUBLISHED : Monday, 25 October, 2021, 6:52pm", "2021-10-25"),
        ("Created: 2021-10-25 HKT 12:33", "2021-10-25T12:33:00+08:00"),
        ("2 min read · Oct 25, 2021", "2021-10-25"),
        ("Hong Kong, 25 October 2021", "2021-10-25"),
        ("Oct. 25, 2021, 9:03 a.m. ET", "2021-10-25"),
    ],
)
def test_line_is_read_as_a_date(line, iso):
    assert is_date_line(line)
    assert dates_in(line)[0].iso == iso


@pytest.mark.parametrize(
    "line",
    [
        "The pier closed on 25 October 2021",
        "25 October",
        "31 February 2021",
        "By Anna Reed, 25 October 2021",
        "99/99/2021",
        "Call 2345 6789",
    ],
)
def test_other_lines_are_no_date_lines(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("HONG KONG, Oct 25 2021 (Tern Wire) - A pier has shut.", "2021-10-25"),
        ("BEIJING, Oct. 25, 2021 -- A pier has shut.", "2021-10-25"),
        ("(Hong Kong, 25 October 2021) – A pier has shut.", "2021-10-25"),
        ("HONG KONG, Oct 25, 2021 /TernWire/ -- A pier has shut.", "2021-10-25"),
        ("HONG KONG, Oct 25 (Tern Wire) - A pier has shut.", None),
        ("In Macau, on October 25, 2021 - a Monday - a pier shut.", None),
        ("Hong Kong, 25 October 2021, was a day - a Monday - of rain.", None),
    ],
)
def test_dateline_of_an_agency_tells_its_day(paragraph, day):
    assert agency_day(paragraph) == day


def test_label_tells_the_day_of_a_change():
    first, second = dates_in("Published: 25 Oct 2021 | Updated: 26 Oct 2021")

    assert (first.modified, second.modified) == (False, True)


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://a.org/2021/10/25/pier/", "2021-10-25"),
        ("https://a.org/world/2021/oct/25/pier", "2021-10-25"),
        ("https://a.org/pier-2021-10-25/", "2021-10-25"),
        ("https://a.org/k2/1616564-20211025.htm", "2021-10-25"),
        ("https://a.org/2021/13/45/pier", None),
        ("https://a.org/politics/article/3153587/pier", None),
        ("https://a.org/2021/10/pier", None),
    ],
)
def test_day_in_an_address(url, iso):
    assert date_in_url(url) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-10-25T15:05:00+08:00", "2021-10-25T15:05:00+08:00"),
        ("2021-10-25T07:05:00.123Z", "2021-10-25T07:05:00+00:00"),
        ("2021-10-25T15:05+0800", "2021-10-25T15:05:00+08:00"),
        ("2021-10-25 15:05:00", "2021-10-25"),
        ("20211025", "2021-10-25"),
        ("25 October 2021", "2021-10-25"),
        ("2021-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_time_of_a_field(text, iso):
    assert iso_time(text) == iso
