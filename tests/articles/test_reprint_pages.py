"""Pages that reprint articles of others, in the forms in which they credit them."""

from __future__ import annotations

import pytest

FIRST = (
    "Officials of the harbour district said on Tuesday that the old pier would close at the end "
    "of the month, after forty years of service."
)
SECOND = (
    "Residents who gathered at the gate said they had not been told, and that they would ask the "
    "council for a hearing before the summer."
)
PAGE_HEAD = "# Two pier stories\n\nmardi 2 novembre 2021, par [REED Anna](#), [LO Ben](#)\n\n"


def test_bold_and_marked_headlines_both_begin_articles(read):
    page = f"""{PAGE_HEAD}Sommaire

- [Old pier to](#)
- [Council defends \\(...\\)](#)

**Old pier to close after forty years**

by Anna Reed and Ben Lo (The Guardian)

<https://www.theguardian.com/world/2021/oct/30/pier>

{FIRST}

## **Council defends the closure of its pier**

by our staff (Hong Kong Free Press - HKFP)

{SECOND}
"""

    old, council = read(page)

    assert (old.headline, old.authors) == (
        "Old pier to close after forty years",
        ("Anna Reed", "Ben Lo"),
    )
    assert (old.publisher, old.published, old.published_inferred) == (
        "The Guardian",
        "2021-10-30",
        False,
    )
    assert (council.authors, council.publisher) == ((), "Hong Kong Free Press")
    assert (council.published, council.published_inferred) == ("2021-11-02", True)


@pytest.mark.parametrize("mark", ["# {}", "## {}", "### {}", "**{}**", "## **{}**"])
def test_headline_in_any_form_begins_an_article(read, mark):
    one, two = (mark.format(title) for title in ("Old pier to close", "Council defends closure"))
    page = f"{one}\n\nby A Reed (Lamma Post)\n\n{FIRST}\n\n{two}\n\nby B Lo (RTHK)\n\n{SECOND}\n"

    articles = read(page)

    assert [article.headline for article in articles] == [
        "Old pier to close",
        "Council defends closure",
    ]
    assert [article.publisher for article in articles] == ["Lamma Post", "RTHK"]


def test_bylines_at_the_end_close_their_articles(read):
    page = f"""{PAGE_HEAD}**Old pier to close after forty years**

{FIRST}

By Anna Reed (Reuters)

**Council defends the closure of its pier**

{SECOND}

By Ben Lo (Agence France-Presse - AFP)
"""

    old, council = read(page)

    assert (old.authors, old.publisher) == (("Anna Reed",), "Reuters")
    assert (council.authors, council.publisher) == (("Ben Lo",), "Agence France-Presse")
    assert "Council" not in old.text


def test_single_reprint_keeps_its_own_headline(read_one):
    page = f"""{PAGE_HEAD}**Old pier to close after forty years**

by Anna Reed (Lamma Gazette - LG)

<https://example.org/pier>

{FIRST}

{SECOND}
"""

    article = read_one(page)

    assert article.headline == "Old pier to close after forty years"
    assert article.publisher == "Lamma Gazette"
    assert "Two pier stories" not in article.text


def test_page_without_reprint_is_its_own_article(read_one):
    page = f"# Old pier to close\n\nlundi 1er novembre 2021, par [REED Anna](#)\n\n{FIRST}\n"

    article = read_one(page)

    assert (article.headline, article.authors) == ("Old pier to close", ("Anna Reed",))
    assert (article.published, article.published_inferred) == ("2021-11-01", False)
    assert article.publisher is None


def test_signature_of_an_agency_names_the_publisher(read_one):
    article = read_one(f"# Old pier to close\n\n{FIRST}\n\n{SECOND}\n\n— Reuters\n")

    assert (article.publisher, article.authors) == ("Reuters", ())


def test_dateline_of_an_agency_names_the_publisher_and_stays_in_the_text(read_one):
    article = read_one(f"# Old pier to close\n\nHONG KONG, Oct 25 (Reuters) - {FIRST}\n")

    assert article.publisher == "Reuters"
    assert "HONG KONG, Oct 25 (Reuters) - Officials" in article.text


