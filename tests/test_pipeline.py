"""The way from files to a published graph, and back out of it, on real parts."""

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from conftest import ROOT, SEED, TinyStore, dump_of, sha256_of
from hkgraph.errors import EmptyStoreError, SettingsError, UsageError
from hkgraph.search.building import build_index
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.manifest import ContentDigest
from hkgraph.store.texts import Library
from tiny import ARTICLES, article

BASE = "https://w3id.org/hkgraph/id/"
PREFIXES = """
PREFIX hk: <https://w3id.org/hkgraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def ask(store, text):
    opened = StoreDir(store).open_current()
    found = opened.query(PREFIXES + text, use_default_graph_as_union=True)
    return [tuple(None if term is None else term.value for term in row) for row in found]


def headlines(store):
    rows = ask(store.path, "SELECT ?h { ?a a schema:NewsArticle ; schema:headline ?h }")
    return sorted(h for (h,) in rows)


def quarantined(store):
    from hkgraph.store.quarantine import Quarantine

    return Quarantine(store.path / "quarantine").all()


@pytest.fixture
def strict(tmp_path):
    """Shapes that also forbid a word in headlines."""
    folder = tmp_path / "strict-shapes"
    shutil.copytree(ROOT / "shapes", folder)

    def forbid(word):
        (folder / "forbidden.ttl").write_text(
            f"""@prefix hk: <https://w3id.org/hkgraph/ns#> .
            @prefix schema: <https://schema.org/> .
            @prefix sh: <http://www.w3.org/ns/shacl#> .
            hk:ForbiddenShape a sh:NodeShape ; sh:targetClass schema:NewsArticle ;
              sh:property hk:ForbiddenShape-headline .
            hk:ForbiddenShape-headline a sh:PropertyShape ; sh:path schema:headline ;
              sh:pattern "^(?!.*{word})" ; sh:severity sh:Violation ;
              sh:message "Leave the word {word} out of the headline."@en .""",
            encoding="utf-8",
        )
        return folder

    return forbid


# ── the user's own page ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    if not SEED.is_dir():
        pytest.skip("the sample page is not beside the checkout")
    store = TinyStore(tmp_path_factory.mktemp("seed"), SEED)
    store.pipeline().build(sorted(SEED.iterdir()))
    return store.path


def test_sample_page_gives_its_two_articles(seed):
    rows = ask(
        seed,
        """SELECT ?publisher ?day ?author ?contributor {
          ?article a schema:NewsArticle ; schema:datePublished ?day ;
            schema:publisher/skos:prefLabel ?publisher ; schema:author/skos:prefLabel ?author .
          FILTER(LANG(?publisher) = "en")
          OPTIONAL { ?article schema:contributor/skos:prefLabel ?contributor }
        } ORDER BY ?publisher""",
    )

    assert rows == [
        ("Hong Kong Free Press", "2021-10-25", "Tom Grundy", None),
        ("South China Morning Post", "2021-10-25", "Laura Westbrook", "Finbarr Bermingham"),
    ]
    assert ask(seed, "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }") == [("2",)]


def test_sample_page_itself_has_no_publisher(seed):
    documents = ask(
        seed, "SELECT ?d ?p { ?d a hk:SourceDocument . OPTIONAL {?d schema:publisher ?p} }"
    )

    assert [publisher for _, publisher in documents] == [None]


# ── what a build gives ──────────────────────────────────────────────────────────────────────


def texts_of(store):
    """Give the text of each live article by its IRI, from the library."""
    library = Library(store, "")
    live = map(LiveArticle.parse, StoreDir(store).current().read_lines(FILE))
    return {
        f"{BASE}article/{one.key}": library.load_article(one.digest, one.document).text
        for one in live
    }


@pytest.mark.parametrize("name", ["corpus", "seed"])
def test_every_span_cuts_its_words_out_of_the_article_text(name, request):
    store = request.getfixturevalue(name)
    texts = texts_of(store)

    spans = ask(
        store,
        """SELECT ?article ?start ?end ?words {
          ?span a hk:TextSpan ; oa:hasSource ?article ; oa:start ?start ; oa:end ?end ;
            oa:exact ?words }""",
    )

    assert len(spans) > 100
    assert [s for s in spans if texts[s[0]][int(s[1]) : int(s[2])] != s[3]] == []


def test_text_of_an_article_is_in_no_graph(corpus):
    assert ask(corpus, "SELECT ?a { ?a hk:text ?text }") == []


def test_manifest_tells_the_digest_of_what_is_there(built):
    generation = StoreDir(built.path).current()
    digest = ContentDigest()
    digest.add(generation.open())

    assert generation.manifest.digest == digest.hexdigest()
    assert generation.manifest.counts["quads"] == len(generation.open())
    assert generation.manifest.user_graphs == ()


def test_building_again_publishes_and_extracts_nothing(store):
    store.build()

    again = store.build()

    assert (again.generation, again.extracted) == (None, 0)
    assert [g.number for g in StoreDir(store.path).all()] == [1]


def test_building_nothing_readable_makes_no_generation(store, tmp_path):
    (tmp_path / "empty.md").touch()

    outcome = store.pipeline().build([tmp_path / "empty.md"])

    assert outcome.generation is None
    assert StoreDir(store.path).find_current() is None


def test_one_unreadable_file_costs_the_others_nothing(store, tmp_path):
    (tmp_path / "empty.md").touch()

    outcome = store.pipeline().build([store.file("plan"), tmp_path / "empty.md"])

    assert [taken.error is None for taken in outcome.taken] == [True, False]
    assert headlines(store) == ["Tolo Rowers Union to close"]


def test_store_keeps_to_one_base(store):
    from hkgraph.pipeline import Pipeline

    store.build("plan")
    other = Settings(store=store.path, base_iri="https://kg.example/")

    with pytest.raises(SettingsError, match=r"begin with https://w3id\.org"):
        Pipeline(other).build([store.file("plain")])


def test_other_base_gives_other_iris_alone(store, tmp_path, new_store):
    from hkgraph.pipeline import Pipeline

    store.build("arrest")
    other = new_store("other")
    Pipeline(Settings(store=other.path, base_iri="https://kg.example/")).build(
        [other.file("arrest")]
    )

    assert b"w3id.org/hkgraph/id" not in dump_of(other.path)
    assert dump_of(other.path).count(b"\n") == dump_of(store.path).count(b"\n")


def test_graph_of_a_user_is_listed_and_left_alone(store):
    from pyoxigraph import Literal, Quad

    store.build("plan")
    own = Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("mine"), NamedNode("urn:mine"))
    directory = StoreDir(store.path)
    with directory.writing() as writer:
        draft = writer.clone()
        opened = draft.open()
        opened.add(own)
        opened.flush()
        del opened
        writer.publish(draft, directory.current().manifest)

    store.build("plan", "closure")

    current = directory.current()
    assert current.manifest.user_graphs == ("urn:mine",)
    assert own in current.open()
    assert b"urn:mine" not in dump_of(store.path)


# ── replacing ───────────────────────────────────────────────────────────────────────────────

PAGE = "https://example.org/tai-tam-herald/page"
ADDRESS = {"url": PAGE}


def version(words, headline="A page", **head):
    """Write a version of one page; the document has the article's address as its own."""
    return article(headline, f"The Harbour Reading Circle closed {words}.", **ADDRESS, **head)


