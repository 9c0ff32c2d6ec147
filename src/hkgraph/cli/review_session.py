"""``hkgraph review`` without a subcommand: one question after the other, one key for each."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import typer

from hkgraph.cli.console import put, say
from hkgraph.cli.options import read_settings
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.reviewing.desk import Desk
    from hkgraph.reviewing.questions import Question
    from hkgraph.settings import Settings

_KEYS = "y yes · n no · u not sure · s skip · z undo · q quit"


def start(store: Path | None, by: str | None) -> None:
    """Ask what is open, one after the other; the graph stays as it is until ``apply``."""
    from hkgraph.reviewing.desk import Desk
    from hkgraph.reviewing.showing import render

    settings = read_settings(store)
    name = reviewer(by, settings)
    desk = Desk(settings)
    skipped: set[str] = set()
    decided = 0
    for question in iter(lambda: _next(desk, skipped), None):
        put(render(desk.case(question), columns=shutil.get_terminal_size().columns))
        key = _key()
        if key in ("q", ""):
            break
        decided += _take(desk, question, key, name, skipped)
    put(f"{decided} decided, {len(desk.open())} open")
    if decided:
        say("the graph follows with: hkgraph review apply")


def _next(desk: Desk, skipped: set[str]) -> Question | None:
    return next((one for one in desk.open() if one.id not in skipped), None)


def _take(desk: Desk, question: Question, key: str, by: str, skipped: set[str]) -> int:
    """Do what a key says; gives by how many the decisions are more."""
    from hkgraph.identity.judgements import Verdict

    verdicts = {"y": Verdict.YES, "n": Verdict.NO, "u": Verdict.UNSURE}
    if key in verdicts:
        desk.answer(question, verdicts[key], by=by)
        return 1
    if key == "s":
        skipped.add(question.id)
    elif key == "z":
        try:
            undone = desk.undo(by)
        except UsageError as exc:
            say(str(exc))
            return 0
        skipped.clear()
        say(f"withdrawn: {undone}")
        return -1
    else:
        say(_KEYS)
    return 0


def _key() -> str:
    """Read one key from a terminal, one line from anything else."""
    sys.stdout.write(f"{_KEYS} > ")
    sys.stdout.flush()
    if sys.stdin.isatty():
        from typer import Abort

        try:
            key = typer.getchar()
        except (KeyboardInterrupt, EOFError) as exc:
            raise Abort from exc
        put(key)
        return key.lower()
    return sys.stdin.readline().strip()[:1].lower()


def reviewer(by: str | None, settings: Settings) -> str:
    """Give the name of whoever decides.

    Raises:
        UsageError: Neither the option nor the setting tells it.
    """
    name = (by or settings.reviewer).strip()
    if not name:
        raise UsageError(
            "it is not said who decides", hint="Add --by NAME, or set HKGRAPH_REVIEWER."
        )
    return name
