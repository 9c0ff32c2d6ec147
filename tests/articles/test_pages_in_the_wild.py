"""Pages built as those of real publishers are; the story in each is our own and much the same."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.model import BlockKind

PAGES = Path(__file__).parent / "pages"
TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.STANDFIRST, BlockKind.HEADING})
HEADLINE = "Ferry fares to rise in October"

FERRY = (
    "ferry company (?:said|has said)",
    "managing director, .{5,12}, said the price of fuel had left it no choice",
    "We have waited as long as we could",
)
RELEASE = (
    "announced.* that the fares of the Lamma ferries would rise",
    "The operator has waited as long as it could",
    "The Transport Department will watch the quality of the service closely",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a page is to give; ``above`` and ``story`` are patterns, one for each block."""

    day: str
    publisher: str | None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    headline: str = HEADLINE
    above: tuple[str, ...] = ()
    story: tuple[str, ...] = field(default=FERRY)


DAY = "2023-09-08"
ANNA = ("Anna Reed",)
BULLETS = ("Fares on six routes will go up by four per cent", "Company says that fuel has left")
CASES = {
    "broadcaster-breaks": Expected(day=f"{DAY}T14:05:00+08:00", publisher="RTHK"),
    "broadcaster-blocks": Expected(day=f"{DAY}T06:05:11+00:00", publisher="BBC", authors=ANNA),
    "agency-portal": Expected(day=DAY, publisher="Xinhua"),
    "agency-own": Expected(
        day=f"{DAY}T06:05:11+00:00", publisher="Reuters", authors=ANNA, contributors=("Ben Kwok",)
    ),
    "archive-copy": Expected(
        day="2021-09-08", publisher="Stand News", story=(*FERRY[:2], "南丫渡輪公司", FERRY[2])
    ),
    "city-blog": Expected(
        day=f"{DAY}T14:05:00+08:00", publisher="Coconuts Hong Kong", authors=ANNA
    ),
    "daily-info-line": Expected(day=DAY, publisher="China Daily", authors=ANNA),
    "daily-linked-data": Expected(
        day=f"{DAY}T14:05:00+08:00",
        publisher="South China Morning Post",
        authors=("Anna Reed", "Ben Kwok Ho-ding"),
        contributors=("Carol Mok",),
        above=BULLETS,
    ),
    "gallery": Expected(
        day=DAY,
        publisher="Harbour Times",
        authors=ANNA,
        headline="In pictures: ferry fares to rise",
        story=FERRY[:2],
    ),
    "government-news": Expected(
        day=DAY, publisher="Information Services Department", story=RELEASE
    ),
    "live-blog": Expected(
        day=f"{DAY}T06:05:11+08:00",
        publisher="Harbour Times",
        authors=ANNA,
        headline="As it happened: ferry fares to rise in October",
        story=(FERRY[0], "has arrived at the pier", FERRY[2]),
    ),
    "newsletter": Expected(
        day=f"{DAY}T06:05:11+00:00",
        publisher="The Harbour Letter",
        authors=ANNA,
        above=("Fuel has left the firm no choice",),
    ),
    "old-breaks": Expected(day="2003-09-08", publisher="The Harbour Weekly", authors=ANNA),
    "paper-standfirst": Expected(
        day=f"{DAY}T05:05:03+00:00",
        publisher="The Guardian",
        authors=ANNA,
        contributors=("Agence France-Presse",),
    ),
    "portal-reprint": Expected(
        day=f"{DAY}T06:05:11+00:00", publisher="Yahoo News", authors=("Agence France-Presse",)
    ),
    "release-div": Expected(
        day=f"{DAY}T16:30:00+08:00", publisher="Information Services Department", story=RELEASE
    ),
    "release-table": Expected(day="2000-09-08", publisher=None, story=RELEASE),
    "tabloid-plain": Expected(day=DAY, publisher="The Standard", authors=ANNA),
    "wiki": Expected(day=DAY, publisher="Wikinews"),
    "wordpress-newspack": Expected(
        day=f"{DAY}T06:05:00+00:00",
        publisher="Hong Kong Free Press",
        authors=ANNA,
        above=("Firm blames the price of fuel",),
        story=(*FERRY[:2], "‘Waited as long as we could’", FERRY[2]),
    ),
}


def unlike(told, patterns):
    """Give the pairs of block and pattern that do not fit."""
    pairs = itertools.zip_longest(told, patterns, fillvalue="")
    return [pair for pair in pairs if not (pair[1] and re.search(pair[1], pair[0]))]


@pytest.fixture(params=sorted(CASES))
def case(request):
    (article,) = read_file(PAGES / f"{request.param}.html")
    return article, CASES[request.param]


def test_every_page_is_tested():
    assert {page.stem for page in PAGES.iterdir()} == CASES.keys()


def test_text_is_the_story_and_nothing_else(case):
    article, expected = case

    told = [article.text[b.start : b.end] for b in article.blocks if b.kind in TOLD]

    assert unlike(told, (*expected.above, *expected.story)) == []


