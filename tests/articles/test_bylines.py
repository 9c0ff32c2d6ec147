"""Bylines and the outlets in them."""

from __future__ import annotations

import pytest

from hkgraph.articles.bylines import (
    Byline,
    parse_byline,
    parse_contribution,
    parse_reporters,
    readable_name,
    signed_outlet,
)
from hkgraph.articles.outlets import outlet_of_url, publisher_of


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("by Anna Reed (Lamma Gazette-LG)", ("Anna Reed",), "Lamma Gazette-LG"),
        ("By Anna Reed and Ben Lo", ("Anna Reed", "Ben Lo"), None),
        ("By Anna Reed, Ben Lo & Cara Wong", ("Anna Reed", "Ben Lo", "Cara Wong"), None),
        ("Text by Anna Reed", ("Anna Reed",), None),
        ("By Anna Reed, Hong Kong Free Press", ("Anna Reed",), "Hong Kong Free Press"),
        ("By Anna Reed for The Guardian", ("Anna Reed",), "Guardian"),
        ("By Anna Reed in Hong Kong", ("Anna Reed",), None),
        ("By Anna Reed @annareed", ("Anna Reed",), None),
        ("By Anna Reed | Published: yesterday", ("Anna Reed",), None),
        ("By: Jean-Luc de la Tour", ("Jean-Luc de la Tour",), None),
        ("By Holden Chow Ho-ding", ("Holden Chow Ho-ding",), None),
        ("par REED Anna", ("Anna Reed",), None),
        ("by our staff", (), None),
        ("By Staff Reporter", (), None),
        ("By Reuters", (), "Reuters"),
        ("By Tamar Digest staff", (), None),
        ("文：陳大文", ("陳大文",), None),
    ],
)
def test_line_is_read_as_a_byline(line, authors, outlet):
    byline = parse_byline(line)

    assert (byline.authors, byline.outlet) == (authors, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the pier had closed.",
        "By the end of the year, Anna Reed said, it would close.",
        "Bystanders saw it",
        "By 2021",
        "By " + "Anna Reed, " * 60,
    ],
)
def test_other_lines_are_no_bylines(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Additional reporting from Cara Wong", ("Cara Wong",)),
        ("Additional reporting by Cara Wong and Ben Lo.", ("Cara Wong", "Ben Lo")),
        ("(With reporting by Cara Wong)", ("Cara Wong",)),
        ("Cara Wong contributed to this report.", ("Cara Wong",)),
        ("Cara Wong in Taipei contributed reporting", ("Cara Wong",)),
        ("With additional reporting by AFP", ("Agence France-Presse",)),
        ("Additional reporting is a craft that few people know", None),
    ],
)
def test_note_of_contributors(line, names):
    assert parse_contribution(line) == names


def test_reporters_of_an_agency():
    line = "(Reporting by Anna Reed in Hong Kong and Ben Lo; Editing by Cara Wong)"

    assert parse_reporters(line) == Byline(authors=("Anna Reed", "Ben Lo"))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [("— Reuters", "Reuters"), ("– AFP", "Agence France-Presse"), ("— Anna Reed", None)],
)
def test_signature(line, outlet):
    assert signed_outlet(line) == outlet


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("GRUNDY Tom", "Tom Grundy"),
        ("DE LA TOUR Jean", "Jean De La Tour"),
        ("O'BRIEN-SMITH Mary Ann", "Mary Ann O'Brien-Smith"),
        ("Anna Reed", "Anna Reed"),
        ("ANNA REED", "ANNA REED"),
        ("Chan TAI-MAN", "Chan TAI-MAN"),
    ],
)
def test_reversed_name_is_turned_round(printed, name):
    assert readable_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "url", "name", "warned"),
    [
        ("Hong Kong Free Press-HKFP", None, "Hong Kong Free Press", False),
        ("HKFP", None, "Hong Kong Free Press", False),
        ("the Guardian", None, "The Guardian", False),
        ("South China Morning Press - SCMP", None, "South China Morning Post", True),
        ("South China Post", "https://www.scmp.com/a", "South China Morning Post", True),
        ("Reuters", "https://www.scmp.com/a", "South China Morning Post", True),
        ("Lamma Gazette - LG", "https://example.org/a", "Lamma Gazette", False),
        ("Lamma Chess Monthly - SCMP", None, "Lamma Chess Monthly", False),
        (None, "https://news.rthk.hk/a", "RTHK", False),
    ],
)
def test_publisher_is_told_by_byline_and_address(printed, url, name, warned):
    publisher = publisher_of(printed, url)

    assert publisher.name == name
    assert (publisher.warning is not None) == warned


@pytest.mark.parametrize("url", ["https://example.org/", "https://notscmp.com/a", "x", "http://["])
def test_address_of_nobody_known_names_no_outlet(url):
    assert outlet_of_url(url) is None
    assert publisher_of(None, url) is None
