"""Fetching from another host so that nobody can aim it.

The name is looked up once, every address it has is checked, and the connection goes to a checked
address (the name goes into the certificate check and the Host header), so a second answer of the
name server changes nothing. Redirects are followed here, each checked like the first address.
Proxies of the environment, cookies and credentials play no part.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import httpx2
import structlog

from hkgraph.errors import HostRefusedError, OutgoingError
from hkgraph.outgoing.addresses import is_public, resolve_name
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.outgoing.sending import Call, Limits, Redirect, Reply, Sender

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from hkgraph.outgoing.addresses import Resolve
    from hkgraph.outgoing.hosts import Origin
    from hkgraph.settings import Settings

MAX_REDIRECTS = 5

log = structlog.get_logger(__name__)


@cache
def _usual_authorities() -> ssl.SSLContext:
    """Read those of the system or of SSL_CERT_FILE, once: it takes 30 ms."""
    return httpx2.create_ssl_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Calls the hosts that are allowed.

    Attributes:
        resolve: Gives the addresses of a name.
        tls: Which authorities are trusted.
    """

    allowed: AllowedHosts
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve_name
    tls: ssl.SSLContext = field(default_factory=_usual_authorities)

    @classmethod
    def from_settings(cls, settings: Settings) -> Outgoing:
        """Make the client that the settings describe.

        Raises:
            SettingsError: An entry of the lists is no host.
        """
        return cls(
            allowed=AllowedHosts.parse(settings.allowed_hosts, settings.allowed_private_hosts),
            limits=Limits(seconds=settings.outgoing_seconds, max_bytes=settings.outgoing_bytes),
        )

    async def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Reply:
        """Send a request and take in the whole answer.

        A redirect is followed with the same method and body, but for 303, which means GET.

        Raises:
            HostRefusedError: A host on the way is not listed, or has an inner address.
            OutgoingError: The host cannot be reached, answers no 2xx, or passes a limit.
        """
        call = Call(method=method, headers=headers or {}, content=content)
        _, origin = self.allowed.check(url)
        start = time.monotonic()
        try:
            async with asyncio.timeout(self.limits.seconds):
                reply = await self._follow(url, call)
        except TimeoutError as exc:
            raise OutgoingError(
                f"{origin} took longer than {self.limits.seconds:g} seconds",
                hint="Ask it for less, or try again later.",
            ) from exc
        seconds = round(time.monotonic() - start, 3)
        log.info("host_called", origin=str(origin), bytes=len(reply.body), seconds=seconds)
        return reply

    def fetch_sync(
        self, url: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Do as ``fetch`` does, from a thread where no event loop runs."""
        return asyncio.run(self.fetch(url, method=method, headers=headers))

    async def _follow(self, url: str, call: Call) -> Reply:
        for _ in range(MAX_REDIRECTS + 1):
            parsed, origin = self.allowed.check(url)
            reply = await self._send(parsed, origin, call)
            if isinstance(reply, Reply):
                return reply
            url = _join(parsed, reply.location, origin)
            if reply.status == httpx2.codes.SEE_OTHER:
                call = Call(method="GET", headers=call.headers, content=None)
        raise OutgoingError(
            f"{origin} redirects more than {MAX_REDIRECTS} times",
            hint="Use the address that it leads to in the end.",
        )

    async def _send(self, url: httpx2.URL, origin: Origin, call: Call) -> Reply | Redirect:
        sender = Sender(limits=self.limits, tls=self.tls)
        last: httpx2.HTTPError | None = None
        for address in await self._addresses(origin):
            try:
                return await sender.send(call, url, origin, address)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as exc:
                last = exc
            except httpx2.HTTPError as exc:
                raise _broken(origin, exc) from exc
        raise _broken(origin, last) from last

    async def _addresses(self, origin: Origin) -> list[str]:
        try:
            found = await self.resolve(origin.host, origin.port)
        except (OSError, UnicodeError) as exc:
            raise OutgoingError(
                f"{origin} has no address", hint="Check the spelling of the host."
            ) from exc
        inner = [a for a in found if not (is_public(a) or self.allowed.permits(origin, a))]
        if inner:
            log.warning("inner_address_refused", origin=str(origin), addresses=inner)
            raise HostRefusedError(
                f"{origin} is refused: its name does not lead to public addresses alone",
                hint="Use a host that is on the public internet.",
            )
        return found


def _join(url: httpx2.URL, location: str, origin: Origin) -> str:
    try:
        return str(url.join(location))
    except httpx2.InvalidURL as exc:
        raise OutgoingError(
            f"{origin} redirects to what is no address", hint="Tell its operator."
        ) from exc


def _broken(origin: Origin, fault: httpx2.HTTPError | None) -> OutgoingError:
    # The text of the fault may name addresses; its kind does not.
    kind = type(fault).__name__ if fault else "no address"
    log.warning("host_not_reached", origin=str(origin), error=str(fault), kind=kind)
    return OutgoingError(
        f"{origin} cannot be reached or breaks off ({kind})", hint="Try again later."
    )
