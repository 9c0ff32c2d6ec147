"""Quotations in one article, each with who said it where the text tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.speech.carried_over import with_carried_over
from hkgraph.extraction.speech.cues import find_cue
from hkgraph.extraction.speech.indirect import find_indirect
from hkgraph.extraction.speech.interviews import find_answers
from hkgraph.extraction.speech.quote_marks import find_quoted
from hkgraph.extraction.speech.senses import is_speech
from hkgraph.extraction.speech.surroundings import Surroundings, introduction, surroundings
from hkgraph.extraction.speech.verbs import on_behalf_of, speaker_at, speaking_nouns
from hkgraph.model import BlockKind, Kind, Quotation, QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.cues import Cue
    from hkgraph.extraction.speech.quote_marks import Quoted
    from hkgraph.model import LocalId, Span

_SPEAKING_SUBJECTS = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.MEDIA, Kind.OFFICE})
_LONGEST_CUE = 160


def find_quotations(reading: Reading) -> None:
    """Fill ``reading.quotations``, in order of the text."""
    marked = find_quoted(reading.article)
    found: list[tuple[Quoted, Quotation]] = []
    for quoted in marked:
        if quotation := _read(reading, quoted, marked):
            previous = found[-1] if found else None
            found.append((quoted, _continued(reading, quotation, quoted, previous)))
    direct = [*_spread_back(found), *_block_quotes(reading, marked)]
    answers = [a for a in find_answers(reading) if all(a.span != q.span for q in direct)]
    direct += answers
    indirect = find_indirect(reading, [quotation.span for quotation in direct])
    ordered = sorted([*direct, *indirect], key=lambda q: (q.span.start, q.span.end))
    reading.quotations = list(with_carried_over(reading, ordered))


def _read(reading: Reading, quoted: Quoted, marked: Sequence[Quoted]) -> Quotation | None:
    """Read one quoted stretch by the words around it; None if nobody said it."""
    around = surroundings(reading, quoted, marked)
    inside = reading.tokens(quoted.start, quoted.end)
    cue = find_cue(around, next((t for t in inside if t.is_alpha), inside[0]))
    if cue is not None and cue.speech == "think":
        cue = None
    if not is_speech(reading, quoted, around, cue):
        return None
    quotation = Quotation(
        span=reading.span(quoted.start, quoted.end),
        form=QuoteForm.DIRECT,
        rule="marks-only",
    )
    return _told(reading, quotation, cue) if cue else _guessed(reading, quotation, around)


def _told(reading: Reading, quotation: Quotation, cue: Cue) -> Quotation:
    """Add the speaker that a cue names."""
    named = next((n for n in cue.speakers if speaker_at(reading, n)), None)
    return replace(
        quotation,
        speaker=speaker_at(reading, named) if named else None,
        on_behalf_of=on_behalf_of(reading, named) if named else None,
        cue=_cue_span(reading, cue),
        rule=f"cue-{cue.kind.value}",
    )


def _guessed(reading: Reading, quotation: Quotation, around: Surroundings) -> Quotation:
    """Take for the speaker whom the words before name; far from sure.

    That is the name before a colon, the subject of the sentence that a fragment stands in, or the
    one person who does something in the sentence before.
    """
    if around.before and around.before[-1].text == ":":
        named = reading.mention_of(around.before[-2]) if len(around.before) > 1 else None
        is_name = named is not None and named.end == around.before[-1].idx
        if named is not None and is_name and named.kind in _SPEAKING_SUBJECTS:
            return replace(quotation, speaker=named.entity, rule="name-before-colon")
    if not around.before and not around.after:
        speaker = _doer_before(reading, quotation)
        return replace(quotation, speaker=speaker, rule="sentence-before") if speaker else quotation
    verb = next((t for t in around.before if t.dep_ == "ROOT"), None)
    for noun in speaking_nouns(verb) if verb is not None else ():
        speaker = speaker_at(reading, noun)
        if speaker and reading.entities[speaker].kind in _SPEAKING_SUBJECTS:
            return replace(quotation, speaker=speaker, rule="subject-of-sentence")
    return quotation


def _doer_before(reading: Reading, quotation: Quotation) -> LocalId | None:
    """Find the only person named in the sentence before, if it is what the person does."""
    block = reading.block_at(quotation.span.start)
    first = reading.tokens(quotation.span.start, quotation.span.end)[0].sent.start
    if block is None or first == 0 or reading.doc[first - 1].idx < block.start:
        return None
    before = reading.doc[first - 1].sent
    if any(t.is_quote for t in before):
        return None
    named = {
        m.entity
        for m in reading.mentions_in(before.start_char, before.end_char)
        if m.entity and reading.entities[m.entity].kind is Kind.PERSON
    }
    speakers = {speaker_at(reading, noun) for noun in speaking_nouns(before.root)}
    return next(iter(named)) if len(named) == 1 and named == speakers else None


def _cue_span(reading: Reading, cue: Cue) -> Span:
    """Cut out the verb with its nearest speaker, or the verb alone where they stand far apart."""
    word = cue.word
    alone = reading.span(word.idx, word.idx + len(word))
    if not cue.speakers:
        return alone
    noun = cue.speakers[0]
    mention = reading.mention_of(noun)
    start = min(word.idx, mention.start if mention else noun.idx)
    end = max(alone.end, mention.end if mention else noun.idx + len(noun))
    return reading.span(start, end) if end - start <= _LONGEST_CUE else alone


# ── quotations in several pieces ────────────────────────────────────────────────────────────


def _continued(
    reading: Reading,
    quotation: Quotation,
    quoted: Quoted,
    previous: tuple[Quoted, Quotation] | None,
) -> Quotation:
    """Let a piece without a cue have the speaker of the piece that it goes on from."""
    if quotation.cue is not None or previous is None:
        return quotation
    before, spoken = previous
    if quoted.continues and before.is_open:
        return replace(
            quotation,
            speaker=spoken.speaker,
            on_behalf_of=spoken.on_behalf_of,
            rule="next-paragraph",
        )
    gap = reading.article.text[before.outer_end : quoted.outer_start]
    told_between = spoken.cue is not None and before.outer_end <= spoken.cue.start
    if "\n\n" in gap or not told_between or not _is_one_sentence(gap):
        return quotation
    return replace(
        quotation,
        speaker=spoken.speaker,
        on_behalf_of=spoken.on_behalf_of,
        rule="goes-on",
    )


def _is_one_sentence(gap: str) -> bool:
    return gap.rstrip().rstrip(".").count(". ") == 0


def _spread_back(found: Sequence[tuple[Quoted, Quotation]]) -> Iterable[Quotation]:
    """Let earlier paragraphs of a quotation have the speaker that only a later one names."""
    spread: list[Quotation] = []
    following: tuple[Quoted, Quotation] | None = None
    for quoted, quotation in reversed(found):
        piece = quotation
        if quoted.is_open and quotation.speaker is None and following and following[0].continues:
            later = following[1]
            piece = replace(
                quotation,
                speaker=later.speaker,
                on_behalf_of=later.on_behalf_of,
                rule="paragraph-before",
            )
        spread.append(piece)
        following = (quoted, piece)
    return reversed(spread)


def _block_quotes(reading: Reading, marked: Sequence[Quoted]) -> list[Quotation]:
    """Read blocks that the page sets as quotations; a sentence with a colon may introduce them."""
    found: list[Quotation] = []
    last_end = -1
    for block in reading.article.blocks:
        if block.kind is not BlockKind.QUOTE or any(q.outer_start == block.start for q in marked):
            continue
        quotation = Quotation(
            span=reading.span(block.start, block.end), form=QuoteForm.BLOCK, rule="block"
        )
        goes_on = found and last_end >= 0 and block.start - last_end <= len("\n\n")
        if goes_on:
            quotation = replace(quotation, speaker=found[-1].speaker, cue=found[-1].cue)
        else:
            quotation = _introduced(reading, quotation, block.start)
        found.append(quotation)
        last_end = block.end
    return found


def _introduced(reading: Reading, quotation: Quotation, start: int) -> Quotation:
    words = introduction(reading, reading.article.text, start)
    first = reading.tokens(start, start + 1)[0]
    cue = find_cue(Surroundings(before=words, after=()), first)
    return replace(_told(reading, quotation, cue), form=QuoteForm.BLOCK) if cue else quotation
