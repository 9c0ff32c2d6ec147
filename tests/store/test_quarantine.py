"""The quarantine keeps an article with its reasons and the version that it came in."""

import pytest

from hkgraph.errors import UsageError
from hkgraph.model import ArticleKey, DocumentKey, SourceDocument
from hkgraph.store.live import LiveArticle
from hkgraph.store.quarantine import Quarantine, Quarantined

DOCUMENT = SourceDocument(key=DocumentKey("d"), sha256="s", names=("page.md",))


def live(key):
    return LiveArticle(key=ArticleKey(key), digest=f"digest-{key}", document=DOCUMENT)


@pytest.fixture
def quarantine(tmp_path):
    return Quarantine(tmp_path / "quarantine")


def waiting(key, *others):
    version = tuple(sorted(map(live, (key, *others)), key=lambda one: one.key))
    return Quarantined(
        live=live(key), version=version, headline="H", reasons=("r1", "r2"), turtle="# t\n"
    )


def test_article_comes_back_with_reasons_and_version(quarantine):
    quarantine.put(waiting("b", "a"))

    found = quarantine.get("b")

    assert (found.live, set(found.version)) == (live("b"), {live("a"), live("b")})
    assert (found.headline, found.reasons, found.turtle) == ("H", ("r1", "r2"), "# t\n")


def test_line_breaks_in_a_headline_stay_in_one_line(quarantine):
    one = waiting("a")
    quarantine.put(Quarantined(live=one.live, version=one.version, headline="A\nB", reasons=("r",)))

    assert quarantine.get("a").headline == "A B"
    assert quarantine.get("a").reasons == ("r",)


def test_list_is_in_order_of_keys(quarantine):
    for key in ("b", "a"):
        quarantine.put(waiting(key))

    assert [one.live.key for one in quarantine.all()] == ["a", "b"]


def test_released_article_is_gone(quarantine):
    quarantine.put(waiting("a"))

    quarantine.release("a")

    assert quarantine.all() == []
    assert not quarantine.holds("a")


@pytest.mark.parametrize("key", ["nowhere", "../a", ""])
def test_what_is_not_here_is_refused(quarantine, key):
    quarantine.put(waiting("a"))

    with pytest.raises(UsageError, match="in quarantine"):
        quarantine.get(key)
