"""The library: nothing is computed twice, and what was spoilt is not taken for what was kept."""

import pytest

from hkgraph.articles.reader import read_bytes
from hkgraph.errors import StoreError
from hkgraph.model import Extract
from hkgraph.store.texts import Library
from tiny import ARTICLES, article


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path, "v" * 64)


def read(text, name="page.md"):
    return read_bytes(text.encode(), name)[0]


def test_article_comes_back_as_it_was(library):
    told = read(ARTICLES["closure"])

    digest = library.save_article(told)

    assert library.load_article(digest, told.document) == told


def test_digest_does_not_depend_on_the_file(library):
    left, right = (read(ARTICLES["closure"], name) for name in ("a.md", "b.md"))

    assert library.save_article(left) == library.save_article(right)


def test_extract_of_other_versions_is_not_used(library, tmp_path):
    library.save_extract("digest", Extract())

    assert library.has_extract("digest")
    assert not Library(tmp_path, "w" * 64).has_extract("digest")


def test_spoilt_text_is_told(library, tmp_path):
    told = read(ARTICLES["closure"])
    digest = library.save_article(told)
    path = next((tmp_path / "texts").iterdir())
    path.write_text(told.text.replace("12 years", "99 years"), encoding="utf-8")

    with pytest.raises(StoreError, match="not as it was written") as refused:
        library.load_article(digest, told.document)

    assert "Remove that file" in refused.value.hint


def test_spoilt_extract_is_told(library, tmp_path):
    library.save_extract("digest", Extract())
    next((tmp_path / "extracts").iterdir()).write_text("{", encoding="utf-8")

    with pytest.raises(StoreError, match="is broken"):
        library.load_extract("digest")


def test_missing_article_is_told(library):
    with pytest.raises(StoreError, match="cannot be read"):
        library.load_extract("nowhere")


def test_what_is_not_kept_is_gone_and_shared_text_stays(library, tmp_path):
    text = "The same words stand at two addresses, both of them invented."
    kept, gone, other = (
        read(article("One", text, url="https://example.org/1")),
        read(article("One", text, url="https://example.org/2")),
        read(ARTICLES["arrest"]),
    )
    digests = [library.save_article(one) for one in (kept, gone, other)]
    for digest in digests:
        library.save_extract(digest, Extract())

    library.keep_only(digests[:1])

    assert library.load_article(digests[0], kept.document) == kept
    assert {p.name.partition(".")[0] for p in (tmp_path / "extracts").iterdir()} == {digests[0]}
    assert len(list((tmp_path / "texts").iterdir())) == 1
