"""Every error that hkgraph raises on purpose.

HkgraphError                 exit 70  HTTP 500
├── UsageError               exit 2   HTTP 400
├── SettingsError            exit 2   HTTP 500
├── SourceError              exit 3   HTTP 502
├── OutgoingError            exit 3   HTTP 502
│   └── HostRefusedError     exit 2   HTTP 400
├── DataError                exit 1   HTTP 422
│   └── ShapesError          exit 1   HTTP 422
├── WriteError               exit 2   HTTP 400
│   ├── ManagedGraphError    exit 2   HTTP 409
│   ├── NoSuchGraphError     exit 2   HTTP 404
│   ├── PreconditionError    exit 2   HTTP 412
│   ├── BrokenRdfError       exit 2   HTTP 400
│   ├── WriteLimitError      exit 2   HTTP 503
│   └── WriteTimeError       exit 2   HTTP 504
├── StoreError               exit 4   HTTP 500
│   ├── StoreLockedError     exit 4   HTTP 503
│   ├── EmptyStoreError      exit 4   HTTP 503
│   └── BusyError            exit 4   HTTP 503
└── QueryError               exit 2   HTTP 400
    ├── QueryNotFoundError   exit 2   HTTP 404
    ├── QueryTooLongError    exit 2   HTTP 413
    ├── UpdateRefusedError   exit 2   HTTP 400
    └── NotAcceptableError   exit 2   HTTP 406

``message`` states the fact with its values; ``hint`` states the one thing to try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


class HkgraphError(Exception):
    """Root of the tree; carries the fact and the mend.

    Args:
        message: What is wrong, with the values that show it.
        hint: The one thing to try next, in the imperative.
    """

    exit_code: ClassVar[int] = 70
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, tuple[type[HkgraphError], str, str]]:
        """Survive the way back from a worker process."""
        return _rebuild, (type(self), str(self), self.hint)


def _rebuild(kind: type[HkgraphError], message: str, hint: str) -> HkgraphError:
    return kind(message, hint=hint)


class UsageError(HkgraphError):
    """A command was given something that it cannot work on."""

    exit_code = 2
    http_status = 400


class SettingsError(HkgraphError):
    """A setting is missing or cannot be right."""

    exit_code = 2


class SourceError(HkgraphError):
    """A source of articles cannot be read, or holds no article."""

    exit_code = 3
    http_status = 502


class OutgoingError(HkgraphError):
    """Another host cannot be reached, or gives no answer that is of use.

    Attributes:
        status: HTTP status of its answer, if it gave one.
        retry_after: What it says about when to come again.
    """

    exit_code = 3
    http_status = 502
    status: int | None = None
    retry_after: str | None = None


class HostRefusedError(OutgoingError):
    """Another host is not called, since no setting allows it."""

    exit_code = 2
    http_status = 400


class DataError(HkgraphError):
    """Data was checked and does not conform."""

    exit_code = 1
    http_status = 422


class ShapesError(DataError):
    """What a user wrote breaks the shapes.

    Attributes:
        report: Results as records, and the report in Turtle.
    """

    def __init__(self, message: str, *, hint: str, report: Mapping[str, Any] | None = None) -> None:
        super().__init__(message, hint=hint)
        self.report = dict(report or {})


class WriteError(HkgraphError):
    """What a user wants to write cannot be written."""

    exit_code = 2
    http_status = 400


class ManagedGraphError(WriteError):
    """A user wants to change a graph that only builds may change."""

    http_status = 409


class NoSuchGraphError(WriteError):
    """The graph that is to change is not there."""

    http_status = 404


class PreconditionError(WriteError):
    """The graph is no longer what the client takes it for."""

    http_status = 412


class BrokenRdfError(WriteError):
    """What was sent is not RDF, or not in the format that it says.

    Attributes:
        line: Counted from 1; None where the parser does not tell.
        column: Likewise.
    """

    def __init__(
        self, message: str, *, hint: str, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.column = column


class WriteLimitError(WriteError):
    """A write takes more memory than it may; it changed nothing."""

    http_status = 503


class WriteTimeError(WriteError):
    """A write takes longer than it may; it changed nothing."""

    http_status = 504


class StoreError(HkgraphError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class StoreLockedError(StoreError):
    """Another writer holds the store."""

    http_status = 503


class EmptyStoreError(StoreError):
    """The folder holds no published generation."""

    http_status = 503


class BusyError(StoreError):
    """So many write that one more must come back later."""

    http_status = 503


class QueryError(HkgraphError):
    """A query cannot be read, filled in or run."""

    exit_code = 2
    http_status = 400


class QueryNotFoundError(QueryError):
    """No stored query has the name that was asked for."""

    http_status = 404


class QueryTooLongError(QueryError):
    """A query's text is over the limit."""

    http_status = 413


class UpdateRefusedError(QueryError):
    """An update was sent to where only queries are answered."""


class NotAcceptableError(QueryError):
    """None of the formats that the client accepts is on offer."""

    http_status = 406
