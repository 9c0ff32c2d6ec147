"""Frames: which words tell of which event or relation, and which argument plays which part.

The frames themselves are data, which ``frame_files.py`` reads; the README of ``data/frames``
explains every key.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from hkgraph.extraction.events.groups import number_meant
from hkgraph.extraction.events.participants import ACTORS, bodies_of_staff, entities_of
from hkgraph.extraction.events.places import place_of
from hkgraph.extraction.grammar.clauses import as_headline, clause_of
from hkgraph.extraction.grammar.counts import numbers
from hkgraph.extraction.grammar.slots import (
    complements_of,
    follow_path,
    is_excluded,
    verb_keys,
    with_previous,
)
from hkgraph.extraction.lexicon import table
from hkgraph.model import BlockKind, Kind, Predicate
from hkgraph.own_words.event_types import is_event_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Token

    from hkgraph.extraction.grammar.clauses import Clause
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

#: Slots whose token takes part even where it is what the frame asks for.
_KEPT = frozenset({"subject", "subject+with", "before", "at", "in", "announcer", "modifier"})
_DEFAULT_KINDS = {"place": frozenset({Kind.PLACE}), "law": frozenset({Kind.LAW})}


class Pattern(BaseModel):
    """Which words say something, and where its parts stand; ``data/frames/README.md`` explains."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts_there: ClassVar[tuple[str, ...]] = ()

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    complement: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, frozenset[Kind]] = {}

    @property
    def countable(self) -> frozenset[str]:
        """The parts that a number of people or bodies may play."""
        return frozenset()

    def slots(self, part: str) -> tuple[str, ...]:
        """Give the slots of a part, in order."""
        found: tuple[str, ...] = getattr(self, part)
        return found

    def kinds_of(self, part: str) -> frozenset[Kind]:
        """Give the kinds of entity that may play a part."""
        return self.kinds.get(part, _DEFAULT_KINDS.get(part, ACTORS))

    def is_content(self, filled: AbstractSet[str]) -> bool:
        """Say whether enough parts are filled."""
        return filled >= set(self.parts_there)


class EventFrame(Pattern):
    """One way to tell of an event."""

    parts_there: ClassVar[tuple[str, ...]] = ("agent", "affects", "place")

    type: str
    agent: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    place: tuple[str, ...] = ("in", "at", "near", "outside", "inside", "off")
    needs: frozenset[Literal["agent", "affects", "place"]] = frozenset()
    counts: tuple[str, ...] = ()
    details: frozenset[Literal["law", "offence", "term"]] = frozenset()
    sure: bool = False
    denies: bool = False
    besides: bool = False
    mutual: bool = False

    @property
    def countable(self) -> frozenset[str]:
        """The part that the event is about, and those that it cannot do without."""
        return self.needs | {"affects" if self.affects else "agent"}

    @field_validator("type")
    @classmethod
    def _is_event_type(cls, value: str) -> str:
        if not is_event_type(value):
            raise ValueError(f"no event type is called {value!r}")
        return value

    def kinds_of(self, part: str) -> frozenset[Kind]:
        """Let units act and be acted on like the bodies that they belong to."""
        kinds = super().kinds_of(part)
        return kinds | {Kind.OFFICE} if Kind.ORGANISATION in kinds else kinds

    def is_content(self, filled: AbstractSet[str]) -> bool:
        """Say whether the event is worth telling with the parts that are filled."""
        if self.sure:
            return True
        return filled >= self.needs if self.needs else bool(filled & {"agent", "affects"})


class RelationFrame(Pattern):
    """One way to say how two entities stand to each other, or when something began or ended."""

    parts_there: ClassVar[tuple[str, ...]] = ("subject", "object")

    predicate: Predicate
    subject: tuple[str, ...]
    object: tuple[str, ...] = ()
    deed: tuple[str, ...] = ()
    state: bool = False

    def is_content(self, filled: AbstractSet[str]) -> bool:
        """Say whether both ends are there; a frame without object slots takes a time."""
        return filled >= ({"subject", "object"} if self.object else {"subject"})


FrameType = TypeVar("FrameType", bound=Pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[FrameType]):
    """A frame found in the text.

    Attributes:
        parts: For each part that is filled, the entities with the tokens that stand for them.
        fillers: For each part, the tokens that stand in its slots, whether entities or not.
        complements: The words that the frame asks for besides its trigger.
    """

    frame: FrameType
    clause: Clause
    parts: Mapping[str, Mapping[LocalId, Token]]
    fillers: Mapping[str, tuple[Token, ...]]
    complements: tuple[Token, ...]

    @property
    def fullness(self) -> tuple[int, int]:
        """Rank it among the matches of one word: who takes part first, then what it asks for."""
        return len(self.parts.keys() - {"place"}), len(self.frame.complement)


