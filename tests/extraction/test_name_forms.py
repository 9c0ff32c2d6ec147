"""Personal names taken apart and written in other ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.extraction.names.forms import natural_order, parse_name, surname, variants


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Holden Chow Ho-ding", "Chow"),
        ("CHOW Ho-ding", "Chow"),
        ("Chow Ho-ding", "Chow"),
        ("Lee Cheuk-yan", "Lee"),
        ("Carrie Lam Cheng Yuet-ngor", "Lam"),
        ("Regina Ip Lau Suk-yee", "Ip"),
        ("Xi Jinping", "Xi"),
        ("Xia Baolong", "Xia"),
        ("Wang Yi", "Wang"),
        ("Joshua Wong", "Wong"),
        ("Kyle Ward", "Ward"),
        ("GRUNDY Tom", "Grundy"),
        ("Anjhula Mya Singh Bais", "Bais"),
        ("Lionel Pang-Rees", "Pang-Rees"),
        ("Chow Hang-tung (鄒幸彤)", "Chow"),
        ("Robert Pang SC", "Pang"),
    ],
)
def test_surname_is_found_in_every_order_of_names(name, expected):
    assert surname(name) == expected


def test_hong_kong_name_has_three_parts():
    parsed = parse_name("Holden Chow Ho-ding")

    assert (parsed.western, parsed.surname, parsed.chinese) == ("Holden", "Chow", "Ho-ding")


def test_characters_in_brackets_are_kept_apart():
    parsed = parse_name("Chow Hang-tung (鄒幸彤)")

    assert (parsed.chinese, parsed.characters) == ("Hang-tung", "鄒幸彤")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("GRUNDY Tom", "Tom Grundy"),
        ("CHOW Ho-ding", "Chow Ho-ding"),
        ("Tom Grundy", "Tom Grundy"),
        ("J. K. Lee", "J. K. Lee"),
    ],
)
def test_reversed_byline_is_put_into_natural_order(printed, expected):
    assert natural_order(printed) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holden Chow Ho-ding", "Chow Ho-ding"),
        ("Holden Chow Ho-ding", "Holden Chow"),
        ("Carrie Lam Cheng Yuet-ngor", "Carrie Lam"),
        ("Agnès Callamard", "Agnes Callamard"),
        ("CHOW Hang-tung", "Chow Hang-tung"),
    ],
)
def test_two_spellings_of_one_name_share_a_variant(one, other):
    assert variants(one) & variants(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Benny Tai", "Kenny Tai"),
        ("Alex Lee", "Lee Yue-shun"),
        ("Chan Po-ying", "Chan Po-wing"),
    ],
)
def test_two_people_of_one_surname_share_no_variant(one, other):
    assert not variants(one) & variants(other)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True), min_size=1, max_size=4))
def test_every_name_is_a_variant_of_itself(parts):
    name = " ".join(parts)

    assert variants(name) & variants(name)
    assert surname(name) in name
