"""Where a sentence reports what somebody said: the clause, the word that tells it, who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.edtf import is_day
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.speech.cues import according_cue, trailing_cue
from hkgraph.extraction.speech.verbs import is_hearing, speaking_nouns, speech_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.cues import Cue
    from hkgraph.model import Span

_SAYING = frozenset({"say", "claim", "admit", "announce", "promise", "write"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SHORTEST_WORDS = 3
#: Tags of words that a clause cannot end with.
_UNFINISHED = frozenset({"WDT", "WP", "IN", "DT", "CC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedClause:
    """A clause that somebody is told to have said.

    Attributes:
        cue: The verb of speech, or "according".
    """

    span: Span
    cue: Token
    speakers: tuple[Token, ...]
    rule: str


def reported_in(reading: Reading, sentence: DocSpan) -> Iterator[ReportedClause]:
    """Iterate over what a sentence reports: by the parse, else by what stands around commas."""
    found = [
        clause
        for verb in sentence
        if speech_class(verb) in _SAYING and not any(c.dep_ == "neg" for c in verb.children)
        for clause in _clauses_of(reading, verb)
    ]
    found += [c for verb in sentence if is_hearing(verb) for c in _heard(reading, verb)]
    yield from found
    if according := according_cue(list(sentence)):
        yield from _beside_according(reading, sentence, according)
    trailing = trailing_cue(list(sentence))
    if trailing and trailing.speech in _SAYING and all(c.cue != trailing.word for c in found):
        yield from _before_trailing(reading, sentence, trailing)


# ── hanging on a verb ───────────────────────────────────────────────────────────────────────


def _clauses_of(reading: Reading, verb: Token) -> Iterator[ReportedClause]:
    nouns = speaking_nouns(verb)
    for clause in _contents(verb) if nouns else ():
        for span in _spans(reading, verb, clause):
            yield ReportedClause(span=span, cue=verb, speakers=nouns, rule="speech-clause")


def _heard(reading: Reading, verb: Token) -> Iterator[ReportedClause]:
    """Iterate over what a court heard, by whomever it was said."""
    for clause in _contents(verb):
        for span in _spans(reading, verb, clause):
            yield ReportedClause(span=span, cue=verb, speakers=(), rule="speech-heard")


def _spans(reading: Reading, verb: Token, clause: Token) -> Iterator[Span]:
    spans = (_span_of(reading, verb, tokens) for tokens in _pieces(clause))
    yield from (span for span in spans if span is not None)


def _contents(verb: Token) -> Iterator[Token]:
    """Iterate over clauses that are said, also where the parse hangs one on "in a statement"."""
    for child in verb.children:
        if child.dep_ == "ccomp":
            yield child
        if child.dep_ in {"prep", "dobj"} and child.i > verb.i:
            nouns = [child] if child.dep_ == "dobj" else list(child.children)
            clauses = (c for noun in nouns for c in noun.children if c.dep_ in {"acl", "relcl"})
            yield from (c for c in clauses if _is_told(c))


def _is_told(clause: Token) -> bool:
    """Say whether a clause behind a noun is what is said ("told a briefing that …")."""
    is_that = any(m.lower_ == "that" and m.dep_ not in _SUBJECTS for m in clause.lefts)
    is_story = clause.dep_ == "relcl" and clause.head.lemma_ in words("speech-nouns")
    has_subject = any(c.dep_ in _SUBJECTS for c in clause.lefts)
    return is_that and (clause.dep_ == "acl" or (has_subject and not is_story))


def _pieces(clause: Token) -> Iterator[list[Token]]:
    """Part a clause from others that begin with a "that" of their own or go on speaking."""
    apart = [t for t in clause.subtree if t.dep_ == "conj" and _begins_anew(t, clause)]
    outer = {t.i for other in apart for t in other.subtree}
    own = [t for t in clause.subtree if t.i not in outer]
    while own and apart and own[-1].dep_ in {"cc", "punct"}:
        own = own[:-1]
    yield own
    for other in apart:
        if speech_class(other) is None:
            yield list(other.subtree)


def _begins_anew(token: Token, clause: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"} or token.head.i < clause.i:
        return False
    goes_on = speech_class(token) in _SAYING and not any(c.dep_ in _SUBJECTS for c in token.lefts)
    return goes_on or any(c.dep_ == "mark" and c.lower_ == "that" for c in token.lefts)


def _span_of(reading: Reading, verb: Token, parts: Sequence[Token]) -> Span | None:
    """Cut out a clause without "that" and the marks at its edges; None if the parse is torn."""
    tokens = _without_opening(_behind_that(verb, parts))
    if tokens and tokens[0].i > verb.i:
        tokens = [t for t in tokens if t.i > _end_of_day(reading, tokens[0])]
    tokens = _without_end(tokens)
    if len(tokens) < _SHORTEST_WORDS or tokens[0].i <= verb.i <= tokens[-1].i:
        return None
    if tokens[-1].i < verb.i and ";" in reading.doc[tokens[-1].i : verb.i].text:
        return None
    if len(tokens) != tokens[-1].i - tokens[0].i + 1:
        return None
    return reading.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _behind_that(verb: Token, parts: Sequence[Token]) -> list[Token]:
    """Leave out what stands before "that" ("said, citing sources, that it would close")."""
    opens = (t.i for t in parts if t.lower_ == "that" and t.dep_ == "mark" and t.head.head == verb)
    first = next(opens, verb.sent.start)
    return [t for t in parts if t.i >= first or t.i < verb.i]


def _without_opening(tokens: list[Token]) -> list[Token]:
    while tokens and (_is_edge(tokens[0]) or tokens[0].lower_ == "that"):
        tokens = tokens[1:]
    is_lone = bool(tokens) and tokens[0].is_quote and not any(t.is_quote for t in tokens[1:])
    return tokens[1:] if is_lone else tokens


def _without_end(tokens: list[Token]) -> list[Token]:
    """Leave out the marks at the end, but not the one that closes words quoted in a clause."""
    while tokens and _is_edge(tokens[-1]):
        tokens = tokens[:-1]
    marks = [t for t in tokens if t.is_quote]
    if not tokens or len(marks) % 2 == 0:
        return tokens
    if tokens[-1].is_quote:
        return tokens[:-1]
    behind = tokens[-1].nbor() if tokens[-1].i + 1 < len(tokens[-1].doc) else None
    return [*tokens, behind] if behind is not None and behind.is_quote else tokens


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and not token.is_quote)


def _end_of_day(reading: Reading, first: Token) -> int:
    """Give the last token of a day that opens a clause, which is the day of saying; else -1."""
    for mention in reading.dates:
        tokens = reading.tokens(mention.span.start, mention.span.end)
        if is_day(mention.time) and first.i <= tokens[0].i <= first.i + 1:
            return tokens[-1].i
    return -1


# ── by position ─────────────────────────────────────────────────────────────────────────────


def _beside_according(
    reading: Reading, sentence: DocSpan, according: Cue
) -> Iterator[ReportedClause]:
    """Read "According to X, …" and "…, according to X", not what stands in the middle."""
    word = according.word
    last = max((t.right_edge.i for t in according.speakers), default=word.i)
    behind = sentence.doc[last + 1 : sentence.end]
    if word.i <= sentence.start + 1:
        tokens = list(behind[1:]) if behind and behind[0].text == "," else []
    else:
        is_end = all(t.is_punct or t.is_space for t in behind)
        tokens = list(sentence.doc[sentence.start : word.i]) if is_end else []
    yield from _by_position(reading, tokens, according, "according")


def _before_trailing(
    reading: Reading, sentence: DocSpan, trailing: Cue
) -> Iterator[ReportedClause]:
    word = trailing.word
    subjects = [c for c in word.lefts if c.dep_ in _SUBJECTS]
    first = min(t.left_edge.i for t in (*subjects, *trailing.speakers, word) if t.sent == word.sent)
    own = sentence.doc[sentence.start : min(first, word.i)]
    yield from _by_position(reading, list(own), trailing, "trailing")


def _by_position(
    reading: Reading, parts: list[Token], cue: Cue, place: str
) -> Iterator[ReportedClause]:
    tokens = _without_end(_without_opening(parts))
    has_verb = any(t.pos_ in {"VERB", "AUX"} for t in tokens)
    is_torn = any(t.text == ";" for t in tokens) or any(t.tag_ in _UNFINISHED for t in tokens[-1:])
    if len(tokens) < _SHORTEST_WORDS or not has_verb or is_torn:
        return
    span = reading.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    yield ReportedClause(span=span, cue=cue.word, speakers=cue.speakers, rule=f"speech-{place}")
