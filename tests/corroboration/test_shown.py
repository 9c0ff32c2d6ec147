"""Pages show what other articles say on the point, and on whose word a statement rests."""

import pytest

from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from tiny import article

QUOTED = "“We have kept the organization’s lamps lit for as long as we could,” said Ada Lam-Wood."
RETOLD = "“We have kept the organisation’s lamps lit for as long as we could,” Ada Lam-Wood said."
TOLD = "The Harbour Reading Circle was founded in {} in Hong Kong. {}"


def pages_of(store):
    from fastapi.testclient import TestClient

    from hkgraph.server import create_app

    app = create_app(store, Settings(store=store))
    return TestClient(app, headers={"Accept": "text/html"})


def linked(store, relation):
    """Give the paths of the first two nodes that a property links."""
    query = f"SELECT ?a ?b {{ ?a <https://w3id.org/hkgraph/ns#{relation}> ?b }} ORDER BY ?a ?b"
    rows = StoreDir(store).open_current().query(query, use_default_graph_as_union=True)
    return ["/id/" + node.value.partition("/id/")[2] for node in next(rows)]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two papers that quote one utterance in two spellings."""
    folder = tmp_path_factory.mktemp("two")
    one, other = folder / "one.md", folder / "other.md"
    one.write_text(article("Lamps go out", TOLD.format("2009", QUOTED)), encoding="utf-8")
    retold = article("Circle leaves", TOLD.format("May 2009", RETOLD), publisher="Tolo Ledger")
    other.write_text(retold, encoding="utf-8")
    store = folder / "store"
    Pipeline(Settings(store=store, workers=1)).build([one, other])
    return store


def test_a_statement_shows_the_one_that_it_refines_and_is_shown_by_it(two):
    precise, loose = linked(two, "refines")

    pages = pages_of(two)
    one, other = pages.get(precise).text, pages.get(loose).text

    assert "is more precise than" in one
    assert f'href="{loose}"' in one
    assert "is less precise than" in other
    assert f'href="{precise}"' in other


def test_a_statement_shows_its_witness(two):
    witness, statement = linked(two, "witnesses")

    page = pages_of(two).get(statement).text

    assert "Witness" in page
    assert f'href="{witness}"' in page


def test_a_quotation_shows_its_version_in_another_article(two):
    one, other = linked(two, "sameUtteranceAs")

    page = pages_of(two).get(one).text

    assert "In other articles" in page
    assert f'href="{other}"' in page
