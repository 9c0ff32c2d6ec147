"""Reads the annotation format of the sample page: one JSON file for one page with its articles."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from hkgraph.errors import DataError, SourceError
from hkgraph.evaluation import scope
from hkgraph.evaluation.gold import (
    FileSpan,
    Gold,
    GoldArticle,
    GoldEntity,
    GoldEvent,
    GoldQuotation,
    GoldRelation,
    GoldRole,
    GoldTime,
    LeftOut,
)
from hkgraph.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, Any]


def read_gold(path: Path, source: Path | None = None) -> Gold:
    """Read an annotation and make sure that it belongs to its source.

    Args:
        path: The annotation.
        source: The annotated file, where it does not stand at the path that the annotation names.

    Raises:
        SourceError: The annotation or its source cannot be read.
        DataError: It is not an annotation, or the source has other bytes.
    """
    try:
        tree = json.loads(_read(path))
        gold = _SeedReader(tree, source or path.parent / tree["source"]["path"]).gold()
    except (KeyError, TypeError, ValueError) as exc:
        raise DataError(
            f"{path.name} is not an annotation: {type(exc).__name__} {exc}",
            hint="Compare it with the format in docs/reference/evaluation.md.",
        ) from exc
    found = hashlib.sha256(_read(gold.source)).hexdigest()
    if found != gold.sha256:
        raise DataError(
            f"{gold.source.name} has sha256 {found[:16]}…, not {gold.sha256[:16]}… as annotated",
            hint="Give the file that was annotated with --source.",
        )
    return gold


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise SourceError(
            f"cannot read {path}: {exc.strerror}",
            hint="Give the path of an annotation, and with --source that of its source.",
        ) from exc


class _SeedReader:
    def __init__(self, tree: Row, source: Path) -> None:
        self._tree = tree
        self._source = source
        self._inside = {d["id"] for d in tree["documents"] if d["type"] == "NewsArticle"}
        self._names = {e["id"]: _names(e) for e in tree["entities"]}
        self._spans = {d["id"]: d["span"] for d in tree["documents"] if d["id"] in self._inside}

    def gold(self) -> Gold:
        tree = self._tree
        events = tuple(self._event(row) for row in tree["events"])
        return Gold(
            source=self._source,
            sha256=tree["source"]["sha256"],
            articles=tuple(self._article(d) for d in tree["documents"] if d["id"] in self._inside),
            entities=tuple(self._entity(row) for row in tree["entities"]),
            quotations=tuple(self._quotation(row) for row in tree["quotations"]),
            speeches=tuple(self._quotation(row) for row in tree["reported_speech"]),
            events=events,
            roles=tuple(
                self._role(r) for r in tree["relations"] if r["predicate"] in scope.ROLE_PREDICATES
            ),
            relations=self._relations(),
            dates=tuple(e.time for e in events if e.time and e.time.at),
            left_out=tuple(self._left_out()),
        )

    def _place(self, row: Row) -> FileSpan | None:
        """Give where a stretch stands; None outside the articles."""
        start, end = row["start"], row["end"]
        inside = (a for a, (first, last) in self._spans.items() if first <= start and end <= last)
        at = next(inside, None)
        if at is None:
            return None
        return FileSpan(article=at, start=start, end=end, text=row["text"])

    def _places(self, rows: Iterable[Row]) -> tuple[FileSpan, ...]:
        return tuple(place for row in rows if (place := self._place(row)))

    def _article(self, row: Row) -> GoldArticle:
        people = [*row.get("authors", ()), *row.get("contributors", ())]
        publisher = row.get("publisher")
        headline = self._place(row["headline"])
        if headline is None:
            raise ValueError(f"the headline of {row['id']} stands in no article")
        named = [*people, *([publisher] if publisher else [])]
        return GoldArticle(
            id=row["id"],
            start=row["span"][0],
            end=row["span"][1],
            headline=headline,
            authors=tuple(self._names[a["person"]] for a in row.get("authors", ())),
            contributors=tuple(self._names[a["person"]] for a in row.get("contributors", ())),
            publisher=self._names[publisher["org"]] if publisher else frozenset(),
            url=row["url"]["text"] if "url" in row else None,
            published=row.get("date_published", {}).get("value"),
            bylines=self._places(entry["evidence"] for entry in named),
        )

    def _entity(self, row: Row) -> GoldEntity:
        return GoldEntity(
            id=row["id"],
            kind=scope.KINDS[row["type"]],
            name=row["name"],
            names=self._names[row["id"]],
            mentions=self._places(row["mentions"]),
            anonymous=row.get("anonymous", False),
            parent=row.get("parent"),
        )

    def _quotation(self, row: Row) -> GoldQuotation:
        place = self._place(row["evidence"])
        if place is None:
            raise ValueError(f"{row['id']} stands in no article")
        unsure = row["speaker"] is None or row.get("certainty", 1.0) < 1.0
        return GoldQuotation(id=row["id"], at=place, speaker=row["speaker"], may_be_unknown=unsure)

    def _event(self, row: Row) -> GoldEvent:
        parts = [(p["entity"], p["role"]) for p in row["participants"]]
        return GoldEvent(
            id=row["id"],
            label=row["label"],
            types=scope.EVENT_TYPES.get(row["type"], ()),
            tolerated=scope.TOLERATED_TYPES.get(row["type"], frozenset()),
            participants=frozenset(e for e, part in parts if part in scope.MAIN_PARTS),
            others=frozenset(e for e, part in parts if part not in scope.MAIN_PARTS),
            time=self._time(row["time"]) if row["time"] else None,
            place=row["place"],
            evidence=self._places(row["evidence"]),
            modalities=_modalities(row),
            attributed_to=row.get("attributed_to"),
            reasons=tuple(row.get("reason", ())),
        )

    def _time(self, row: Row) -> GoldTime:
        words = row["evidence"]
        return GoldTime(
            edtf=row["edtf"],
            at=self._place(words) if words else None,
            inferred=row["basis"] == "inferred",
        )

    def _role(self, row: Row) -> GoldRole:
        return GoldRole(
            id=row["id"],
            person=row["subject"],
            organisation=row.get("org"),
            title=row.get("role") or row["object"],
            evidence=self._places(row["evidence"]),
            modality=scope.MODALITIES[row["modality"]],
            attributed_to=row["attributed_to"],
        )

    def _relations(self) -> tuple[GoldRelation, ...]:
        """Give each triple once, also where two rows tell it in other words."""
        known = {row["id"] for row in (*self._tree["entities"], *self._tree["events"])}
        distinct: dict[tuple[object, ...], GoldRelation] = {}
        for row in self._tree["relations"]:
            if row["predicate"] in scope.PREDICATES:
                relation = _relation(row, self._places(row["evidence"]), known)
                triple = (relation.subject, relation.predicates, relation.object)
                distinct.setdefault((*triple, relation.polarity), relation)
        return tuple(distinct.values())

    def _left_out(self) -> Iterable[LeftOut]:
        tree = self._tree
        outside = sum(self._place(m) is None for e in tree["entities"] for m in e["mentions"])
        yield LeftOut(what="mentions", count=outside, reason=scope.MENTIONS_LEFT_OUT)
        types = Counter(e["type"] for e in tree["events"] if e["type"] not in scope.EVENT_TYPES)
        for name, count in sorted(types.items()):
            yield LeftOut(what=f"event {name}", count=count, reason=scope.EVENTS_LEFT_OUT)
        predicates = Counter(row["predicate"] for row in tree["relations"])
        for name, count in sorted(predicates.items()):
            if name not in scope.PREDICATES and name not in scope.ROLE_PREDICATES:
                reason = scope.PREDICATES_LEFT_OUT.get(name, scope.NO_PREDICATE)
                yield LeftOut(what=f"relation {name}", count=count, reason=reason)
        across = len(tree.get("cross_source", ()))
        yield LeftOut(what="cross-source links", count=across, reason=scope.CROSS_SOURCE_LEFT_OUT)


def _names(row: Row) -> frozenset[str]:
    return frozenset((row["name"], *row.get("aliases", ()), *row.get("also", ())))


def _modalities(row: Row) -> frozenset[Modality]:
    """What happened but is only credited to someone is reported, not asserted."""
    stated = scope.STATUS[row["status"]]
    if row.get("attributed_to") is None:
        return frozenset({stated})
    if stated is Modality.ASSERTED:
        return frozenset({Modality.REPORTED})
    return frozenset({stated, Modality.REPORTED} if stated is Modality.ALLEGED else {stated})


def _relation(row: Row, evidence: tuple[FileSpan, ...], known: set[str]) -> GoldRelation:
    return GoldRelation(
        id=row["id"],
        subject=row["subject"],
        predicates=scope.PREDICATES[row["predicate"]],
        object=_object(row["object"], known),
        polarity=row["polarity"],
        evidence=evidence,
        modality=scope.MODALITIES[row["modality"]],
        attributed_to=row["attributed_to"],
    )


def _object(printed: str, known: set[str]) -> str:
    """Drop a remark in brackets that follows an id."""
    bare = printed.partition(" (")[0]
    return bare if bare in known else printed
