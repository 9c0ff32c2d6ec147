"""Rejecting, correcting and confirming one statement of the published graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.errors import UsageError
from hkgraph.extraction.extractor import RULES_VERSION
from hkgraph.graph import vocab
from hkgraph.graph.article import ArticleGraph
from hkgraph.identity.amending import Amender, corrected
from hkgraph.identity.claims import Claims
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.judgements import StatementJudgement, Verdict
from hkgraph.model import ArticleKey
from hkgraph.own_words.in_use import using
from hkgraph.reviewing.desk import now
from hkgraph.store.live import by_key, load_telling
from hkgraph.store.merge import by_document
from hkgraph.wikidata.layers import choose_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hkgraph.model import Statement, Telling
    from hkgraph.reviewing.desk import Desk

_PARTS = ("subject", "predicate", "object")
_MOST_NAMED = 30


class StatementDesk:
    """Finds what a statement of the graph was extracted from, and judges that."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        base = choose_with(desk.words, desk.settings.knowledge_base)
        with using(desk.words):
            self._amender = Amender(load_gazetteer_names(), base, desk.judgements())

    def judge(
        self,
        iri: str,
        verdict: Verdict,
        *,
        by: str,
        why: str = "",
        instead: Mapping[str, str] | None = None,
    ) -> list[StatementJudgement]:
        """Add a judgement on a statement to the file: one for each place that says it.

        Args:
            iri: Of the statement.
            instead: Its subject, predicate or object as they should be; a node by its key or IRI.

        Raises:
            UsageError: There is no such statement, or a part names nothing that can stand there.
        """
        with using(self._desk.words):
            given = self._judgements(iri, verdict, by=by, why=why, parts=self._parts(instead or {}))
        self._desk.file.append(given)
        return given

    def _judgements(
        self, iri: str, verdict: Verdict, *, by: str, why: str, parts: tuple[tuple[str, str], ...]
    ) -> list[StatementJudgement]:
        telling, told = self._find(iri)
        claims = Claims(telling.article.key, self._amender.own(telling))
        for one in told:
            _check(one, parts, claims)
        return [
            StatementJudgement(
                claim=claims.of(one), verdict=verdict, by=by, when=now(), why=why, instead=parts
            )
            for one in told
        ]

    def _find(self, iri: str) -> tuple[Telling, list[Statement]]:
        """Find what was extracted that a statement of the graph rests on, or did before judged."""
        live = by_key(by_document(list(self._desk.live.values())))
        articles = [key for key in self._articles(iri) if key in live]
        for key in articles:
            telling = load_telling(live[key], self._desk.texts)
            amended = self._amender.amend(telling)
            found = self._behind(iri, amended.telling, telling, amended.left)
            found = found or self._behind(iri, telling, telling, telling.extract.statements)
            if found:
                return telling, found
        if self._reported_in(iri):
            raise UsageError(
                f"{iri} cannot be judged by itself",
                hint="It follows from the statement that somebody holds that role: judge that one.",
            )
        raise UsageError(
            f"the graph has no statement {iri}",
            hint="Its IRI is on the page of the statement; build first if it is new.",
        )

    def _articles(self, iri: str) -> list[ArticleKey]:
        """Give the article that makes a statement; of one that was rejected, those it may be."""
        judged = {claim.article for claim in self._desk.judgements().statements}
        return self._reported_in(iri) or [ArticleKey(key) for key in sorted(judged)]

    def _reported_in(self, iri: str) -> list[ArticleKey]:
        quads = self._desk.store.quads_for_pattern(_node(iri), vocab.REPORTED_IN, None, None)
        articles = (q.object.value for q in quads if isinstance(q.object, NamedNode))
        return [ArticleKey(one.rpartition("/")[2]) for one in articles]

    def _behind(
        self, iri: str, shown: Telling, extracted: Telling, left: Sequence[Statement | None]
    ) -> list[Statement]:
        """Give the statements that were extracted and have become one of the graph.

        Args:
            shown: The article as the graph has it.
            left: What each statement that was extracted has become.
        """
        own = self._amender.own(shown)
        graph = ArticleGraph(
            telling=shown, nodes=own, own=own, minter=self._desk.minter, rules=RULES_VERSION
        )
        said = next((one for one in graph.statements if one.node.value == iri), None)
        told = said.told if said else ()
        pairs = zip(extracted.extract.statements, left, strict=True)
        return [before for before, after in pairs if after in told]

    def _parts(self, instead: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        unknown = set(instead) - set(_PARTS)
        if unknown:
            raise UsageError(
                f"a statement has no {min(unknown)}", hint=f"Correct one of: {', '.join(_PARTS)}."
            )
        keys = ((part, self._desk.minter.key_of(text) or text) for part, text in instead.items())
        return tuple(sorted(keys))


def _check(one: Statement, parts: tuple[tuple[str, str], ...], claims: Claims) -> None:
    """Refuse a correction that names nothing that can stand there."""
    if corrected(one, dict(parts), claims) is None:
        told = ", ".join(f"{part}={text}" for part, text in parts)
        known = ", ".join(sorted(set(claims.own.values()))[:_MOST_NAMED])
        raise UsageError(
            f"{told} cannot stand in this statement",
            hint=f"Where it names a thing, give one that the article names: {known}.",
        )


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as exc:
        raise UsageError(f"{iri!r} is no IRI", hint="Give the IRI of a statement.") from exc
