"""The chain of steps as a whole."""

from __future__ import annotations

import random
import string

import pytest
from structlog.testing import capture_logs

from hkgraph.extraction.extractor import Extractor
from hkgraph.extraction.steps import STEPS, Step, check_chain
from texts import article_of

WORDS = (
    "Ada Fong police said on Monday that the Tolo Readers will close its office in Hong Kong"
    " by the end of 2021 , was arrested charged under national security law “ ” ( ) : ; for 10"
    " years spokesman of and who which has not never accused group she it they . — 鄒幸彤 Mr Lee"
).split()


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def test_steps_find_what_they_need():
    check_chain(STEPS)


def test_order_in_which_a_step_would_find_nothing_is_refused():
    with pytest.raises(ValueError, match="needs mentions first"):
        check_chain([step for step in STEPS if step.name != "names"])


def test_every_span_cuts_its_text_out_of_any_word_salad(extractor):
    words = random.Random(7)
    for _ in range(40):
        text = " ".join(words.choice(WORDS) for _ in range(60))
        with capture_logs() as logs:
            found = extractor.extract(article_of(text, "2021-10-25"))
        spans = [m.span for m in found.mentions] + [s for x in found.statements for s in x.evidence]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert logs == []


def test_noise_is_no_crash(extractor):
    noise = random.Random(3)
    with capture_logs() as logs:
        for _ in range(10):
            text = "".join(noise.choice(string.printable + "“”‘’«»鄒") for _ in range(300)).strip()
            extractor.extract(article_of(" ".join(text.split()), None))
    assert logs == []


def test_step_that_fails_costs_no_more_than_its_own_findings():
    def fail(_):
        raise RuntimeError("unheard-of text")

    bad = Step(name="bad", run=fail, needs=frozenset(), gives=frozenset())
    article = article_of("Ada Fong left Hong Kong on Monday.", "2021-10-25")

    with capture_logs() as logs:
        found = Extractor(steps=(bad, *STEPS)).extract(article)

    assert ("step_failed", "RuntimeError: unheard-of text") in {
        (entry["event"], entry.get("fault")) for entry in logs
    }
    assert found.entities


def test_what_nothing_refers_to_is_left_out(extractor):
    article = article_of("Ada Fong, chair of the Tolo Readers, was arrested.", "2021-10-25")
    found = extractor.extract(article)

    named = {m.entity for m in found.mentions}
    assert {e.id for e in found.entities} <= named | {s.object for s in found.statements}


def test_article_is_about_what_its_headline_names(extractor):
    text = "Oxfam to close Hong Kong shop\n\nThe charity said on Monday it would leave in May."
    article = article_of(text, "2021-10-25", headline=True)

    found = extractor.extract(article)

    names = {e.id: e.name for e in found.entities}
    assert [names[local] for local in found.about] == ["Oxfam"]
