"""``hkgraph link``: link anew, and tell why."""

from __future__ import annotations

import json

import pytest

from hkgraph.identity.judgements import LinkJudgement, Verdict
from hkgraph.store.judgements import JudgementFile


@pytest.fixture
def built(store):
    store.build()
    return store


def explained(capsys, *arguments):
    run("link", *arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)
