"""What the sample page teaches: two articles in the template of a third party."""

from __future__ import annotations

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.model import BlockKind


@pytest.fixture(scope="module")
def page(seed_file):
    return read_file(seed_file)


@pytest.fixture(scope="module")
def first(page):
    return page[0]


@pytest.fixture(scope="module")
def second(page):
    return page[1]


def test_page_holds_two_articles(page):
    assert len(page) == 2


def test_both_articles_stand_in_one_document_keyed_by_its_bytes(page, seed_file):
    assert page[0].document is page[1].document
    assert page[0].document.key == page[0].document.sha256[:16]
    assert page[0].document.url is None
    assert page[0].document.names == (seed_file.name,)


def test_names_are_taken_from_the_bylines_of_the_articles(first, second):
    assert first.authors == ("Tom Grundy",)
    assert second.authors == ("Laura Westbrook",)


def test_contributor_of_the_second_article_is_found_at_its_end(first, second):
    assert first.contributors == ()
    assert second.contributors == ("Finbarr Bermingham",)


def test_outlet_with_acronym_gives_the_outlets_name(first):
    assert first.publisher == "Hong Kong Free Press"
    assert first.warnings == ()


def test_wrong_outlet_name_is_put_right_with_a_warning(second):
    assert second.publisher == "South China Morning Post"
    assert len(second.warnings) == 1
    assert "South China Morning Press" in second.warnings[0]


def test_day_in_the_address_is_explicit(first):
    assert first.url.startswith("https://hongkongfp.com/2021/10/25/")
    assert (first.published, first.published_inferred) == ("2021-10-25", False)


def test_day_of_the_page_is_inferred_for_an_address_without_one(second):
    assert second.url.startswith("https://scmp.com/news/hong-kong/")
    assert (second.published, second.published_inferred) == ("2021-10-25", True)


def test_template_words_stand_in_no_article(page):
    for article in page:
        for word in ("Sommaire", "lundi", "rédaction", "(...)", "\\", "GRUNDY", "http", "*", "#"):
            assert word not in article.text


def test_headline_byline_and_standfirst_come_first(first, second):
    opening = [BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.STANDFIRST, BlockKind.PARAGRAPH]
    for article in (first, second):
        assert [block.kind for block in article.blocks[:4]] == opening
        assert article.text.startswith(article.headline)


def test_crosshead_does_not_begin_an_article(first, blocks_of):
    assert blocks_of(first, BlockKind.HEADING) == ["‘Impossible’ vagueness"]


def test_sentence_cut_in_two_by_the_page_is_whole_again(first):
    assert "who had worked for 40 years “to protect" in first.text


def test_emphasis_in_the_running_text_is_gone(second):
    assert "would shut on October 31, while another" in second.text


def test_quote_marks_of_all_kinds_are_kept(page):
    text = page[0].text + page[1].text
    assert all(mark in text for mark in '«»“”‘’"')


def test_each_article_keeps_its_own_spelling(first, second):
    assert "human rights organizations" in first.text
    assert "human rights organisations" in second.text


def test_all_but_the_gaps_between_blocks_stands_in_the_file(page, seed_file):
    decoded = seed_file.read_bytes().decode()
    for article in page:
        for offset, char in enumerate(article.text):
            place = article.offsets.to_file(offset, offset + 1)
            assert (place is None and char.isspace()) or decoded[place[0]] == char
