"""What a publisher takes back is kept, and counts for nothing."""

import pytest

from conftest import dump_of
from tiny import article

FACT = "https://w3id.org/hkgraph/id/graph/facts"
TEXT = "Police arrested Ada Lam-Wood, chairwoman of the Harbour Reading Circle, on October 27."


@pytest.fixture
def lines(store):
    def build(*notices):
        store.write("taken", article("Police arrest chairwoman", *notices, TEXT, url=""))
        store.pipeline().build([store.file("taken")])
        return dump_of(store.path).decode().splitlines()

    return build


def test_a_retracted_article_gives_no_fact_but_stays_in_the_graph(lines):
    taken_back = lines("This article has been retracted.")

    assert not [line for line in taken_back if FACT in line]
    assert [line for line in taken_back if "Statement" in line]
    assert [line for line in taken_back if "creativeWorkStatus" in line]


def test_a_correction_stands_with_its_article_and_nobody_is_taken_for_arrested_by_it(lines):
    plain = lines()
    corrected = lines("Correction: An earlier version said that Ben Ho-Marsh was arrested.")

    assert [line for line in plain if FACT in line]
    assert [line for line in corrected if "/correction>" in line]
    assert not [line for line in corrected if "Statement" in line and "ben-ho" in line.lower()]