def test_headline_is_that_of_the_article(case):
    article, expected = case

    assert article.headline == expected.headline


def test_day_is_told_as_finely_as_the_page_does(case):
    article, expected = case

    assert article.published == expected.day


def test_makers_are_credited(case):
    article, expected = case

    credited = (article.publisher, article.authors, article.contributors)
    assert credited == (expected.publisher, expected.authors, expected.contributors)


# ── text and Markdown as people save them ───────────────────────────────────────────────────

STORY = (
    "The Lamma ferry company said on Friday that its fares would rise by four percent.",
    "Its managing director, Kate Lau, said the price of fuel had left it no choice.",
    '"We have waited as long as we could," she told reporters at the pier.',
)
URL = "https://tide.example/1"
BODY = "\n\n".join(STORY)
LINES = "\n".join(STORY)


def story_of(article):
    return tuple(article.text[b.start : b.end] for b in article.blocks if b.kind in TOLD)


@pytest.mark.parametrize(
    "head",
    [
        "date: 2023-09-08\nauthor:\n  - name: Anna Reed\nsource: RTHK\nsource_url: ",
        "pubDate: Fri, 08 Sep 2023 14:05:00 +0800\nauthors: Anna Reed\nsite_name: RTHK\nlink: ",
        "published_at: '2023-09-08 14:05'\nbyline: By Anna Reed\npublisher: {name: RTHK}\nurl: ",
        "publish_date: 8 September 2023\nwriter: Anna Reed\noutlet: RTHK\npermalink: ",
    ],
)
def test_yaml_heads_of_other_programs_are_read(read_one, head):
    article = read_one(f"---\ntitle: {HEADLINE}\n{head}{URL}\n---\n\n{BODY}\n", "a.md")

    told = (article.headline, article.published, article.publisher, article.authors, article.url)
    assert told == (HEADLINE, DAY, "RTHK", ANNA, URL)
    assert story_of(article) == STORY


DATABASE = f"""HEADLINE: {HEADLINE}
PUBLICATION: RTHK
DATE: September 8, 2023 Friday
BYLINE: Anna Reed
SECTION: City; Pg. 3
LENGTH: 120 words

{BODY}
"""
SITE_FIRST = f"RTHK\n\n{HEADLINE}\n\nby Anna Reed\n14:05, 8 September 2023\n\n{LINES}\n"
ONE_BLOCK = f"""{HEADLINE}
By Anna Reed, RTHK
Published: 2:05pm, 8 Sep, 2023
{LINES}
ADVERTISEMENT
Most popular
1. Man lost
2. Cat found
"""
WITH_NEWS_BELOW = f"""{HEADLINE} | RTHK

Anna Reed
2023-09-08
Share this story

{BODY}

RECENT NEWS
Man lost
2023-09-08 HKT 13:51
"""
SIGNED_TWICE = f"""{HEADLINE} - RTHK | RTHK

Text by Anna Reed, photos by Ben Kwok
8 Sep 2023

{BODY}

Anna Reed

Anna Reed is a reporter who covers the harbour.
"""


@pytest.mark.parametrize("text", [DATABASE, SITE_FIRST, ONE_BLOCK, WITH_NEWS_BELOW, SIGNED_TWICE])
def test_saved_text_gives_its_credits_and_only_its_story(read_one, text):
    article = read_one(text, "a.txt")

    told = (article.headline, article.published, article.publisher, article.authors)
    assert told == (HEADLINE, DAY, "RTHK", ANNA)
    assert story_of(article) == STORY


def test_label_above_a_press_release_is_no_headline(read_one):
    text = f"Press Release\n\n{HEADLINE}\n********\n\n{BODY}\n\nEnds/Friday, September 8, 2023\n"

    article = read_one(f"{text}Issued at HKT 16:30\n\nNNNN\n", "a.txt")

    assert (article.headline, article.published) == (HEADLINE, f"{DAY}T16:30:00+08:00")
    assert story_of(article) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "areed/ben/cmk",
        "anna.reed@tide.hk",
        "— Lamma Cat (@lammacat) September 8, 2023",
        "Read more Harbour Times stories here.",
        "Our Standards: The Trust Principles.",
        "($1 = 7.8398 Hong Kong dollars)",
        "Support HKFP | Policies & Ethics | Error/typo? | Contact Us | Newsletter",
        "FILE ARCHIVED ON 12:00:00 Dec 29, 2021 AND RETRIEVED FROM AN ARCHIVE.",
        "3 hours ago",
    ],
)
def test_furniture_is_left_out(read_one, line):
    article = read_one(f"{HEADLINE}\n\n{BODY}\n\n{line}\n", "a.txt")

    assert line not in article.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more books, the teacher told the class in Sha Tin.",
        "The company wrote to editors at the paper, she said.",
        "Three hours ago the ship lay here, said Lau.",
        "The wayback of the path leads to the pier.",
    ],
)
def test_sentence_like_furniture_is_kept(read_one, sentence):
    article = read_one(f"{HEADLINE}\n\n{BODY}\n\n{sentence}\n", "a.txt")

    assert sentence in article.text
