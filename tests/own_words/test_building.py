"""Own words in a build: in the text, in the graph's scheme, in its versions, in workers."""

import pytest

from conftest import dump_of
from hkgraph.errors import SettingsError
from hkgraph.identity.judgements import Verdict
from hkgraph.pipeline import Pipeline
from hkgraph.reviewing.desk import Desk
from hkgraph.reviewing.statements import StatementDesk
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.wholecheck import check_store
from tiny import article

PAGE = article(
    "Police evict Harbour Lantern League",
    "Police evicted the Harbour Lantern League from its hall in Sha Tin on Monday.",
    "The HLL said it would appeal.",
    url="",
)
NAMES = """id	kind	name	aliases	name_zh
lantern-league	organisation	Harbour Lantern League	HLL	燈籠聯盟
"""
TYPES = """
event_types:
  - {id: eviction, label: eviction, label_zh: 迫遷, definition: Being put out., broader: justice}
  - {id: lockout, label: lockout, broader: dealings}
frames:
  - {type: eviction, verbs: [evict], agent: [subject], affects: [object], needs: [affects]}
"""

BASE = "https://w3id.org/hkgraph/id/"
TOLD_AS_EVICTION = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?node {{ GRAPH ?g {{ ?node rdf:object <{BASE}event-type/eviction> }} }}
"""


@pytest.fixture
def built(tmp_path):
    """Build a page in a store with these words."""
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")

    def build(name="store", *, words=True, **settings):
        store = tmp_path / name
        (store / "words").mkdir(parents=True, exist_ok=True)
        for file, text in (("own.tsv", NAMES), ("kinds.yaml", TYPES)):
            path = store / "words" / file
            path.write_text(text, encoding="utf-8") if words else path.unlink(missing_ok=True)
        outcome = Pipeline(Settings(store=store, **settings)).build([page])
        return store, outcome

    return build


@pytest.mark.slow
def test_own_words_are_found_in_a_text_and_stand_in_the_scheme(built):
    store, outcome = built()

    dump = dump_of(store).decode()
    assert outcome.quarantined == []
    assert check_store(Settings(store=store)).verdict.conforms
    type_ = "<https://w3id.org/hkgraph/id/event-type/eviction>"
    assert f"<http://semanticweb.cs.vu.nl/2009/11/sem/eventType> {type_} " in dump
    assert f'{type_} <http://www.w3.org/2004/02/skos/core#altLabel> "迫遷"@zh-hant ' in dump
    assert f"{type_} <http://www.w3.org/2004/02/skos/core#broader> " in dump
    assert "organisation/lantern-league> <https://w3id.org/hkgraph/ns#mention> " in dump


@pytest.mark.slow
def test_words_that_come_and_go_extract_anew_and_leave_no_trace(built):
    store, before = built(words=False)
    without = dump_of(store)
    _, with_words = built()
    _, again = built()
    _, after = built(words=False)

    assert [one.extracted for one in (before, with_words, again, after)] == [1, 1, 0, 0]
    assert again.generation is None
    assert dump_of(store) == without
    versions = StoreDir(store).current().manifest.versions
    assert "own words" not in versions


@pytest.mark.slow
def test_a_type_of_event_is_corrected_to_one_of_the_own_words(built):
    store, _ = built()
    settings = Settings(store=store)
    (node,) = StoreDir(store).open_current().query(TOLD_AS_EVICTION)

    StatementDesk(Desk(settings)).judge(
        node["node"].value, Verdict.NO, by="jane", instead={"object": "event-type/lockout"}
    )
    outcome = Pipeline(settings).rebuild()

    dump = dump_of(store).decode()
    assert outcome.warnings == []
    assert f"sem/eventType> <{BASE}event-type/lockout> " in dump
    assert f"sem/eventType> <{BASE}event-type/eviction> " not in dump


@pytest.mark.slow
def test_workers_have_the_same_words(built, tmp_path):
    store, _ = built()
    second = tmp_path / "second.md"
    second.write_text(PAGE.replace("Sha Tin", "Mong Kok"), encoding="utf-8")
    paths = [tmp_path / "page.md", second]
    one, many = tmp_path / "one", tmp_path / "many"
    words = store / "words"

    Pipeline(Settings(store=one, words=words)).build(paths)
    Pipeline(Settings(store=many, words=words, workers=2)).build(paths)

    assert dump_of(one) == dump_of(many)
    assert b"event-type/eviction> " in dump_of(many)


def test_a_wrong_row_stops_a_build_before_anything_is_read(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "own.tsv").write_text("id\tkind\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"own\.tsv, line 1: the first line lacks"):
        Pipeline(Settings(store=tmp_path))
