"""One request to one address that was checked, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx2

from hkgraph import __version__
from hkgraph.errors import OutgoingError
from hkgraph.outgoing.bodies import read_body

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from hkgraph.outgoing.hosts import Origin

CONNECT_SECONDS = 10.0
USER_AGENT = f"hkgraph/{__version__} (+https://w3id.org/hkgraph/ns)"
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may take.

    Attributes:
        seconds: From the look-up of the name to the last byte, over all redirects.
        max_bytes: Longest body, unpacked.
    """

    seconds: float = 20.0
    max_bytes: int = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request, wherever redirects lead it."""

    method: str
    headers: Mapping[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer of status 2xx.

    Attributes:
        url: Where it came from in the end; relative IRIs in the body are relative to it.
        media_type: In lower case, without parameters; empty if the host names none.
    """

    url: str
    status: int
    media_type: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An answer that names another place, not yet checked."""

    status: int
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends requests to the origin of a URL, at an address that somebody else has checked."""

    limits: Limits
    tls: ssl.SSLContext

    async def send(
        self, call: Call, url: httpx2.URL, origin: Origin, address: str
    ) -> Reply | Redirect:
        """Send a request and take in the answer.

        Raises:
            OutgoingError: The answer is none of use, or passes a limit.
            HTTPError: There is no answer, or only a part.
        """
        request = httpx2.Request(
            call.method,
            url.copy_with(host=address),
            headers={
                "Accept-Encoding": "gzip",
                "User-Agent": USER_AGENT,
                **call.headers,
                "Host": url.netloc.decode("ascii"),
                "Connection": "close",
            },
            content=call.content,
            # What the certificate must be for.
            extensions={"sni_hostname": origin.host},
        )
        async with self._client() as client:
            response = await client.send(request, stream=True)
            try:
                return await self._take(response, url, origin)
            finally:
                await response.aclose()

    def _client(self) -> httpx2.AsyncClient:
        # A new one each time: a connection must not be used for another name at its address.
        return httpx2.AsyncClient(
            verify=self.tls,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(self.limits.seconds, connect=CONNECT_SECONDS),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    async def _take(
        self, response: httpx2.Response, url: httpx2.URL, origin: Origin
    ) -> Reply | Redirect:
        location = response.headers.get("location")
        if response.status_code in _REDIRECTS and location:
            return Redirect(status=response.status_code, location=location)
        if not response.is_success:
            raise _unwanted(response, origin)
        return Reply(
            url=str(url),
            status=response.status_code,
            media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            headers=response.headers,
            body=await read_body(response, max_bytes=self.limits.max_bytes, origin=str(origin)),
        )


def _unwanted(response: httpx2.Response, origin: Origin) -> OutgoingError:
    status = response.status_code
    error = OutgoingError(
        f"{origin} answered {status} ({response.reason_phrase or 'no reason given'})",
        hint="Try again later." if status in _LATER else "Try the request there.",
    )
    error.status, error.retry_after = status, response.headers.get("retry-after")
    return error
