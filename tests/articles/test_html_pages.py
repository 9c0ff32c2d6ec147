"""HTML pages: what they say of themselves, what they show, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest

from hkgraph.articles.reader import read_bytes
from hkgraph.errors import SourceError
from hkgraph.model import BlockKind

FIRST = (
    "Officials of the harbour district said on Tuesday that the old pier would close at the end "
    "of the month, after forty years of service."
)
SECOND = (
    "Residents who gathered at the gate said they had not been told, and that they would ask the "
    "council for a hearing before the summer."
)
# The graph that a widespread plug-in writes: names by reference, no NewsArticle.
GRAPH = """{"@context":"https://schema.org","@graph":[
{"@type":"Article","@id":"x#a","headline":"Old pier to close","author":{"@id":"x#p"},
"datePublished":"2021-10-25T07:01:02Z","dateModified":"2021-10-25T09:00:00+00:00",
"publisher":{"@id":"x#o"}},
{"@type":"Organization","@id":"x#o","name":"Hong Kong Free Press HKFP"},
{"@type":"Person","@id":"x#p","name":"Anna Reed"}]}"""
PAGE = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>Old pier to close - Hong Kong Free Press</title>
<meta name="description" content="Nobody was turned away.">
<link rel="canonical" href="https://hongkongfp.com/2021/10/25/pier/?utm_source=x">
<script type="application/ld+json">{GRAPH}</script></head><body>
<nav><a href="/">Home</a></nav>
<header><h1>Old pier to close</h1><p>Nobody was turned away.</p>
<div>by <a href="/a">Anna Reed</a> <time datetime="2021-10-25">15:01, 25 October 2021</time></div>
</header>
<article><p>{FIRST}</p>
<div class="promo"><p>Support HKFP &nbsp;|&nbsp; Policies &amp; Ethics</p></div>
<p>{SECOND} &ldquo;We <em>were</em> there,&rdquo; she said&hellip;
See <a href="u">the report</a>.</p>
<h2>Nobody&nbsp;told us</h2>
<blockquote><p>We were told nothing at all by the council.</p></blockquote>
<p>Additional reporting by Cara Wong</p></article>
<aside><h3>Most read</h3><p>A story of dragon boats that nobody asked for at all.</p></aside>
<script>var text = "<p>Not a paragraph.</p>";</script></body></html>"""


@pytest.fixture
def article(read_one):
    return read_one(PAGE, "pier.html")


def test_linked_data_gives_names_dates_and_publisher(article):
    assert article.authors == ("Anna Reed",)
    assert article.contributors == ("Cara Wong",)
    assert article.publisher == "Hong Kong Free Press"
    assert article.published == "2021-10-25T07:01:02+00:00"
    assert article.modified == "2021-10-25T09:00:00+00:00"
    assert article.language == "en-US"


def test_canonical_link_is_the_address_of_article_and_document(article):
    assert article.url == article.document.url == "https://hongkongfp.com/2021/10/25/pier/"


def test_blocks_are_those_of_the_article(article, blocks_of):
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADLINE,
        BlockKind.BYLINE,
        BlockKind.STANDFIRST,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.BYLINE,
    ]
    assert blocks_of(article, BlockKind.HEADING) == ["Nobody told us"]


def test_rest_of_the_page_is_left_out(article):
    for noise in ("Home", "Support", "dragon boats", "Not a paragraph", "<", "&"):
        assert noise not in article.text


def test_entities_are_characters_and_stand_where_their_ampersand_does(article):
    at = article.text.index("“We were there,” she said…")

    assert PAGE[article.offsets.to_file(at, at + 1)[0] :].startswith("&ldquo;")


def test_every_character_of_the_page_is_found_again(article):
    for offset, char in enumerate(article.text):
        place = article.offsets.to_file(offset, offset + 1)
        if place is None:
            assert char.isspace()
        else:
            found = PAGE[place[0]]
            assert found in {char, "&"} or (found.isspace() and char.isspace())


