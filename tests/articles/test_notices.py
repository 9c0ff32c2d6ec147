"""What publishers say of their own articles: corrections, and that one is taken back."""

import pytest

from hkgraph.articles.notices import NoticeKind, kind_of_notice
from hkgraph.extraction.extractor import Extractor
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
    assert kinds == [BlockKind.NOTICE]


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


BODY = "Ada Lam, chair of Harbour Watch, was arrested on 3 May 2021, the group said in a statement."
MORE = "She was released on bail the next day, and told reporters that she would be back."
NOTE = "Correction: An earlier version of this article said that Ben Ho was arrested."
LINKED = """<script type="application/ld+json">{"@type":"NewsArticle","headline":"Chair arrested",
"datePublished":"2021-05-04",%s}</script>"""


def page(told):
    return (
        f"<html lang='en'><head><title>Chair arrested</title>{LINKED % told}</head><body><article>"
        f"<h1>Chair arrested</h1><p>{BODY}</p><p>{MORE}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    "note",
    [
        "Correction 14:10: The march began at noon.",
        "(Corrects spelling of name in paragraph 2)",
        "(This January 3 story has been corrected to say nine people.)",
        "*This article was amended on 4 May 2021. It had given another street.",
        "Editor’s note: A previous version of this story misidentified the group.",
        "An earlier version of this story said she was 54.",
        "A correction was made on May 4, 2021: the street was another.",
        "更正：街名有誤。",
    ],
)
def test_note_says_that_an_article_was_corrected(note):
    assert kind_of_notice(note) is NoticeKind.CORRECTION


@pytest.mark.parametrize(
    "note",
    [
        "This article has been retracted.",
        "Retraction: The Ellery Post cannot stand by this report.",
        "The Ellery Post has withdrawn this story after a complaint.",
        "Editor's note: This article has been removed because it fell short of our standards.",
        "本文已撤回。",
    ],
)
def test_note_says_that_an_article_is_taken_back(note):
    assert kind_of_notice(note) is NoticeKind.RETRACTION


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article appeared in a magazine.",
        "Corrections: if you spot an error, let us know.",
        "See a mistake? Report a correction to desk@post.example.",
        "This article was first published in 2020.",
        "This article has been updated with comments from the police.",
        "This article has been removed from the Basic Law.",
        "The government withdrew the bill on Tuesday.",
        "The article was taken down from the website of another paper.",
        "Correctional officers said so.",
    ],
)
def test_other_words_say_nothing_of_the_article(text):
    assert kind_of_notice(text) is None


def test_note_below_the_text_is_kept_and_set_apart(read_one):
    article = read_one(f"# Chair arrested\n\n{BODY}\n\n{MORE}\n\n{NOTE}\n")

    assert article.corrections == (NOTE,)
    assert article.blocks[-1].kind is BlockKind.NOTICE
    assert article.text.endswith(NOTE)


def test_note_below_its_label_is_one_note(read_one):
    article = read_one(f"# Chair arrested\n\n{BODY}\n\n{MORE}\n\n## Correction\n\nIt was in May.\n")

    assert article.corrections == ("It was in May.",)
    assert [b.kind for b in article.blocks[-2:]] == [BlockKind.NOTICE, BlockKind.NOTICE]


def test_words_of_an_article_in_the_middle_are_no_note(read_one):
    middle = "This article has been retracted, the journal wrote of the study."
    article = read_one("\n\n".join(["# Journal under fire", *[BODY] * 5, middle, *[MORE] * 6]))

    assert not article.is_retracted


def test_headline_says_that_the_article_is_corrected(read_one):
    article = read_one(f"# CORRECTED-Chair of Harbour Watch arrested\n\n{BODY}\n\n{MORE}\n")

    assert article.corrections == ("CORRECTED-Chair of Harbour Watch arrested",)


def test_linked_data_tells_corrections_by_words_and_address(read_one):
    told = '"correction":[{"text":"It was in May."},"https://post.example/corrections/7"]'
    corrected = read_one(page(told), "page.html")
    retracted = read_one(page('"creativeWorkStatus":"Retracted"'), "page.html")

    assert corrected.corrections == ("It was in May.", "https://post.example/corrections/7")
    assert retracted.is_retracted


def test_head_of_a_file_tells_correction_and_status(read_one):
    head = "---\nheadline: Chair arrested\nstatus: withdrawn\ncorrection: It was in May.\n---\n"
    article = read_one(f"{head}\n{BODY}\n\n{MORE}\n")

    assert article.is_retracted
    assert article.corrections == ("It was in May.",)
    assert article.warnings == ()


def test_nothing_is_read_from_a_note(read_one):
    article = read_one(f"# Chair arrested\n\n{BODY}\n\n{NOTE}\n")

    extract = Extractor().extract(article)

    assert "Ben Ho" not in {entity.name for entity in extract.entities}
    assert {"Ada Lam", "Harbour Watch"} <= {entity.name for entity in extract.entities}
    assert all(s.text == article.text[s.start : s.end] for one in extract.statements
               for s in one.evidence)  # fmt: skip
