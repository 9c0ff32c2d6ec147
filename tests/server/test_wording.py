import pytest

from hkgraph.graph.dates import words_for
from hkgraph.graph.vocab import term
from hkgraph.model import Predicate
from hkgraph.server.wording import prefixed, read_wording, spaced

WORDING = read_wording()


@pytest.mark.parametrize("predicate", Predicate)
def test_every_predicate_of_a_statement_has_words(predicate):
    assert term(predicate.value).value in WORDING.predicates


def test_the_most_telling_class_names_a_thing():
    types = frozenset(term(name).value for name in ("schema:Organization", "hk:Office"))

    named = WORDING.class_of("https://w3id.org/hkgraph/id/organisation/x", types)

    assert named is not None
    assert named.plural == "offices"


def test_an_unknown_term_is_put_into_words_by_its_name():
    assert WORDING.predicate("https://a.example/ns#wasSeenNear") == "was seen near"
    assert spaced("https://a.example/x/first-day/") == "first day"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/hkgraph/ns#Event", "hk:Event"),
        ("https://schema.org/", "https://schema.org/"),
        ("https://schema.org/a/b", "https://schema.org/a/b"),
    ],
)
def test_an_iri_is_shortened_only_where_it_can_be_read_back(iri, short):
    assert prefixed(iri) == short


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-10-31", "31 October 2021"),
        ("2021-10", "October 2021"),
        ("2021", "2021"),
        ("../2021-12-31", "by 31 December 2021"),
        ("2020-06-30/..", "since 30 June 2020"),
        ("2019-06/2021", "June 2019 – 2021"),
        ("1990~", "about 1990"),
        ("2021-21", "2021-21"),
        ("summer", "summer"),
    ],
)
def test_times_are_put_into_words(edtf, words):
    assert words_for(edtf) == words
