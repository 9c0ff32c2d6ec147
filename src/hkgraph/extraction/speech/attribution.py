"""Whom an article credits for what a clause says.

The author's own voice is nobody. Where one source cites another ("RTHK, citing police, said"),
the one that knows is credited, if it has a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.speech.cues import according_cue, trailing_cue
from hkgraph.extraction.speech.verbs import (
    is_denial,
    is_hearing,
    maker_of,
    speaker_at,
    speaker_of,
    speech_class,
)
from hkgraph.model import QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.cues import Cue
    from hkgraph.model import LocalId, Quotation, Span

__all__ = ["Credit", "CreditKind", "credit_of", "credited", "is_borrowed", "is_denial"]

#: How what is said hangs on the verb of speech.
_CONTENT = frozenset({"ccomp", "parataxis", "xcomp", "oprd"})
#: Verbs of these classes have what is said as their object ("announced the closure").
_OBJECT_CLASSES = frozenset({"announce", "admit", "deny", "promise", "claim"})
_CITING = frozenset({"cite", "quote"})
_REPORTING_CLASSES = frozenset(
    {"say", "claim", "admit", "announce", "promise", "deny", "write", "think"}
)


_TIME_MARKS = frozenset({"before", "after", "when"})


class CreditKind(StrEnum):
    """How the article credits somebody."""

    QUOTED = "quoted"
    GOVERNED = "governed"
    TRAILING = "trailing"
    ACCORDING = "according"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Somebody other than the author who vouches for a clause.

    Attributes:
        source: None when the text credits somebody that it does not name ("officials said").
        cue: The word that tells it.
    """

    source: LocalId | None
    cue: Span
    kind: CreditKind


def credited(reading: Reading, token: Token) -> LocalId | None:
    """Find whom the article credits for the clause of a token; None is its own voice.

    Somebody who is credited but cannot be identified gives None too; see ``is_borrowed``.
    """
    credit = credit_of(reading, token)
    return credit.source if credit else None


def is_borrowed(reading: Reading, token: Token) -> bool:
    """Say whether a clause is somebody else's word, whether or not that one is known."""
    return credit_of(reading, token) is not None


def credit_of(reading: Reading, token: Token) -> Credit | None:
    """Find the credit for the clause of a token, the surest first."""
    quotation = _quotation_at(reading, token.idx)
    if quotation is not None:
        cue = quotation.cue or quotation.span
        return Credit(source=quotation.speaker, cue=cue, kind=CreditKind.QUOTED)
    found = [*_governing(reading, token), *_around(reading, token)]
    named = (credit for credit in found if credit.source is not None)
    return next(named, None) or next(iter(found), None) or _continued(reading, token)


def _quotation_at(reading: Reading, offset: int) -> Quotation | None:
    return next(
        (
            q
            for q in reading.quotations
            if q.form is not QuoteForm.INDIRECT and q.span.start <= offset < q.span.end
        ),
        None,
    )


# ── inside the sentence ─────────────────────────────────────────────────────────────────────


def _governing(reading: Reading, token: Token) -> Iterator[Credit]:
    """Iterate over the verbs of speech above a token, from the inside out."""
    current, relative = token, False
    for head in token.ancestors:
        relative = relative or current.dep_ == "relcl"
        if _is_background(current) or _resumes_outside(current):
            return
        if relative and current.dep_ == "dobj":
            return
        if _is_performed(head):
            return
        if _goes_on_saying(current, head):
            yield _credit(reading, head, speaker_of(reading, head), CreditKind.GOVERNED)
        elif _is_content(current, head) and not _is_unsaid(head):
            yield from _cited(reading, head)
            yield _credit(reading, head, speaker_of(reading, head), CreditKind.GOVERNED)
        elif current.dep_ == "ccomp" and current.i > head.i and is_hearing(head):
            yield _credit(reading, head, None, CreditKind.GOVERNED)
        elif current.dep_ in {"acl", "ccomp"} and head.lemma_ in words("speech-nouns"):
            yield _credit(reading, head, maker_of(reading, head), CreditKind.GOVERNED)
        current = head


def _is_background(clause: Token) -> bool:
    """Say whether the author adds a clause of time behind a comma (", a day before …"), or "as"."""
    if clause.dep_ != "advcl":
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    first = clause.left_edge
    behind_comma = first.i > 0 and first.nbor(-1).text == ","
    return "as" in marks or (behind_comma and bool(marks & _TIME_MARKS))


