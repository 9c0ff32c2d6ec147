"""``hkgraph kb``: making a knowledge base and telling what it holds."""

import gzip
import re

from hkgraph.store.generations import StoreDir
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from wikidata_json import human, item, write_dump


def test_seed_in_a_file_has_the_facts_of_the_bundled_base(hkgraph, tmp_path):
    done = hkgraph("kb", "build", "--seed", "--out", tmp_path / "kb.sqlite")

    bundled = KnowledgeBase.bundled()
    assert done.code == 0
    assert bundled.digest in done.out
    bundled.close()


def test_malformed_lines_of_a_dump_are_told(hkgraph, tmp_path):
    dump = write_dump(tmp_path / "wikidata-20261116-all.json.gz", [human(7, "Bo Lau")], gzip.open)
    content = gzip.decompress(dump.read_bytes()).replace(b"\n]", b",\n{P31\n]")
    dump.write_bytes(gzip.compress(content))

    done = hkgraph("kb", "build", "--dump", dump, "--out", tmp_path / "kb.sqlite")

    assert "1 of 2 lines hold no entity" in done.err
    assert "2026-11-16" in done.out
    assert re.search(r"^of type person +1$", done.out, re.MULTILINE)


def test_exactly_one_source_is_asked_for(hkgraph, tmp_path):
    done = hkgraph("kb", "build", "--out", tmp_path / "kb.sqlite")

    assert (done.code, done.err.splitlines()[1][:5]) == (2, "hint:")
    assert not (tmp_path / "kb.sqlite").exists()


def test_file_that_cannot_be_written_is_told(hkgraph, tmp_path):
    done = hkgraph("kb", "build", "--seed", "--out", tmp_path / "nowhere" / "kb.sqlite")

    assert done.code == 2


def test_build_follows_the_knowledge_base(hkgraph, tmp_path, monkeypatch, store):
    place = item("Q7", {"en": "Sha Tin"}, claims={"P31": ["Q486972"]})
    dump = write_dump(tmp_path / "dump.json", [place])
    hkgraph("kb", "build", "--dump", dump, "--out", tmp_path / "kb.sqlite")
    hkgraph("build", store.articles, "--store", store.path)
    monkeypatch.setenv("HKGRAPH_KNOWLEDGE_BASE", str(tmp_path / "kb.sqlite"))

    done = hkgraph("link", "--store", store.path)

    versions = StoreDir(store.path).current().manifest.versions
    assert "is current" in done.err
    assert versions["knowledge base"].startswith("Wikidata dump ")
    assert "Q855463" not in hkgraph("dump", "--store", store.path).out


def test_missing_base_is_told_before_anything_is_read(hkgraph, tmp_path, monkeypatch, store):
    monkeypatch.setenv("HKGRAPH_KNOWLEDGE_BASE", str(tmp_path / "nowhere.sqlite"))

    done = hkgraph("build", store.articles, "--store", store.path)

    assert (done.code, "nowhere.sqlite" in done.err) == (2, True)
