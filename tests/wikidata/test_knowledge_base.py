"""Asking a knowledge base by name, by likeness and by id."""

import random
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from hkgraph.errors import UsageError
from hkgraph.model import Kind
from hkgraph.text import fold
from hkgraph.wikidata.entities import Claims, Entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from wikidata.conftest import person, write_base

ADA = person(901, "Ada Quistgaard Fong", label_zh="方雅達", aliases=("Ada Fong",))
CLAIMS = Claims(instance_of=("Q5",), occupations=("Q7", "Q82"), begun=1961, ended=2020)


@pytest.fixture(scope="module")
def bundled():
    base = KnowledgeBase.bundled()
    yield base
    base.close()


def labels(found):
    return [known.label for known, _ in found]


def test_name_of_any_script_and_case_finds_its_entity(base_of):
    base = base_of(ADA)

    assert [k.qid for k in base.find("ADA FONG", Kind.PERSON)] == ["Q901"]
    assert [k.qid for k in base.find("方雅達", Kind.PERSON)] == ["Q901"]


def test_what_wikidata_states_of_an_entity_comes_back_as_it_went_in(base_of):
    base = base_of(person(7, "Bo Lau", claims=CLAIMS, sitelinks=12, description="dentist"))

    known = base.get("Q7")

    assert (known.claims, known.sitelinks, known.description) == (CLAIMS, 12, "dentist")


def test_search_bears_a_slip_of_the_pen_and_puts_the_likest_first(base_of):
    base = base_of(ADA, person(902, "Ivy Quistgaard Fong"), person(903, "Somebody Else"))

    found = base.search("Ada Quistgard Fong", Kind.PERSON)

    assert labels(found) == ["Ada Quistgaard Fong", "Ivy Quistgaard Fong"]
    assert 0.9 < found[0][1] < 1.0


def test_search_finds_words_in_another_order_and_beginnings(base_of):
    base = base_of(ADA)

    assert labels(base.search("Fong Ada")) == labels(base.search("ad")) == ["Ada Quistgaard Fong"]


def test_only_an_equal_name_scores_one(base_of):
    base = base_of(ADA, person(902, "Fong Ada"))

    assert [(k.qid, score == 1.0) for k, score in base.search("Ada Fong")] == [
        ("Q901", True),
        ("Q902", False),
    ]


def test_of_two_with_equal_names_the_better_known_comes_first(base_of):
    base = base_of(person(1, "Bo Lau", sitelinks=1), person(2, "Bo Lau", sitelinks=9))

    assert [k.qid for k, _ in base.search("Bo Lau")] == ["Q2", "Q1"]


def test_search_keeps_to_a_kind_and_a_limit(base_of):
    party = Entry(qid="Q5", label="Bo Lau", type="party")
    base = base_of(*(person(n, f"Bo Lau {n}") for n in range(10, 30)), party)

    assert [k.qid for k, _ in base.search("Bo Lau", Kind.ORGANISATION)] == ["Q5"]
    assert len(base.search("Bo Lau", limit=3)) == 3


@pytest.mark.parametrize(
    "text", ["", "'", '"', 'a"b OR c*', "\0ab\0", "\ud800ab", "(" * 50, "x" * 9]
)
def test_no_text_breaks_the_search(bundled, text):
    assert [k for k, score in bundled.search(text) if not 0 <= score <= 1] == []
    assert bundled.find(text, Kind.PERSON) == []


@pytest.mark.parametrize("qid", ["", "q5", "Q0", "P31", "Q5 ", "Q" + "9" * 40, "Q５"])
def test_what_is_no_id_is_not_here(bundled, qid):
    assert bundled.get(qid) is None


def test_id_that_leads_on_gives_where_it_leads(tmp_path):
    path = write_base(tmp_path / "kb.sqlite", [ADA])
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO redirect VALUES (900, 901)")
    db.close()
    base = KnowledgeBase.open(path)

    assert base.get("Q900").qid == "Q901"
    base.close()


def test_equal_facts_have_an_equal_digest_whatever_order_they_came_in(base_of):
    entries = [ADA, person(7, "Bo Lau", claims=CLAIMS), person(8, "Cy Ho")]
    other = random.Random(1).sample(entries, 3)

    assert base_of(*entries).digest == base_of(*other, name="other.sqlite").digest


def test_another_fact_has_another_digest(base_of):
    left = base_of(person(7, "Bo Lau", claims=CLAIMS))
    right = base_of(person(7, "Bo Lau"), name="other.sqlite")

    assert left.digest != right.digest


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but of some length" * 50])
def test_what_is_no_knowledge_base_is_named_with_the_mend(tmp_path, content):
    path = tmp_path / "kb.sqlite"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UsageError, match=r"kb\.sqlite") as caught:
        KnowledgeBase.open(path)

    assert "hkgraph kb build" in caught.value.hint


def test_other_database_is_refused(tmp_path):
    db = sqlite3.connect(tmp_path / "other.sqlite")
    db.execute("CREATE TABLE entity (id)")
    db.close()

    with pytest.raises(UsageError, match="version"):
        KnowledgeBase.open(tmp_path / "other.sqlite")


NAMES = st.text("abcde fgh", min_size=6, max_size=14).map(fold).filter(lambda name: len(name) >= 6)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAMES, min_size=1, max_size=8, unique=True), data=st.data())
def test_every_name_within_the_promised_edits_is_found(tmp_path, names, data):
    entries = [person(number, name) for number, name in enumerate(names, 1)]
    asked = fold(data.draw(st.one_of(st.sampled_from(names), NAMES)))
    position = data.draw(st.integers(0, len(asked)))
    asked = fold(asked[:position] + data.draw(st.sampled_from(["", "x", "yz"])) + asked[position:])
    allowed = min(2, max(0, len(asked) // 3 - 1))
    path = tmp_path / "kb.sqlite"
    path.unlink(missing_ok=True)
    base = KnowledgeBase.open(write_base(path, entries))

    found = {known.label for known, _ in base.search(asked, limit=99)}
    base.close()

    near = {name for name in names if Levenshtein.distance(asked, name) <= allowed}
    assert near - found == set()
