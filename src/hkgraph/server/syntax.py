"""What the parser says about a query, put so that a person can mend it."""

from __future__ import annotations

import re

from hkgraph.server.refusals import Refused

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)*\b(?!\.)")
_PREFIX = re.compile(r"[^\s<>{}()\"'.;,]*$")
_MOST_WORDS = 8
_LONGEST_QUOTE = 20


def syntax_refusal(exc: SyntaxError, text: str) -> Refused:
    """Turn the parser's complaint into one line with its place."""
    found = _PLACE.search(str(exc))
    if not found:
        message = f"the query is not valid SPARQL: {' '.join(str(exc).split())}"
        return Refused(400, message, hint="Compare it with the examples under /queries.")
    line, column = int(found[1]), int(found[2])
    before, after = _split(text, line, column)
    fault, hint = _fault(found[3], before, after)
    return Refused(
        400,
        f"the query is not valid SPARQL at line {line}, column {column}: {fault}",
        hint=hint,
        details={"line": line, "column": column},
    )


def _split(text: str, line: int, column: int) -> tuple[str, str]:
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    return row[: column - 1], row[column - 1 :]


def _fault(expected: str, before: str, after: str) -> tuple[str, str]:
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
    fault = f"{start!r} cannot stand here" if start else "it breaks off here"
    words = list(dict.fromkeys(_KEYWORD.findall(expected)))
    if 0 < len(words) <= _MOST_WORDS:
        fault += f"; possible would be {', '.join(words)}"
    return fault, "Look just before this place: a bracket, dot or quote is often missing there."
