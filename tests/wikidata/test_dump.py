"""Filling a knowledge base from a dump of Wikidata."""

import bz2
import gzip
import sqlite3

import pytest

from hkgraph.errors import SourceError
from hkgraph.model import Kind
from hkgraph.wikidata.dump.filling import fill_from_dump, origin_of
from hkgraph.wikidata.entities import Claims
from hkgraph.wikidata.files import beside, writing
from hkgraph.wikidata.filling import finish
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from wikidata_json import DEPRECATED, PREFERRED, human, item, write_dump

UNION = item(
    "Q9001",
    {"en": "Tolo Dockers' Union", "zh-hant": "吐露碼頭工會"},
    claims={"P31": ["Q9100"], "P571": ["+1951-00-00T00:00:00Z"], "P17": ["Q8646"]},
)
#: A class that leads to trade union by another.
CLASSES = [
    item("Q9100", {"en": "dockers' union"}, claims={"P279": ["Q9101"]}),
    item("Q9101", {"de": "Gewerkschaft am Hafen"}, claims={"P279": ["Q178790"]}),
]


@pytest.fixture
def built(tmp_path):
    """Build from a dump; give the base and what was read."""
    opened = []

    def build(dump):
        out = tmp_path / "kb.sqlite"
        with writing(out) as db:
            progress = fill_from_dump(db, dump, beside(out, "aside"), lambda _: None)
            finish(db, origin_of(dump, ""))
        opened.append(KnowledgeBase.open(out))
        return opened[-1], progress

    yield build
    for base in opened:
        base.close()


@pytest.fixture
def known(built, tmp_path):
    """Give the base of some entities."""
    return lambda *entities: built(write_dump(tmp_path / "dump.json", entities))[0]


def test_person_is_kept_with_names_and_what_wikidata_states(known):
    base = known(
        human(
            7,
            "Bo Lau",
            descriptions={"en": "dentist"},
            aliases={"en": ["Lau Bo-wai"], "zh-hk": ["劉寶"]},
            claims={"P106": ["Q27349"], "P569": ["+1961-07-01T00:00:00Z"], "P27": ["Q8646"]},
            sitelinks=3,
        )
    )

    found = base.get("Q7")

    assert (found.label, found.type, found.description) == ("Bo Lau", "person", "dentist")
    assert found.names == ("bo lau", "lau bo-wai", "劉寶")
    assert found.sitelinks == 3
    assert found.claims == Claims(
        instance_of=("Q5",), countries=("Q8646",), occupations=("Q27349",), begun=1961
    )


def test_type_follows_the_tree_of_classes_wherever_it_stands_in_the_dump(known):
    base = known(CLASSES[1], UNION, CLASSES[0])

    (found,) = base.find("吐露碼頭工會", Kind.ORGANISATION)

    assert (found.qid, found.type, found.claims.begun) == ("Q9001", "union", 1951)


def test_order_of_the_dump_changes_nothing(built, tmp_path):
    entities = [
        *CLASSES,
        UNION,
        *(human(n, f"Bo {n}", aliases={"en": ["Bo"]}) for n in range(1, 9)),
    ]
    first = built(write_dump(tmp_path / "one.json", entities))[0].digest

    assert built(write_dump(tmp_path / "two.json", entities[::-1]))[0].digest == first


def test_loop_in_the_tree_of_classes_ends(known):
    base = known(
        UNION,
        item("Q9100", {"en": "a"}, claims={"P279": ["Q9101"]}),
        item("Q9101", {"en": "b"}, claims={"P279": ["Q9100"]}),
    )

    assert base.counts["entity"] == 0


@pytest.mark.parametrize(
    "entity",
    [
        item("Q8", {"en": "On Bees"}, claims={"P31": ["Q13442814"]}),
        item("Q8", {"fr": "Bo Lau"}, claims={"P31": ["Q5"]}),
        item("Q8", {"en": "Bo Lau"}),
        item("Q8", {"en": "Bo Lau"}, claims={"P31": [None]}),
        item("Q8", {"en": "Bo Lau"}, claims={"P31": [("Q5", DEPRECATED)]}),
        {**item("P8", {"en": "shape"}, claims={"P31": ["Q5"]}), "type": "property"},
    ],
    ids=["paper", "no label", "no claims", "unknown class", "deprecated class", "property"],
)
def test_what_no_news_names_is_left_out(known, entity):
    assert known(entity).counts["entity"] == 0


