import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from hkgraph.server.workers.jobs import Job, parse_term, spell_term

LIMITS = {"max_query_bytes": 1_000, "max_bytes": 2_000, "seconds": 3.5}


@given(st.text(st.characters(exclude_categories=[])), st.booleans())
def test_a_job_comes_out_as_it_went_in_whatever_its_text_holds(text, union):
    job = Job(database="/a store", text=text, union=union, named_graphs=["a:b"], **LIMITS)

    again = Job.parse(job.dump())

    assert (again.text, again.union) == (text, union)
    assert again.dump() == job.dump()


@pytest.mark.parametrize(
    "term",
    [
        NamedNode("http://example.org/鄧"),
        Literal("plain"),
        Literal("鄧美寶", language="zh-Hant"),
        Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal('"}} ?x'),
    ],
    ids=str,
)
def test_a_term_comes_out_as_it_went_in(term):
    assert parse_term(spell_term(term)) == term
