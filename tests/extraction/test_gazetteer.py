"""The gazetteer's files, and finding its names in a text."""

from __future__ import annotations

import csv
import re

import pytest

from hkgraph.extraction.names.gazetteer import gazetteer_paths, load_gazetteer
from hkgraph.extraction.names.phrases import split_words
from hkgraph.model import Kind


def found(text: str) -> list[tuple[str, str]]:
    words = split_words(text)
    return [
        (text[words[m.first].start : words[m.last - 1].end], m.row.id)
        for m in load_gazetteer().matches(words)
    ]


def rows():
    for path in gazetteer_paths():
        with path.open(encoding="utf-8", newline="") as table:
            yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def test_ids_are_unique_readable_slugs():
    ids = [row["id"] for row in rows()]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row_id) for row_id in ids)


def test_no_strong_name_belongs_to_two_rows():
    owners: dict[str, set[str]] = {}
    for row in load_gazetteer().rows.values():
        for name in {row.name, *row.aliases}:
            owners.setdefault(name, set()).add(row.id)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_row_is_a_person():
    assert {row["kind"] for row in rows()} <= {kind.value for kind in Kind} - {"person"}


def test_files_are_sorted_by_id():
    for path in gazetteer_paths():
        ids = [line.partition("\t")[0] for line in path.read_text("utf-8").splitlines()[1:]]
        assert ids == sorted(ids), path.name


def test_longest_name_is_found_where_one_begins():
    assert ("Hong Kong Free Press", "hong-kong-free-press") in found("Hong Kong Free Press said")


def test_acronym_matches_only_in_capitals():
    assert found("they told us so") == []
    assert found("the US said so") == [("US", "united-states")]


def test_capitalised_name_does_not_match_lower_case_words():
    assert found("he read the basic law of motion") == []


def test_curly_apostrophe_and_accent_do_not_matter():
    assert ("People’s Daily", "peoples-daily") in found("the People’s Daily")
    assert ("Demosistō", "demosisto") in found("of Demosistō")


def test_missing_apostrophe_does_not_matter():
    names = found("at West Kowloon Magistrates Courts")

    assert ("West Kowloon Magistrates Courts", "west-kowloon-magistrates-court") in names


def test_web_and_mail_addresses_give_no_names():
    text = "https://example.org/Amnesty/RTHK info@RTHK.hk www.scmp.com/SCMP"

    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outside a building in Central", [("Central", "central-hong-kong")]),
        ("Central planning was over", []),
    ],
)
def test_weak_name_of_a_place_needs_a_preposition(text, expected):
    assert found(text) == expected
