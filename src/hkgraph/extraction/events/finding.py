"""Events of one article: found by frames, tied together, merged, and said as statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.details import core_tokens, details_of, event_time
from hkgraph.extraction.events.frame_files import event_frames
from hkgraph.extraction.events.frames import in_title
from hkgraph.extraction.events.links import find_links
from hkgraph.extraction.events.merging import cluster
from hkgraph.extraction.events.offices_left import with_body_left
from hkgraph.extraction.events.participants import evidence_of
from hkgraph.extraction.events.sentencings import with_terms
from hkgraph.extraction.events.statements import Said, joined
from hkgraph.extraction.events.taking_up import may_take_up, settle
from hkgraph.extraction.events.tellings import Detail, EventTelling
from hkgraph.extraction.events.voice import voice_of
from hkgraph.extraction.events.wholes import parts_of_departures
from hkgraph.extraction.grammar.aspect import is_bygone, is_habit, is_hypothetical
from hkgraph.extraction.lexicon import words
from hkgraph.model import BlockKind, Concept, Event, Kind, LocalId, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from hkgraph.extraction.events.frames import EventFrame, Match
    from hkgraph.extraction.events.links import EventLink
    from hkgraph.extraction.events.merging import Cluster
    from hkgraph.extraction.reading import Reading

_UNTOLD = frozenset({BlockKind.BYLINE, BlockKind.CAPTION})
_SHOUTED = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_PEOPLE = (Predicate.AGENT, Predicate.AFFECTS)
_ANCHORING = (Predicate.HAS_TIME, Predicate.HAS_PLACE, Predicate.MINIMUM_COUNT)


def find_events(reading: Reading) -> None:
    """Fill ``reading.events`` and ``triggers``; add to ``statements`` what is said about them."""
    matches = list(_matches(reading))
    complements = {token.i for match in matches for token in match.complements}
    main = (m for m in matches if m.clause.predicate.i not in complements)
    tellings = [telling for match in main for telling in _tellings_of(reading, match)]
    links = find_links(reading, tellings)
    ids: dict[int, LocalId] = {}
    bare = [number for number, telling in enumerate(tellings) if _is_bare(telling)]
    clusters = settle(bare, cluster(tellings, frozenset(bare)), tellings, links)
    for number, home in enumerate(clusters, start=len(reading.events) + 1):
        ids |= dict.fromkeys(home.members, LocalId(f"v{number}"))
    for home in clusters:
        event = ids[home.members[0]]
        reading.events.append(Event(id=event, type=tellings[home.members[0]].type))
        reading.triggers |= {tellings[index].trigger.i: event for index in home.members}
        said = [s for index in home.members for s in _said(event, tellings[index])]
        said += list(_linked(home, tellings, links, ids))
        reading.statements += joined(said)
    reading.statements += joined(parts_of_departures(reading, tellings, ids))


# ── finding tellings ────────────────────────────────────────────────────────────────────────


def _matches(reading: Reading) -> Iterator[Match[EventFrame]]:
    frames = event_frames()
    types: dict[int, str] = {}
    for token in reading.doc:
        block = reading.block_at(token.idx)
        if block is not None and block.kind not in _UNTOLD:
            found = list(frames.matches(reading, token))
            if found and (block.kind in _SHOUTED or not in_title(token)):
                yield from (match for match in found if match.frame.besides)
                yield from _best(found, types)


def _best(found: list[Match[EventFrame]], types: dict[int, str]) -> Iterator[Match[EventFrame]]:
    """Give the fullest match of one word, unless it adds nothing to the word before it."""
    rivals = [match for match in found if not match.frame.besides]
    if rivals:
        best = max(rivals, key=lambda match: match.fullness)
        token = best.clause.predicate
        types[token.i] = best.frame.type
        if not (_is_choice(token) or _goes_on(best, types)):
            yield best


def _is_choice(verb: Token) -> bool:
    """Say whether a verb stands behind "or": one of two things that may have been."""
    is_second = verb.dep_ == "conj" and verb.pos_ == "VERB"
    return is_second and any(c.lower_ == "or" for c in verb.head.children)


def _goes_on(match: Match[EventFrame], types: Mapping[int, str]) -> bool:
    """Say whether a verb only goes on telling what the one before it tells ("hurt and crushed").

    What it adds is lost only where nobody with a name shows that both are one event.
    """
    verb = match.clause.predicate
    if verb.dep_ != "conj" or "term" in match.frame.details or "affects" in match.parts:
        return False
    own = any(c.dep_ in {"nsubj", "nsubjpass", "dobj"} for c in verb.children)
    adds = _is_placed(verb) and not _is_placed(verb.head)
    return not own and not adds and types.get(verb.head.i) == types[verb.i]


def _is_placed(verb: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"in", "at", "on"} for c in verb.children)


def _tellings_of(reading: Reading, match: Match[EventFrame]) -> Iterator[EventTelling]:
    block = reading.block_at(match.clause.predicate.idx)
    in_headline = block is not None and block.kind is BlockKind.HEADLINE
    telling = _telling(reading, match, in_headline=in_headline)
    telling = with_body_left(reading, match, telling)
    if is_bygone(telling.anchor) or is_habit(telling.trigger) or is_hypothetical(telling.anchor):
        return
    if "term" in match.frame.details:
        yield from with_terms(reading, telling)
    elif not _is_bare(telling) or may_take_up(telling):
        yield telling


def _is_bare(telling: EventTelling) -> bool:
    """Say whether a telling gives nothing to know its event by."""
    return not telling.objects(*_PEOPLE, *_anchoring(telling))


def _anchoring(telling: EventTelling) -> tuple[Predicate, ...]:
    """Give what is enough to tell an event by; not a place for what recurs ("its vigils")."""
    is_noun = telling.trigger.pos_ in {"NOUN", "PROPN"} and not telling.in_headline
    recurs = is_noun and telling.type in words("repeatable-events")
    return tuple(p for p in _ANCHORING if not (recurs and p is Predicate.HAS_PLACE))


def _telling(reading: Reading, match: Match[EventFrame], *, in_headline: bool) -> EventTelling:
    clause = match.clause
    time = None if match.frame.besides else event_time(reading, match)
    noun = clause.predicate if clause.predicate != clause.anchor else None
    voice = voice_of(reading, clause.anchor, noun=noun, denied=match.frame.denies, time=time)
    details = tuple(details_of(reading, match, time))
    sentence = clause.predicate.sent
    tokens = [t for held in match.parts.values() for t in held.values() if t.sent == sentence]
    affected = match.parts.get("affects", {})
    return EventTelling(
        type=match.frame.type,
        trigger=clause.predicate,
        anchor=clause.anchor,
        voice=voice,
        details=details,
        evidence=evidence_of(reading, [*core_tokens(match), *tokens]),
        rule=f"event:{match.frame.type}/{clause.predicate.lemma_.lower()}",
        in_headline=in_headline,
        unnamed=all(_is_unnamed_person(reading, entity) for entity in affected),
    )


def _is_unnamed_person(reading: Reading, entity: LocalId) -> bool:
    held = reading.entities[entity]
    return held.anonymous and held.kind is Kind.PERSON


# ── saying them ─────────────────────────────────────────────────────────────────────────────


def _said(event: LocalId, telling: EventTelling) -> Iterator[Said]:
    told_as = Detail(
        predicate=Predicate.EVENT_TYPE,
        object=Concept(slug=telling.type),
        evidence=telling.evidence,
    )
    for detail in (told_as, *telling.details):
        yield Said(
            subject=event,
            predicate=detail.predicate,
            object=detail.object,
            evidence=detail.evidence,
            voice=telling.voice,
            rule=telling.rule,
        )


def _linked(
    home: Cluster, tellings: list[EventTelling], links: list[EventLink], ids: dict[int, LocalId]
) -> Iterator[Said]:
    event = ids[home.members[0]]
    for link in links:
        other = ids.get(link.other) if isinstance(link.other, int) else link.other
        if link.telling in home.members and other is not None and other != event:
            yield Said(
                subject=event,
                predicate=link.predicate,
                object=other,
                evidence=link.evidence,
                voice=tellings[link.telling].voice,
                rule=link.rule,
            )
