"""Answers of a reconciliation service, each validated against what the specification says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema_rs

SCHEMAS = Path(__file__).parent / "schemas.json"


@cache
def validator(shape):
    schemas = json.loads(SCHEMAS.read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for({**schemas, "$ref": f"#/$defs/{shape}"})


def checked(response, shape):
    """Give the JSON of an answer that is as the specification wants it."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    answer = response.json()
    validator(shape).validate(answer)
    return answer


def reconcile(client, path="/reconcile", **queries):
    """Send a batch as OpenRefine does and give the candidates of each query."""
    response = client.post(path, data={"queries": json.dumps(queries)})
    batch = checked(response, "result_batch")
    assert batch.keys() == queries.keys()
    for answer in batch.values():
        scores = [one["score"] for one in answer["result"]]
        assert scores == sorted(scores, reverse=True)
        assert sum(one["match"] for one in answer["result"]) <= 1
    return {key: answer["result"] for key, answer in batch.items()}


def extend(client, ids, *properties, path="/reconcile"):
    """Ask for values as OpenRefine does."""
    asked = {
        "ids": ids,
        "properties": [one if isinstance(one, dict) else {"id": one} for one in properties],
    }
    return checked(client.post(path, data={"extend": json.dumps(asked)}), "extension")
