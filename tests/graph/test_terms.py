"""Each term that code writes exists in the ontology or in a vocabulary that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from hkgraph.graph import literals, vocab
from hkgraph.graph.article import time_key
from hkgraph.graph.iri import Minter
from hkgraph.model import EVENT_TYPES, Modality, Predicate, QuoteForm, TimeBasis
from hkgraph.resources import resource

XSD = vocab.PREFIXES["xsd"]


def known_terms():
    files = [
        resource("ontology") / "hkgraph.ttl",
        *(resource("ontology") / "imports").glob("*.ttl"),
    ]
    return {
        quad.subject.value
        for path in files
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }


def used_terms():
    constants = {v.value for v in vars(vocab).values() if isinstance(v, NamedNode)}
    predicates = {vocab.term(p.value).value for p in Predicate}
    values = {f"hk:{v.value}" for kind in (Modality, TimeBasis, QuoteForm) for v in kind}
    return {*constants, *predicates, *(vocab.term(v).value for v in values)}


def test_every_term_in_code_exists():
    missing = {iri for iri in used_terms() - known_terms() if not iri.startswith(XSD)}

    assert missing == set()


def test_every_event_type_in_code_is_in_the_scheme():
    text = (resource("ontology") / "event-types.ttl").read_bytes()
    concepts = {q.subject.value for q in parse(text, format=RdfFormat.TURTLE)}

    missing = {t for t in EVENT_TYPES if Minter().node(f"event-type/{t}").value not in concepts}

    assert missing == set()


@given(st.text(min_size=1, max_size=40))
def test_minted_iris_are_valid_and_lead_back_to_one_key(name):
    from hkgraph.text import slug

    iri = Minter().node(f"person/{slug(name)}")

    assert iri.value.isascii()
    assert " " not in iri.value
    assert Minter().key_of(iri.value).startswith("person/")


@pytest.mark.parametrize(
    ("value", "text"), [(0.9, "0.9"), (1.0, "1"), (0.855, "0.85"), (0.0, "0"), (0.25, "0.25")]
)
def test_decimals_have_the_form_that_the_store_keeps(value, text):
    assert literals.decimal(value).value == text


@pytest.mark.parametrize(
    ("edtf", "type_"),
    [("2021-10-31", "date"), ("2021-10", "gYearMonth"), ("2021", "gYear"), ("../2021", None)],
)
def test_partial_date_has_the_type_of_its_precision(edtf, type_):
    found = literals.partial_date(edtf)

    assert (found.datatype.value if found else None) == (XSD + type_ if type_ else None)


def test_time_with_a_slash_is_one_path_segment():
    from hkgraph.model import TimeValue

    time = TimeValue(
        edtf="../2021-12-31", not_before=None, not_after=None, basis=TimeBasis.EXPLICIT
    )

    assert time_key(time) == "time/.._2021-12-31"
