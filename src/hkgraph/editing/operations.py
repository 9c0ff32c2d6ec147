"""An update request taken apart into its operations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hkgraph.editing.lexing import Kind, Token, end_of_group, find_token
from hkgraph.errors import QueryError


class Verb(StrEnum):
    """What an operation does."""

    INSERT_DATA = "INSERT DATA"
    DELETE_DATA = "DELETE DATA"
    DELETE_WHERE = "DELETE WHERE"
    MODIFY = "MODIFY"
    LOAD = "LOAD"
    CLEAR = "CLEAR"
    DROP = "DROP"
    CREATE = "CREATE"
    ADD = "ADD"
    MOVE = "MOVE"
    COPY = "COPY"


class Every(StrEnum):
    """What stands in place of the name of one graph."""

    DEFAULT = "DEFAULT"
    NAMED = "NAMED"
    ALL = "ALL"


@dataclass(slots=True, kw_only=True)
class Operation:
    """One operation, its parts as they are written.

    Attributes:
        prologue: All that the request declared up to here.
        silent: Whether its failure is passed over.
        delete: The template or data of what goes, without the braces; None without one.
        insert: The same of what comes.
        where: The pattern, with its braces.
        with_graph: Term behind WITH.
        using: Terms behind USING.
        using_named: Terms behind USING NAMED.
        source: Address that LOAD reads, or the graph that ADD, MOVE and COPY take from.
        target: The graph that is loaded into, cleared, dropped, made or copied to.
        span: Where the operation stands in the text.
    """

    verb: Verb
    prologue: str = ""
    silent: bool = False
    delete: str | None = None
    insert: str | None = None
    where: str = ""
    with_graph: str | None = None
    using: list[str] = field(default_factory=list)
    using_named: list[str] = field(default_factory=list)
    source: str = Every.DEFAULT
    target: str = Every.DEFAULT
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a request that declares nothing but at its beginning.

    Attributes:
        start: Where it begins in the text.
        prologue: All that was declared before it.
    """

    start: int = 0
    prologue: str = ""


def take_apart(text: str) -> tuple[list[Operation], list[Stretch]]:
    """Give the operations of an update request, and its stretches, in order.

    Raises:
        QueryError: It is no update, or is written in a way that is not understood.
    """
    reader = _Reader(text)
    return reader.read(), reader.stretches


class _Reader:
    """Reads the grammar of updates, as far as the braces: what is inside is the engine's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = find_token(text, 0)
        self._end = 0
        self._prologue = ""
        self._declared: dict[str, str] = {}
        self.stretches = [Stretch()]

    def read(self) -> list[Operation]:
        """Read all operations."""
        found = []
        self._read_prologue()
        while self._next:
            start = self._next.start
            operation = self._read_operation(self._take())
            operation.prologue = self._prologue
            operation.span = (start, self._end)
            found.append(operation)
            if self._next:
                self._take(";")
            start, before = self._next.start if self._next else self._end, self._prologue
            if self._read_prologue():
                self.stretches.append(Stretch(start, before))
        return found

    def _read_prologue(self) -> bool:
        """Read declarations; says whether there are any."""
        found = False
        while self._peek() in ("BASE", "PREFIX", "VERSION"):
            found = True
            self._declare(self._take().text)
        return found

    def _declare(self, word: str) -> None:
        """Add a declaration to the prologue, unless it says again what still holds."""
        name = f"{self._take().text} " if word.upper() == "PREFIX" else ""
        value = self._take().text
        if name and self._declared.get(name) == value:
            return
        if name:
            self._declared[name] = value
        else:
            self._declared.clear()  # a relative IRI is no longer what it was
        self._prologue += f"{word} {name}{value} "

    def _read_operation(self, first: Token) -> Operation:
        match first.word:
            case "WITH":
                return self._read_modify(self._read_term())
            case "INSERT" | "DELETE" if self._peek() in ("DATA", "WHERE"):
                return self._read_short(f"{first.word} {self._take().word}", first)
            case "INSERT" | "DELETE":
                return self._read_modify(None, first)
            case "LOAD":
                return self._read_load()
            case "CLEAR" | "DROP" | "CREATE":
                silent = self._skip("SILENT")
                return Operation(verb=Verb(first.word), silent=silent, target=self._read_graph())
            case "ADD" | "MOVE" | "COPY":
                silent, source = self._skip("SILENT"), self._read_graph()
                self._take("TO")
                verb, target = Verb(first.word), self._read_graph()
                return Operation(verb=verb, silent=silent, source=source, target=target)
        raise self._fault(first)

    def _read_load(self) -> Operation:
        operation = Operation(verb=Verb.LOAD, silent=self._skip("SILENT"), source=self._read_term())
        if self._skip("INTO"):
            self._take("GRAPH")
            operation.target = self._read_term()
        return operation

    def _read_short(self, verb: str, first: Token) -> Operation:
        content = self._read_group()
        match verb:
            case Verb.INSERT_DATA:
                return Operation(verb=Verb.INSERT_DATA, insert=content)
            case Verb.DELETE_DATA:
                return Operation(verb=Verb.DELETE_DATA, delete=content)
            case Verb.DELETE_WHERE:
                return Operation(verb=Verb.DELETE_WHERE, delete=content, where=f"{{{content}}}")
        raise self._fault(first)

    def _read_modify(self, with_graph: str | None, first: Token | None = None) -> Operation:
        operation = Operation(verb=Verb.MODIFY, with_graph=with_graph)
        word = (first or self._take()).word
        if word == "DELETE":
            operation.delete = self._read_group()
        if word == "INSERT" or self._skip("INSERT"):
            operation.insert = self._read_group()
        while self._skip("USING"):
            named = self._skip("NAMED")
            (operation.using_named if named else operation.using).append(self._read_term())
        self._take("WHERE")
        operation.where = f"{{{self._read_group()}}}"
        return operation

    def _read_graph(self) -> str:
        if self._peek() in Every.__members__:
            return Every(self._take().word)
        self._skip("GRAPH")
        return self._read_term()

    def _read_term(self) -> str:
        token = self._take()
        if token.kind is Kind.IRI or (token.kind is Kind.WORD and ":" in token.text):
            return token.text
        raise self._fault(token)

    def _read_group(self) -> str:
        """Read from one brace to its fellow, and give what stands between them."""
        start = self._take("{").end
        end = end_of_group(self._text, start)
        self._next = find_token(self._text, end)
        self._take("}")
        return self._text[start:end]

    # ── tokens ──────────────────────────────────────────────────────────────────────────────

    def _peek(self) -> str:
        return self._next.word if self._next else ""

    def _skip(self, word: str) -> bool:
        if self._peek() != word:
            return False
        self._take()
        return True

    def _take(self, expected: str | None = None) -> Token:
        token = self._next
        if token is None:
            raise QueryError(
                "the update ends too early", hint="Look for a part or a bracket that is missing."
            )
        if expected and token.word != expected:
            raise self._fault(token)
        self._next, self._end = self._step(token), token.end
        return token

    def _step(self, token: Token) -> Token | None:
        # What follows a brace is left to ``end_of_group``, which goes in longer strides.
        return None if token.text == "{" else find_token(self._text, token.end)

    def _fault(self, token: Token) -> QueryError:
        line = self._text.count("\n", 0, token.start) + 1
        return QueryError(
            f"the update cannot be taken apart at {token.text[:20]!r} in line {line}",
            hint="Put its operations into requests of their own, and write names in full.",
        )
