"""Small knowledge bases of entities that do not exist, in real SQLite files."""

import sqlite3

import pytest

from hkgraph.wikidata.entities import Entry
from hkgraph.wikidata.filling import Origin, create, finish, insert_entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase

ORIGIN = Origin(title="test table", source="tests")


def write_base(path, entries, origin=ORIGIN):
    """Write a knowledge base and give its path."""
    db = create(sqlite3.connect(path))
    for entry in entries:
        insert_entry(db, entry)
    finish(db, origin)
    db.close()
    return path


def person(number, label, **others):
    """Make an entry for somebody who does not exist."""
    return Entry(qid=f"Q{number}", label=label, type="person", **others)


@pytest.fixture
def base_of(tmp_path):
    """Give what opens a knowledge base of the entries it is called with."""
    opened = []

    def make(*entries, name="base.sqlite"):
        opened.append(KnowledgeBase.open(write_base(tmp_path / name, entries)))
        return opened[-1]

    yield make
    for base in opened:
        base.close()
