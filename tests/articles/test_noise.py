"""Furniture of pages, and sentences that only look like it."""

from __future__ import annotations

import pytest

from hkgraph.articles.noise import (
    ends_article,
    ends_text,
    is_furniture,
    is_section,
    is_teaser,
    tells_of_author,
)

NOTE_OUTSIDE = "The views expressed do not necessarily reflect those of the Lamma Gazette."


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "READ MORE: Old pier to close after forty years",
        "ALSO READ: Council defends closure",
        "READ: Pier firm fined",
        "Home > Hong Kong > Politics",
        "Home>>",
        "(c) 2021 The Tide",
        "© The Tide",
        "Copyright © 2021 The Tide. All rights reserved.",
        "Download the TideApp app and get updates",
        "Follow us on Facebook",
        "About the Tide | Join Us | Contact Us",
        "Issued at HKT 22:20",
        "HKT 22:20",
        "(Web editor: Anna Reed, Ben Lo)",
        NOTE_OUTSIDE,
    ],
)
def test_line_is_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright laws were changed on Monday, the council said.",
        "Download the app, officials told residents on Monday. Few of them did.",
        "Home prices fell in the harbour district on Monday.",
        "The court’s view was not necessarily that of the council, Reed said.",
        "It opened at HKT 22:20, and closed an hour later.",
        "“Read more books,” she said.",
        "Ends of the pier were closed.",
        "Related questions were put to the council on Monday.",
    ],
)
def test_sentence_is_no_furniture(line):
    noise = (is_furniture, ends_article, ends_text, is_teaser)
    assert not any(test(line) for test in noise)


@pytest.mark.parametrize(
    "line",
    ["MOST POPULAR OF THIS SECTION", "Related Stories", "Photos", "Contact us:", "Follow us"],
)
def test_heading_ends_the_article(line):
    assert ends_article(line)


@pytest.mark.parametrize("line", ["NNNN", "Ends", "- ENDS -", "(END)", "# # #", "-30-"])
def test_mark_ends_the_text(line):
    assert ends_text(line)


def test_label_in_capitals_before_a_headline_is_a_teaser():
    assert is_teaser("ON CAMERA: Old pier closes after forty years")
    assert not is_teaser("HONG KONG: The old pier closed on Monday.")
    assert not is_teaser("REED: “Nobody told us”")


@pytest.mark.parametrize("name", ["Hong Kong", "World", "Opinion"])
def test_part_of_a_site_is_no_site(name):
    assert is_section(name)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Anna Reed is a reporter at the Lamma Gazette.", True),
        ("Anna Reed covers the harbour for the Gazette.", True),
        ("The author is a barrister and former councillor.", True),
        ("Anna Reed is the first to be charged under the law.", False),
        ("Ben Lo is a reporter at the Lamma Gazette.", False),
    ],
)
def test_note_tells_of_the_author(note, told):
    assert tells_of_author(note, ["Anna Reed"]) == told
