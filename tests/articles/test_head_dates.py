from __future__ import annotations

import pytest

TEXT = "A man was jailed on Monday for theft, the court in Sha Tin heard. He will appeal.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Kenny Lo, Tolo Post, Nov. 15, 2019",
        "Posted by Kenny Lo on November 15, 2019 at 4:20 pm",
        "(Tolo Post) 16:20, November 15, 2019",
        "November 15, 2019 / 4:20 PM / 3 years ago",
        "Tolo Post Nov 15, 2019",
    ],
)
def test_day_is_read_from_a_line_that_says_more(read_one, line):
    article = read_one(f"Man jailed for theft\n{line}\n\n{TEXT}", "article.txt")

    assert article.published is not None
    assert article.published.startswith("2019-11-15")


@pytest.mark.parametrize(
    "line",
    [
        "The shop opened on November 15, 2019, and was closed by the end of the year.",
        "The trials of November 15, 2019 and December 2, 2019",
    ],
)
def test_day_of_which_the_text_tells_is_none_of_publication(read_one, line):
    article = read_one(f"Man jailed for theft\n\n{line}\n\n{TEXT}", "article.txt")

    assert article.published is None


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (["2019-11-15T08:20:00Z"], "2019-11-15"),
        (["2019-11-15T08:20:00Z", "2019-11-16"], None),
    ],
)
def test_times_outside_the_article_count_where_they_agree(read_one, times, day):
    told = "".join(f'<time datetime="{time}">then</time>' for time in times)

    article = read_one(f"<h1>Man jailed for theft</h1>{told}<p>{TEXT * 3}</p>", "article.html")

    assert article.published == day
