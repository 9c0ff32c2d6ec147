"""Generations on disk: published in one step, immutable, numbered once, pruned with care."""

import shutil
import threading

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hkgraph.errors import EmptyStoreError, StoreError
from hkgraph.store.changes import Change, apply
from hkgraph.store.generations import StoreDir, roll_back
from hkgraph.store.manifest import ContentDigest, Manifest
from hkgraph.store.writer import PUBLISHED

GRAPH = NamedNode("urn:graph")


def quad(value):
    return Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value), GRAPH)


def manifest(digest="0"):
    return Manifest(digest=digest, base_iri="urn:", counts={"quads": 0}, versions={})


def publish(writer, *values):
    draft = writer.clone()
    opened = draft.open()
    opened.extend(map(quad, values))
    opened.flush()
    del opened
    return writer.publish(draft, manifest())


def values_in(generation):
    return sorted(q.object.value for q in generation.open())


@pytest.fixture
def directory(tmp_path):
    return StoreDir(tmp_path / "store")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    directory = StoreDir(tmp_path_factory.mktemp("template") / "store")
    with directory.writing() as writer:
        for value in ("one", "two", "three"):
            publish(writer, value)
    return directory


@pytest.fixture
def three(template, directory):
    """A store with the generations 1, 2 and 3, each with one quad more."""
    shutil.copytree(template.path, directory.path, symlinks=True)
    return directory


def numbers(directory):
    return [generation.number for generation in directory.all()]


# ── publishing and reading ──────────────────────────────────────────────────────────────────


def test_generation_holds_what_the_ones_before_it_held(three):
    assert values_in(three.current()) == ["one", "three", "two"]


def test_earlier_generation_stays_as_it_was(three):
    assert values_in(three.all()[0]) == ["one"]


def test_reader_keeps_its_snapshot_while_others_are_published_and_pruned(three):
    reader = three.open_current()

    with three.writing() as writer:
        for value in ("four", "five", "six"):
            publish(writer, value)
        writer.prune(2)

    assert numbers(three) == [5, 6]
    assert sorted(q.object.value for q in reader) == ["one", "three", "two"]


def test_published_generation_cannot_be_written(three):
    with pytest.raises(RuntimeError, match="read-write"):
        three.open_current().add(quad("more"))


def test_folder_without_a_store_is_called_empty(directory):
    with pytest.raises(EmptyStoreError, match="no published graph"):
        directory.current()


def test_draft_is_seen_by_nobody(three):
    with three.writing() as writer:
        writer.clone()

        assert three.current().number == 3
        assert numbers(three) == [1, 2, 3]


def test_discarded_draft_leaves_nothing(three):
    with three.writing() as writer:
        draft = writer.clone()
        writer.discard(draft)

    assert not draft.path.exists()


def test_open_follows_the_pointer_when_its_generation_is_pruned_meanwhile(three):
    """Readers race a writer that keeps two generations; each open gives a whole one."""
    stop, faults = threading.Event(), []

    def read():
        while not stop.is_set():
            try:
                assert len(three.open_current()) >= 3
            except (AssertionError, StoreError) as exc:
                faults.append(exc)

    reader = threading.Thread(target=read)
    reader.start()
    with three.writing() as writer:
        for number in range(10):
            publish(writer, str(number))
            writer.prune(2)
    stop.set()
    reader.join()

    assert faults == []


def test_file_names_with_unusual_line_ends_stay_one_line(three):
    with three.writing() as writer:
        draft = writer.clone()
        draft.write_lines("articles.tsv", ["a\u2028b", "c\u0085d"])
        generation = writer.publish(draft, manifest())

    assert generation.read_lines("articles.tsv") == ["a\u2028b", "c\u0085d"]


# ── numbers, pruning, rolling back ──────────────────────────────────────────────────────────


def test_rollback_returns_to_the_one_before(three):
    roll_back(three)

    assert three.current().number == 2
    assert values_in(three.current()) == ["one", "two"]


def test_rollback_returns_to_a_number(three):
    assert roll_back(three, 1).number == 1
    assert three.current().number == 1


def test_rollback_to_zero_is_not_taken_for_the_one_before(three):
    with pytest.raises(StoreError, match="no generation 0") as refused:
        roll_back(three, 0)

    assert "1, 2, 3" in refused.value.hint
    assert three.current().number == 3


def test_rollback_from_the_first_says_that_there_is_none_before(three):
    roll_back(three, 1)

    with pytest.raises(StoreError, match="no earlier generation"):
        roll_back(three)


def test_rollback_makes_no_store_where_there_is_none(directory):
    with pytest.raises(EmptyStoreError):
        roll_back(directory)

    assert not directory.path.exists()


def test_next_build_after_a_rollback_continues_from_what_is_current(three):
    roll_back(three, 1)

    with three.writing() as writer:
        generation = publish(writer, "four")

    assert generation.number == 4
    assert values_in(generation) == ["four", "one"]


def test_numbers_are_never_used_twice_after_rollback_and_prune(three):
    roll_back(three, 1)
    with three.writing() as writer:
        for generation in three.all()[1:]:
            (generation.path / PUBLISHED).unlink()

    with three.writing() as writer:
        fresh = publish(writer, "four")

    assert fresh.number == 4


