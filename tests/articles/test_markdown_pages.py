"""Ordinary pages saved as Markdown: one article amid links, images and buttons."""

from __future__ import annotations

import pytest

from hkgraph.model import BlockKind

FIRST = (
    "Officials of the harbour district said on Tuesday that the old pier would close at the end "
    "of the month, after forty years of service."
)
SECOND = "Residents said they had not been told, and that they would ask for a hearing."
PAGE = f"""[Home](/) | [News](/news)

- [City](/city)
- [World](/world)

# Old pier to close after forty years

**The council says nobody was turned away.**

By [Anna Reed](https://example.org/a) and Ben Q. Lo

25 October 2021, 3:05 PM HKT

![A pier](https://example.org/a.jpg)

{FIRST}

Read more: [Another story](https://example.org/2)

| year | boats |
|---|---|
| 2020 | 4 |

## ‘Nobody told us’

> We were told nothing.

{SECOND} See [the report](https://example.org/r) or https://example.org/plain.

Share

*Additional reporting by Cara Wong*

## Related

- [One story](https://example.org/3)

A teaser of another story, which is long enough to be taken for text.
"""


@pytest.fixture
def article(read_one):
    return read_one(PAGE)


def test_headline_credits_and_time_are_found(article):
    assert article.headline == "Old pier to close after forty years"
    assert article.authors == ("Anna Reed", "Ben Q. Lo")
    assert article.contributors == ("Cara Wong",)
    assert article.published == "2021-10-25T15:05:00+08:00"


def test_page_furniture_is_left_out(article):
    for noise in ("Home", "City", "Read more", "Share", "Related", "teaser", "http", "A pier"):
        assert noise not in article.text


def test_blocks_keep_their_order_and_kind(article):
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADLINE,
        BlockKind.BYLINE,
        BlockKind.BYLINE,
        BlockKind.STANDFIRST,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
        BlockKind.BYLINE,
    ]


def test_table_is_left_out_with_a_warning(article):
    assert "boats" not in article.text
    assert article.warnings == ("A table was left out.",)


def test_no_publisher_is_invented(article):
    assert article.publisher is None


def test_names_under_the_headline_need_a_date_beside_them(read_one):
    named = read_one(f"# Old pier to close\n\nAnna Reed\n\nOct 25, 2021\n\n{FIRST}\n")
    unsure = read_one(f"# Old pier to close\n\nHarbour District\n\n{FIRST}\n")

    assert named.authors == ("Anna Reed",)
    assert unsure.authors == ()


def test_underlined_headline_is_one(read_one):
    assert read_one(f"Old pier to close\n=====\n\n{FIRST}\n").headline == "Old pier to close"


def test_page_without_headline_borrows_the_beginning_of_its_text(read_one):
    article = read_one(f"{FIRST}\n\n{SECOND}\n")

    assert article.headline.startswith("Officials of the harbour district")
    assert article.text.startswith(FIRST)
    assert "no headline" in article.warnings[0]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a **bold** and *soft* word", "a bold and soft word"),
        ("a __bold__ and _soft_ word", "a bold and soft word"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("an escaped \\*star\\*", "an escaped *star*"),
        ("cut \\(...\\) here", "cut (...) here"),
        ("`code` and ~~struck~~", "code and struck"),
        ("AT&amp;T &#8212; so", "AT&T — so"),
        ('a [link](http://a.b/c_(d) "t") on', "a link on"),
        ("a ![picture](a.png) on", "a on"),
        ("a <b>tag</b> on<br>and on", "a tag on and on"),
        ("soft\nbreak and  \nhard break", "soft break and hard break"),
        ("a\u00a0hard space and a soft\u00adhyphen", "a hard space and a softhyphen"),
        ("seen (https://a.b/c) today", "seen today"),
        ("a note[^1] of it", "a note of it"),
        ("cafe\u0301 society", "café society"),
    ],
)
def test_inline_markup_is_removed(read_one, markup, text):
    article = read_one(f"# Title\n\n{FIRST}\n\nIt is {markup}\n")

    assert article.text.endswith(f"It is {text}")


def test_address_at_the_end_costs_no_text(read_one):
    article = read_one(f"# Old pier to close\n\n{FIRST}\n\n# Link\n\n<https://example.org/a>\n")

    assert (article.headline, article.blocks[1].kind) == ("Old pier to close", BlockKind.PARAGRAPH)
