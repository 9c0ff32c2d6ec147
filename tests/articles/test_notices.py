"""What publishers say of their own articles: corrections, and that one is taken back."""

import pytest

from hkgraph.model import BlockKind

HEAD = """---
headline: "Office shuts"
publisher: Tai Tam Herald
date: 2021-10-25
---
"""
PROSE = "Harbour Watch closed its office in Sha Tin on Monday, its chairwoman Ada Lam-Wood said."


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: The office is in Tai Po, not in Sha Tin.",
        "Correction (October 26): The office is in Tai Po.",
        "*Correction: The office is in Tai Po, not in Sha Tin.*",
        "Editor's note: An earlier version of this article named another district.",
        "An earlier version of this story gave a wrong year.",
        "This article was amended on October 26 to correct the name of the district.",
        "This article has been updated to clarify where the office is.",
        "更正：該辦事處位於大埔，並非沙田。",
    ],
)
def test_a_correction_is_kept_and_is_no_part_of_what_the_article_tells(read_one, notice):
    article = read_one(f"{HEAD}{PROSE}\n\n{notice}\n")

    assert len(article.corrections) == 1
    assert not article.is_retracted
    kinds = [
        b.kind for b in article.blocks if article.corrections[0] in article.text[b.start : b.end]
    ]
    assert kinds == [BlockKind.BYLINE]


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been retracted.",
        "Retraction: The Herald could not confirm what this article told.",
        "Editor's note: This story has been withdrawn, since its source could not be confirmed.",
        "The Tai Tam Herald has retracted this article.",
        "本文已被撤回。",
    ],
)
def test_an_article_that_is_taken_back_is_known_as_such(read_one, notice):
    assert read_one(f"{HEAD}{notice}\n\n{PROSE}\n").is_retracted


@pytest.mark.parametrize(
    "sentence",
    [
        "The Tolo Ledger has retracted an article on the closure, its editor said on Tuesday.",
        "A correction of the register was made: the department added two names to the list.",
        "The corrections officer said: the prison would close by the end of the month.",
        "He told the court that this article of the law had been withdrawn long before.",
        "The department said the earlier version of this plan was too dear to be built.",
    ],
)
def test_what_the_article_tells_of_others_is_no_notice_on_itself(read_one, sentence):
    article = read_one(f"{HEAD}{PROSE}\n\n{sentence}\n")

    assert (article.corrections, article.is_retracted) == ((), False)


def test_linked_data_tells_it_too(read_one):
    page = f"""<html><head><script type="application/ld+json">
    {{"@type": "NewsArticle", "headline": "Office shuts", "datePublished": "2021-10-25",
      "correction": {{"@type": "CorrectionComment", "text": "The office is in Tai Po."}},
      "creativeWorkStatus": "Retracted"}}</script></head>
    <body><article><h1>Office shuts</h1><p>{PROSE}</p></article></body></html>"""

    article = read_one(page, "page.html")

    assert article.corrections == ("The office is in Tai Po.",)
    assert article.is_retracted
