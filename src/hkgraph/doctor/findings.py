"""What a check finds, and how findings are told to people and programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(StrEnum):
    """From what is well to what stops work."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found.

    Attributes:
        about: What was looked at, in a word or two.
        mend: What to do; empty where there is nothing to do.
        exit_code: That of a command which met this; 0 unless it is an error.
    """

    about: str
    state: State
    message: str
    mend: str = ""
    exit_code: int = 0


def exit_code(findings: Sequence[Finding]) -> int:
    """Give the code to leave with: that of the gravest error, 0 if there is none."""
    return max((one.exit_code for one in findings), default=0)


def to_text(findings: Sequence[Finding]) -> str:
    """Tell findings line by line, each mend below its fault."""
    width = max((len(one.about) for one in findings), default=0)
    lines: list[str] = []
    for one in findings:
        lines.append(f"{one.state:<8}{one.about:<{width}}  {one.message}")
        if one.mend:
            lines.append(f"{'':<{8 + width}}  → {one.mend}")
    faults = [one.state for one in findings if one.state in (State.WARNING, State.ERROR)]
    errors = faults.count(State.ERROR)
    lines.append(f"{errors} errors, {len(faults) - errors} warnings")
    return "\n".join(lines)


def to_json(findings: Sequence[Finding]) -> str:
    """Write findings for programs."""
    return json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2)
