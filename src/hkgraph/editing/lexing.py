"""The tokens of SPARQL, as far as taking an update apart needs them.

Each token is the longest that fits, as the specification has it. What an update does is never
concluded from tokens alone: the engine reads every part of it, and what comes out is looked at
quad by quad. So a text that two readers take apart differently gains nothing by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(StrEnum):
    """What a token is; the names are those of the groups below."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        start: Where it begins in the text.
        end: Where what follows it begins.
    """

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The token in capitals, as keywords are compared."""
        return self.text.upper()


_IRI = r"(?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)"
_STRING = (
    r"(?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*+'''|\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*+\"\"\""
    r"|'(?:[^'\\\r\n]|\\.)*+'|\"(?:[^\"\\\r\n]|\\.)*+\")"
)
_VARIABLE = r"(?P<variable>[?$]\w[\w\u00B7\u203F\u2040]*)"
_COMMENT = r"#[^\r\n]*"
_GAP = re.compile(rf"(?:[ \t\r\n]|{_COMMENT})*+")
_TOKEN = re.compile(
    rf"{_IRI}|{_STRING}|{_VARIABLE}"
    r"|(?P<word>(?:\\.|[^\s{}()\[\]<>\"'#;,?$|^&=!*+/\\])+)"
    r"|(?P<sign>[{}()\[\]<>;,?$|^&=!*+/])",
    re.DOTALL,
)
# The same in long strides, for what stands between braces.
_STRIDE = re.compile(
    rf"{_IRI}|{_STRING}|{_VARIABLE}|{_COMMENT}|\\."
    r"|(?P<brace>[{}])|[^<>\"'#\\{}?$]+|[<>?$]|(?P<unclosed>[\"'\\])",
    re.DOTALL,
)


def find_token(text: str, place: int) -> Token | None:
    """Find the token at or behind a place; None at the end.

    Raises:
        QueryError: What stands there begins no token.
    """
    gap = _GAP.match(text, place)
    place = gap.end() if gap else place
    if place >= len(text):
        return None
    found = _TOKEN.match(text, place)
    if not found or not found.lastgroup:
        raise _nothing(text, place)
    return Token(Kind(found.lastgroup), found[0], place, found.end())


def end_of_group(text: str, place: int) -> int:
    """Find the brace that closes what was opened just before a place.

    Raises:
        QueryError: There is none.
    """
    depth = 1
    for stride in _STRIDE.finditer(text, place):
        if stride.lastgroup == "brace":
            depth += 1 if stride[0] == "{" else -1
            if not depth:
                return stride.start()
        elif stride.lastgroup == "unclosed":
            raise _nothing(text, stride.start())
    raise QueryError("a '{' is never closed", hint="Close it where its part of the update ends.")


def replace_variables(text: str, replace: Callable[[str], str]) -> str:
    """Put something else in the place of each variable.

    Args:
        replace: Gives it for the name of a variable.
    """

    def stride(found: re.Match[str]) -> str:
        return replace(found[0][1:]) if found.lastgroup == "variable" else found[0]

    return _STRIDE.sub(stride, text)


def _nothing(text: str, place: int) -> QueryError:
    line = text.count("\n", 0, place) + 1
    return QueryError(
        f"the update has a sign in line {line} that begins nothing: {text[place]!r}",
        hint="Look for a quote that is never closed.",
    )
