"""What is looked at before a query reaches the parser: size, depth, and whether it calls out.

The parser ends the whole process on a few kilobytes of nested brackets, and ``SERVICE`` makes the
server send requests. Both must be seen in text that was written to hide them. The parser and a
simple lexer do not always agree where a token ends: ``<`` begins an IRI or means "less than", and
three quote marks begin a long string or are an empty one before another. So every reading is
followed: from each place that may be code, the next token leads to one or two more such places.
What is found on any of the readings counts, so a trick can only make the guard stricter.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.errors import QueryError, QueryTooLongError, UpdateRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
MAX_GROUPS = 1_000
MAX_OPERATORS = 2_000
MAX_SERVICE_WORDS = 50
LONGEST_IRI = 2_000
_LONGEST_CHARACTER = 4

_GROUPS = re.compile(r"\{|bind|values|minus|filter", re.IGNORECASE | re.ASCII)
_PATTERN_WORD = re.compile(r"\bwhere\b", re.IGNORECASE | re.ASCII)
_OPENERS, _CLOSERS, _OPERATORS = "{([", "})]", "+*/!=-"
_TOKEN = re.compile(r"[<#'\"\\{}()\[\]|&+*/^!=-]|[?$]\w+|service", re.IGNORECASE)
_COMMENT = re.compile(r"#[^\r\n]*")
_IRI = re.compile(r"<[^<>\"{}|^`\x00-\x20]*>")
_STRINGS = (
    re.compile(r"'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''", re.DOTALL),
    re.compile(r'"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""', re.DOTALL),
    re.compile(r"'(?:[^'\\\r\n]|\\.)*'"),
    re.compile(r'"(?:[^"\\\r\n]|\\.)*"'),
)
_LONG = {"<": (_IRI,), "#": (_COMMENT,), "'": _STRINGS, '"': _STRINGS}
_GAP = r"(?:\s|#[^\r\n]*+)*+"
SERVICE = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?"
    r"(?P<target><[^<>\"{}|^`\x00-\x20]*>|[?$]\w+|(?=[^\s{}<>\"'#]*:)(?:\\.|[^\s{}<>\"'#\\])*)"
    rf"{_GAP}\{{",
    re.IGNORECASE | re.DOTALL,
)
_PROLOGUE = re.compile(r"(?:\s|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_UPDATE_WORD = re.compile("|".join(UPDATES), re.IGNORECASE)


@dataclass(slots=True)
class Scan:
    """What the readings of a query have in them at most.

    Attributes:
        service_words: How often the word is met; after too many nobody looks what is behind it.
        services: Where a clause begins that calls another server.
        iri_end: Where the last stretch that looks like an IRI ends; slashes and hyphens in it
            are not counted, and cannot make a long chain with those outside it.
    """

    depth: int = 0
    operators: int = 0
    service_words: int = 0
    services: set[int] = field(default_factory=set)
    iri_end: int = 0

    @property
    def calls_out(self) -> bool:
        """Whether it may make the server call another."""
        return bool(self.services) or self.service_words > MAX_SERVICE_WORDS

    def count(self, text: str, token: re.Match[str], depth: int, operators: int) -> tuple[int, int]:
        """Count one token in, on a reading that has come to this depth and number of operators."""
        word = token[0]
        if word in _OPENERS:
            depth += 1
        elif word in _CLOSERS:
            depth -= 1
        elif word in "|&^" or (word in _OPERATORS and token.start() >= self.iri_end):
            operators += 1
        elif word.lower() == "service":
            self.service_words += 1
            if self.service_words <= MAX_SERVICE_WORDS and SERVICE.match(text, token.start()):
                self.services.add(token.start())
        self.depth = max(self.depth, depth)
        self.operators = max(self.operators, operators)
        return depth, operators

    def ends(self, text: str, token: re.Match[str]) -> Iterator[int]:
        """Give the places where code may go on after a token."""
        start, word = token.start(), token[0]
        if word == "<":
            yield start + 1
        elif word == "\\":
            yield start + 2
        elif word not in _LONG:
            yield token.end()
        for pattern in _LONG.get(word, ()):
            match = pattern.match(text, start)
            if match:
                yield match.end()
                if word == "<" and match.end() - start <= LONGEST_IRI:
                    self.iri_end = max(self.iri_end, match.end())


def check_query(text: str, *, max_bytes: int, may_call: bool = False) -> None:
    """Refuse what must not reach the parser.

    Args:
        text: A SPARQL query, as the client sent it.
        max_bytes: Longest text, in UTF-8.
        may_call: Let SERVICE pass, since ``services.redirect`` looks at it.

    Raises:
        QueryTooLongError: It is over the limit.
        UpdateRefusedError: It is an update.
        QueryError: It calls another server, or is too deep.
    """
    if len(text) * _LONGEST_CHARACTER > max_bytes and (
        len(text) > max_bytes or len(text.encode(errors="surrogatepass")) > max_bytes
    ):
        raise QueryTooLongError(
            f"the query is longer than {max_bytes} bytes",
            hint="Ask for less at a time, or download a dump and query it on your own machine.",
        )
    if is_update(text):
        raise no_updates()
    found = scan(text) if _is_suspicious(text) else Scan()
    if found.calls_out and not may_call:
        raise _no_calls()
    too_much = found.operators > MAX_OPERATORS or _groups_in(text) > MAX_GROUPS
    if found.depth > MAX_DEPTH or too_much:
        raise _too_deep("query")


def check_update(text: str) -> None:
    """Refuse an update that calls another server or is too deep, on any reading of its text.

    Operators and groups are counted only where there is a pattern: the names and numbers of data
    may have any number of hyphens. What is missed ends the process that reads it, and no other.

    Raises:
        QueryError: It does, or is.
    """
    found = scan(text) if SERVICE.search(text) or _is_suspicious(text) else Scan()
    if found.calls_out:
        raise _no_calls()
    too_much = found.operators > MAX_OPERATORS or _groups_in(text) > MAX_GROUPS
    if found.depth > MAX_DEPTH or (too_much and _PATTERN_WORD.search(text)):
        raise _too_deep("update")


def _groups_in(text: str) -> int:
    if len(text) <= MAX_GROUPS:
        return 0  # far fewer than anybody minds
    return len(_GROUPS.findall(text)) + text.count("<<")


def _too_deep(kind: str) -> QueryError:
    return QueryError(
        f"the {kind} is too deep or too complex: it has more than {MAX_DEPTH} brackets inside "
        f"each other, {MAX_GROUPS} groups or {MAX_OPERATORS} operators",
        hint="Take it apart into several, or list values with VALUES.",
    )


def _no_calls() -> QueryError:
    return QueryError(
        "SERVICE is refused: this endpoint sends no requests to other servers",
        hint="Run that part at its own endpoint; the operator may list hosts in "
        "HKGRAPH_ALLOWED_HOSTS.",
    )


def no_updates() -> UpdateRefusedError:
    """Make the error for an update, however it was sent."""
    return UpdateRefusedError(
        "only queries are answered here; updates are not accepted",
        hint="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change the graph with hkgraph build.",
    )


def is_update(text: str) -> bool:
    """Say whether a text is a SPARQL Update, by its first word after the prologue."""
    if not _UPDATE_WORD.search(text):
        return False
    place = first_word(text)
    return place is not None and place[0].upper() in UPDATES


def first_word(text: str) -> re.Match[str] | None:
    """Find the word behind the prologue, which says what the text is."""
    start = _PROLOGUE.match(blank_names(text, keep_iris=True))
    return _WORD.match(start.string, start.end()) if start else None


def names_dataset(text: str) -> bool:
    """Say whether the query has a FROM clause of its own."""
    return "from" in text.lower() and bool(
        re.search(r"\bFROM\b", blank_names(text), re.IGNORECASE | re.ASCII)
    )


def scan(text: str) -> Scan:
    """Follow every reading of the text to its end."""
    found = Scan()
    reached: dict[int, tuple[int, int]] = {0: (0, 0)}
    places = [0]
    while places:
        place = heapq.heappop(places)
        depth, operators = reached.pop(place)
        token = _TOKEN.search(text, place)
        if token is None:
            continue
        depth, operators = found.count(text, token, depth, operators)
        for after in found.ends(text, token):
            if after not in reached:
                heapq.heappush(places, after)
            known = reached.get(after, (depth, operators))
            reached[after] = (max(known[0], depth), max(known[1], operators))
    return found


def _is_suspicious(text: str) -> bool:
    """Say cheaply whether the readings need to be followed at all."""
    if "service" in text.lower():
        return True
    if len(text) <= MAX_DEPTH:
        return False
    openers = sum(map(text.count, _OPENERS))
    operators = sum(map(text.count, _OPERATORS + "|&^")) if len(text) > MAX_OPERATORS else 0
    return openers > MAX_DEPTH or operators > MAX_OPERATORS


def blank_names(text: str, *, keep_iris: bool = False) -> str:
    """Put spaces in place of comments, strings and variables, and of IRIs unless they are kept.

    Lines and columns stay as they are. Good for plain texts; only ``scan`` withstands tricks.
    """

    def blank(match: re.Match[str]) -> str:
        kept = keep_iris and match[0].startswith("<")
        return match[0] if kept else _NOT_LINE_END.sub(" ", match[0])

    return _NAMES.sub(blank, text)


_NOT_LINE_END = re.compile(r"[^\n]")
_NAMES = re.compile(
    "|".join([_IRI.pattern, _COMMENT.pattern, r"[?$]\w+", *(p.pattern for p in _STRINGS)]),
    re.DOTALL,
)
