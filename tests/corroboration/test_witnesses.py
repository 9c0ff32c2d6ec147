"""On whose word a statement rests, and when two articles are one witness."""

from dataclasses import replace
from itertools import permutations

import pytest

from corroboration.told import ENTITIES, GROUP, PAPER, nodes_of, stating
from hkgraph.corroboration.likeness import group_texts
from hkgraph.corroboration.witnesses import Witnesses
from hkgraph.model import Entity, Kind, LocalId, Membership

AGENCY = Entity(id=LocalId("e6"), kind=Kind.MEDIA, name="Agence France-Presse")
RIVAL = Entity(id=LocalId("e7"), kind=Kind.MEDIA, name="Tolo Morning Ledger")
BUREAU = Entity(id=LocalId("e8"), kind=Kind.ORGANISATION, name="Harbour Bureau")
KEYS = {"e6": "thing/AFP", "e7": "thing/Ledger", "e8": "thing/Bureau"}
#: Fifty different sentences: long enough to be a text that others print.
SENTENCES = [f"On day {n} the club at pier {n} had {n} boats more than before." for n in range(50)]
TEXT = " ".join(SENTENCES)
OTHER_TEXT = " ".join(f"Nobody in house {n} has seen ship {n} come in again." for n in range(50))


def printing(name, text, publisher="e5", day="2021-05-04", **extract):
    """Make an article with a text and its makers."""
    made = stating(name, day=day, publisher=publisher, text=text)
    entities = (*ENTITIES, AGENCY, RIVAL, BUREAU)
    return replace(made, extract=replace(made.extract, entities=entities, **extract))


def witnesses_of(*tellings, credited=None):
    """Give by article the witness of what it says."""
    texts = group_texts(telling.article for telling in tellings)
    found = Witnesses(tellings, nodes_of(*tellings, **KEYS), texts)
    return [found.of(telling.article.key, credited) for telling in tellings]


def test_what_is_credited_to_nobody_is_the_publishers_own_word():
    assert witnesses_of(printing("a", TEXT)) == [f"thing/{PAPER.name}"]


def test_without_a_publisher_the_article_is_its_own_witness():
    one = printing("a", TEXT, publisher=None)

    assert witnesses_of(one) == [f"article/{one.article.key}"]


def test_two_papers_that_credit_one_source_are_one_witness():
    tellings = printing("a", TEXT), printing("b", OTHER_TEXT, publisher="e7")

    assert set(witnesses_of(*tellings, credited="e2")) == {f"thing/{GROUP.name}"}


def test_an_unnamed_spokesman_is_the_word_of_his_body():
    role = Membership(
        id=LocalId("m1"), person=LocalId("e4"), organisation=GROUP.id, title="spokesman"
    )
    tellings = [printing(name, TEXT, memberships=(role,)) for name in "ab"]

    assert set(witnesses_of(*tellings, credited="e4")) == {f"thing/{GROUP.name}"}


def test_unnamed_sources_of_two_articles_are_two_witnesses():
    tellings = printing("a", TEXT), printing("b", OTHER_TEXT)

    assert len(set(witnesses_of(*tellings, credited="e4"))) == 2


@pytest.mark.parametrize(
    "reprint",
    [TEXT, f"From our partner. {TEXT} Read on.", " ".join(SENTENCES[:35]), " ".join(SENTENCES[5:])],
)
def test_a_reprint_is_the_word_of_who_printed_it_first(reprint):
    first, later = printing("a", TEXT), printing("b", reprint, publisher="e7", day="2021-05-05")

    assert witnesses_of(first, later) == witnesses_of(first) * 2


def test_two_papers_with_texts_of_their_own_are_two_witnesses():
    own = " ".join([*SENTENCES[:15], OTHER_TEXT])

    assert len(set(witnesses_of(printing("a", TEXT), printing("b", own, publisher="e7")))) == 2


def test_a_short_text_is_no_reprint():
    short = " ".join(SENTENCES[:1])

    assert len(set(witnesses_of(printing("a", short), printing("b", short, publisher="e7")))) == 2


@pytest.mark.parametrize(
    "how",
    [
        {"authors": (AGENCY.id,)},
        {"contributors": (AGENCY.id,)},
        {"text": f"HONG KONG (AFP) - {OTHER_TEXT}"},
        {"text": f"{OTHER_TEXT} (AFP)"},
    ],
)
def test_what_an_agency_wrote_is_its_word_whoever_prints_it(how):
    assert witnesses_of(printing("a", **{"text": TEXT} | how)) == ["thing/AFP"]


def test_an_agency_that_an_article_only_names_did_not_write_it():
    assert witnesses_of(printing("a", f"The club told AFP of it. {TEXT}")) == [
        f"thing/{PAPER.name}"
    ]


def test_a_reprint_that_hides_the_agency_is_its_word_as_well():
    open_, hidden = printing("a", TEXT, authors=(AGENCY.id,)), printing("b", TEXT, "e7")

    assert witnesses_of(hidden, open_) == ["thing/AFP", "thing/AFP"]


def test_a_press_release_is_the_word_of_who_issued_it():
    paper = printing("a", TEXT, day="2021-05-03")
    release = printing("b", TEXT, publisher=BUREAU.id, day="2021-05-04")

    assert witnesses_of(paper, release) == ["thing/Bureau", "thing/Bureau"]


def test_the_order_of_articles_does_not_matter():
    tellings = [
        printing("a", TEXT),
        printing("b", TEXT, publisher="e7"),
        printing("c", OTHER_TEXT),
        printing("d", " ".join(SENTENCES[:40]), publisher=None, day="2021-05-01"),
    ]

    found = {
        tuple(sorted(zip([t.article.key for t in order], witnesses_of(*order), strict=True)))
        for order in permutations(tellings)
    }

    assert len(found) == 1


def test_a_text_that_very_many_print_is_still_one_text():
    tellings = [printing(str(number), TEXT).article for number in range(60)]

    assert {len(group) for group in group_texts(tellings).values()} == {60}
