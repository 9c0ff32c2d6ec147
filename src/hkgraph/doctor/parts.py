"""Checks of what hkgraph works with: model, knowledge base, full-text search, the editor."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING

from hkgraph.doctor.findings import Finding, State
from hkgraph.errors import SettingsError
from hkgraph.server.query_pages import EDITOR
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.settings import Settings


def check_model(_: Settings) -> Iterator[Finding]:
    """Load the language model, as the first article does."""
    try:
        # Not at the head of the file: where it is missing, the other checks are wanted most.
        nlp = import_module("hkgraph.extraction.nlp")
        nlp.load_model()
    except (ImportError, OSError, ValueError) as exc:
        raise SettingsError(
            f"the language model cannot be loaded: {exc}",
            hint="Install hkgraph anew with its lock file.",
        ) from exc
    yield Finding(about="language model", state=State.OK, message=nlp.MODEL)


def check_knowledge_base(settings: Settings) -> Iterator[Finding]:
    """Open the knowledge base that names are linked to."""
    with closing(KnowledgeBase.choose(settings.knowledge_base)) as known:
        entities = known.counts["entity"]
        message = f"{known.name}, {entities:,} entities"
    if entities:
        yield Finding(about="knowledge base", state=State.OK, message=message)
    else:
        mend = "Nothing can be linked; build another: hkgraph kb build."
        yield Finding(about="knowledge base", state=State.WARNING, message=message, mend=mend)


def check_search(_: Settings) -> Iterator[Finding]:
    """Make the kinds of index that searching and linking need."""
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram')")
    except sqlite3.OperationalError as exc:
        raise SettingsError(
            f"this Python's SQLite ({sqlite3.sqlite_version}) cannot search: {exc}",
            hint="Use a Python whose sqlite3 module has FTS5, of SQLite 3.34 or later.",
        ) from exc
    yield Finding(about="search", state=State.OK, message=f"SQLite {sqlite3.sqlite_version}")


def check_editor(_: Settings) -> Iterator[Finding]:
    """Look for the editor of the pages, without which they have a plain form."""
    if EDITOR.exists():
        yield Finding(about="editor", state=State.OK, message="built")
    else:
        mend = "Build it: make editor (needs Node 18 or later)."
        message = "not built; /query has its plain form"
        yield Finding(about="editor", state=State.NOTE, message=message, mend=mend)
