"""Roles of people: titles before and behind a name, and clauses that say who holds an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction import edtf
from hkgraph.extraction.clauses import clause_of, coordinated, prepositional_objects
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.participants import ORGANISATIONS, entities_of, entity_of, whole_span
from hkgraph.extraction.role_context import organisation_nearby, owner_known
from hkgraph.extraction.role_titles import Title, is_head, title_after, title_at, title_before
from hkgraph.extraction.statements import Said, joined
from hkgraph.extraction.voice import Voice, quoted_voice, voice_of
from hkgraph.model import (
    BlockKind,
    Kind,
    LocalId,
    Membership,
    MentionForm,
    Modality,
    Predicate,
    TimeBasis,
    TimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import Span

_PERSON = frozenset({Kind.PERSON})
_HOLDING_VERBS = frozenset({"be", "become", "remain"})
_UNTOLD = frozenset({BlockKind.BYLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as one place of the text tells it.

    Attributes:
        title: None where the text says only that the person belongs to the organisation.
    """

    person: LocalId
    organisation: LocalId | None
    title: str | None
    during: TimeValue | None
    evidence: Span
    voice: Voice
    confidence: float
    rule: str


def find_roles(reading: Reading) -> None:
    """Fill ``reading.memberships``, and ``reading.statements`` with who holds them."""
    roles = [role for role in _all_roles(reading) if role.organisation or role.title]
    ids: dict[tuple[LocalId, LocalId | None, str], LocalId] = {}
    said: list[Said] = []
    for role in _completed(roles):
        if role.organisation is not None and role.title is None:
            said.append(_belonging(role, role.organisation))
            continue
        key = (role.person, role.organisation, (role.title or "").lower())
        if key not in ids:
            ids[key] = LocalId(f"m{len(reading.memberships) + 1}")
            reading.memberships.append(_membership(ids[key], role))
        said.append(_said(ids[key], role))
    reading.statements += joined(said)


def _membership(identifier: LocalId, role: Role) -> Membership:
    return Membership(
        id=identifier,
        person=role.person,
        organisation=role.organisation,
        title=role.title,
        during=role.during,
    )


def _said(membership: LocalId, role: Role) -> Said:
    return Said(
        subject=role.person,
        predicate=Predicate.HAS_MEMBERSHIP,
        object=membership,
        evidence=role.evidence,
        voice=role.voice,
        confidence=role.confidence,
        rule=role.rule,
    )


def _belonging(role: Role, organisation: LocalId) -> Said:
    return Said(
        subject=role.person,
        predicate=Predicate.MEMBER_OF,
        object=organisation,
        evidence=role.evidence,
        voice=role.voice,
        confidence=role.confidence,
        rule=role.rule,
    )


def _completed(roles: list[Role]) -> list[Role]:
    """Drop a role without organisation where the same title is told with one."""
    told = {(r.person, (r.title or "").lower()) for r in roles if r.organisation is not None}
    return [r for r in roles if r.organisation or (r.person, (r.title or "").lower()) not in told]


# ── where roles are told ────────────────────────────────────────────────────────────────────


def _all_roles(reading: Reading) -> Iterator[Role]:
    for mention in reading.mentions:
        block = reading.block_at(mention.start)
        if block is None or block.kind in _UNTOLD or not _is_person(reading, mention):
            continue
        if mention.form is MentionForm.NAME:
            yield from _beside_name(reading, mention)
        elif mention.form is MentionForm.NOMINAL:
            yield from _in_description(reading, mention)
    for token in reading.doc:
        yield from _in_clause(reading, token)


def _is_person(reading: Reading, mention: DraftMention) -> bool:
    return mention.entity is not None and reading.entities[mention.entity].kind is Kind.PERSON


def _beside_name(reading: Reading, mention: DraftMention) -> Iterator[Role]:
    name = reading.tokens(mention.start, mention.end)
    sentence = reading.sentence_at(mention.start)
    floor, ceiling = sentence.start, max(sentence.end, name.end)
    before = title_before(reading, _past_honorific(reading, name.start, floor), floor)
    if before is not None:
        yield from _roles(reading, mention, before, "role:before-name")
    inverted = _inverted(reading, name.start, name.end, floor)
    if inverted is not None:
        yield from _roles(reading, mention, inverted, "role:description-and-name")
    for behind in _behind_name(reading, name.end, ceiling):
        yield from _roles(reading, mention, behind, "role:behind-name")
    yield from _of_organisation(reading, mention, name.end, ceiling)


def _past_honorific(reading: Reading, start: int, floor: int) -> int:
    while start > floor and reading.doc[start - 1].text.rstrip(".") in table("honorifics"):
        start -= 1
    return start


