"""Judgements: read from what a person may edit, added to, withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.errors import UsageError
from hkgraph.identity.judgement_text import parse_judgements, spell
from hkgraph.identity.judgements import (
    Claim,
    Judgements,
    LinkJudgement,
    PairJudgement,
    Pin,
    StatementJudgement,
    Verdict,
)
from hkgraph.reviewing.exchange import export_text
from hkgraph.store.judgements import JudgementFile

FILE = """
# Two ways to write one name.
- same: [person/ken-roth, person/kenneth-roth]
  verdict: yes
  by: jane
  when: 2026-11-24T10:00:00Z
- link: [person/kenneth-roth, Q1738656]
  verdict: "no"
  by: jane
- pin: person/kenneth-roth
  by: jane
- statement:
    {article: 00112233445566ff, start: 3, end: 9,
     subject: event/a, predicate: hk:agent, object: person/b}
  verdict: no
  instead: {object: person/c}
  by: jane
  why: it was the other one
"""
WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1).map(str.strip).filter(bool)
NODES = st.from_regex(r"(person|event|quotation)/[a-z0-9-]{1,9}(@[0-9a-f]{16})?", fullmatch=True)
TOLD = {"by": WORDS, "why": WORDS, "verdict": st.sampled_from(Verdict)}
JUDGEMENTS = st.one_of(
    st.builds(
        PairJudgement,
        left=NODES.map("a/".__add__),
        right=NODES.map("b/".__add__),
        when=WORDS,
        **TOLD,
    ),
    st.builds(LinkJudgement, node=NODES, qid=st.just("Q42"), **TOLD),
    st.builds(Pin, node=NODES, **TOLD),
)


def test_a_person_may_write_it_by_hand():
    found = parse_judgements(FILE, "judgements.yaml")

    assert found.verdict_on("person/kenneth-roth", "person/ken-roth") is Verdict.YES
    assert found.link_verdict("person/kenneth-roth", "Q1738656") is Verdict.NO
    assert found.pinned == {"person/kenneth-roth"}
    (statement,) = found.statements.values()
    assert statement.claim == Claim(
        article="00112233445566ff",
        start=3,
        end=9,
        subject="event/a",
        predicate="hk:agent",
        object="person/b",
    )
    assert statement.instead == (("object", "person/c"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- same: [person/a, person/b]\n  by: x\n- same: [person/a]\n  by: x", "line 3: same"),
        ("- same: [person/a, person/a]\n  by: x", "are equal"),
        ("- same: [person/a, https://x.org/b]\n  by: x", "same.1"),
        ("- link: [person/a, 42]\n  by: x", "link.1"),
        ("- link: [person/a, Q0]\n  by: x", "no id of Wikidata"),
        ("- pin: person/a", "by: Field required"),
        ("- pin: person/a\n  by: x\n  verdict: maybe", "verdict"),
        ("- by: x", "one of: same, link, pin, statement"),
        ("- pin: person/a\n  by: x\n  instead: {object: person/b}", "instead goes with"),
        ("- pin: person/a\n  by: x\n  colour: red", "colour"),
        ("pin: person/a", "no list"),
        ("- [", "no YAML"),
        ("- !!python/object:os.system {}", "no YAML"),
        ("- 7", "line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, words):
    with pytest.raises(UsageError) as caught:
        parse_judgements(text, "judgements.yaml")

    assert words in str(caught.value)
    assert caught.value.hint


@given(st.lists(JUDGEMENTS, max_size=6))
def test_what_is_written_is_read_as_it_was(judgements):
    text = "".join(map(spell, judgements))

    assert parse_judgements(text, "x").standing == Judgements(tuple(judgements)).standing


def test_of_several_the_last_counts_and_withdrawn_is_never_given():
    one = PairJudgement(left="person/a", right="person/b", verdict=Verdict.YES, by="x")
    no = PairJudgement(left="person/a", right="person/b", verdict=Verdict.NO, by="y")
    withdrawn = PairJudgement(left="person/a", right="person/b", verdict=Verdict.WITHDRAWN, by="y")

    assert Judgements((one, no)).verdict_on("person/b", "person/a") is Verdict.NO
    assert Judgements((one, no, withdrawn)).digest == Judgements().digest


def test_the_order_in_which_different_things_were_judged_is_of_no_matter():
    one = Pin(node="person/a", verdict=Verdict.YES, by="x")
    two = LinkJudgement(node="person/a", qid="Q1", verdict=Verdict.YES, by="x")

    assert Judgements((one, two)).digest == Judgements((two, one)).digest


def test_adding_leaves_what_a_person_wrote(tmp_path):
    file = JudgementFile(tmp_path)
    file.path.parent.mkdir()
    file.path.write_text(FILE)

    file.append(
        [
            StatementJudgement(
                claim=Claim(
                    article="0" * 16, start=0, end=1, subject="a", predicate="b", object="鄧"
                ),
                verdict=Verdict.NO,
                by="鄧",
            )
        ]
    )

    assert file.path.read_text().startswith(FILE)
    assert len(file.load().standing) == 5


def test_nothing_is_added_to_a_file_that_is_wrong(tmp_path):
    file = JudgementFile(tmp_path)
    file.path.parent.mkdir()
    file.path.write_text("- pin: person/a")

    with pytest.raises(UsageError):
        file.append([Pin(node="person/a", verdict=Verdict.YES, by="x")])

    assert file.path.read_text() == "- pin: person/a"


def test_a_store_without_judgements_has_none(tmp_path):
    assert JudgementFile(tmp_path).load() == Judgements()


def test_what_is_exported_of_nothing_is_a_file_to_add_to(tmp_path):
    file = JudgementFile(tmp_path)
    file.path.parent.mkdir()
    file.path.write_text(export_text(Judgements()))
    pin = Pin(node="person/a", verdict=Verdict.YES, by="x")

    file.append([pin])

    assert file.load().standing == (pin,)
