"""How surely two tellings of articles are of one event.

They are compared by type, participants, place and time. What merely looks alike stays apart: other
days, other people, other places, two events of one article, people without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hkgraph.model import Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, Event, LocalId, Telling

#: What happens to one body or person once, so that no date is needed to know it again.
ONCE = frozenset(["founding", "dissolution", "death"])
#: What happens once in a long while: known again in articles of the same weeks.
SELDOM = frozenset(["departure", "closure", "merger", "repeal", "acquittal", "quashing"])
#: What does not happen to one body or person twice in a few days: known again in the news of it.
NOT_TWICE_A_WEEK = SELDOM | {
    *("arrest", "charge", "conviction", "sentencing", "appeal", "bail", "release", "raid"),
    *("appointment", "resignation", "dismissal", "election", "award", "injury", "deal"),
    *("redundancy", "ban", "entry-denial", "strike"),
}
#: A government brings a law in and a council passes it; but Beijing and its committee made one.
LAWS = frozenset(["lawmaking"])
#: What a place has once a day, whoever is in it.
OF_PLACES = frozenset(["weather"])
_WEEKS_DAYS = 60
#: So many days after an event its news is still told without its date, by one and all.
_NEWS_DAYS = 3
#: A time that leaves open more days than this does not tell one event from the next.
_MONTH_DAYS = 31
SURE, LIKELY, UNSURE, NOT = 1.0, 0.9, 0.5, 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as one article tells it.

    Attributes:
        agents: Who does it, by canonical key; ``affected`` likewise those it is done to.
        grounds: Offences and laws.
        certain: False if a participant is one that this article alone knows.
        times: As far as told.
        published: Day of the article; None if nothing tells it.
    """

    article: ArticleKey
    key: NodeKey
    type: str
    agents: frozenset[NodeKey]
    affected: frozenset[NodeKey]
    places: frozenset[NodeKey]
    grounds: frozenset[NodeKey]
    times: tuple[TimeValue, ...]
    certain: bool
    published: date | None

    @property
    def main(self) -> frozenset[NodeKey]:
        """Whom it is about."""
        return self.affected or self.agents

    @property
    def days(self) -> frozenset[date]:
        """The single days that its times tell."""
        return frozenset(
            one.not_before for one in self.times if one.not_before and days_in(one) == 1
        )


def tell(
    telling: Telling,
    event: Event,
    key: NodeKey,
    names: Mapping[LocalId, NodeKey],
    unshared: frozenset[NodeKey],
) -> Told:
    """Gather what an article says of an event.

    Args:
        names: Canonical keys of the article's entities.
        unshared: Those of them that no other article can mean.
    """
    every = [s for s in telling.extract.statements if s.subject == event.id]
    told = [s for s in every if s.polarity] or every

    def named(predicate: Predicate) -> frozenset[NodeKey]:
        objects = (s.object for s in told if s.predicate is predicate)
        return frozenset(names[o] for o in objects if isinstance(o, str) and o in names)

    agents, affected = named(Predicate.AGENT), named(Predicate.AFFECTS)
    return Told(
        article=telling.article.key,
        key=key,
        type=event.type,
        agents=agents,
        affected=affected,
        places=named(Predicate.HAS_PLACE),
        grounds=named(Predicate.OFFENCE) | named(Predicate.UNDER_LAW),
        times=tuple(
            s.object
            for s in told
            if s.predicate is Predicate.HAS_TIME and isinstance(s.object, TimeValue)
        ),
        certain=unshared.isdisjoint(affected or agents),
        published=telling.article.published_day,
    )


def compare(one: Told, other: Told) -> tuple[float, str]:
    """Say how surely two tellings are of one event, and why."""
    for cannot, why in (
        (one.article == other.article, "one article tells them as two"),
        (one.type != other.type, "other types"),
        (not (one.certain and other.certain), "somebody unnamed"),
        (_differ(one.affected, other.affected), "done to others"),
        (_are_deeds_of_others(one, other), "done by others"),
        (one.places and one.places.isdisjoint(other.places or one.places), "other places"),
    ):
        if cannot:
            return NOT, why
    if one.main and other.main and bool(one.affected) == bool(other.affected):
        return _compare_times(one, other)
    return _compare_places(one, other)