def test_same_address_with_other_words_replaces(store):
    store.write("one", version("in March"))
    store.build("one")
    first = store.key("one")
    store.write("one", version("in April"))

    outcome = store.build("one")

    assert len(outcome.merged.replaced) == 1
    assert [one.key for one in outcome.live] != [first]
    assert headlines(store) == ["A page"]


def test_older_version_is_not_taken(store):
    store.write("new", version("in April", modified="2021-11-02"))
    store.write("old", version("in March", modified="2021-11-01"))
    store.build("new")

    outcome = store.build("old")

    assert outcome.generation is None
    assert len(outcome.merged.outdated) == 1


def test_two_versions_without_order_are_both_quarantined_and_one_can_be_retried(store):
    store.write("a", version("in March"))
    store.write("b", version("in April"))

    outcome = store.build("a", "b", "plan")

    waiting = quarantined(store)
    assert headlines(store) == ["Tolo Rowers Union to close"]
    assert len(outcome.quarantined) == len(waiting) == 2
    assert "no date says which is later" in waiting[0].reasons[0]

    chosen = waiting[0].live
    store.pipeline().retry([chosen.key])

    assert chosen.key in {one.key for one in store.pipeline().live()}
    assert quarantined(store) == []


def test_retrying_both_versions_keeps_both_out(store):
    store.write("a", version("in March"))
    store.write("b", version("in April"))
    store.build("a", "b", "plan")

    outcome = store.pipeline().retry([one.live.key for one in quarantined(store)])

    assert outcome.generation is None
    assert len(quarantined(store)) == 2