def test_meta_tags_answer_where_there_is_no_linked_data(read_one):
    page = f"""<html><head><title>Old pier to close | The Daily Tide</title>
    <meta name="author" content="By Anna Reed">
    <meta property="og:site_name" content="The Daily Tide">
    <meta property="article:published_time" content="2021-10-25T08:00+0800">
    <meta property="og:url" content="https://example.org/pier"></head>
    <body><h2>Old pier to close</h2><p>{FIRST}</p><p>{SECOND}</p></body></html>"""

    article = read_one(page, "a.html")

    assert (article.headline, article.authors) == ("Old pier to close", ("Anna Reed",))
    assert (article.publisher, article.url) == ("The Daily Tide", "https://example.org/pier")
    assert article.published == "2021-10-25T08:00:00+08:00"


def test_page_that_tells_nothing_gets_nothing(read_one):
    article = read_one(f"<article><h1>Old pier</h1><p>{FIRST}</p></article>", "a.html")

    assert (article.authors, article.publisher, article.url) == ((), None, None)
    assert (article.published, article.document.url) == (None, None)


@pytest.mark.parametrize("script", ["{bad", "[" * 100_000, "[]", '"x"', '{"@type": 5}'])
def test_broken_linked_data_costs_nothing_else(read_one, script):
    page = (
        f'<script type="application/ld+json">{script}</script>'
        f"<article><h1>Old pier</h1><p>By Anna Reed</p><p>{FIRST}</p><p>{SECOND}</p></article>"
    )

    assert read_one(page, "a.html").authors == ("Anna Reed",)


def test_organisation_is_no_author(read_one):
    graph = GRAPH.replace('"@type":"Person"', '"@type":"Organization"')

    assert read_one(PAGE.replace(GRAPH, graph), "a.html").authors == ("Anna Reed",)


def test_two_line_breaks_part_paragraphs(read_one, blocks_of):
    page = (
        f"<html><body><div><h1>Old pier</h1>{FIRST}<br><br>{SECOND}<br>\nMore.</div></body></html>"
    )

    article = read_one(page, "a.html")

    assert blocks_of(article, BlockKind.PARAGRAPH) == [FIRST, f"{SECOND} More."]


def test_reprint_page_in_html_gives_its_articles(read):
    page = f"""<html lang="fr"><body><h1>Two pier stories</h1>
    <p>lundi 25 octobre 2021, par <a href="#">REED Anna</a></p>
    <p><strong>Old pier to close after forty years</strong></p>
    <p>by Anna Reed (Hong Kong Free Press-HKFP)</p>
    <p><a href="https://hongkongfp.com/a">https://hongkongfp.com/a</a></p><p>{FIRST}</p>
    <h2>Council defends the closure of its pier</h2><p>by Ben Lo (Lamma Gazette - LG)</p>
    <p>{SECOND}</p></body></html>"""

    old, council = read(page, "a.html")

    assert (old.url, old.publisher) == ("https://hongkongfp.com/a", "Hong Kong Free Press")
    assert (council.publisher, council.published_inferred) == ("Lamma Gazette", True)


def test_declared_encoding_is_honoured():
    page = (
        "<html><head><meta charset='big5'></head><body><article><h1>舊碼頭關閉</h1>"
        "<p>區議會星期二表示，舊碼頭將於月底關閉，居民說事前未獲通知。</p></article></body></html>"
    )

    (article,) = read_bytes(page.encode("big5"), "a.html")

    assert article.headline == "舊碼頭關閉"
    assert article.warnings == ()


def test_decomposed_letters_are_composed(read_one):
    page = PAGE.replace("Old pier to close", "Café to close").replace(
        "harbour", unicodedata.normalize("NFD", "hárbour")
    )

    assert "hárbour district" in read_one(page, "a.html").text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href='x'>Home</a></nav><p><a href='y'>A story</a></p></body></html>",
        "<html></html>",
        "<!DOCTYPE html>",
        "<html><body><script>var a = 'text that nobody sees on the page at all';</script></body>",
    ],
)
def test_page_without_article_is_a_source_error(page):
    with pytest.raises(SourceError, match="no article found"):
        read_bytes(page.encode(), "a.html")
