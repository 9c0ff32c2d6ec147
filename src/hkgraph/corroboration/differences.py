"""Statements of several articles on one point: more precise, different, or denied.

Only what is safe to compare is compared: values of properties that have one value (when an event
was, when a body was founded, how long a sentence is, how many at least), places inside places, and
one triple said and denied. What is planned is not held against what happened, and an article that
itself gives several values is held against none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from hkgraph.corroboration.links import Link, Relation, Said
from hkgraph.corroboration.regions import Regions
from hkgraph.corroboration.values import Comparison, compare
from hkgraph.identity.keys import NodeKey
from hkgraph.model import Modality, Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hkgraph.model import ArticleKey, LocalId, Object, Statement, Telling

    Nodes = Mapping[ArticleKey, Mapping[LocalId, NodeKey]]

_SINGLE = frozenset(
    {
        Predicate.HAS_TIME,
        Predicate.FOUNDING_DATE,
        Predicate.DISSOLUTION_DATE,
        Predicate.LEGISLATION_DATE,
        Predicate.TERM,
        Predicate.MINIMUM_COUNT,
    }
)
#: What may change: said in one month and denied in another it is no contradiction.
_STATES = frozenset(
    {
        Predicate.HAS_OFFICE_IN,
        Predicate.BASED_IN,
        Predicate.MEMBER_OF,
        Predicate.HAS_MEMBERSHIP,
        Predicate.SUB_ORGANIZATION_OF,
        Predicate.UNIT_OF,
    }
)
_STATE_DAYS = 31
_AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE})
#: Up to so many statements on a point are compared each with each. Of more, each is compared with
#: the earliest of each value, so that a thousand articles that agree make no million links.
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A statement with what it is compared by.

    Attributes:
        value: A canonical key for what has one, EDTF for a time, else the value itself.
    """

    article: ArticleKey
    statement: Statement
    subject: NodeKey
    value: object
    day: date | None

    @property
    def said(self) -> Said:
        """The statement in its article."""
        return Said(self.article, self.statement)

    @property
    def is_ahead(self) -> bool:
        """Say whether it is told of what is to be."""
        return self.statement.modality in _AHEAD


def find_differences(tellings: Sequence[Telling], nodes: Nodes) -> Iterator[Link]:
    """Link statements that refine, differ from or dispute others.

    Args:
        nodes: Canonical keys of what each article names.
    """
    regions = Regions(tellings, nodes)
    points: defaultdict[tuple[object, ...], list[_Told]] = defaultdict(list)
    triples: defaultdict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for told in _iter_told(tellings, nodes):
        point = told.subject, told.statement.predicate
        if told.statement.polarity:
            points[*point, told.is_ahead].append(told)
        triples[*point, told.value].append(told)
    for told_of_point in points.values():
        yield from _compare_values(told_of_point, regions)
    for told_of_triple in triples.values():
        yield from _denials(told_of_triple)


def _iter_told(tellings: Iterable[Telling], nodes: Nodes) -> Iterator[_Told]:
    """Give all statements, the earliest article first."""
    for telling in sorted(tellings, key=lambda t: (t.article.published or "9999", t.article.key)):
        names = nodes[telling.article.key]
        for one in telling.extract.statements:
            yield _Told(
                article=telling.article.key,
                statement=one,
                subject=names[one.subject],
                value=_value(one.object, names),
                day=telling.article.published_day,
            )


def _value(value: Object, names: Mapping[LocalId, NodeKey]) -> object:
    if isinstance(value, TimeValue):
        return value.edtf
    return names[value] if isinstance(value, str) else value


def _compare_values(told: list[_Told], regions: Regions) -> Iterator[Link]:
    """Compare the values of one point, where each article gives one."""
    predicate = told[0].statement.predicate
    if predicate not in _SINGLE and predicate is not Predicate.HAS_PLACE:
        return
    values: defaultdict[ArticleKey, set[object]] = defaultdict(set)
    for one in told:
        values[one.article].add(one.value)
    firm = [one for one in told if len(values[one.article]) == 1]
    for one, other in _pairs(firm):
        if one.article != other.article and one.value != other.value:
            found = (
                _compare_places(one, other, regions)
                if predicate is Predicate.HAS_PLACE
                else compare(one.statement.object, other.statement.object)
            )
            yield from _links(found, one.said, other.said)


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    if len(told) <= _MOST:
        yield from combinations(told, 2)
        return
    first: dict[object, _Told] = {}
    for one in told:
        first.setdefault(one.value, one)
    leaders = list(first.values())[:_MOST]
    yield from ((one, leader) for one in told for leader in leaders)


def _compare_places(one: _Told, other: _Told, regions: Regions) -> Comparison:
    """Compare places; two that are apart may both be right, as an event may move."""
    left, right = NodeKey(str(one.value)), NodeKey(str(other.value))
    if regions.is_inside(left, right):
        return Comparison.MORE_PRECISE
    return Comparison.LESS_PRECISE if regions.is_inside(right, left) else Comparison.NOTHING


def _links(found: Comparison, one: Said, other: Said) -> Iterator[Link]:
    match found:
        case Comparison.MORE_PRECISE:
            yield Link(Relation.REFINES, one, other)
        case Comparison.LESS_PRECISE:
            yield Link(Relation.REFINES, other, one)
        case Comparison.OTHER:
            yield from _both_ways(one, other)


def _denials(told: list[_Told]) -> Iterator[Link]:
    """Link what is denied with what is said: by somebody it is disputed, else it differs."""
    said = [one for one in told if one.statement.polarity and not one.is_ahead][:_MOST]
    denials = [one for one in told if not one.statement.polarity and not one.is_ahead]
    for denial in denials if said else ():
        for one in said:
            if denial.statement.attributed_to is not None:
                yield Link(Relation.DISPUTES, denial.said, one.said)
            elif one.article != denial.article and not _has_changed(denial, one):
                yield from _both_ways(denial.said, one.said)


def _has_changed(denial: _Told, said: _Told) -> bool:
    """Say whether both may be right, each at its time."""
    if said.statement.predicate not in _STATES:
        return False
    if said.day is None or denial.day is None:
        return True
    return abs((said.day - denial.day).days) > _STATE_DAYS


def _both_ways(one: Said, other: Said) -> Iterator[Link]:
    yield Link(Relation.DIFFERS, one, other)
    yield Link(Relation.DIFFERS, other, one)