def _differ(ours: frozenset[NodeKey], theirs: frozenset[NodeKey]) -> bool:
    """Say whether both tell of participants, and neither only leaves some out."""
    return bool(ours and theirs) and not (ours <= theirs or theirs <= ours)


def _are_deeds_of_others(one: Told, other: Told) -> bool:
    """Say whether agents tell two events apart.

    They do not where the same is done to the same on one day, or is done to it once or seldom.
    """
    is_same_deed = bool(one.days & other.days) or one.type in ONCE | SELDOM | LAWS
    return _differ(one.agents, other.agents) and not (
        one.affected and other.affected and is_same_deed
    )


def _compare_places(one: Told, other: Told) -> tuple[float, str]:
    """Compare what does not tell whom it is about, or tells it of one side alone."""
    if not (one.main and other.main) and one.type not in OF_PLACES:
        return NOT, "somebody unnamed"
    if _exclude_each_other(one, other):
        return NOT, "other times"
    if not one.places & other.places or one.days.isdisjoint(other.days):
        return UNSURE, "one alone tells whom it was done to"
    if one.type in OF_PLACES or (one.type in NOT_TWICE_A_WEEK and one.agents & other.agents):
        return LIKELY, "there on that day"
    return UNSURE, "one alone tells whom it was done to"


def _compare_times(one: Told, other: Told) -> tuple[float, str]:
    if _exclude_each_other(one, other):
        return NOT, "other times"
    if one.days & other.days:
        return SURE, "one day"
    if _differ(one.agents, other.agents) and one.type not in ONCE:
        return UNSURE, "agents that may be one"
    apart = _apart_days(one.published, other.published)
    for speaks, why in (
        (_have_a_month_in_common(one, other), "a day in that month"),
        (one.type in ONCE, "what happens once"),
        (one.type in SELDOM and apart <= _WEEKS_DAYS, "what is seldom, told in the same weeks"),
        (one.type in NOT_TWICE_A_WEEK and _is_news_of(one, other), "news of the same days"),
    ):
        if speaks:
            return LIKELY, why
    return UNSURE, "no time tells it from another"


def _have_a_month_in_common(one: Told, other: Told) -> bool:
    """Say whether times that fit each other leave no more open than the day of a month."""
    pairs = ((a, b) for a in one.times for b in other.times)
    return any(max(days_in(a), days_in(b)) <= _MONTH_DAYS for a, b in pairs)


def _exclude_each_other(one: Told, other: Told) -> bool:
    pairs = [(a, b) for a in one.times for b in other.times]
    return one.type not in ONCE and any(_ends_before(a, b) or _ends_before(b, a) for a, b in pairs)


def _is_news_of(one: Told, other: Told) -> bool:
    """Say whether what is told without a date is told right after the other, on like grounds."""
    if (one.times and other.times) or _differ(one.grounds, other.grounds):
        return False
    if not (one.times or other.times):
        return _apart_days(one.published, other.published) <= _NEWS_DAYS
    dated, undated = (one, other) if one.times else (other, one)
    published = undated.published
    return published is not None and any(
        day <= published <= day + timedelta(days=_NEWS_DAYS) for day in dated.days
    )


def _ends_before(one: TimeValue, other: TimeValue) -> bool:
    return bool(one.not_after and other.not_before and one.not_after < other.not_before)


def days_in(time: TimeValue) -> float:
    """Count the days that a time leaves open."""
    if time.not_before is None or time.not_after is None:
        return float("inf")
    return (time.not_after - time.not_before).days + 1


def _apart_days(one: date | None, other: date | None) -> float:
    return abs((one - other).days) if one and other else float("inf")
