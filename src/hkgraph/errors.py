"""Every error that hkgraph raises on purpose.

HkgraphError                 exit 70  HTTP 500
├── UsageError               exit 2   HTTP 400
├── SettingsError            exit 2   HTTP 500
├── SourceError              exit 3   HTTP 502
├── OutgoingError            exit 3   HTTP 502
│   └── HostRefusedError     exit 2   HTTP 400
├── DataError                exit 1   HTTP 422
├── StoreError               exit 4   HTTP 500
│   ├── StoreLockedError     exit 4   HTTP 503
│   └── EmptyStoreError      exit 4   HTTP 503
└── QueryError               exit 2   HTTP 400
    ├── QueryNotFoundError   exit 2   HTTP 404
    ├── QueryTooLongError    exit 2   HTTP 413
    ├── UpdateRefusedError   exit 2   HTTP 400
    └── NotAcceptableError   exit 2   HTTP 406

``message`` states the fact with its values; ``hint`` states the one thing to try.
"""

from __future__ import annotations

from typing import ClassVar


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


class StoreError(HkgraphError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class StoreLockedError(StoreError):
    """Another writer holds the store."""

    http_status = 503


class EmptyStoreError(StoreError):
    """The folder holds no published generation."""

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