class FrameIndex(Generic[FrameType]):
    """Frames by the lemma that triggers them."""

    def __init__(self, frames: Iterable[FrameType]) -> None:
        self._verbs: dict[str, list[FrameType]] = defaultdict(list)
        self._nouns: dict[str, list[FrameType]] = defaultdict(list)
        for frame in frames:
            for verb in frame.verbs:
                self._verbs[verb].append(frame)
            for noun in frame.nouns:
                self._nouns[noun].append(frame)

    def matches(self, reading: Reading, token: Token) -> Iterator[Match[FrameType]]:
        """Iterate over the frames that a word triggers and whose needs are met."""
        frames = self._triggered(token)
        if frames and not (token.is_title and in_date(reading, token)):
            clause = clause_of(token)
            block = reading.block_at(token.idx)
            if block is not None and block.kind is BlockKind.HEADLINE:
                clause = as_headline(clause)
            found = (fill(reading, frame, clause) for frame in frames)
            yield from (match for match in found if match is not None)

    def _triggered(self, token: Token) -> list[FrameType]:
        if token.pos_ in {"VERB", "AUX"}:
            return [frame for key in verb_keys(token) for frame in self._verbs.get(key, [])]
        if token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in {"PERSON", "ORG"}:
            if token.text in table("months"):
                return []
            keys = [token.lemma_.lower(), with_previous(token)]
            return [frame for key in keys for frame in self._nouns.get(key, [])]
        return []


def in_date(reading: Reading, token: Token) -> bool:
    """Say whether a word is part of a date ("in March")."""
    return any(d.span.start <= token.idx < d.span.end for d in reading.dates)


def in_title(token: Token) -> bool:
    """Say whether a verb stands in the title of a work ("Die Another Day")."""
    if token.pos_ != "VERB" or not token.is_title:
        return False
    following = token.doc[token.i + 1 : token.i + 2]
    opens = token.i == token.sent.start
    return not opens and any(t.is_title for t in (*following, token.nbor(-1)))


def fill(reading: Reading, frame: FrameType, clause: Clause) -> Match[FrameType] | None:
    """Fill the parts of a frame from a clause; None where its needs are not met."""
    complements = complements_of(clause, frame.complement)
    if complements is None or is_excluded(clause, frame.unless):
        return None
    fillers: dict[str, tuple[Token, ...]] = {}
    parts: dict[str, Mapping[LocalId, Token]] = {}
    filled: set[str] = set()
    for part in frame.parts_there:
        kinds = frame.kinds_of(part)
        taken = complements if part != "place" else ()
        groups = [
            [t for t in follow_path(clause, slot) if t not in taken or _takes_part(t, slot)]
            for slot in frame.slots(part)
        ]
        fillers[part] = tuple(t for group in groups for t in group)
        if part == "place":
            found = place_of(reading, clause, frame.slots(part))
        else:
            found = _first_filled(reading, groups, kinds, clause.predicate)
        if part == "agent" and not found:
            found = bodies_of_staff(reading, fillers[part])
        # Nobody buys themselves: where both sides are one, a pronoun was misread.
        if found and not (part == "affects" and found.keys() == parts.get("agent", {}).keys()):
            parts[part] = found
        if part in parts or (part in frame.countable and _is_numbered(fillers[part], kinds)):
            filled.add(part)
    if not frame.is_content(filled):
        return None
    return Match(frame=frame, clause=clause, parts=parts, fillers=fillers, complements=complements)


def _takes_part(token: Token, slot: str) -> bool:
    """Say whether what a frame asks for plays a part, too ("the board" does not, its name does)."""
    return slot in _KEPT or token.pos_ == "PROPN"


def _is_numbered(tokens: tuple[Token, ...], kinds: frozenset[Kind]) -> bool:
    """Say whether people or bodies without a name fill a part ("two judges")."""
    return any(numbers(token, kinds) or number_meant(token) is not None for token in tokens)


def _first_filled(
    reading: Reading, groups: list[list[Token]], kinds: frozenset[Kind], predicate: Token
) -> Mapping[LocalId, Token]:
    for tokens in groups:
        found: dict[LocalId, Token] = {}
        for token in tokens:
            for entity, source in entities_of(reading, token, kinds).items():
                if not _goes_on_behind(token, source, predicate):
                    found.setdefault(entity, source)
        if found:
            return found
    return {}


def _goes_on_behind(first: Token, other: Token, predicate: Token) -> bool:
    """Say whether a list goes on behind what is said of one in it ("Y, set up in 1990, and Z")."""
    is_aside = predicate.dep_ in {"acl", "relcl"} and first.pos_ == "PROPN"
    return is_aside and first.i < predicate.i < other.i
