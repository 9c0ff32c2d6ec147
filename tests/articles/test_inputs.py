"""From what is typed to the files that are meant."""

from __future__ import annotations

import pytest

from hkgraph.articles.reader import find_inputs
from hkgraph.errors import UsageError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("b.md", "a.txt", "sub/c.HTML", "sub/d.htm", "e.xhtml", "f.markdown"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    for name in (".hidden.md", "g.pdf", ".git/h.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(paths) -> list[str]:
    return [path.as_posix() for path in paths]


def test_folder_gives_its_known_files_sorted(folder):
    assert names(find_inputs(["."])) == [
        "a.txt",
        "b.md",
        "e.xhtml",
        "f.markdown",
        "sub/c.HTML",
        "sub/d.htm",
    ]


def test_file_is_taken_whatever_its_suffix(folder):
    assert names(find_inputs(["g.pdf"])) == ["g.pdf"]


def test_pattern_is_expanded(folder):
    assert names(find_inputs(["*.md", "sub/*"])) == ["b.md", "sub/c.HTML", "sub/d.htm"]


def test_no_file_is_given_twice(folder):
    assert names(find_inputs(["b.md", str(folder / "b.md"), "./b.md", "*.md"])) == ["b.md"]


def test_misspelt_path_is_answered_with_the_nearest(folder):
    with pytest.raises(UsageError, match=r"no such file or folder: sub/c\.HTM") as caught:
        find_inputs(["sub/c.HTM"])

    assert caught.value.hint in {"Did you mean sub/c.HTML?", "Did you mean sub/d.htm?"}


def test_path_in_a_folder_that_is_not_there_says_so(folder):
    with pytest.raises(UsageError) as caught:
        find_inputs(["nowhere/b.md"])

    assert "nowhere" in caught.value.hint


def test_pattern_without_a_match_is_an_error(folder):
    with pytest.raises(UsageError, match="no file matches"):
        find_inputs(["*.rst"])


def test_folder_without_articles_is_an_error(folder):
    (folder / "empty").mkdir()

    with pytest.raises(UsageError, match="no article files in empty"):
        find_inputs(["empty"])


def test_name_with_the_signs_of_a_pattern_is_a_name_first(folder):
    (folder / "a[1].md").write_text("x", encoding="utf-8")

    assert names(find_inputs(["a[1].md"])) == ["a[1].md"]
