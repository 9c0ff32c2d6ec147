"""Bytes become characters by mark, declaration, form or guess."""

from __future__ import annotations

import codecs

import pytest

from hkgraph.articles.decode import decode

TEXT = "Café – “naïve” reports said the pier’s façade would be kept. " * 3
CHINESE = "區議會星期二表示，舊碼頭將於月底關閉，居民說事前未獲通知，他們會要求舉行聆訊。" * 3
SIMPLIFIED = "区议会星期二表示，旧码头将于月底关闭，居民说事前未获通知，他们会要求举行聆讯。" * 3


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_mark_tells_the_encoding_and_is_dropped(mark, encoding):
    decoded = decode(mark + TEXT.encode(encoding), "a.txt")

    assert (decoded.text, decoded.encoding, decoded.warning) == (TEXT, encoding, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised(encoding):
    decoded = decode(TEXT.encode(encoding), "a.txt")

    assert decoded.text == TEXT
    assert decoded.warning == f"The encoding was guessed to be {encoding}."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "cp1252"),
        (CHINESE, "big5"),
        (SIMPLIFIED, "gb18030"),
        ("Le procès de l'été dernier a été reporté à l'année prochaine. " * 3, "latin-1"),
    ],
)
def test_guess_is_right_and_told(text, encoding):
    decoded = decode(text.encode(encoding), "a.txt")

    assert decoded.text == text
    assert decoded.warning.startswith("The encoding was guessed to be ")


@pytest.mark.parametrize("encoding", ["big5", "gb2312", "iso-8859-1", "utf-8"])
def test_declaration_of_a_page_is_honoured(encoding):
    text = (
        CHINESE if encoding in {"big5", "utf-8"} else "“It’s”" if encoding[0] == "i" else SIMPLIFIED
    )
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{text}'
    real = "cp1252" if encoding == "iso-8859-1" else encoding

    decoded = decode(page.encode(real), "a.html")

    assert (decoded.text, decoded.warning) == (page, None)


def test_declaration_that_cannot_be_true_is_passed_over():
    page = f'<meta charset="shift_jis_2004x"><p>{TEXT}'

    assert decode(page.encode(), "a.html").text == page


def test_line_ends_are_left_alone():
    assert decode(b"a\r\nb\rc\n", "a.txt").text == "a\r\nb\rc\n"
