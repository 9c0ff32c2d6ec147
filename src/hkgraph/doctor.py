"""What may be wrong with an installation and a store, each with its mend."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.errors import EmptyStoreError, HkgraphError
from hkgraph.own_words.reading import read_words, words_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hkgraph.settings import Settings

#: With less space than this no generation should be begun.
_LEAST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of one check.

    Attributes:
        hint: The mend; empty where there is nothing to mend.
    """

    check: str
    is_well: bool
    message: str
    hint: str = ""

    def row(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return asdict(self)


def examine(settings: Settings) -> Iterator[Finding]:
    """Check one thing after another; none of them changes anything."""
    for name, check in _CHECKS.items():
        try:
            yield Finding(check=name, is_well=True, message=check(settings))
        except HkgraphError as exc:
            yield Finding(check=name, is_well=False, message=str(exc), hint=exc.hint)
    yield from check_words(words_folder(settings))


def _check_space(settings: Settings) -> str:
    folder = next(p for p in (settings.store, *settings.store.absolute().parents) if p.exists())
    free = shutil.disk_usage(folder).free
    if free < _LEAST_BYTES:
        raise HkgraphError(
            f"only {free:,} bytes are free at {folder}",
            hint="Free some space, or name another folder with --store.",
        )
    return f"{free // 1_000_000:,} MB are free at {folder}"


def _check_store(settings: Settings) -> str:
    from hkgraph.store.generations import StoreDir  # noqa: PLC0415 - slow to import

    try:
        generation = StoreDir(settings.store).current()
    except EmptyStoreError:
        return f"{settings.store} holds nothing yet"
    generation.open()
    counts = generation.manifest.counts
    articles = counts.get("https://schema.org/NewsArticle", 0)
    return f"{settings.store} is at generation {generation.number}, with {articles} articles"


def _check_judgements(settings: Settings) -> str:
    from hkgraph.store.judgements import JudgementFile  # noqa: PLC0415

    return f"{len(JudgementFile(settings.store).load().standing)} judgements of people count"


def check_words(folder: Path) -> Iterator[Finding]:
    """Find every row of a user's own words that is wrong or doubtful."""
    try:
        words, faults = read_words(folder)
    except HkgraphError as exc:
        yield Finding(check="words", is_well=False, message=str(exc), hint=exc.hint)
        return
    for fault in faults:
        message = f"{fault.place}: {fault.message}"
        yield Finding(check="words", is_well=not fault.is_error, message=message, hint=fault.mend)
    if not faults:
        rows = len(words.names) + len(words.entities)
        message = f"own words: {rows} names and entities, {len(words.types)} event types"
        yield Finding(check="words", is_well=True, message=message)


def _check_model(settings: Settings) -> str:  # noqa: ARG001 - the same for all stores
    from hkgraph.extraction.nlp import MODEL, load_model  # noqa: PLC0415

    try:
        load_model()
    except (OSError, ImportError) as exc:
        raise HkgraphError(
            f"the language model {MODEL} cannot be loaded: {exc}",
            hint="Install hkgraph anew: make .venv/ready.",
        ) from exc
    return f"the language model is {MODEL}"


def _check_knowledge_base(settings: Settings) -> str:
    from hkgraph.wikidata.knowledge_base import KnowledgeBase  # noqa: PLC0415

    return f"the knowledge base is the {KnowledgeBase.choose(settings.knowledge_base).name}"


def _check_editor(settings: Settings) -> str:  # noqa: ARG001 - the same for all stores
    from hkgraph.server.query_pages import EDITOR  # noqa: PLC0415

    if not EDITOR.exists():
        return "the query editor is not built: /query shows a plain field (make editor builds it)"
    return "the query editor is built"


_CHECKS: dict[str, Callable[[Settings], str]] = {
    "space": _check_space,
    "store": _check_store,
    "judgements": _check_judgements,
    "model": _check_model,
    "knowledge base": _check_knowledge_base,
    "editor": _check_editor,
}