def _inverted(reading: Reading, start: int, end: int, floor: int) -> Title | None:
    """Read "The group's chair, NAME," before the comma."""
    comma = _past_honorific(reading, start, floor) - 1
    closes = end < len(reading.doc) and (
        reading.doc[end].is_punct or reading.doc[end].pos_ in {"VERB", "AUX"}
    )
    if comma <= floor or reading.doc[comma].text != "," or not closes:
        return None
    title = title_before(reading, comma, floor)
    if title is None:
        return None
    opener = reading.doc[title.first - 1] if title.first > floor else None
    is_definite = opener is not None and opener.lower_ in {
        "the",
        "its",
        "their",
        "his",
        "her",
        "whose",
    }
    return title if is_definite or title.organisations else None


def _behind_name(reading: Reading, end: int, ceiling: int) -> Iterator[Title]:
    """Read "NAME, chair of Y and a member of Z," behind the comma."""
    start = _past_bracket(reading, end, ceiling)
    if start >= ceiling or reading.doc[start].text not in {",", "–", "—"}:
        return
    start += 1
    while start < ceiling:
        title = title_after(reading, start, ceiling)
        if title is None or _is_name_next(reading, title.last):
            return
        yield title
        follows = reading.doc[title.last] if title.last < ceiling else None
        if follows is None or follows.lower_ not in {"and", ","}:
            return
        start = title.last + 1


def _past_bracket(reading: Reading, start: int, ceiling: int) -> int:
    if start < ceiling and reading.doc[start].text == "(":
        closing = [t.i for t in reading.doc[start : min(ceiling, start + 12)] if t.text == ")"]
        return closing[0] + 1 if closing else start
    return start


def _is_name_next(reading: Reading, index: int) -> bool:
    """Say whether a title goes with the name behind it, and not with the one before."""
    if index >= len(reading.doc):
        return False
    mention = reading.mention_of(reading.doc[index])
    return mention is not None and _is_person(reading, mention) and mention.form is MentionForm.NAME


def _of_organisation(
    reading: Reading, mention: DraftMention, end: int, ceiling: int
) -> Iterator[Role]:
    """Read "NAME of the Y"."""
    start = _past_bracket(reading, end, ceiling)
    if start + 1 >= ceiling or reading.doc[start].lower_ not in {"of", "from"}:
        return
    for target in prepositional_objects(reading.doc[start])[:1]:
        organisation = entity_of(reading, target, ORGANISATIONS)
        if organisation is not None and mention.entity is not None:
            yield Role(
                person=mention.entity,
                organisation=organisation,
                title=None,
                during=None,
                evidence=_evidence(reading, mention, start, target.i + 1),
                voice=quoted_voice(reading, mention.start),
                confidence=0.7,
                rule="role:name-of-organisation",
            )


def _in_description(reading: Reading, mention: DraftMention) -> Iterator[Role]:
    """Read the title inside "a Security Bureau spokesman" and "a spokesman for the forum"."""
    if mention.entity is None or not reading.entities[mention.entity].anonymous:
        return
    tokens = reading.tokens(mention.start, mention.end)
    sentence = reading.sentence_at(mention.start)
    title = title_after(reading, tokens.start, sentence.end)
    if title is not None and title.organisations:
        yield from _roles(reading, mention, title, "role:description")


# ── clauses ─────────────────────────────────────────────────────────────────────────────────


def _in_clause(reading: Reading, token: Token) -> Iterator[Role]:
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        if token.lemma_ in words("role-verbs") or token.lemma_ in _HOLDING_VERBS:
            yield from _holding(reading, token)
        elif token.lemma_ in table("leading-verbs"):
            yield from _leading(reading, token)
    elif token.lower_ == "as" and token.dep_ == "prep":
        yield from _as_title(reading, token)


