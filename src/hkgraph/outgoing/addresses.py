"""Which addresses belong to the public internet, and what address a name has.

A name on the allow list may point anywhere, also at this machine or its neighbours. Only what is
surely public passes; forms that carry another address inside (mapped, 6to4, Teredo) do not, apart
from NAT64, through which networks without IPv4 reach the rest, if what it carries is public.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    # Takes a host and a port, gives its addresses as text, best first; OSError if there are none.
    Resolve = Callable[[str, int], Awaitable[list[str]]]

# What ``is_global`` of some versions of Python lets through.
_SPECIAL_4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3")))
_SPECIAL_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_UNICAST_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# The host part of an ISATAP address; the IPv4 address is behind it.
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet, and surely so.

    Source: https://www.iana.org/assignments/iana-ipv6-special-registry/ and its IPv4 twin.

    >>> [is_public(a) for a in ("8.8.8.8", "10.0.0.1", "::1", "::ffff:8.8.8.8")]
    [True, False, False, False]
    """
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return _is_public_4(known) if isinstance(known, IPv4Address) else _is_public_6(known)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _SPECIAL_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address in _NAT64:
        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _UNICAST_6 or address.scope_id or not address.is_global:
        return False
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return False
    return not any(address in network for network in _SPECIAL_6)


async def resolve_name(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name.

    Raises:
        OSError: It has none, or nobody answers.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
