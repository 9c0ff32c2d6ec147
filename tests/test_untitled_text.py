"""A text without a headline, from its file to its page."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from hkgraph.server.app import create_app
from hkgraph.store.generations import StoreDir
from hkgraph.store.quarantine import Quarantine

AFFECTED = """
PREFIX hk: <https://w3id.org/hkgraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name { ?event a hk:Event ; hk:affects/skos:prefLabel ?name }
"""


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        (
            "HONG KONG, Nov 3 2023 (Tolo Post) - Customs officers arrested Mr Ben Lo on Friday.",
            "HONG KONG, Nov 3 2023 (Tolo Post) - Customs officers arrested Mr Ben Lo on Friday.",
        ),
        (
            (
                "Police arrested Ben Lo in Mong Kok on Friday. The shop where he sold rare tea for "
                "eleven years stayed closed on Saturday and on Sunday."
            ),
            (
                "Police arrested Ben Lo in Mong Kok on Friday. The shop where he sold rare tea for "
                "eleven years stayed closed on …"
            ),
        ),
    ],
)
def test_untitled_text_is_published_with_its_opening_for_a_label(store, opening, label):
    path = store.articles / "untitled.txt"
    path.write_text(f"{opening}\n\nThe shop stays closed, neighbours said.\n", encoding="utf-8")

    store.pipeline().build([path])

    assert Quarantine(store.path / "quarantine").all() == []
    (live,) = store.pipeline().live()
    with TestClient(create_app(store.path, store.settings)) as client:
        page = client.get(f"/id/article/{live.key}", headers={"accept": "text/html"}).text
    assert f"<h1>{label}</h1>" in page
    found = StoreDir(store.path).open_current().query(AFFECTED, use_default_graph_as_union=True)
    assert [row["name"].value for row in found] == ["Ben Lo"]
