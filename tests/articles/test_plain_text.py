"""Plain text, with a small head of named lines and without."""

from __future__ import annotations

import pytest

from hkgraph.model import BlockKind

BODY = "The old pier closed on Monday, after forty\nyears of service to the district.\n"
SECOND = "Residents said that they would ask the council for a hearing.\n"


def test_named_lines_are_read(read_one):
    head = (
        "Title: Old pier to close: an end\nBy: Anna Reed and Ben Lo (HKFP)\n"
        "Date: 2021年10月25日\nModified: 26 Oct 2021 09:00 HKT\n"
        "URL: https://hongkongfp.com/x?fbclid=1\nLanguage: en\n\n"
    )

    article = read_one(head + BODY, "a.txt")

    assert article.headline == "Old pier to close: an end"
    assert article.authors == ("Anna Reed", "Ben Lo")
    assert article.publisher == "Hong Kong Free Press"
    assert article.published == "2021-10-25"
    assert article.modified == "2021-10-26T09:00:00+08:00"
    assert article.url == article.document.url == "https://hongkongfp.com/x"


def test_lines_of_a_paragraph_become_one(read_one):
    article = read_one(f"Title: Old pier\n\n{BODY}", "a.txt")

    assert article.text.endswith("after forty years of service to the district.")


def test_first_line_is_the_headline_where_there_is_no_head(read_one):
    text = f"Old pier to close\nBy Anna Reed, Hong Kong Free Press\n25/10/2021\n\n{BODY}"

    article = read_one(text, "a.txt")

    assert article.headline == "Old pier to close"
    assert (article.authors, article.publisher) == (("Anna Reed",), "Hong Kong Free Press")
    assert article.published == "2021-10-25"


def test_wrapped_prose_at_the_top_is_no_headline(read_one):
    article = read_one(f"{BODY}\n{SECOND}", "a.txt")

    assert article.blocks[0].kind is BlockKind.PARAGRAPH
    assert "no headline" in article.warnings[0]


def test_short_line_alone_is_a_heading(read_one, blocks_of):
    article = read_one(f"Title: Old pier\n\n{BODY}\nReaction\n\n{SECOND}", "a.txt")

    assert blocks_of(article, BlockKind.HEADING) == ["Reaction"]


def test_marks_of_markdown_are_kept_in_plain_text(read_one):
    article = read_one(f"Title: Old pier\n\n{BODY}\nIt is 2 * 3 * 4 and a_b, they say.\n", "a.txt")

    assert "2 * 3 * 4 and a_b" in article.text


def test_old_and_foreign_line_ends_are_line_ends(read_one):
    text = f"Old pier to close\n\n{BODY}\n{SECOND}"

    texts = {read_one(text.replace("\n", end), "a.txt").text for end in ("\n", "\r\n", "\r")}

    assert len(texts) == 1


def test_chinese_page_is_read(read_one):
    text = (
        "舊碼頭關閉\n\n記者：陳大文\n\n2021年10月25日\n\n"
        "區議會星期二表示，舊碼頭將於月底關閉，居民說事前未獲通知。\n"
    )

    article = read_one(text, "a.txt")

    assert (article.headline, article.authors) == ("舊碼頭關閉", ("陳大文",))
    assert (article.published, article.language) == ("2021-10-25", "zh-Hant")


def test_head_is_read_above_markdown_too(read_one):
    article = read_one(f"Title: Old pier\nBy: Anna Reed\n\n{BODY}\n## Reaction\n\n{SECOND}", "a.md")

    assert (article.headline, article.authors) == ("Old pier", ("Anna Reed",))
    assert "## " not in article.text


def test_lines_that_end_sentences_are_paragraphs_without_empty_lines(read_one):
    lines = ("The pier closed on Monday.", "It had stood there for long.", "“It is sad.”")

    article = read_one("Title: Old pier\n\n" + "\n".join(lines) + "\n", "a.txt")

    assert article.text.split("\n\n")[1:] == list(lines)


def test_wrapped_lines_are_one_paragraph_though_one_ends_a_sentence(read_one):
    wrapped = "The readers of the bay said on Monday\nthat they would move.\nThe shop stays\nopen."

    article = read_one(f"Title: Old pier\n\n{wrapped}\n", "a.txt")

    assert article.text.split("\n\n")[1:] == [wrapped.replace("\n", " ")]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("By Anna Reed\nTamar Observer\nOctober 25, 2021", "2021-10-25"),
        ("PUBLISHED : Monday, 25 October, 2021, 6:52pm\n\nAnna Reed", "2021-10-25"),
        ("By ANNA REED in Hong Kong | Tamar Daily | Updated: 2021-10-25 09:10", "2021-10-25"),
    ],
)
def test_day_is_read_from_the_head(read_one, head, published):
    text = f"Pier shuts after forty years\n\n{head}\n\nThe pier shut on Monday, its owner said.\n"

    article = read_one(text, "pier.txt")

    assert article.published == published


def test_date_line_is_kept_as_a_credit(read_one):
    text = "Pier shuts\n\n25 October 2021\n\nThe pier shut on Monday, its owner said.\n"

    article = read_one(text, "pier.txt")

    assert [block.kind for block in article.blocks] == ["headline", "byline", "paragraph"]
