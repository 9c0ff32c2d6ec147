"""A text without a headline: its first line is prose."""

from __future__ import annotations

import pytest

from hkgraph.model import BlockKind

REST = "He was released on bail on Saturday, the police said."


def first_block(read_one, opening):
    article = read_one(f"{opening}\n\n{REST}\n", "a.txt")
    block = article.blocks[0]
    return block.kind, article.text[block.start : block.end]


@pytest.mark.parametrize(
    "opening",
    [
        "HONG KONG, Nov 3 2023 (Tolo Post) - Customs officers detained Mr Ben Lo on Friday.",
        "HONG KONG, Nov. 3, 2023 /PRNewswire/ -- Tolo Holdings today named Ben Lo its chief.",
        "HONG KONG (AP) — Police on Friday arrested Ben Lo.",
        "HONG KONG (Tolo Post) — Police on Friday arrested Ben Lo.",
        "Police arrested Ben Lo in Mong Kok on Friday. He was freed on Saturday.",
        "“We did nothing wrong,” Ben Lo said. “We will appeal.”",
        (
            "A man of 45 who had landed with three bags of rare tea and no licence was detained by "
            "customs officers at the airport on Friday."
        ),
    ],
)
def test_dateline_or_prose_is_no_headline(read_one, opening):
    assert first_block(read_one, opening) == (BlockKind.PARAGRAPH, opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Police arrest Ben Lo",
        "Police arrest Mr. Ben Lo and Prof. J. Tam in Mong Kok.",
        (
            "Opened in haste, closed at leisure: how a pier of no great beauty came to be the one "
            "that everybody on the island wants to keep"
        ),
        "“We did nothing wrong.” Ben Lo on tea, bail and the law",
        "Where did the tea go? Ben Lo knows",
    ],
)
def test_headline_stays_one(read_one, opening):
    assert first_block(read_one, opening) == (BlockKind.HEADLINE, opening)


def test_day_and_outlet_are_read_from_the_dateline_of_the_first_line(read_one):
    dated = read_one(f"HONG KONG, Nov 3 2023 (AP) - Police held Ben Lo.\n\n{REST}\n", "a.txt")
    signed = read_one(f"HONG KONG (AP) — Police on Friday arrested Ben Lo.\n\n{REST}\n", "a.txt")

    assert dated.published == "2023-11-03"
    assert signed.publisher == "Associated Press"


def test_lines_below_prose_are_parted_and_credits_kept(read_one, blocks_of):
    opening = "Police arrested Ben Lo in Mong Kok on Friday. He was freed on Saturday."

    article = read_one(f"{opening}\nBy Anna Reed\n3 November 2023\n\n{REST}\n", "a.txt")

    assert (article.authors, article.published) == (("Anna Reed",), "2023-11-03")
    assert blocks_of(article, BlockKind.STANDFIRST) == [opening]
    assert article.headline == opening


def test_outlet_above_prose_is_a_credit(read_one):
    opening = "Police arrested Ben Lo in Mong Kok on Friday. He was freed on Saturday."

    article = read_one(f"Associated Press\n\n{opening}\n\n{REST}\n", "a.txt")

    assert article.publisher == "Associated Press"
    assert article.headline == opening
