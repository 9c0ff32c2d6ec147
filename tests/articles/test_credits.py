"""Agencies that write, outlets that published first, and who publishes."""

from __future__ import annotations

import pytest

from hkgraph.articles.bylines import parse_byline, parse_names, signed_outlet, signing_agency
from hkgraph.articles.roles import is_credit_line
from hkgraph.model import BlockKind

FIRST = (
    "Officials of the harbour district said on Tuesday that the old pier would close at the end "
    "of the month, after forty years of service."
)
SECOND = "Residents said they had not been told, and that they would ask for a hearing."
HEAD = "Title: Old pier to close\nPublisher: Lamma Gazette\nDate: 2021-10-25\n"


@pytest.mark.parametrize(
    ("by", "agency"),
    [
        ("Reuters", "Reuters"),
        ("AP", "Associated Press"),
        ("AFP", "Agence France-Presse"),
        ("Xinhua", "Xinhua"),
        ("ANI", "Asian News International"),
    ],
)
def test_agency_that_wrote_for_another_publisher_is_an_author(read_one, by, agency):
    article = read_one(f"{HEAD}By: {by}\n\n{FIRST}\n", "a.txt")

    assert (article.authors, article.publisher) == ((agency,), "Lamma Gazette")


def test_people_stand_before_their_agency(read_one):
    article = read_one(f"{HEAD}By: Anna Reed (Reuters)\n\n{FIRST}\n", "a.txt")

    assert article.authors == ("Anna Reed", "Reuters")


@pytest.mark.parametrize("text", [f"HONG KONG, Oct. 25 (Xinhua) -- {FIRST}", f"{FIRST} (Xinhua)"])
def test_agency_of_dateline_or_signature_is_an_author(read_one, text):
    assert read_one(f"{HEAD}\n{text}\n", "a.txt").authors == ("Xinhua",)


def test_agency_that_publishes_itself_is_no_author_too(read_one):
    article = read_one(f"# Old pier to close\n\nBy Reuters\n\n{FIRST}\n")

    assert (article.authors, article.publisher) == ((), "Reuters")


def test_agency_at_the_address_of_another_outlet_is_an_author(read_one):
    head = "---\ntitle: Old pier to close\nby: Reuters\nurl: https://www.scmp.com/a\n---\n"

    article = read_one(f"{head}\n{FIRST}\n")

    assert (article.authors, article.publisher) == (("Reuters",), "South China Morning Post")
    assert article.warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        "Source: Hong Kong Free Press",
        "This article was first published by Hong Kong Free Press.",
        "The post Old pier to close first appeared on Hong Kong Free Press.",
        "Republished with permission from Hong Kong Free Press",
    ],
)
def test_who_published_it_first_contributes_beside_another_publisher(read_one, line):
    beside = read_one(f"{HEAD}\n{FIRST}\n\n{SECOND}\n\n{line}\n", "a.txt")
    alone = read_one(f"# Old pier to close\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")

    assert (beside.publisher, beside.contributors) == ("Lamma Gazette", ("Hong Kong Free Press",))
    assert (alone.publisher, alone.contributors) == ("Hong Kong Free Press", ())
    assert "Free Press" not in beside.text + alone.text


def test_byline_that_links_to_an_outlets_page_on_the_author_names_the_publisher(read_one):
    byline = "by [Anna Reed](https://hongkongfp.com/author/annareed/)\nOctober 25, 2021"

    article = read_one(f"# Explainer: Why the old pier closes\n{byline}\n\n{FIRST}\n")

    assert article.headline == "Explainer: Why the old pier closes"
    assert (article.authors, article.publisher) == (("Anna Reed",), "Hong Kong Free Press")
    assert article.published == "2021-10-25"


def test_site_of_a_head_is_the_publisher(read_one):
    head = "---\ntitle: Old pier to close\nsite: Lamma Gazette\n---\n"

    article = read_one(f"{head}\n{FIRST}\n")

    assert (article.publisher, article.warnings) == ("Lamma Gazette", ())


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("(Xinhua) 09:24, September 19, 2023", "2023-09-19", "Xinhua"),
        (
            "dpa Wednesday, August 23, 2017, 3:04 pm TWN",
            "2017-08-23T15:04:00+08:00",
            "Deutsche Presse-Agentur",
        ),
        ("(Xinhua News Agency September 24, 2008)", "2008-09-24", "Xinhua"),
        ("Reuters | Updated at 2021-10-26 | Published: 2021-10-25", "2021-10-25", "Reuters"),
    ],
)
def test_dated_line_of_an_agency_gives_day_and_agency(read_one, line, published, outlet):
    article = read_one(f"# Old pier to close\n\n{line}\n\n{FIRST}\n\n{SECOND}\n")

    assert (article.published, article.publisher) == (published, outlet)


def test_last_lines_of_a_press_release_give_its_time(read_one):
    ends = "Ends/Saturday, November 15, 2025\nIssued at HKT 17:45\nNNNN"

    article = read_one(f"# Old pier to close\n\n{FIRST}\n\n{SECOND}\n\n{ends}\n\nContact us\n")

    assert article.published == "2025-11-15T17:45:00+08:00"
    assert article.text.endswith(f"{SECOND}\n\nNovember 15, 2025")


def test_name_and_agency_run_together_are_told_apart():
    byline = parse_names("Anna Reed and Ben Lo Bloomberg News")

    assert (byline.authors, byline.outlet) == (("Anna Reed", "Ben Lo"), "Bloomberg")


def test_name_that_is_spelt_like_an_agency_is_a_person():
    assert parse_byline("By Mary Ani").authors == ("Mary Ani",)


@pytest.mark.parametrize("line", ["(AFP)", "[AFP]", "– AFP"])
def test_line_that_is_a_signature_is_a_credit(line):
    assert signed_outlet(line) == "Agence France-Presse"
    assert is_credit_line(line)


def test_agency_in_brackets_within_a_sentence_signs_nothing():
    assert signing_agency("It sold its news to others (AFP)") is None


def test_credit_of_a_picture_is_no_author_and_begins_no_article(read):
    page = f"{HEAD}\n{FIRST}\n\n## Nobody told us\n\nReuters\n\n{SECOND}\n"

    (article,) = read(page)

    assert article.authors == ()
    assert [b.kind for b in article.blocks].count(BlockKind.CAPTION) == 1


@pytest.mark.parametrize(
    "caption",
    [
        "A man passes the old pier on Monday, Oct 25, 2021. (Anna REED / AFP)",
        "The old pier [China Daily]",
        "Media caption: A man passes the old pier",
    ],
)
def test_line_that_credits_a_picture_is_a_caption(read_one, blocks_of, caption):
    article = read_one(f"{HEAD}\n{FIRST}\n\n{caption}\n\n{SECOND}\n", "a.txt")

    assert blocks_of(article, BlockKind.CAPTION) == [caption]
    assert article.authors == ()


def test_note_on_the_author_is_set_apart_from_the_text(read_one, blocks_of):
    note = "Anna Reed is a reporter at the Lamma Gazette who covers the harbour."

    article = read_one(f"{HEAD}By: Anna Reed\n\n{FIRST}\n\n{SECOND}\n\n{note}\n", "a.txt")

    assert blocks_of(article, BlockKind.BYLINE) == [note]
