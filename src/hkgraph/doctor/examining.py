"""All checks in order; one that fails says so and does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.doctor.environment import check_settings
from hkgraph.doctor.findings import Finding, State
from hkgraph.doctor.parts import check_editor, check_knowledge_base, check_model, check_search
from hkgraph.doctor.store import check_judgements, check_lock, check_space, check_store
from hkgraph.doctor.words import check_words
from hkgraph.errors import HkgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hkgraph.settings import Settings

CHECKS: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
    ("settings", check_settings),
    ("store", check_store),
    ("lock", check_lock),
    ("disk space", check_space),
    ("judgements", check_judgements),
    ("own words", check_words),
    ("knowledge base", check_knowledge_base),
    ("language model", check_model),
    ("search", check_search),
    ("editor", check_editor),
)


def examine(settings: Settings) -> list[Finding]:
    """Run every check."""
    found: list[Finding] = []
    for about, check in CHECKS:
        try:
            found += check(settings)
        except HkgraphError as exc:
            found.append(
                Finding(
                    about=about,
                    state=State.ERROR,
                    message=str(exc),
                    mend=exc.hint,
                    exit_code=exc.exit_code,
                )
            )
    return found