def test_label_for_all_languages_stands_in_for_the_english_one(known):
    base = known(item("Q7", {"mul": "Bo Lau"}, claims={"P31": ["Q5"]}))

    assert base.get("Q7").label == "Bo Lau"


def test_preferred_year_counts_and_one_that_is_only_a_century_does_not(known):
    century = human(8, "Cy Ho")
    century["claims"] |= human(8, "", claims={"P569": ["+1900-00-00T00:00:00Z"]})["claims"]
    century["claims"]["P569"][0]["mainsnak"]["datavalue"]["value"]["precision"] = 7
    years = [("+1960-00-00T00:00:00Z"), ("+1961-00-00T00:00:00Z", PREFERRED)]
    base = known(human(7, "Bo Lau", claims={"P569": years}), century)

    assert [base.get(qid).claims.begun for qid in ("Q7", "Q8")] == [1961, None]


@pytest.mark.parametrize(
    ("name", "opener"), [("d.json", open), ("d.json.gz", gzip.open), ("d.json.bz2", bz2.open)]
)
def test_packed_and_unpacked_dumps_give_the_same_facts(built, tmp_path, name, opener):
    base, progress = built(write_dump(tmp_path / name, [UNION, *CLASSES], opener))

    assert (progress.lines, progress.kept, progress.malformed) == (3, 1, 0)
    assert base.find("Tolo Dockers' Union", Kind.ORGANISATION)[0].label_zh == "吐露碼頭工會"


def test_malformed_lines_are_counted_and_the_rest_is_kept(built, tmp_path):
    good = write_dump(tmp_path / "good.json", [human(7, "Bo Lau"), human(8, "Cy Ho")])
    first, second = good.read_bytes().splitlines()[1:3]
    broken = [
        b'{"id":"Q9","claims":{"P31":[',
        b"\xff\xfe",
        b'{"id":7,"x":"P31"}',
        first[:-30] + b"}",
    ]
    path = tmp_path / "bad.json"
    path.write_bytes(b"\n".join([b"[", first, *(line + b"," for line in broken), second, b"]"]))

    base, progress = built(path)

    assert (progress.malformed, progress.first_malformed) == (4, 2)
    assert [base.get(qid).label for qid in ("Q7", "Q8")] == ["Bo Lau", "Cy Ho"]


def test_dump_that_is_cut_short_leaves_no_file(built, tmp_path):
    whole = write_dump(
        tmp_path / "d.json.gz", [human(n, f"Bo {n}") for n in range(1, 999)], gzip.open
    )
    whole.write_bytes(whole.read_bytes()[:-400])

    with pytest.raises(SourceError, match="ends before its end"):
        built(whole)

    assert [path.name for path in tmp_path.iterdir()] == ["d.json.gz"]


def test_unpacked_dump_without_its_last_line_is_cut_short(built, tmp_path):
    path = write_dump(tmp_path / "d.json", [human(7, "Bo Lau")])
    path.write_bytes(path.read_bytes().removesuffix(b"]\n"))

    with pytest.raises(SourceError, match="ends before its end"):
        built(path)


def test_failed_build_leaves_the_base_of_before(built, tmp_path):
    built(write_dump(tmp_path / "d.json", [human(7, "Bo Lau")]))

    with pytest.raises(SourceError, match="cannot be read"):
        built(tmp_path / "nowhere.json")

    with sqlite3.connect(tmp_path / "kb.sqlite") as db:
        assert db.execute("SELECT label FROM entity").fetchall() == [("Bo Lau",)]
    db.close()


def test_day_of_a_dump_is_read_from_its_name(tmp_path):
    assert origin_of(tmp_path / "wikidata-20261116-all.json.gz", "").date == "2026-11-16"
    assert origin_of(tmp_path / "latest-all.json.gz", "2026-11-01").date == "2026-11-01"
