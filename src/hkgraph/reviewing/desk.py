"""The desk of whoever reviews one store: what is open, what there is to see, what was answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.graph.describe import WIKIDATA
from hkgraph.graph.iri import Minter
from hkgraph.identity.judgements import Judgement, StatementJudgement, Verdict
from hkgraph.own_words.in_use import using
from hkgraph.own_words.reading import load_words, words_folder
from hkgraph.reviewing.queue import Queue, still_open
from hkgraph.reviewing.sides import Side, Sides
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.texts import Library
from hkgraph.versions import digest_of, extraction_versions
from hkgraph.wikidata.layers import choose_with

if TYPE_CHECKING:
    from hkgraph.identity.judgements import Judgements
    from hkgraph.reviewing.questions import Question
    from hkgraph.settings import Settings
    from hkgraph.wikidata.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with what there is to see.

    Attributes:
        rest: Other candidates for a link that are still to be asked.
    """

    question: Question
    left: Side
    right: Side
    rest: tuple[Side, ...] = ()


class Desk:
    """Looks at one generation; make one for each request or session.

    Args:
        settings: Names the store and the knowledge base.

    Raises:
        EmptyStoreError: Nothing has been published.
    """

    def __init__(self, settings: Settings) -> None:
        self.generation, self.store = StoreDir(settings.store).open_snapshot()
        self.settings = settings
        self.words = load_words(words_folder(settings))
        with using(self.words):
            self.texts = Library(settings.store, digest_of(extraction_versions()))
        self.file = JudgementFile(settings.store)
        self.minter = Minter(self.generation.manifest.base_iri)
        self._sides = Sides(self.store, self.minter, self._text_of)

    @cached_property
    def questions(self) -> list[Question]:
        """All that the build could not decide, most important first."""
        return Queue(self.generation, self.store).all()

    @cached_property
    def live(self) -> dict[str, LiveArticle]:
        """The live articles by key."""
        lines = self.generation.read_lines(FILE)
        return {one.key: one for one in map(LiveArticle.parse, lines)}

    def judgements(self) -> Judgements:
        """Read what was decided so far."""
        return self.file.load()

    def open(self) -> list[Question]:
        """Give what nobody has answered."""
        return still_open(self.questions, self.judgements())

    def get(self, name: str) -> Question:
        """Find a question by its id, answered or not.

        Raises:
            UsageError: There is none.
        """
        found = next((one for one in self.questions if one.id == name), None)
        if found is None:
            raise UsageError(
                f"nothing that is to be reviewed is called {name!r}",
                hint="See what is open: hkgraph review --list.",
            )
        return found

    def case(self, question: Question) -> Case:
        """Show both sides of a question."""
        left = self._sides.describe(question.left)
        if question.kind == "same":
            return Case(question=question, left=left, right=self._sides.describe(question.right))
        others = (
            one.right
            for one in self.questions
            if one.left == question.left and one.kind == "link" and one != question
        )
        return Case(
            question=question,
            left=left,
            right=self._candidate(question.right),
            rest=tuple(self._candidate(qid) for qid in others),
        )

    def answer(self, question: Question, verdict: Verdict, *, by: str, why: str = "") -> Judgement:
        """Add an answer to the file of judgements."""
        judgement = question.answer(verdict, by=by, when=now(), why=why)
        self.file.append([judgement])
        return judgement

    def undo(self, by: str) -> Judgement:
        """Withdraw the last judgement of somebody that stands.

        Raises:
            UsageError: There is none.
        """
        judgements = self.judgements()
        standing = set(map(id, judgements.standing))
        own = [one for one in judgements.given if id(one) in standing and one.by == by]
        if not own:
            raise UsageError(
                f"nothing that {by} decided stands", hint="Only what stands can be undone."
            )
        self.file.append([_withdrawn(own[-1])])
        return own[-1]

    def _candidate(self, qid: str) -> Side:
        known = self._knowledge_base.get(qid)
        told = (known.type, known.description) if known else ()
        return Side(
            node=qid,
            iri=WIKIDATA + qid,
            name=known.label if known else qid,
            types=tuple(filter(None, told[:1])),
            names=(known.label_zh,) if known and known.label_zh else (),
            roles=tuple(filter(None, told[1:])),
        )

    @cached_property
    def _knowledge_base(self) -> KnowledgeBase:
        return choose_with(self.words, self.settings.knowledge_base)

    def _text_of(self, key: str) -> str:
        one = self.live.get(key)
        return self.texts.load_article(one.digest, one.document).text if one else ""


def now() -> str:
    """Give the time, as judgements note it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _withdrawn(judged: Judgement) -> Judgement:
    undone = replace(judged, verdict=Verdict.WITHDRAWN, when=now(), why="")
    return replace(undone, instead=()) if isinstance(undone, StatementJudgement) else undone
