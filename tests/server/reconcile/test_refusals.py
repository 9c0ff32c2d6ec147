"""What the reconciliation service turns down, and how it says so."""

import json

import pytest

from hkgraph.settings import Settings

NAME = {"query": "Mabel Tang"}


def post(client, **fields):
    return client.post("/reconcile", data=fields)


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ("{", "queries is not JSON"),
        ("[]", "queries is JSON, but no object"),
        ('{"q0": {}}', "query q0 has neither query nor properties"),
        ('{"q0": 1}', "queries.q0"),
        ('{"q0": {"query": "x", "limit": 0}}', "queries.q0.limit"),
        ('{"q0": {"query": "x", "type_strict": "maybe"}}', "queries.q0.type_strict"),
        ('{"q0": {"query": "x", "colour": "red"}}', "queries.q0.colour"),
        ('{"q0": {"properties": [{"pid": "org:role"}]}}', "queries.q0.properties.0.v"),
        (json.dumps({"q0": {"query": "x" * 2_001}}), "queries.q0.query"),
    ],
)
def test_a_batch_that_is_none_is_told_where_it_is_wrong(client, queries, told):
    response = post(client, queries=queries)

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"].startswith(told)
    assert response.json()["hint"]


def test_a_batch_over_its_size_is_too_large(client):
    queries = {f"q{number}": NAME for number in range(51)}

    response = post(client, queries=json.dumps(queries))

    assert response.status_code == 413
    assert client.get("/reconcile").json()["batchSize"] == 50


def test_a_form_without_a_question_is_refused(client):
    assert post(client, other="x").status_code == 400
    assert client.post("/reconcile").status_code == 400


def test_two_questions_at_once_are_refused(client):
    response = client.get("/reconcile", params={"queries": "{}", "extend": "{}"})

    assert response.status_code == 400


def test_a_property_that_is_not_known_has_no_values(client):
    extend = {"ids": ["person/mabel-tang"], "properties": [{"id": "hk:shoe-size"}]}

    response = post(client, extend=json.dumps(extend))

    assert response.status_code == 400
    assert "hk:basedIn" in response.json()["hint"]


@pytest.mark.parametrize("extend", ["{}", '{"ids": "x", "properties": []}', "null"])
def test_a_request_for_values_that_is_none_is_refused(client, extend):
    assert post(client, extend=extend).status_code == 400


def test_too_many_rows_are_refused(client):
    extend = {"ids": ["person/x"] * 501, "properties": []}

    assert post(client, extend=json.dumps(extend)).status_code == 400


@pytest.mark.parametrize("entity", ["person/nobody", "<>", "statement/st1", "../etc"])
def test_a_preview_of_nothing_is_not_found(client, entity):
    response = client.get("/reconcile/preview", params={"id": entity})

    assert response.status_code == 404
    assert response.headers["x-frame-options"] == "DENY"


def test_a_batch_that_takes_too_long_is_ended(client, monkeypatch):
    monkeypatch.setattr("hkgraph.server.reconciling.service.MOST_SECONDS", -1.0)

    assert post(client, queries=json.dumps({"q0": NAME})).status_code == 504


def test_an_empty_store_has_a_manifest_and_nobody_to_match(tmp_path, serve_settings):
    client = serve_settings(Settings(store=tmp_path))

    assert client.get("/reconcile").status_code == 200
    assert post(client, queries=json.dumps({"q0": NAME})).status_code == 503