def _resumes_outside(verb: Token) -> bool:
    """Say whether a coordinated verb of speech takes up the speaker and not what was said.

    In "she denied that it was so and described it as a threat", the parse often puts the second
    verb inside the denial.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or speech_class(verb) is None:
        return False
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_performed(verb: Token) -> bool:
    """Say whether a passive makes something known without a teller ("it was announced today")."""
    if speech_class(verb) not in {"announce", "admit"} or not is_passive(verb):
        return False
    return not any(c.dep_ == "agent" for c in verb.children)


def _goes_on_saying(clause: Token, verb: Token) -> bool:
    """Say whether a clause with a subject of its own is the second half of what is said.

    In "the source said it was hers and he was arrested" the parse hangs the second clause on the
    verb of speech; nothing but "and" parts it from the first.
    """
    if clause.dep_ != "conj" or speech_class(verb) not in {"say", "claim"} or clause.i < verb.i:
        return False
    between = verb.doc[verb.i : clause.left_edge.i]
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children)
    is_said = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    return has_subject and is_said and not any(t.is_punct for t in between[-2:])


def _is_content(part: Token, verb: Token) -> bool:
    """Say whether a part of a clause is what its verb of speech says."""
    kind = speech_class(verb)
    if kind == "accuse":
        return part.dep_ == "prep" and part.lower_ in {"of", "for"}
    if kind not in _REPORTING_CLASSES or _is_beyond_semicolon(part, verb):
        return False
    if part.dep_ == "dobj":
        return kind in _OBJECT_CLASSES
    return part.dep_ in _CONTENT or _torn_off(part, verb)


def _is_beyond_semicolon(part: Token, verb: Token) -> bool:
    first, last = sorted([part.i, verb.i])
    return any(t.text == ";" for t in verb.doc[first:last])


def _torn_off(clause: Token, verb: Token) -> bool:
    """Say whether an adverbial clause behind what is said is likely a part of it."""
    if clause.dep_ != "advcl" or clause.i < verb.i:
        return False
    return any(c.dep_ == "ccomp" and verb.i < c.i < clause.i for c in verb.children)


def _is_unsaid(verb: Token) -> bool:
    """Say whether a verb tells that nothing was said ("did not say whether")."""
    return any(c.dep_ == "neg" for c in verb.children) and speech_class(verb) != "deny"


def _cited(reading: Reading, verb: Token) -> Iterator[Credit]:
    """Iterate over the sources that the speaker of a verb cites ("RTHK, citing police, said")."""
    holders = [verb, *(c for c in verb.lefts if c.pos_ in {"NOUN", "PROPN", "PRON"})]
    for holder in holders:
        for child in holder.children:
            if child.lemma_ not in _CITING or child.tag_ != "VBG":
                continue
            for noun in child.children:
                if noun.dep_ == "dobj" and (source := speaker_at(reading, noun)):
                    yield _credit(reading, child, source, CreditKind.GOVERNED)


def _around(reading: Reading, token: Token) -> Iterator[Credit]:
    """Iterate over cues that hold for the whole sentence: "…, X said", "according to X"."""
    outside = [t for t in token.sent if _quotation_at(reading, t.idx) is None]
    according = according_cue(outside)
    if according is not None and not _is_apart(token, according.word):
        yield _by_cue(reading, according, CreditKind.ACCORDING)
    trailing = trailing_cue(outside)
    if trailing is None or _is_performed(trailing.word):
        return
    if token.i < min(t.i for t in (trailing.word, *trailing.speakers)):
        yield _by_cue(reading, trailing, CreditKind.TRAILING)


def _is_apart(token: Token, according: Token) -> bool:
    """Say whether a token is in the phrase of "according", or reports the clause that has it."""
    if token == according or according.is_ancestor(token):
        return True
    clauses = [c for c in token.children if c.dep_ == "ccomp"]
    return any(c.i > token.i and c.is_ancestor(according) for c in clauses)


def _by_cue(reading: Reading, cue: Cue, kind: CreditKind) -> Credit:
    named = (speaker_at(reading, noun) for noun in cue.speakers)
    return _credit(reading, cue.word, next((n for n in named if n), None), kind)


def _credit(reading: Reading, word: Token, source: LocalId | None, kind: CreditKind) -> Credit:
    return Credit(source=source, cue=reading.span(word.idx, word.idx + len(word)), kind=kind)


# ── across sentences ────────────────────────────────────────────────────────────────────────


def _continued(reading: Reading, token: Token) -> Credit | None:
    """Let reported speech go on in the next sentence while its tense stays shifted back.

    "Would" alone is enough; "had" needs the same speaker to go on speaking after it.
    """
    sentence = token.sent
    helpers = {c.lower_ for c in sentence.root.children if c.dep_ in {"aux", "auxpass"}}
    previous = _neighbour(reading, sentence, -1)
    if previous is None or not helpers & {"would", "'d", "’d", "had"}:
        return None
    credit = _closing_credit(reading, previous)
    if credit is None or credit.source is None:
        return None
    if helpers & {"would", "'d", "’d"}:
        return credit
    following = _neighbour(reading, sentence, 1)
    goes_on = following is not None and _spoken_by(reading, following) == credit.source
    return credit if goes_on else None


def _closing_credit(reading: Reading, sentence: DocSpan) -> Credit | None:
    """Find who speaks in a sentence as a whole, or went on speaking into it."""
    source = _spoken_by(reading, sentence)
    if source is not None:
        return _credit(reading, sentence.root, source, CreditKind.CONTINUED)
    return _continued(reading, sentence.root)


def _spoken_by(reading: Reading, sentence: DocSpan) -> LocalId | None:
    """Find who speaks in a sentence whose main verb is one of saying."""
    root = sentence.root
    if speech_class(root) in {"say", "claim"}:
        return speaker_of(reading, root)
    trailing = trailing_cue(list(sentence))
    return _by_cue(reading, trailing, CreditKind.CONTINUED).source if trailing else None


def _neighbour(reading: Reading, sentence: DocSpan, step: int) -> DocSpan | None:
    """Give the sentence before (-1) or after (1) in the same block."""
    place = sentence.start - 1 if step < 0 else sentence.end
    if not 0 <= place < len(reading.doc):
        return None
    other = reading.doc[place].sent
    same = reading.block_at(other.start_char) == reading.block_at(sentence.start_char)
    return other if same else None
