"""What somebody is told to have said without quote marks: "X said that …", "…, according to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.speech.reported_clauses import reported_in
from hkgraph.extraction.speech.verbs import on_behalf_of, speaker_at
from hkgraph.model import Quotation, QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as DocSpan

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.reported_clauses import ReportedClause
    from hkgraph.model import Span


def find_indirect(reading: Reading, taken: Sequence[Span]) -> list[Quotation]:
    """Find what is reported, also of those who are not named; it may hold words in marks.

    Args:
        taken: Spans of direct quotations; what is no more than one of them is left out.
    """
    found: dict[Span, Quotation] = {}
    for sentence in reading.doc.sents:
        for quotation in _in_sentence(reading, sentence, taken):
            found.setdefault(quotation.span, quotation)
    return list(found.values())


def _in_sentence(reading: Reading, sentence: DocSpan, taken: Sequence[Span]) -> Iterator[Quotation]:
    near = [span for span in taken if span.start < sentence.end_char]
    near = [span for span in near if sentence.start_char < span.end]
    for clause in reported_in(reading, sentence):
        noun = next((n for n in clause.speakers if speaker_at(reading, n)), None)
        if not _is_reported(reading, clause, near):
            continue
        cue = clause.cue
        yield Quotation(
            span=clause.span,
            form=QuoteForm.INDIRECT,
            speaker=speaker_at(reading, noun) if noun is not None else None,
            on_behalf_of=on_behalf_of(reading, noun) if noun is not None else None,
            cue=reading.span(cue.idx, cue.idx + len(cue)),
            rule=clause.rule,
        )


def _is_reported(reading: Reading, clause: ReportedClause, taken: Sequence[Span]) -> bool:
    """Say whether a clause is more than the words between marks that it may hold."""
    outside = reading.article.text[clause.span.start : clause.span.end]
    for span in taken:
        if not span.overlaps(clause.span):
            continue
        if span.covers(clause.span):
            if not span.start <= clause.cue.idx < span.end:
                return False
        elif clause.span.covers(span):
            outside = outside.replace(span.text, "")
        else:
            return False
    return any(c.isalpha() for c in outside)