def test_prune_keeps_the_current_and_the_one_before(three):
    roll_back(three, 2)
    with three.writing() as writer:
        publish(writer, "four")
    roll_back(three, 2)

    with three.writing() as writer:
        gone = writer.prune(2)

    assert gone == []
    assert numbers(three) == [1, 2, 3, 4]


def test_prune_removes_the_oldest(three):
    with three.writing() as writer:
        publish(writer, "four")
        gone = writer.prune(2)

    assert gone == [1, 2]
    assert numbers(three) == [3, 4]


def test_half_pruned_generation_is_no_target_and_is_removed(three):
    (three.all()[0].path / PUBLISHED).unlink()

    with three.writing():
        pass

    assert numbers(three) == [2, 3]
    assert not (three.generations_path / "000001").exists()


# ── what a crash leaves ─────────────────────────────────────────────────────────────────────


def test_next_writer_removes_what_was_left(three):
    for folder in ("generations/000009.part/db", "generations/000008/db", "texts", "extracts"):
        (three.path / folder).mkdir(parents=True)
    for file in ("texts/a.txt.1.part", "extracts/b.json.1.part", "current.part"):
        (three.path / file).touch()

    with three.writing():
        pass

    assert numbers(three) == [1, 2, 3]
    assert sorted(p.name for p in three.generations_path.iterdir()) == [
        "000001",
        "000002",
        "000003",
        "last",
    ]
    assert not list(three.path.rglob("*.part"))


def test_number_of_a_crashed_build_is_not_used_again(three):
    with three.writing() as writer:
        writer.clone()

    with three.writing() as writer:
        assert publish(writer, "after").number == 5


def test_current_generation_that_never_got_its_mark_is_kept(three):
    (three.current().path / PUBLISHED).unlink()

    assert numbers(three) == [1, 2, 3]
    with three.writing():
        pass
    assert numbers(three) == [1, 2, 3]


# ── broken stores ───────────────────────────────────────────────────────────────────────────


def test_pointer_to_nothing_is_no_empty_store(three):
    three.pointer.unlink()
    three.pointer.symlink_to("generations/000077")

    with pytest.raises(StoreError, match="does not point to a generation") as refused:
        three.find_current()

    assert not isinstance(refused.value, EmptyStoreError)
    assert "rollback" in refused.value.hint


def test_rollback_mends_a_broken_pointer(three):
    three.pointer.unlink()
    three.pointer.symlink_to("generations/nowhere")

    roll_back(three, 3)

    assert values_in(three.current()) == ["one", "three", "two"]


def test_pointer_that_was_copied_as_a_folder_is_told(three):
    three.pointer.unlink()
    three.pointer.mkdir()

    with pytest.raises(StoreError, match="does not point") as refused:
        three.current()

    assert refused.value.hint.startswith("Remove ")


@pytest.mark.parametrize("content", ["", "{", '{"digest": 1}', "\x00\xff"])
def test_broken_manifest_is_told_with_a_way_out(three, content):
    (three.current().path / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(StoreError, match="is broken") as refused:
        _ = three.current().manifest

    assert "rollback" in refused.value.hint


@pytest.mark.parametrize("fault", ["gone", "corrupt"])
def test_broken_database_is_told(three, fault):
    marker = three.current().path / "db/CURRENT"
    if fault == "gone":
        marker.unlink()
    else:
        marker.write_text("nonsense", encoding="utf-8")

    with pytest.raises(StoreError):
        three.open_current()


def test_file_in_the_place_of_a_store_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with (
        pytest.raises(StoreError, match="is a file"),
        StoreDir(tmp_path / "file").writing(),
    ):
        pass


def test_folder_of_other_things_is_not_made_a_store(tmp_path):
    (tmp_path / "holiday.jpg").touch()

    with pytest.raises(StoreError, match=r"holiday\.jpg"), StoreDir(tmp_path).writing():
        pass

    assert [p.name for p in tmp_path.iterdir()] == ["holiday.jpg"]


# ── new databases and digests ───────────────────────────────────────────────────────────────


def test_rewritten_generation_has_the_same_quads(three):
    with three.writing() as writer:
        generation = writer.publish(writer.rewrite(), manifest())

    assert values_in(generation) == ["one", "three", "two"]


def test_digest_kept_up_to_date_equals_a_digest_made_anew(three):
    digest = ContentDigest()
    digest.add(map(quad, ("one", "two", "three")))
    gone, come = quad("two").triple, quad("four").triple
    change = Change(GRAPH, added=frozenset([come]), removed=frozenset([gone]))

    with three.writing() as writer:
        opened = writer.clone().open()
        apply(opened, [change], digest)

        anew = ContentDigest()
        anew.add(opened)
    assert digest.hexdigest() == anew.hexdigest()


def test_digest_does_not_depend_on_order():
    left, right = ContentDigest(), ContentDigest()

    left.add(map(quad, ("one", "two")))
    right.add(map(quad, ("two", "one")))

    assert left.hexdigest() == right.hexdigest()


def test_graph_that_lost_its_last_triple_is_gone(three):
    removed = frozenset(quad(v).triple for v in ("one", "two", "three"))

    with three.writing() as writer:
        opened = writer.clone().open()
        apply(opened, [Change(GRAPH, added=frozenset(), removed=removed)], ContentDigest())

        assert list(opened.named_graphs()) == []