def test_same_article_twice_is_one(store):
    shutil.copy(store.file("plan"), store.articles / "copy.md")

    store.build("plan", "copy")

    names = ask(store.path, "SELECT ?n { ?d a hk:SourceDocument ; schema:name ?n } ORDER BY ?n")
    assert names == [("copy.md",), ("plan.md",)]
    assert headlines(store) == ["Tolo Rowers Union to close"]


# ── quarantine ──────────────────────────────────────────────────────────────────────────────


def test_article_that_fails_a_shape_is_kept_out_and_the_rest_is_published(store, strict):
    outcome = store.build(shapes=strict("Police"))

    (refused,) = quarantined(store)
    assert [one.headline for one in outcome.quarantined] == ["Police arrest chairwoman"]
    assert "Police arrest chairwoman" not in headlines(store)
    assert len(headlines(store)) == len(ARTICLES) - 1
    assert "Leave the word Police out of the headline." in refused.reasons[0]
    assert "sh:ValidationReport" in refused.turtle


def test_what_is_published_beside_a_refused_article_is_as_if_it_had_not_been_there(
    store, strict, new_store
):
    store.build(shapes=strict("Police"))
    without = new_store("without")
    without.build(*(name for name in ARTICLES if name != "arrest"))

    assert sha256_of(store.path) == sha256_of(without.path)


def test_retry_takes_up_what_was_mended(store, strict, built):
    store.build(shapes=strict("Police"))

    outcome = store.pipeline().retry([quarantined(store)[0].live.key])

    assert outcome.extracted == 0
    assert quarantined(store) == []
    assert sha256_of(store.path) == sha256_of(built.path)


def test_retry_of_what_still_fails_changes_nothing(store, strict):
    shapes = strict("Police")
    store.build(shapes=shapes)

    outcome = store.pipeline(shapes=shapes).retry([quarantined(store)[0].live.key])

    assert outcome.generation is None
    assert len(quarantined(store)) == 1


def test_replacing_version_that_fails_leaves_the_former_live(store, strict):
    store.write("page", version("in March"))
    store.build("page")
    before = sha256_of(store.path)
    shapes = strict("Police")
    store.write("page", version("in April", headline="Police page"))

    outcome = store.build("page", shapes=shapes)

    assert headlines(store) == ["A page"]
    assert sha256_of(store.path) == before
    assert "before this one stays" in outcome.quarantined[0].reasons[-1]


def test_version_that_passes_takes_its_predecessor_out_of_quarantine(store, strict):
    shapes = strict("Police")
    store.write("page", version("in March", headline="Police page"))
    store.build("page", "plan", shapes=shapes)
    store.write("page", version("in March"))

    store.build("page", shapes=shapes)

    assert quarantined(store) == []
    assert "A page" in headlines(store)


def test_other_shapes_are_asked_about_articles_that_are_live(store, strict):
    store.build()

    outcome = store.build("plan", shapes=strict("Police"))

    assert [one.headline for one in outcome.quarantined] == ["Police arrest chairwoman"]
    assert "Police arrest chairwoman" not in headlines(store)


def spoil(store, name, change):
    """Change the extract of an article in the library."""
    pipeline, key = store.pipeline(), store.key(name)
    digest = next(one.digest for one in pipeline.live() if one.key == key)
    path = pipeline._library._extract(digest)
    extract = json.loads(path.read_text(encoding="utf-8"))
    change(extract)
    path.write_text(json.dumps(extract), encoding="utf-8")


def shift(extract):
    for mention in extract["mentions"][:1]:
        mention["span"]["start"] += 1
        mention["span"]["end"] += 1


def lie(extract):
    span = extract["statements"][0]["evidence"][0]
    span["text"] = "x" * len(span["text"])


def reach_too_far(extract):
    for mention in extract["mentions"][:1]:
        mention["span"]["start"] += 100_000
        mention["span"]["end"] += 100_000


@pytest.mark.parametrize("change", [shift, lie, reach_too_far])
def test_evidence_that_is_not_in_the_text_is_caught(store, change):
    store.build(*(name for name in ARTICLES if name != "plan"))
    spoil(store, "arrest", change)

    outcome = store.build("plan")

    (refused,) = outcome.quarantined
    assert refused.headline == "Police arrest chairwoman"
    assert any("TextSpan" in reason for reason in refused.reasons)
    assert len(headlines(store)) == len(ARTICLES) - 1


