"""Reads the annotation format of the corpus: one YAML file beside each article.

Annotations point at words; ``tests/gold/README.md`` describes every field.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import yaml

from hkgraph.articles.decode import decode
from hkgraph.errors import DataError, SourceError
from hkgraph.evaluation import scope
from hkgraph.evaluation.corpus_words import Words
from hkgraph.evaluation.gold import (
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
from hkgraph.evaluation.groups import without_groups
from hkgraph.model import EVENT_TYPES, Kind, Modality, Predicate
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.model import Article

Row = dict[str, Any]

REPRINT = "reprint page"
SUFFIXES = (".md", ".txt", ".html")
#: A line that says who wrote, and is no part of the story.
_CREDIT_LINE = re.compile(
    r"^[\W_]*(?:(?:additional )?reporting|editing|writing|by)\b.{1,150}$",
    re.IGNORECASE | re.MULTILINE,
)
_HINT = "Compare it with the format in tests/gold/README.md."


def find_source(path: Path) -> Path:
    """Give the article file beside an annotation.

    Raises:
        SourceError: There is none.
    """
    for suffix in SUFFIXES:
        if (source := path.with_suffix(suffix)).exists():
            return source
    raise SourceError(
        f"no article file beside {path.name}",
        hint=f"Put it there under the same name, as {', '.join(SUFFIXES)}; or give --source.",
    )


def read_corpus_gold(path: Path, source: Path, articles: Sequence[Article] = ()) -> Gold:
    """Read an annotation.

    Args:
        path: The annotation.
        source: The annotated file.
        articles: What a reader finds in the file. The annotation covers the whole file; of a page
            of reprints, what stands around the articles is left out.

    Raises:
        SourceError: One of the files cannot be read.
        DataError: It is not an annotation, or the source does not hold its words.
    """
    content = _read(source)
    try:
        # Every scalar stays a string, so that 2024-03-05 is no day and 3 no number.
        tree = without_groups(
            yaml.load(_read(path), yaml.BaseLoader)  # noqa: S506  # the safest of loaders
        )
        text = decode(content, source.name).text
        words = Words(path.name, text, _ranges(path.stem, tree, text, articles))
        digest = hashlib.sha256(content).hexdigest()
        return _CorpusReader(tree, words, source, digest).gold()
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as exc:
        reason = " ".join(str(exc).split())
        raise DataError(
            f"{path.name} is not an annotation: {type(exc).__name__} {reason}", hint=_HINT
        ) from exc


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise SourceError(
            f"cannot read {path}: {exc.strerror}",
            hint="Give the path of an annotation beside its article file.",
        ) from exc


def _ranges(
    name: str, tree: Row, text: str, articles: Sequence[Article]
) -> dict[str, tuple[int, int]]:
    """Give the stretches that are compared: the file, or the articles of a page of reprints."""
    if tree["genre"] != REPRINT or not articles:
        return {name: (0, len(text))}
    spans = [
        (min(s.file_start for s in held), max(s.file_start + s.length for s in held))
        for article in articles
        if (held := article.offsets.segments)
    ]
    return {f"{name}/{i}": span for i, span in enumerate(sorted(spans), start=1)}


class _CorpusReader:
    def __init__(self, tree: Row, words: Words, source: Path, sha256: str) -> None:
        self._tree = tree
        self._words = words
        self._source = source
        self._sha256 = sha256
        ids = [row["id"] for row in tree["events"]]
        self._known = {*tree["entities"], *ids}
        self._outside = 0
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise words.bad(f"{twice[0]!r} is the id of several events", "Give each its own.")

    def gold(self) -> Gold:
        tree, reprint = self._tree, self._tree["genre"] == REPRINT
        entities = tuple(self._entity(name, row) for name, row in tree["entities"].items())
        said = [(row, quotation) for row in tree["quotations"] for quotation in self._said(row)]
        bylines = tuple(self._bylines(entities))
        events = tuple(self._event(row) for row in tree["events"])
        return Gold(
            source=self._source,
            sha256=self._sha256,
            articles=tuple(
                self._article(name, start, end, bylines, whole=not reprint)
                for name, (start, end) in self._words.articles.items()
            ),
            entities=entities,
            quotations=tuple(q for row, q in said if row["form"] != "indirect"),
            speeches=tuple(q for row, q in said if row["form"] == "indirect"),
            events=tuple(event for event in events if event.evidence),
            roles=tuple(self._roles()),
            relations=tuple(self._relations()),
            dates=tuple(time for row in tree["dates"] if (time := self._time(row)).at),
            left_out=tuple(self._left_out()),
            predicates=scope.CORPUS_PREDICATES,
            complete=True,
        )

    def _article(
        self, name: str, start: int, end: int, bylines: tuple[FileSpan, ...], *, whole: bool
    ) -> GoldArticle:
        """Give an article; of a page of reprints nothing tells which head belongs to which."""
        tree: Row = self._tree if whole else {}
        publisher = tree.get("publisher")
        return GoldArticle(
            id=name,
            start=start,
            end=end,
            authors=tuple(frozenset({name}) for name in tree.get("authors", ())),
            publisher=frozenset({publisher} if publisher else ()),
            published=tree.get("published"),
            bylines=bylines,
        )

    def _bylines(self, entities: Iterable[GoldEntity]) -> Iterable[FileSpan]:
        """Give where names of authors and publisher stand, and lines that credit somebody."""
        tree = self._tree
        credited = set(map(fold, (*tree.get("authors", ()), tree.get("publisher", ""))))
        lines = [line.span() for line in _CREDIT_LINE.finditer(self._words.text)]
        for entity in entities:
            named = bool(credited & set(map(fold, entity.names)))
            for place in entity.mentions:
                if named or any(first <= place.start < last for first, last in lines):
                    yield place

    def _entity(self, name: str, row: Row) -> GoldEntity:
        marked = (*row["mentions"], *row.get("nominals", ()))
        mentions = self._find_all(row["mentions"])
        if not marked:
            raise self._words.bad(f"{name} is never mentioned", "Mark where it is.")
        return GoldEntity(
            id=name,
            kind=Kind(row["kind"]),
            name=row["name"],
            names=frozenset({row["name"], *(place.text for place in mentions)}),
            mentions=mentions,
            nominals=self._find_all(row.get("nominals", ())),
            anonymous=_true(row, "anonymous", otherwise=False),
            parent=self._id(row.get("parent")),
        )

    def _said(self, row: Row) -> Iterable[GoldQuotation]:
        at, speaker = self._find(row["words"]), self._id(row.get("speaker"))
        self._id(row.get("behalf"))
        if row["form"] not in {"direct", "indirect", "block"}:
            raise self._words.bad(f"a quotation is not {row['form']!r}", _HINT)
        if at:
            yield GoldQuotation(
                id=f"{at.text[:30]!r}", at=at, speaker=speaker, may_be_unknown=speaker is None
            )

    def _event(self, row: Row) -> GoldEvent:
        if row["type"] not in EVENT_TYPES:
            raise self._words.bad(f"no event type is called {row['type']!r}", _HINT)
        parts = {
            predicate: frozenset(self._values(name, row[name]))
            for name, predicate in scope.EVENT_PARTS.items()
            if name in row
        }
        if row["type"] in scope.OF_A_LAW and (laws := parts.pop(Predicate.UNDER_LAW, None)):
            parts[Predicate.AFFECTS] = parts.get(Predicate.AFFECTS, frozenset()) | laws
        told = [self._words.edtf(row["time"]["edtf"])] if "time" in row else []
        return GoldEvent(
            id=row["id"],
            label=row["type"],
            types=(row["type"],),
            participants=frozenset().union(
                *(parts.get(part, ()) for part in (Predicate.AGENT, Predicate.AFFECTS))
            ),
            time=self._time(row["time"]) if told else None,
            parts={**parts, Predicate.HAS_TIME: frozenset(told)},
            evidence=self._find_all(row["words"]),
            modalities=frozenset({self._modality(row)}),
            polarity=_true(row, "polarity", otherwise=True),
            attributed_to=self._id(row.get("credited")),
            credit_known=True,
        )

    def _values(self, name: str, value: str | list[str]) -> list[str]:
        values = [value] if isinstance(value, str) else value
        if name not in {"offence", "term", "count"}:
            for known in values:
                self._id(known)
        return values

    def _time(self, row: Row) -> GoldTime:
        at = self._find(row["words"]) if "words" in row else None
        return GoldTime(edtf=self._words.edtf(row["edtf"]), at=at, inferred="words" not in row)

    def _roles(self) -> Iterable[GoldRole]:
        for number, row in enumerate(self._tree["roles"], start=1):
            evidence = self._find_all([row["words"]])
            if not _bare_member(row) and evidence:
                during = row.get("during")
                yield GoldRole(
                    id=f"role {number}",
                    person=self._some_id(row["person"]),
                    organisation=self._id(row.get("organisation")),
                    title=row["title"],
                    evidence=evidence,
                    modality=self._modality(row),
                    attributed_to=self._id(row.get("credited")),
                    during=self._words.edtf(during) if during else None,
                )

    def _relations(self) -> Iterable[GoldRelation]:
        """Give each triple once; a role without a title of its own is a membership."""
        told = [
            {
                **row,
                "subject": row["person"],
                "predicate": "memberOf",
                "object": row["organisation"],
            }
            for row in self._tree["roles"]
            if _bare_member(row)
        ]
        distinct: dict[tuple[object, ...], GoldRelation] = {}
        for number, row in enumerate([*self._tree.get("relations", ()), *told], start=1):
            one = self._relation(f"relation {number}", row)
            if one.evidence and not self._law_in_law(row):
                triple = (one.subject, one.predicates, one.object, one.polarity)
                distinct.setdefault(triple, one)
        return distinct.values()

    def _law_in_law(self, row: Row) -> bool:
        subject = self._tree["entities"].get(row["subject"], {})
        return row["predicate"] == "partOf" and bool(subject.get("kind") == Kind.LAW)

    def _relation(self, name: str, row: Row) -> GoldRelation:
        predicates = scope.CORPUS_PREDICATES.get(row["predicate"])
        if predicates is None:
            raise self._words.bad(f"no relation is called {row['predicate']!r}", _HINT)
        if row["predicate"].lower().endswith("date"):
            self._words.edtf(row["object"])
        elif row["predicate"] != "criminalises":
            self._some_id(row["object"])
        return GoldRelation(
            id=name,
            subject=self._some_id(row["subject"]),
            predicates=predicates,
            object=row["object"],
            polarity=_true(row, "polarity", otherwise=True),
            evidence=self._find_all([row["words"]]),
            modality=self._modality(row),
            attributed_to=self._id(row.get("credited")),
        )

    def _modality(self, row: Row) -> Modality:
        """Give the modality; what is told by somebody is reported, and alleged if by nobody."""
        modality = scope.CORPUS_MODALITIES[row.get("modality", "asserted")]
        if modality not in {Modality.ASSERTED, Modality.REPORTED}:
            return modality
        if "credited" in row:
            return Modality.REPORTED
        return Modality.ASSERTED if modality is Modality.ASSERTED else Modality.ALLEGED

    def _some_id(self, name: str) -> str:
        if name not in self._known:
            raise self._words.bad(f"no entity or event is called {name!r}", "Add it, or mend it.")
        return name

    def _id(self, name: str | None) -> str | None:
        return None if name is None else self._some_id(name)

    def _find(self, marked: str) -> FileSpan | None:
        place = self._words.find(marked)
        self._outside += place is None
        return place

    def _find_all(self, marked: Iterable[str]) -> tuple[FileSpan, ...]:
        return tuple(place for words in marked if (place := self._find(words)))

    def _left_out(self) -> Iterable[LeftOut]:
        if self._outside:
            reason = scope.MENTIONS_LEFT_OUT
            yield LeftOut(what="annotated stretches", count=self._outside, reason=reason)
        sections = sum(map(self._law_in_law, self._tree.get("relations", ())))
        if sections:
            reason = scope.NO_PREDICATE
            yield LeftOut(what="relation partOf of laws", count=sections, reason=reason)


def _bare_member(row: Row) -> bool:
    """Say whether a role is told by ``memberOf`` alone."""
    return "organisation" in row and bool(row.get("title", scope.NO_TITLE) == scope.NO_TITLE)


def _true(row: Row, name: str, *, otherwise: bool) -> bool:
    if name not in row:
        return otherwise
    return {"true": True, "false": False}[str(row[name]).lower()]
