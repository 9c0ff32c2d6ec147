"""The two lists of the settings: hosts that may be called, and inner addresses that may.

An entry is a name (``query.wikidata.org``), all names below one (``*.example.org``), either with
a port; it means https unless it is written with ``http://``. Inner addresses are written in full,
as in ``http://127.0.0.1:8001``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING

from httpx2 import URL, InvalidURL

from hkgraph.errors import HostRefusedError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PORTS = {"https": 443, "http": 80}
_ENTRY = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>(?:\*\.)?[^\s/?#@:\[\]*]+|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>[0-9]{1,5}))?/?",
    re.IGNORECASE | re.ASCII,
)
# The last label has a letter, so that no spelling of a number is taken for a name.
_NAME = re.compile(r"(?:\*\.)?(?:[a-z0-9_-]+\.)*(?!0x)[a-z0-9-]*[a-z][a-z0-9-]*", re.ASCII)
LIST_SETTING = "HKGRAPH_ALLOWED_HOSTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a connection goes.

    Attributes:
        host: Lower case; a name in its ASCII form, an IPv6 address without brackets.
    """

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """What may be called.

    Attributes:
        names: Origins whose host is a name, or ``*.`` and one.
        addresses: Inner origins, by address, that may be called all the same.
    """

    names: frozenset[Origin] = frozenset()
    addresses: frozenset[Origin] = frozenset()

    @classmethod
    def parse(cls, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> AllowedHosts:
        """Read the entries of both settings.

        Raises:
            SettingsError: An entry is no host, or stands in the wrong list.
        """
        return cls(frozenset(map(_parse_name, names)), frozenset(map(_parse_address, addresses)))

    def entries(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give back both lists, as ``parse`` takes them."""
        return tuple(sorted(map(str, self.names))), tuple(sorted(map(str, self.addresses)))

    def __bool__(self) -> bool:
        return bool(self.names or self.addresses)

    def check(self, url: str) -> tuple[URL, Origin]:
        """Read an address of the web and see that its host is listed.

        Raises:
            HostRefusedError: It is not, or the address is none that is called.
        """
        parsed, origin = _read_url(url)
        if origin in self.addresses or origin in self.names or self._is_below(origin):
            return parsed, origin
        raise HostRefusedError(
            f"{origin} is refused: this server calls only hosts on its list",
            hint=f"Ask the other host directly, or have the operator add it to {LIST_SETTING}.",
        )

    def permits(self, origin: Origin, address: str) -> bool:
        """Say whether an inner address is listed for the scheme and port of this origin."""
        return Origin(scheme=origin.scheme, host=address, port=origin.port) in self.addresses

    def _is_below(self, origin: Origin) -> bool:
        labels = origin.host.split(".")
        return any(
            Origin(scheme=origin.scheme, host=".".join(["*", *labels[start:]]), port=origin.port)
            in self.names
            for start in range(1, len(labels))
        )


def _read_url(url: str) -> tuple[URL, Origin]:
    try:
        parsed = URL(url)
        port = _PORTS[parsed.scheme] if parsed.port is None else parsed.port
    except (InvalidURL, KeyError, ValueError, TypeError) as exc:
        raise HostRefusedError(
            "only addresses that begin with https:// or http:// are called",
            hint="Write the whole address of the other host.",
        ) from exc
    host = parsed.raw_host.decode("ascii").lower()
    if parsed.userinfo or not host:
        raise HostRefusedError(
            "an address with no host, or with a user name in it, is not called",
            hint="Write the address without what stands before @.",
        )
    return parsed.copy_with(fragment=None), Origin(scheme=parsed.scheme, host=host, port=port)


def _parse_name(entry: str) -> Origin:
    origin = _parse_entry(entry)
    if not _NAME.fullmatch(origin.host):
        raise SettingsError(
            f"{entry!r} is no name of a host",
            hint=f"Put names such as query.wikidata.org into {LIST_SETTING}.",
        )
    return origin


def _parse_address(entry: str) -> Origin:
    origin = _parse_entry(entry)
    try:
        # As a resolver spells it.
        return replace(origin, host=str(ip_address(origin.host)))
    except ValueError as exc:
        raise SettingsError(
            f"{entry!r} is no literal address",
            hint="Put addresses such as http://127.0.0.1:8001 into HKGRAPH_ALLOWED_PRIVATE_HOSTS.",
        ) from exc


def _parse_entry(entry: str) -> Origin:
    found = _ENTRY.fullmatch(entry)
    if not found or int(found["port"] or 1) not in range(1, 65536):
        raise SettingsError(
            f"{entry!r} is no host",
            hint="Write a name, *.name, or http://name; each may have a port.",
        )
    scheme = (found["scheme"] or "https").lower()
    # A star is no letter of a name; the part behind it is brought to its ASCII form.
    star, name = (
        ("*.", found["host"][2:]) if found["host"].startswith("*.") else ("", found["host"])
    )
    try:
        host = star + URL(f"{scheme}://{name}").raw_host.decode("ascii").lower()
    except InvalidURL as exc:
        raise SettingsError(f"{entry!r} is no host", hint="Check its spelling.") from exc
    return Origin(scheme=scheme, host=host, port=int(found["port"] or _PORTS[scheme]))
