"""From a reading to an extract: what nothing refers to is left out, what matters is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.confidence import SPEAKER, earned
from hkgraph.model import BlockKind, Entity, Extract, Kind, Mention, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftEntity, Reading
    from hkgraph.model import LocalId, Span, Statement

#: An article is about what its headline names and what it names often; places seldom are a topic.
TOPICS = 5
OFTEN = 3
#: A statement carries its sentence; of a longer one (a list of sentences passed) only the clause.
SENTENCE_CHARACTERS = 400
_TOPIC_KINDS = {Kind.PERSON, Kind.ORGANISATION, Kind.MEDIA, Kind.LAW}


def finish(reading: Reading) -> Extract:
    """Freeze a reading."""
    mentions = tuple(
        Mention(span=reading.span(m.start, m.end), entity=m.entity, form=m.form)
        for m in reading.mentions
        if m.entity is not None
    )
    used = set(_referred(reading, mentions))
    return Extract(
        entities=tuple(_freeze(draft) for draft in reading.entities.values() if draft.id in used),
        mentions=mentions,
        dates=tuple(reading.dates),
        events=tuple(reading.events),
        memberships=tuple(reading.memberships),
        statements=tuple(_with_sentences(one, reading) for one in reading.statements),
        quotations=tuple(
            replace(one, confidence=earned(one.rule, SPEAKER)) for one in reading.quotations
        ),
        about=tuple(_topics(reading, mentions)),
        authors=tuple(reading.authors),
        contributors=tuple(reading.contributors),
        publisher=reading.publisher,
    )


def _with_sentences(statement: Statement, reading: Reading) -> Statement:
    """Widen evidence from the words that matched to the sentence that a reader can judge."""
    widened = (_sentence(span, reading) for span in statement.evidence)
    return replace(statement, evidence=tuple(dict.fromkeys(widened)))


def _sentence(span: Span, reading: Reading) -> Span:
    tokens = reading.tokens(span.start, span.end)
    block = reading.block_at(span.start)
    start, end = tokens[0].sent.start_char, tokens[-1].sent.end_char
    if block:
        start, end = max(start, block.start), min(end, block.end)
    text = reading.article.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    fits = start <= span.start and span.end <= end and end - start <= SENTENCE_CHARACTERS
    return reading.span(start, end) if fits else span


def _referred(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[object]:
    yield from (mention.entity for mention in mentions)
    yield from (*reading.authors, *reading.contributors, reading.publisher)
    for statement in reading.statements:
        yield from (statement.subject, statement.object, statement.attributed_to)
    for quotation in reading.quotations:
        yield from (quotation.speaker, quotation.on_behalf_of)
    for role in reading.memberships:
        yield from (role.person, role.organisation)
    yield from (draft.parent for draft in reading.entities.values())


def _topics(reading: Reading, mentions: tuple[Mention, ...]) -> list[LocalId]:
    headline = [b for b in reading.article.blocks if b.kind is BlockKind.HEADLINE]
    makers = {*reading.authors, *reading.contributors, reading.publisher}
    counts: Counter[LocalId] = Counter()
    named: set[LocalId] = set()
    for mention in mentions:
        draft = reading.entities[mention.entity]
        if draft.kind in _TOPIC_KINDS and not draft.anonymous and draft.id not in makers:
            counts[draft.id] += 1
            if mention.form is MentionForm.NAME and any(
                block.start <= mention.span.start < block.end for block in headline
            ):
                named.add(draft.id)
    often = {local for local, count in counts.items() if count >= OFTEN}
    ranked = sorted(named | often, key=lambda local: (local not in named, -counts[local]))
    return ranked[:TOPICS]


def _freeze(draft: DraftEntity) -> Entity:
    return Entity(
        id=draft.id,
        kind=draft.kind,
        name=draft.name,
        aliases=tuple(sorted(draft.aliases - {draft.name})),
        anonymous=draft.anonymous,
        gazetteer=draft.gazetteer,
        parent=draft.parent,
    )
