"""Links for other tools: SSSOM/TSV in the canonical form of its specification."""

from __future__ import annotations

import csv

import pytest
import yaml
from pyoxigraph import Quad, Store

from hkgraph.graph.describe import describe_entity, describe_link
from hkgraph.graph.iri import Minter
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.identity.resolution import Description
from hkgraph.mappings import read_mappings
from hkgraph.model import Kind
from hkgraph.wikidata.knowledge_base import KnownEntity

MINTER = Minter()
#: In the order of the specification's tables.
SLOTS = (
    "subject_id subject_label predicate_id object_id object_label mapping_justification"
    " reviewer_label confidence comment"
).split()
SET_SLOTS = (
    "curie_map mapping_set_id mapping_set_version mapping_set_title license object_source"
    " object_source_version mapping_tool mapping_tool_version"
).split()


def known(qid):
    return KnownEntity(qid=qid, label="Ada Fong", label_zh="", description="", verified=True)


def stored(key, name, **link):
    """Give the triples of one entity and its link."""
    answer = Link(
        **{"state": LinkState.LINKED, "method": "exact label", "confidence": 0.97, **link}
    )
    node = MINTER.node(key)
    described = Description(
        key=key, kind=Kind.PERSON, name=name, name_zh="", aliases=(), hidden=(), link=answer
    )
    yield from describe_entity(node, described)
    yield from describe_link(node, answer, "base of a day", MINTER)


def written(*entities, licence="https://example.org/licence"):
    store = Store()
    store.extend(Quad(*triple, MINTER.links) for triples in entities for triple in triples)
    return read_mappings(
        store, MINTER, lambda qid: {"Q42": "A. Fong"}.get(qid, ""), version="abc", licence=licence
    ).to_tsv()


def parse(text):
    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    table = [line for line in text.splitlines() if not line.startswith("#")]
    return yaml.safe_load("\n".join(head)), list(csv.DictReader(table, delimiter="\t"))


@pytest.fixture
def scored():
    return stored("person/ada-fong", "Ada Fong", candidates=(known("Q42"),))


def test_link_by_score_is_a_composite_match(scored):
    _, rows = parse(written(scored))

    assert rows == [
        {
            "subject_id": "hkid:person/ada-fong",
            "subject_label": "Ada Fong",
            "predicate_id": "schema:sameAs",
            "object_id": "wd:Q42",
            "object_label": "A. Fong",
            "mapping_justification": "semapv:CompositeMatching",
            "confidence": "0.97",
            "comment": "exact label",
        }
    ]


def test_link_by_a_person_names_the_reviewer_and_is_certain():
    _, (row,) = parse(
        written(stored("person/a", "A", candidates=(known("Q1"),), confidence=1.0, reviewer="jane"))
    )

    assert row["mapping_justification"] == "semapv:ManualMappingCuration"
    assert (row["reviewer_label"], row["confidence"]) == ("jane", "1")


def test_what_waits_for_review_is_no_mapping(scored):
    review = stored(
        "person/b", "B", state=LinkState.NEEDS_REVIEW, candidates=(known("Q1"), known("Q2"))
    )

    _, rows = parse(written(scored, review))

    assert [row["object_id"] for row in rows] == ["wd:Q42"]


def test_metadata_has_what_the_specification_demands_in_its_order(scored):
    head, _ = parse(written(scored))

    assert list(head) == SET_SLOTS
    assert head["license"] == "https://example.org/licence"
    assert head["curie_map"] == {
        "hkid": "https://w3id.org/hkgraph/id/",
        "schema": "https://schema.org/",
        "wd": "http://www.wikidata.org/entity/",
    }


def test_without_a_licence_it_says_so(scored):
    head, _ = parse(written(scored, licence=""))

    assert head["license"] == "https://w3id.org/sssom/license/unspecified"


def test_columns_stand_in_the_order_of_the_specification_and_none_is_empty(scored):
    _, (row,) = parse(written(scored))

    assert list(row) == [slot for slot in SLOTS if slot in row]
    assert all(row.values())


def test_every_prefix_is_declared_or_built_in(scored):
    head, rows = parse(written(scored))

    used = {
        row[slot].partition(":")[0]
        for row in rows
        for slot in ("subject_id", "predicate_id", "object_id", "mapping_justification")
    }
    assert used - set(head["curie_map"]) == {"semapv"}
    assert set(head["curie_map"]) <= used


def test_rows_are_sorted_and_cells_quoted_only_where_needed():
    quoted = stored("person/b", 'Ada "A" Fong', candidates=(known("Q2"),))
    plain = stored("person/a", "A, B", candidates=(known("Q1"),))

    lines = written(quoted, plain).splitlines()[-2:]

    assert lines[0].startswith("hkid:person/a\tA, B\t")
    assert lines[1].startswith('hkid:person/b\t"Ada ""A"" Fong"\t')


def test_same_links_give_the_same_bytes_in_any_order():
    one = list(stored("person/a", "A", candidates=(known("Q1"),)))
    other = list(stored("person/b", "B", candidates=(known("Q2"),)))

    assert written(one, other) == written(other, one)


def test_no_links_give_a_table_without_rows():
    assert written().splitlines()[-1].split("\t")[0] == "subject_id"
