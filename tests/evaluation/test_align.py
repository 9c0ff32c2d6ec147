from __future__ import annotations

from dataclasses import replace

from hkgraph.evaluation.align import Alignment, jaccard, pair_up
from hkgraph.evaluation.gather import gather
from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.ours import EntityKey
from hkgraph.evaluation.score import Tally
from hkgraph.model import Article, Entity, Kind, OffsetMap, Segment


def test_heaviest_pair_is_made_first():
    weights = {("a", "x"): 1, ("a", "y"): 2, ("b", "y"): 3}

    pairs = pair_up(["a", "b"], ["x", "y"], lambda one, other: weights.get((one, other), 0))

    assert pairs == [("b", "y"), ("a", "x")]


def test_earlier_pair_wins_a_draw():
    assert pair_up(["a"], ["x", "y"], lambda _one, _other: 1) == [("a", "x")]


def test_overlap_is_a_share_of_what_both_cover():
    one = FileSpan(article="A1", start=0, end=6, text="abcdef")
    other = FileSpan(article="A1", start=4, end=8, text="efgh")

    assert jaccard(one, other) == 2 / 8


def test_entity_of_the_same_kind_is_preferred(page):
    place, law = (e for e in page.gold.entities if e.id in ("l-quiet", "pl-shatin"))
    twin = replace(law, mentions=place.mentions)
    gold = replace(page.gold, entities=(place, twin))
    page.change(entities=(Entity(id="e2", kind=Kind.LAW, name="?"),), statements=())
    page.change(mentions=tuple(m for m in page.extract.mentions if m.entity == "e2"))

    alignment = Alignment(gold, gather(gold, [(page.article, page.extract)]))

    assert alignment.find(EntityKey(0, "e2")) == "l-quiet"


def test_entity_without_an_annotated_mention_is_placed_by_its_name(page):
    page.change(mentions=())

    alignment = Alignment(page.gold, gather(page.gold, [(page.article, page.extract)]))

    assert alignment.find(EntityKey(0, "e1")) == "o-harbour"


def test_what_stands_around_the_articles_is_counted_as_outside(page):
    text = page.gold.source.read_text(encoding="utf-8")
    whole = OffsetMap((Segment(text_start=0, file_start=0, length=len(text)),))
    article = Article(
        key="b",
        document=page.article.document,
        headline="Gulls",
        text=text,
        blocks=(),
        offsets=whole,
    )
    page.article = article
    page.change(
        mentions=(page.mention("e1", "Gulls Weekly"),), quotations=(), statements=(), events=()
    )

    ours = gather(page.gold, [(article, page.extract)])

    assert (ours.mentions, ours.outside) == ([], 1)


def test_precision_counts_each_of_ours_that_is_right():
    assert Tally(found=1, missed=0, spurious=1, right=3).precision == 3 / 4
