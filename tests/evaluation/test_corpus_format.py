from __future__ import annotations

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.errors import DataError, SourceError
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.model import Kind, Modality, Predicate

CLOSED = "Harbour Watch closed on Monday"


@pytest.fixture
def path(corpus):
    return corpus / "watch.yaml"


@pytest.fixture
def read(path):
    return lambda: read_corpus_gold(path, find_source(path))


@pytest.fixture
def swap(path):
    def swap(old, new):
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return swap


def entity(gold, name):
    return next(entity for entity in gold.entities if entity.id == name)


def event(gold, name):
    return next(event for event in gold.events if event.id == name)


def test_words_become_offsets_of_the_decoded_file(read, corpus):
    text = (corpus / "watch.md").read_text(encoding="utf-8")

    marked = [at for one in read().entities for at in (*one.mentions, *one.nominals)]

    assert len(marked) == 10
    assert [text[at.start : at.end] for at in marked] == [at.text for at in marked]


def test_numbered_words_are_a_later_place(read, corpus):
    text = (corpus / "watch.md").read_text(encoding="utf-8")

    first, second = entity(read(), "watch").mentions

    assert (first.start, second.start) == (text.index("Harbour"), text.index(CLOSED))


def test_descriptions_are_kept_apart_from_names(read):
    watch = entity(read(), "watch")

    assert [at.text for at in watch.nominals] == ["The group"]
    assert "The group" not in watch.names


def test_scalars_of_yaml_stay_words(read):
    gold = read()

    assert gold.articles[0].published == "2024-03-05"
    assert gold.dates[0].edtf == "2024-03-04"


def test_indirect_quotations_are_speeches(read):
    gold = read()

    assert [q.at.text for q in gold.speeches] == [CLOSED]
    assert [q.at.text for q in gold.quotations] == ["We will go in peace,"]


def test_event_keeps_its_parts(read):
    end = event(read(), "end")

    assert end.participants == {"watch"}
    assert end.parts == {
        Predicate.AFFECTS: {"watch"},
        Predicate.HAS_PLACE: {"shatin"},
        Predicate.HAS_TIME: {"2024-03-04"},
    }


def test_event_that_is_credited_to_somebody_is_reported(read):
    assert event(read(), "end").modalities == {Modality.REPORTED}


def test_denial_keeps_its_polarity(read):
    assert not event(read(), "noarrest").polarity


def test_law_that_is_made_takes_part_in_the_making(read):
    making = event(read(), "making")

    assert making.participants == {"quiet"}
    assert Predicate.UNDER_LAW not in making.parts


def test_law_of_another_event_takes_no_part(read):
    suit = event(read(), "suit")

    assert suit.participants == {"watch"}
    assert suit.parts[Predicate.UNDER_LAW] == {"quiet"}


def test_bare_member_is_a_relation(read):
    gold = read()

    assert [role.title for role in gold.roles] == ["director"]
    assert ("chan", {Predicate.MEMBER_OF}, "watch") in [
        (r.subject, r.predicates, r.object) for r in gold.relations
    ]


def test_section_of_a_law_is_left_out_with_its_reason(read):
    entry = next(entry for entry in read().left_out if "partOf" in entry.what)

    assert (entry.count, entry.reason) == (1, "the contract has no such predicate")


def test_line_of_credits_is_a_byline(read):
    assert [at.text for at in read().articles[0].bylines] == ["Ann Lee"]


def test_kinds_are_read(read):
    assert entity(read(), "quiet").kind is Kind.LAW


def test_headline_in_front_matter_is_where_the_reader_maps_it(corpus):
    text = (corpus / "watch.md").read_text(encoding="utf-8")

    article = read_file(corpus / "watch.md")[0]

    end = len(article.headline)
    assert article.offsets.to_file(0, end) == (text.index("Harbour"), text.index("Tin\n") + 3)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[Sha Tin]", "[Shatin]", "'Shatin'"),
        ("Wong#2", "Wong#7", "'Wong#7'"),
        ("speaker: wong", "speaker: wang", "'wang'"),
        ("type: closure", "type: closing", "'closing'"),
        ('"2024-03-04", words', '"2024-13-04", words', "'2024-13-04'"),
        ("../2024-03-04", "until March", "'until March'"),
        ("form: direct", "form: loud", "'loud'"),
        ("predicate: basedIn", "predicate: near", "'near'"),
        ("id: suit", "id: end", "'end'"),
        ("[Bo Chan]}", "[]}", "chan is never mentioned"),
        ("polarity: false", "polarity: perhaps", "perhaps"),
        ("kind: law", "kind: statute", "statute"),
        ("modality: possible", "modality: odd", "odd"),
        ("quotations:", "quotation:", "quotations"),
    ],
)
def test_what_is_wrong_is_named(read, swap, old, new, named):
    swap(old, new)

    with pytest.raises(DataError, match=r"watch\.yaml") as caught:
        read()

    assert named in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "words", "a: [", "entities: {}"])
def test_anything_else_is_no_annotation(read, path, text):
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match="is not an annotation"):
        read()


def test_annotation_without_article_is_a_source_error(path):
    path.with_suffix(".md").unlink()

    with pytest.raises(SourceError, match=r"no article file beside watch\.yaml"):
        find_source(path)


def test_page_of_reprints_is_parted_where_the_reader_finds_articles(path, read, swap):
    swap("wire copy", "reprint page")
    source = find_source(path)
    text = source.read_text(encoding="utf-8")

    gold = read_corpus_gold(path, source, read_file(source))

    article = gold.articles[0]
    assert (article.id, text[article.start :][:13]) == ("watch/1", "Harbour Watch")
    assert article.published is None
