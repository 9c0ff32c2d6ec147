"""Adding and replacing documents: a function of what came, not of how it was ordered."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.errors import StoreError
from hkgraph.model import ArticleKey, DocumentKey, SourceDocument
from hkgraph.store.live import LiveArticle, by_key
from hkgraph.store.merge import by_document, merge, without_article


def one(document, content="a", version="", name="page.md", article=""):
    """Make the only article of a document: its address, its bytes, the day of its version."""
    source = SourceDocument(key=DocumentKey(document), sha256=content, names=(name,))
    key = ArticleKey(article or f"{document}/{content}")
    return LiveArticle(key=key, digest=f"d-{key}", document=source, version=version)


def documents(merged):
    return {key: version[0].document.sha256 for key, version in merged.documents.items()}


def test_new_document_is_added():
    merged = merge([one("x")], [(one("y"),)])

    assert documents(merged) == {"x": "a", "y": "a"}
    assert merged.added == ["y"]


def test_same_bytes_change_nothing():
    merged = merge([one("x")], [(one("x"),)])

    assert (merged.added, merged.replaced, merged.outdated) == ([], [], [])


def test_same_bytes_under_two_names_are_one_document_with_both():
    merged = merge([], [(one("x", name="b.md"),), (one("x", name="a.md"),)])

    assert merged.documents["x"][0].document.names == ("a.md", "b.md")


def test_later_command_replaces_what_has_no_date():
    merged = merge([one("x", "old")], [(one("x", "new"),)])

    assert documents(merged) == {"x": "new"}
    assert merged.replaced == ["x"]


def test_later_date_replaces():
    merged = merge([one("x", "old", "2021-10-25")], [(one("x", "new", "2021-10-26"),)])

    assert merged.replaced == ["x"]


def test_older_version_is_not_taken():
    merged = merge([one("x", "new", "2021-10-26")], [(one("x", "old", "2021-10-25"),)])

    assert documents(merged) == {"x": "new"}
    assert merged.outdated == ["x"]


def test_times_are_compared_in_utc():
    morning_in_hong_kong = one("x", "first", "2021-10-25T08:00:00+08:00")  # midnight UTC
    one_in_london = one("x", "second", "2021-10-25T01:00:00+00:00")

    merged = merge([one_in_london], [(morning_in_hong_kong,)])

    assert documents(merged) == {"x": "second"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_within_one_command_the_later_date_wins_in_any_order(order):
    versions = [(one("x", "old", "2021-10-25"),), (one("x", "new", "2021-10-26"),)]

    merged = merge([], [versions[i] for i in order])

    assert documents(merged) == {"x": "new"}


@pytest.mark.parametrize(
    ("first", "second"), [("", ""), ("2021-10-25", "2021-10-25"), ("", "2021-10-25")]
)
def test_two_versions_that_no_date_puts_in_order_are_both_kept_out(first, second):
    merged = merge([one("x", "old")], [(one("x", "b", first),), (one("x", "c", second),)])

    assert documents(merged) == {"x": "old"}
    assert {v[0].document.sha256 for v in merged.conflicting["x"]} == {"b", "c"}


def test_order_within_a_command_does_not_matter():
    versions = [
        (one("x", "a", "2021-01-01"),),
        (one("x", "b", "2021-01-02"),),
        (one("y", "a", name="1.md"),),
        (one("y", "a", name="2.md"),),
    ]

    outcomes = [merge([], order) for order in permutations(versions)]

    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_document_without_its_failing_article_keeps_the_others():
    left, right = one("x", article="l"), one("x", article="r")

    rest = without_article({"x": (left, right)}, "l", {})

    assert rest == {"x": (right,)}


def test_document_falls_back_to_its_former_version():
    former, fresh = one("x", "old"), one("x", "new")

    assert without_article({"x": (fresh,)}, fresh.key, {"x": (former,)}) == {"x": (former,)}


def test_document_whose_only_article_fails_is_gone():
    failing = one("x")

    assert without_article({"x": (failing,)}, failing.key, {"x": (failing,)}) == {}


def test_article_in_two_documents_stands_once_with_both():
    left, right = one("x", article="same"), one("y", article="same")

    assert by_key(by_document([right, left])) == {"same": [left, right]}


names = st.lists(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1), min_size=1, max_size=3
)


@given(names=names, url=st.none() | st.just("https://example.org/?q=%09"))
def test_line_gives_the_article_back(names, url):
    source = SourceDocument(key=DocumentKey("k"), sha256="s", names=tuple(names), url=url)
    live = replace(one("x"), document=source)

    line = live.line()

    assert "\n" not in line
    assert LiveArticle.parse(line) == live


@pytest.mark.parametrize("line", ["", "a\tb", "a\tb\tc\td\te\tnot json\tg"])
def test_line_of_something_else_is_refused(line):
    with pytest.raises(StoreError, match="a line that is none"):
        LiveArticle.parse(line)
