"""A store with pairs that the build could not decide."""

import shutil

import pytest

from conftest import TinyStore
from doubtful import build_doubtful


@pytest.fixture(scope="session")
def doubts(shelf, tmp_path_factory):
    """Build it once."""
    folder = tmp_path_factory.mktemp("doubts")
    for part in ("texts", "extracts"):
        shutil.copytree(shelf / "store" / part, folder / "store" / part)
    shutil.copytree(shelf / "articles", folder / "articles")
    return build_doubtful(TinyStore(folder / "store", folder / "articles"))


@pytest.fixture
def doubtful(doubts, tmp_path):
    """A copy of a test's own."""
    shutil.copytree(doubts.path, tmp_path / "doubtful", symlinks=True)
    return TinyStore(tmp_path / "doubtful", doubts.articles)