def test_article_that_cannot_be_mapped_is_kept_out_alone(store, built):
    """A mention of an entity that is not there is a fault no shape ever sees."""
    store.build("arrest")
    spoil(store, "arrest", lambda e: e["mentions"][0].update(entity="e999"))
    key = store.key("arrest")
    store.pipeline().remove([key])

    outcome = store.build("arrest", "plan")

    (refused,) = outcome.quarantined
    assert "cannot be mapped" in refused.reasons[0]
    assert headlines(store) == ["Tolo Rowers Union to close"]


# ── removing ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["key", "iri", "address"])
def test_article_is_removed_by_any_of_its_names(store, new_store, name):
    store.build()
    key = store.key("arrest")
    names = {
        "key": key,
        "iri": f"{BASE}article/{key}",
        "address": "https://example.org/tai-tam-herald/police-arrest-chairwoman",
    }
    without = new_store("without")
    without.build(*(n for n in ARTICLES if n != "arrest"))

    outcome = store.pipeline().remove([names[name], key])

    assert [one.key for one in outcome.removed] == [key]
    assert sha256_of(store.path) == sha256_of(without.path)


def test_unknown_article_is_refused_and_nothing_is_removed(store):
    store.build("plan")

    with pytest.raises(UsageError, match="no article is called 'nobody'"):
        store.pipeline().remove([store.key("plan"), "nobody"])

    assert headlines(store) == ["Tolo Rowers Union to close"]


def test_removing_from_no_store_makes_none(tmp_path):
    with pytest.raises(EmptyStoreError):
        TinyStore(tmp_path / "none", tmp_path).pipeline().remove(["x"])

    assert not (tmp_path / "none").exists()


def test_quarantined_article_can_be_removed(store, strict):
    store.build(shapes=strict("Police"))
    before = sha256_of(store.path)

    store.pipeline().remove([quarantined(store)[0].live.key])

    assert quarantined(store) == []
    assert sha256_of(store.path) == before


SECRET = "the seventeen violet umbrellas of Harlech Terrace"


def holding(folder: Path, words: str) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    )


def test_purge_leaves_no_byte_of_the_text(store):
    words = f"“They took {SECRET},” said Ada Lam-Wood."
    store.write("secret", article("Umbrellas are gone", words))
    store.build("secret", "plan")
    assert any("/db/" in name for name in holding(store.path, SECRET))
    assert any(name.startswith("texts/") for name in holding(store.path, SECRET))
    index = build_index(StoreDir(store.path).current())
    assert str(index.relative_to(store.path)) in holding(store.path, SECRET)

    store.pipeline().remove([store.key("secret")], purge=True)

    assert holding(store.path, SECRET) == []
    assert holding(store.path, "umbrellas of Harlech") == []


def test_purge_forgets_earlier_versions_too(store):
    store.write("page", version(f"under {SECRET}"))
    store.build("page", "plan")
    store.write("page", version("in April"))
    store.build("page")

    store.pipeline().remove([store.key("page")], purge=True)

    assert holding(store.path, SECRET) == []


def test_purge_keeps_what_is_live(store, new_store):
    store.build()
    without = new_store("without")
    without.build(*(n for n in ARTICLES if n != "arrest"))

    outcome = store.pipeline().remove([store.key("arrest")], purge=True)

    assert outcome.generation.number == StoreDir(store.path).current().number
    assert sha256_of(store.path) == sha256_of(without.path)
    assert store.build(*(n for n in ARTICLES if n != "arrest")).generation is None
    assert len(StoreDir(store.path).all()) == 2


def test_removal_without_purge_can_be_rolled_back(store, built):
    from hkgraph.store.generations import roll_back

    store.build()
    store.pipeline().remove([store.key("arrest")])

    roll_back(StoreDir(store.path))

    assert sha256_of(store.path) == sha256_of(built.path)


# ── tombstones ──────────────────────────────────────────────────────────────────────────────


def test_removed_article_leaves_a_tombstone_and_comes_back_alive(store):
    store.build()
    directory = StoreDir(store.path)
    assert directory.current().tombstones() == frozenset()
    iri = f"{BASE}article/{store.key('arrest')}"

    store.pipeline().remove([iri])
    dead = directory.current().tombstones()
    store.build()

    assert iri in dead
    assert directory.current().tombstones() == frozenset()


def test_tombstones_name_nothing_that_is_still_described(store):
    store.build()

    store.pipeline().remove([store.key("arrest")])

    current = StoreDir(store.path).current()
    described = {q.subject.value for q in current.open()}
    assert current.tombstones()
    assert current.tombstones() & described == set()
