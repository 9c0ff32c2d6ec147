"""One request at a time, as Wikimedia asks of its guests.

Each names the operator in its User-Agent and gives way when the servers lag; a refusal for now is
waited out as long as it says, and tried again a few times; one for good ends it.

Source: https://www.mediawiki.org/wiki/API:Etiquette, https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import structlog

from hkgraph import __version__
from hkgraph.errors import HostRefusedError, OutgoingError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hkgraph.outgoing.fetching import Outgoing
    from hkgraph.wikidata.online.cache import AnswerCache

MOST_TRIES = 4
#: What a service may ask to wait before it is left alone, in seconds.
LONGEST_WAIT = 120.0
_FIRST_WAIT = 5.0
#: Statuses and error codes of the API that mean "not now".
_LATER_STATUS = frozenset([429, 500, 502, 503, 504])
_LATER_CODE = frozenset(["maxlag", "ratelimited", "readonly"])

_Answer = TypeVar("_Answer")

log = structlog.get_logger(__name__)


class _LaterError(Exception):
    """The service cannot answer now."""

    def __init__(self, error: OutgoingError, retry_after: str | None) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked.

    Attributes:
        accept: Media type of the answer.
    """

    url: str
    parameters: Mapping[str, str]
    accept: str = "application/json"

    def __str__(self) -> str:
        return f"{self.url}?{urlencode(sorted(self.parameters.items()))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Asks for JSON.

    Attributes:
        contact: Mail address or page of whoever operates this, for the User-Agent.
        sleep: Waits so many seconds.
        now: Tells the time, for what a service says in dates.
    """

    outgoing: Outgoing
    contact: str
    cache: AnswerCache
    sleep: Callable[[float], None] = lambda seconds: time.sleep(seconds)  # noqa: PLW0108 - bound late
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        """Refuse to ask under nobody's name.

        Raises:
            SettingsError: There is no contact.
        """
        check_contact(self.contact)

    def ask(self, request: Request, read: Callable[[Any], _Answer]) -> _Answer:
        """Give what is read from an answer, from the cache if it was given before.

        Args:
            read: Takes the JSON; a KeyError, TypeError or AttributeError says that it is another.

        Raises:
            OutgoingError: There is none, also after some tries, or it has another form.
        """
        kept = self.cache.find(str(request))
        if kept is not None:
            return read(json.loads(kept))
        body, answer = self._fetch(request)
        try:
            found = read(answer)
        except (KeyError, TypeError, AttributeError) as exc:
            raise OutgoingError(
                f"{request.url} answers in another form than it should",
                hint="Check the addresses in HKGRAPH_WIKIDATA_API and HKGRAPH_WIKIDATA_SPARQL.",
            ) from exc
        self.cache.put(str(request), body)
        return found

    def _fetch(self, request: Request) -> tuple[bytes, Any]:
        attempt = 1
        while True:
            try:
                return self._try(request)
            except _LaterError as exc:
                wait = self._wait(exc.retry_after, attempt)
                log.warning("wikidata_not_ready", why=str(exc), attempt=attempt, wait_seconds=wait)
                if attempt == MOST_TRIES or wait > LONGEST_WAIT:
                    raise exc.error from exc
                self.sleep(wait)
                attempt += 1

    def _try(self, request: Request) -> tuple[bytes, Any]:
        agent = f"hkgraph/{__version__} ({self.contact})"
        headers = {"User-Agent": agent, "Accept": request.accept}
        try:
            reply = self.outgoing.fetch_sync(str(request), headers=headers)
        except HostRefusedError:
            raise
        except OutgoingError as exc:
            if exc.status is None or exc.status in _LATER_STATUS:
                raise _LaterError(exc, exc.retry_after) from exc
            raise _refused(exc) from exc
        try:
            answer = json.loads(reply.body)
        except ValueError as exc:
            raise _LaterError(_senseless(reply.url), None) from exc
        self._check(answer, reply.headers.get("retry-after"))
        return reply.body, answer

    def _check(self, answer: Any, retry_after: str | None) -> None:
        """Raise what an answer of the API says in its body, whatever its status."""
        if not isinstance(answer, dict):
            raise _LaterError(_senseless("Wikidata"), None)
        told = answer.get("error")
        if told is None:
            return
        code = told.get("code") if isinstance(told, dict) else str(told)
        error = OutgoingError(
            f"Wikidata answers with the error {code}: {str(told)[:200]}", hint="Try again later."
        )
        if code in _LATER_CODE:
            raise _LaterError(error, retry_after)
        raise error

    def _wait(self, retry_after: str | None, attempt: int) -> float:
        usual = _FIRST_WAIT * 2.0 ** (attempt - 1)
        if retry_after is None:
            return usual
        if retry_after.strip().isdecimal():
            return float(retry_after)
        try:
            then = parsedate_to_datetime(retry_after)
        except ValueError:
            return usual
        aware = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (aware - self.now()).total_seconds())


def check_contact(contact: str) -> None:
    """See that there is one.

    Raises:
        SettingsError: There is none.
    """
    if not contact:
        raise SettingsError(
            "Wikidata is asked only under the name of who operates this",
            hint="Set HKGRAPH_CONTACT to your mail address or a page about you.",
        )


def _refused(error: OutgoingError) -> OutgoingError:
    told = OutgoingError(
        str(error), hint="Check HKGRAPH_CONTACT: Wikimedia refuses requests without a contact."
    )
    told.status = error.status
    return told if error.status == 403 else error


def _senseless(url: str) -> OutgoingError:
    return OutgoingError(f"{url.partition('?')[0]} gives no JSON", hint="Try again later.")
