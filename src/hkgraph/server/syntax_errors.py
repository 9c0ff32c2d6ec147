"""What the parser says about a query, put so that a person can mend it."""

from __future__ import annotations

import re
from typing import Any

from hkgraph.server.guard import UPDATES, blank_names, first_word

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PREFIX = re.compile(r"[^\s<>{}()\"'.;,]*$")
_PAIRS = {"}": "{", ")": "(", "]": "["}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_LONGEST_QUOTE = 20


Fault = dict[str, Any]


def syntax_fault(exc: SyntaxError, text: str) -> Fault:
    """Turn the parser's complaint into one line with its place, and a status for the answer.

    The parser goes back to the start on some errors and then names the end of the text; brackets
    are the usual cause, so they are looked at first there.
    """
    found = _PLACE.search(str(exc))
    if not found:
        message = f"the query is not valid SPARQL: {' '.join(str(exc).split())}"
        hint = "Compare it with the examples under /queries."
        return {"status": 400, "message": message, "hint": hint}
    word = first_word(text)
    if word and word[0].upper() not in (*_FORMS, *UPDATES):
        fault = f"no query starts with {word[0][:_LONGEST_QUOTE]!r}"
        return _fault_at(*_line_and_column(text, word.start()), fault, f"Use {', '.join(_FORMS)}.")
    line, column = int(found[1]), int(found[2])
    before, after = _split(text, line, column)
    at_end = not after.strip() and line >= text.rstrip().count("\n") + 1
    bracket = odd_bracket(text) if at_end else None
    if bracket is not None:
        line, column = _line_and_column(text, bracket)
        return _fault_at(line, column, *_bracket_fault(text[bracket]))
    return _fault_at(line, column, *_reason(found[3], before, after))


def odd_bracket(text: str) -> int | None:
    """Give the place of the first bracket that closes nothing, or of the last left open."""
    open_at: list[int] = []
    plain = blank_names(text)
    for place, letter in enumerate(plain):
        if letter in _PAIRS.values():
            open_at.append(place)
        elif letter in _PAIRS:
            if not open_at or plain[open_at[-1]] != _PAIRS[letter]:
                return place
            open_at.pop()
    return open_at[-1] if open_at else None


def _fault_at(line: int, column: int, fault: str, hint: str) -> Fault:
    message = f"the query is not valid SPARQL at line {line}, column {column}: {fault}"
    return {"status": 400, "message": message, "hint": hint, "line": line, "column": column}


def _split(text: str, line: int, column: int) -> tuple[str, str]:
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    return row[: column - 1], row[column - 1 :]


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _bracket_fault(bracket: str) -> tuple[str, str]:
    if bracket in _PAIRS:
        return f"{bracket!r} closes nothing", f"Take it away, or add {_PAIRS[bracket]!r} before it."
    return f"{bracket!r} is never closed", "Close it where its part of the query ends."


def _reason(expected: str, before: str, after: str) -> tuple[str, str]:
    if "Prefix not found" in expected:
        prefix = _PREFIX.search(before)
        name = (prefix[0] if prefix else "").split(":")[0]
        return (
            f"the prefix {name + ':'!r} is not declared",
            f"Add a line such as PREFIX {name}: <…> at the top; /query lists the usual ones.",
        )
    if "IRI parsing failed" in expected:
        return "this is not a valid IRI", "Check what stands between < and >."
    start = after.strip()[:_LONGEST_QUOTE]
    fault = f"{start!r} cannot stand here" if start else "it cannot be read up to here"
    return fault, "Look just before this place: a bracket, dot or quote is often missing there."