def test_last_line_of_an_agency_names_the_reporters(read_one):
    last = "(Reporting by Anna Reed in Hong Kong; Editing by Ben Lo)"

    article = read_one(f"# Old pier to close\n\n{FIRST}\n\n{SECOND}\n\n{last}\n")

    assert article.authors == ("Anna Reed",)


def test_introduction_of_the_page_is_in_no_article(read_one):
    page = f"""# A pier story

We found this report worth reading.

## Old pier to close after forty years

by Anna Reed (Lamma Gazette)

{FIRST}
"""

    assert "worth reading" not in read_one(page).text


def test_article_above_a_teaser_with_a_byline_is_kept(read):
    page = f"""# Old pier to close

{FIRST}

{SECOND}

{FIRST} More.

## Council defends the closure of its pier

By Ben Lo

{SECOND} More.
"""

    assert [article.headline for article in read(page)] == [
        "Old pier to close",
        "Council defends the closure of its pier",
    ]


def test_postscript_names_the_source(read_one):
    page = f"""# Old pier to close

Monday 1 November 2021, by [REED Anna](#)

All the versions of this article: [English] [français]

{FIRST}

{SECOND}

**Anna Reed**

### P.S.

• Hong Kong Free Press, 25 October 2021: <https://hongkongfp.com/pier>

Click here to subscribe to our newsletters.
"""

    article = read_one(page)

    assert (article.authors, article.publisher) == (("Anna Reed",), "Hong Kong Free Press")
    assert article.url == "https://hongkongfp.com/pier"
    assert (article.published, article.published_inferred) == ("2021-10-25", False)
    assert article.text.endswith("Anna Reed")
    assert "subscribe" not in article.text


def test_bold_name_that_the_page_does_not_vouch_for_is_no_author(read_one):
    dateline = "Monday 1 November 2021, by [REED Anna](#)"
    page = f"# Old pier to close\n\n{dateline}\n\n{FIRST}\n\n**Harbour District**\n"

    assert read_one(page).authors == ("Anna Reed",)


def test_line_of_parted_credits_is_read(read_one):
    line = "Anna Reed | Hong Kong Free Press | 25 October 2021"

    article = read_one(f"# Old pier to close\n\n{line}\n\n{FIRST}\n")

    assert (article.authors, article.publisher) == (("Anna Reed",), "Hong Kong Free Press")
    assert article.published == "2021-10-25"


def test_headline_that_is_a_link_gives_the_address(read):
    page = f"""# Cuttings

## [Old pier to close after forty years](https://www.scmp.com/a)

By Anna Reed

{FIRST}

**[Council defends the closure of its pier](https://hongkongfp.com/b)**

By Ben Lo

{SECOND}
"""

    assert [(article.url, article.publisher) for article in read(page)] == [
        ("https://www.scmp.com/a", "South China Morning Post"),
        ("https://hongkongfp.com/b", "Hong Kong Free Press"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Source: [The Standard](https://www.thestandard.com.hk/a), 25 October 2021",
        "Source: The Standard, 25 October 2021",
        "*This article was first published in The Standard on 25 October 2021.*",
        "Originally published by [The Standard](https://www.thestandard.com.hk/a) 25 Oct 2021",
    ],
)
def test_line_of_the_source_names_the_publisher(read_one, line):
    article = read_one(f"# Old pier to close\n\n{FIRST}\n\n{SECOND}\n\n{line}\n")

    assert (article.publisher, article.published) == ("The Standard", "2021-10-25")
    assert "Standard" not in article.text


def test_names_with_a_known_outlet_need_no_by(read_one):
    article = read_one(f"# Old pier to close\n\nAnna Reed (Hong Kong Free Press)\n\n{FIRST}\n")

    assert (article.authors, article.publisher) == (("Anna Reed",), "Hong Kong Free Press")
