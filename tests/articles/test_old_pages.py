"""Pages of older sites: text in tables, breaks for paragraphs, the site's name in the title."""

from __future__ import annotations

import pytest

from hkgraph.articles.html_blocks import parse_html
from hkgraph.articles.page import PageBlockKind
from hkgraph.model import BlockKind

FIRST = (
    "Officials of the harbour district said on Tuesday that the old pier would close at the end "
    "of the month, after forty years of service."
)
SECOND = (
    "Residents who gathered at the gate said they had not been told, and that they would ask the "
    "council for a hearing before the summer."
)
ROWS = "<tr><td>2020</td><td>4 boats</td></tr><tr><td>2021</td><td>3 boats</td></tr>"


def page(body: str, title: str = "Old pier to close", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def test_paragraphs_in_the_cells_of_a_layout_are_text(read_one, blocks_of):
    body = (
        f"<table><tr><td><h1>Old pier to close</h1><p>{FIRST}</p>"
        "<table><tr><td>The pier. [Anna Reed/Xinhua]</td></tr></table>"
        f"<p>{SECOND}</p><p>(Xinhua News Agency September 24, 2008)</p></td></tr></table>"
    )

    article = read_one(page(body), "a.html")

    assert blocks_of(article, BlockKind.PARAGRAPH) == [FIRST, SECOND]
    assert (article.published, article.publisher) == ("2008-09-24", "Xinhua")
    assert article.warnings == ()


def test_cells_are_the_paragraphs_where_there_are_no_others(read_one):
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in ("Home", FIRST, SECOND))

    article = read_one(page(f"<h1>Old pier to close</h1><table>{cells}</table>"), "a.html")

    assert FIRST in article.text
    assert SECOND in article.text


def test_table_of_figures_is_left_out_with_a_warning(read_one):
    body = f"<h1>Old pier to close</h1><p>{FIRST}</p><table>{ROWS}</table><p>{SECOND}</p>"

    article = read_one(page(f"<article>{body}</article>"), "a.html")

    assert "boats" not in article.text
    assert article.warnings == ("A table was left out.",)


def test_indented_lines_of_a_press_release_are_paragraphs(read_one, blocks_of):
    body = f"<h1>Old pier to close</h1><p>     {FIRST}<br>     {SECOND}</p>"
    release = f"{body}<p>Ends/Saturday, November 15, 2025<br>Issued at HKT 22:20<br>NNNN</p>"

    article = read_one(page(release), "a.html")

    assert blocks_of(article, BlockKind.PARAGRAPH) == [FIRST, SECOND]
    assert article.published == "2025-11-15T22:20:00+08:00"
    assert "HKT" not in article.text


def test_list_of_popular_stories_and_menus_are_left_out(read_one):
    stories = "".join(f"<li>A story of boats, number {number}</li>" for number in range(5))
    body = (
        "<div>Home&gt;&gt;</div><div>International Edition<br>Thursday<br>August 24, 2017</div>"
        f"<div><h1>Old pier to close</h1><p>{FIRST}</p><p>{SECOND}</p></div>"
        f"<div><h3>MOST POPULAR OF THIS SECTION</h3><ol>{stories}</ol></div>"
        "<div>About the Tide | Join Us | Contact Us</div>"
        "<div>Copyright © 2023 The Tide. All Rights Reserved.</div>"
    )

    article = read_one(page(body), "a.html")

    assert article.text == f"Old pier to close\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Old pier to close | Lamma Law News", "Lamma Law News"),
        ("Old pier to close - The Daily Tide", "The Daily Tide"),
        ("Old pier to close - City - The Daily Tide", "The Daily Tide"),
        ("Old pier to close - People's Daily Online", "People's Daily"),
        ("Old pier to close -- china.org.cn", "China.org.cn"),
        ("Old pier to close | Hong Kong", None),
        ("Old pier to close", None),
    ],
)
def test_site_behind_the_title_is_the_publisher(read_one, title, publisher):
    body = f"<h1>Old pier to close</h1><p>{FIRST}</p><p>{SECOND}</p>"

    article = read_one(page(body, title), "a.html")

    assert (article.headline, article.publisher) == ("Old pier to close", publisher)


def test_headline_that_credits_somebody_behind_a_dash_names_no_publisher(read_one):
    title = "Old pier to close - Reuters"

    article = read_one(page(f"<h1>{title}</h1><p>{FIRST}</p><p>{SECOND}</p>", title), "a.html")

    assert (article.headline, article.publisher) == (title, None)


@pytest.mark.parametrize("head", ["# {}\n\n", "---\ntitle: {}\n---\n\n", "Title: {}\nDate: x\n\n"])
def test_outlet_behind_a_bar_in_the_headline_is_the_publisher(read_one, head):
    article = read_one(f"{head.format('Old pier to close | RTHK')}{FIRST}\n")

    assert (article.headline, article.publisher) == ("Old pier to close", "RTHK")
    assert article.text.startswith("Old pier to close\n\n")


def test_agency_that_linked_data_call_the_author_is_one(read_one):
    data = """{"@type":"NewsArticle","headline":"Old pier to close",
    "author":{"@type":"Organization","name":"AFP"},
    "publisher":{"@type":"Organization","name":"The Daily Tide"}}"""
    head = f'<script type="application/ld+json">{data}</script>'

    article = read_one(page(f"<h1>Old pier to close</h1><p>{FIRST}</p>", head=head), "a.html")

    assert (article.authors, article.publisher) == (("Agence France-Presse",), "The Daily Tide")


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("caption", PageBlockKind.CAPTION), ("story no-caption", PageBlockKind.PARAGRAPH)],
)
def test_class_of_a_caption_makes_one(mark, kind):
    read = parse_html(page(f"<div class='{mark}'>The old pier on Monday.</div>"), "a.html")

    assert [one.block.kind for one in read.blocks] == [kind]
