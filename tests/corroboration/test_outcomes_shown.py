"""What came of a conviction stands wherever the conviction does: on pages and in exports."""

import pytest
from pyoxigraph import RdfFormat, parse

from hkgraph.settings import Settings

OUTCOME = "https://w3id.org/hkgraph/ns#outcome"


@pytest.fixture(scope="module")
def pages(corpus):
    from fastapi.testclient import TestClient

    from hkgraph.server import create_app

    with TestClient(
        create_app(corpus, Settings(store=corpus)), headers={"Accept": "text/html"}
    ) as c:
        yield c


@pytest.fixture
def outcomes(hkgraph, corpus):
    dumped = hkgraph("dump", "--store", corpus, "--facts", "--format", "nquads").out
    quads = parse(dumped.encode(), format=RdfFormat.N_QUADS)
    return [quad for quad in quads if quad.predicate.value == OUTCOME]


def test_an_export_of_facts_has_what_came_of_them(outcomes):
    assert outcomes


def test_the_pages_of_a_step_and_of_its_person_show_what_came_of_it(outcomes, pages):
    path = "/id/" + outcomes[0].subject.value.partition("/id/")[2]
    later = "/id/" + outcomes[0].object.value.partition("/id/")[2]

    event = pages.get(path).text
    person = pages.get("/id/person/chow-hang-tung").text

    assert "What came of it" in event
    assert later in event
    assert "What came of it" in person