def _holding(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME is chair of Y" and "NAME was appointed chair of Y"."""
    clause = clause_of(verb)
    holders = clause.get("subject") if verb.lemma_ in _HOLDING_VERBS else clause.get("object")
    for title_token in (*clause.get("predicative"), *clause.get("as")):
        if is_head(title_token):
            yield from _clause_roles(reading, verb, holders, title_token)


def _as_title(reading: Reading, word: Token) -> Iterator[Role]:
    """Read "as chair of Y" behind a clause about somebody."""
    verb = next((a for a in word.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ in words("role-verbs"):
        return
    titles = [t for t in word.children if t.dep_ == "pobj" and is_head(t)]
    for title_token in titles:
        yield from _clause_roles(reading, verb, clause_of(verb).get("subject"), title_token)


def _clause_roles(
    reading: Reading, verb: Token, holders: tuple[Token, ...], title_token: Token
) -> Iterator[Role]:
    end, voice = verb.sent.end, voice_of(reading, verb)
    if voice is None:
        return
    for token in coordinated(title_token):
        floor = verb.i + 1 if token is title_token else token.left_edge.i
        title = title_at(reading, token.i, floor, end)
        for holder in holders:
            for entity, source in entities_of(reading, holder, _PERSON).items():
                yield from _built(reading, entity, title, source, voice, "role:clause")


def _leading(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME, who heads Y"."""
    clause, voice = clause_of(verb), voice_of(reading, verb)
    for held in clause.get("object"):
        organisation = entity_of(reading, held, ORGANISATIONS)
        for holder in clause.get("subject") if organisation else ():
            person = entity_of(reading, holder, _PERSON)
            if person is not None and voice is not None:
                yield Role(
                    person=person,
                    organisation=organisation,
                    title=table("leading-verbs")[verb.lemma_],
                    during=None,
                    evidence=_around(reading, holder, verb, held),
                    voice=voice,
                    confidence=0.75,
                    rule="role:leading-verb",
                )


def _around(reading: Reading, *tokens: Token) -> Span:
    indices = [t.i for t in tokens]
    mentions = [m for t in tokens if (m := reading.mention_of(t)) is not None]
    start = min([reading.doc[min(indices)].idx, *(m.start for m in mentions)])
    last = reading.doc[max(indices)]
    return reading.span(start, max([last.idx + len(last), *(m.end for m in mentions)]))


# ── building ────────────────────────────────────────────────────────────────────────────────


def _roles(reading: Reading, mention: DraftMention, title: Title, rule: str) -> Iterator[Role]:
    name = reading.tokens(mention.start, mention.end)
    voice = quoted_voice(reading, mention.start)
    if mention.entity is not None:
        yield from _built(reading, mention.entity, title, name.root, voice, rule)


def _built(
    reading: Reading, person: LocalId, title: Title, holder: Token, voice: Voice, rule: str
) -> Iterator[Role]:
    confidence, organisations = 0.9, title.organisations
    if title.is_occupation:
        organisations = ()
    elif not organisations:
        nearby = owner_known(reading, title) or organisation_nearby(reading, title)
        organisations, confidence = ((nearby,), 0.6) if nearby else ((), 0.85)
    if title.is_coming and voice.modality is Modality.ASSERTED:
        voice = Voice(
            modality=Modality.PLANNED, polarity=voice.polarity, attributed_to=voice.attributed_to
        )
    for organisation in organisations or (None,):
        if organisation != person:
            yield Role(
                person=person,
                organisation=organisation,
                title=None if organisation and title.text == "member" else _cased(title.text),
                during=_during(reading, title),
                evidence=_covering(reading, holder, title),
                voice=voice,
                confidence=confidence,
                rule=rule,
            )


def _cased(title: str) -> str:
    """Lower the capital that only begins a sentence."""
    first, _, rest = title.partition(" ")
    only_opens = first.istitle() and (not rest or rest.islower()) and first.lower() in _LOWERED
    return f"{first.lower()} {rest}".strip() if only_opens else title


_LOWERED = words("title-modifiers") | words("role-titles") | words("occupations")


def _during(reading: Reading, title: Title) -> TimeValue | None:
    """Find when a role was held: a date right behind it, or the past for a former one."""
    last = reading.doc[title.last - 1]
    end = last.idx + len(last)
    behind = [d for d in reading.dates if 0 <= d.span.start - end <= len(" from in ")]
    if behind and "/" in behind[0].time.edtf + ("/" if ".." in behind[0].time.edtf else ""):
        return behind[0].time
    published = reading.article.published_day
    if not title.is_former or published is None:
        return None
    day = TimeValue(
        edtf=published.isoformat(),
        not_before=published,
        not_after=published,
        basis=TimeBasis.INFERRED,
    )
    return edtf.until(day)


def _covering(reading: Reading, holder: Token, title: Title) -> Span:
    first, last = reading.doc[title.first], reading.doc[title.last - 1]
    mention = reading.mention_of(holder)
    start = holder.idx if mention is None else mention.start
    end = holder.idx + len(holder) if mention is None else mention.end
    return whole_span(reading, min(start, first.idx), max(end, last.idx + len(last)))


def _evidence(reading: Reading, mention: DraftMention, first: int, last: int) -> Span:
    token = reading.doc[last - 1]
    inner = reading.mention_of(token)
    end = token.idx + len(token) if inner is None else inner.end
    return whole_span(reading, min(mention.start, reading.doc[first].idx), max(mention.end, end))
