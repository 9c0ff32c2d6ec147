"""Taking judgements from one store to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.identity.judgement_text import parse_judgements, spell

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.identity.judgements import Judgement, Judgements
    from hkgraph.store.judgements import JudgementFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of an import.

    Attributes:
        added: Judgements that were new.
        known: How many stood already as they are.
        conflicts: What stands here and what the file says instead; none of them was added.
    """

    added: tuple[Judgement, ...]
    known: int
    conflicts: tuple[tuple[Judgement, Judgement], ...]


def export_text(judgements: Judgements) -> str:
    """Write the judgements that stand as a file, in a stable order."""
    return "".join(map(spell, judgements.standing)) or "# Nothing has been decided.\n"


def import_file(file: JudgementFile, path: Path) -> Merged:
    """Add the judgements of another file that do not contradict what stands.

    Raises:
        UsageError: It cannot be read, or an entry is wrong; nothing was added.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise UsageError(f"{path} cannot be read: {reason}", hint="Name a YAML file.") from exc
    here = {one.topic: one for one in file.load().standing}
    theirs = parse_judgements(text, str(path)).standing
    fresh = tuple(one for one in theirs if one.topic not in here)
    known = [one for one in theirs if one.topic in here]
    conflicts = tuple(
        (here[one.topic], one) for one in known if _decided(here[one.topic]) != _decided(one)
    )
    if fresh:
        file.append(fresh)
    return Merged(added=fresh, known=len(known) - len(conflicts), conflicts=conflicts)


def _decided(one: Judgement) -> tuple[object, ...]:
    return one.verdict, getattr(one, "instead", ())
