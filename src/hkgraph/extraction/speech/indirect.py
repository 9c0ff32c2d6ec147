"""What somebody is told to have said without quote marks: "X said that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates.edtf import is_day
from hkgraph.extraction.speech.verbs import on_behalf_of, speaker_at, speaking_nouns, speech_class
from hkgraph.model import Quotation, QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Span

_SAYING = frozenset({"say", "claim", "admit", "announce", "promise", "write"})
_SHORTEST_WORDS = 3


def find_indirect(reading: Reading, taken: Sequence[Span]) -> list[Quotation]:
    """Find the clauses that hang on a verb of speech whose speaker is known.

    Args:
        taken: Spans of direct quotations; what overlaps one is left out.
    """
    verbs = (token for token in reading.doc if speech_class(token) in _SAYING)
    found = [
        quotation
        for verb in verbs
        for quotation in _clauses_of(reading, verb)
        if not any(quotation.span.overlaps(span) for span in taken)
    ]
    return [q for q in found if not any(q.span != o.span and o.span.covers(q.span) for o in found)]


def _clauses_of(reading: Reading, verb: Token) -> Iterator[Quotation]:
    if any(c.dep_ == "neg" for c in verb.children):
        return
    nouns = speaking_nouns(verb)
    noun = next((n for n in nouns if speaker_at(reading, n)), None)
    if noun is None:
        return
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        span = _span_of(reading, verb, clause)
        if span is not None:
            yield Quotation(
                span=span,
                form=QuoteForm.INDIRECT,
                speaker=speaker_at(reading, noun),
                on_behalf_of=on_behalf_of(reading, noun),
                cue=reading.span(verb.idx, verb.idx + len(verb)),
                confidence=0.8,
                rule="speech-clause",
            )


def _span_of(reading: Reading, verb: Token, clause: Token) -> Span | None:
    """Cut out a clause without "that" and the marks at its edges; None if the parse is torn."""
    tokens = list(clause.subtree)
    while tokens and (tokens[0].is_punct or tokens[0].is_space or tokens[0].lower_ == "that"):
        tokens = tokens[1:]
    if tokens and tokens[0].i > verb.i:
        tokens = [t for t in tokens if t.i > _end_of_day(reading, tokens[0])]
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens = tokens[:-1]
    if len(tokens) < _SHORTEST_WORDS or tokens[0].i <= verb.i <= tokens[-1].i:
        return None
    if tokens[-1].i < verb.i and ";" in reading.doc[tokens[-1].i : verb.i].text:
        return None
    if len(tokens) != tokens[-1].i - tokens[0].i + 1:
        return None
    return reading.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _end_of_day(reading: Reading, first: Token) -> int:
    """Give the last token of a day that opens a clause, which is the day of saying; else -1."""
    for mention in reading.dates:
        tokens = reading.tokens(mention.span.start, mention.span.end)
        if is_day(mention.time) and first.i <= tokens[0].i <= first.i + 1:
            return tokens[-1].i
    return -1
