"""How hkgraph is tested, and the stores that many tests share.

Strategy: real parts throughout. Articles are real files, stores are real folders, the language
model and the shapes are those that users get, and commands run through ``main``. Nothing of our
own is replaced by a stand-in; where a fault must come from outside (a full disk, a killed
process, a spoilt file), the test makes that fault.

What costs time is made once: the model is loaded at most once a process, and ``shelf`` keeps the
extracts of the tiny articles, so that a test's own store is built from them without the model.
``built`` and ``corpus`` are whole stores for tests that only read. Imports that load the model
stand inside the fixtures, so that tests which need none of it start at once.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hkgraph.settings import Settings
from tiny import ARTICLES, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.pipeline import Outcome, Pipeline

ROOT = Path(__file__).parents[1]
SEED = ROOT / "../shared/seed"


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class TinyStore:
    """A store of one test, and the folder of its articles."""

    path: Path
    articles: Path

    @property
    def settings(self) -> Settings:
        return Settings(store=self.path)

    def pipeline(self, **options) -> Pipeline:
        from hkgraph.pipeline import Pipeline

        return Pipeline(self.settings, **options)

    def file(self, name: str) -> Path:
        return self.articles / f"{name}.md"

    def write(self, name: str, text: str) -> Path:
        self.file(name).write_text(text, encoding="utf-8")
        return self.file(name)

    def build(self, *names: str, **options) -> Outcome:
        """Build the named articles, all if none is named."""
        return self.pipeline(**options).build([self.file(n) for n in names or ARTICLES])

    def key(self, name: str) -> str:
        """Find the key of a live article by the name of its file."""
        live = self.pipeline().live()
        return next(one.key for one in live if f"{name}.md" in one.document.names)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory) -> Path:
    """Build the tiny articles once; the store's library serves later builds."""
    folder = tmp_path_factory.mktemp("shelf")
    write_articles(folder / "articles")
    TinyStore(folder / "store", folder / "articles").build()
    return folder


@pytest.fixture(scope="session")
def built(shelf) -> TinyStore:
    """A store with all tiny articles; only to be read."""
    return TinyStore(shelf / "store", shelf / "articles")


@pytest.fixture
def new_store(shelf, tmp_path) -> Callable[[str], TinyStore]:
    """Make empty stores that already have the tiny articles' extracts."""

    def make(name: str = "store") -> TinyStore:
        for part in ("texts", "extracts"):
            shutil.copytree(shelf / "store" / part, tmp_path / name / part)
        articles = tmp_path / f"{name}-articles"
        write_articles(articles)
        return TinyStore(tmp_path / name, articles)

    return make


@pytest.fixture
def store(new_store) -> TinyStore:
    return new_store()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """Build the sample corpus once; only to be read."""
    folder = tmp_path_factory.mktemp("corpus")
    files = sorted(path for path in (ROOT / "data/articles").iterdir() if path.is_file())
    TinyStore(folder, folder).pipeline().build(files)
    return folder


@pytest.fixture
def hkgraph(capfd, monkeypatch) -> Callable[..., Finished]:
    """Run a command through ``main``, in this process."""
    from hkgraph.cli import main

    def run(*arguments: str | Path) -> Finished:
        monkeypatch.setattr(sys, "argv", ["hkgraph", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
        return Finished(code or 0, *capfd.readouterr())

    return run


def dump_of(store: Path) -> bytes:
    """Give the managed graphs as sorted N-Quads."""
    from hkgraph.graph.iri import Minter
    from hkgraph.store.dump import DumpFormat, all_graphs, iter_quads, write_dump
    from hkgraph.store.generations import StoreDir

    generation, opened = StoreDir(store).open_snapshot()
    minter = Minter(generation.manifest.base_iri)
    output = io.BytesIO()
    names = all_graphs(opened, minter, also_unmanaged=False)
    write_dump(iter_quads(opened, names), output, DumpFormat.NQUADS)
    return output.getvalue()


def sha256_of(store: Path) -> str:
    return hashlib.sha256(dump_of(store)).hexdigest()
