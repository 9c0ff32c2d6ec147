"""Which addresses may be called at all."""

import asyncio

import pytest

from hkgraph.outgoing.addresses import is_public, resolve_name


@pytest.mark.parametrize(
    "address",
    """
    127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 100.64.0.1 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8
    64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:0:7f00:1::
    2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 2606:4700::5efe:10.0.0.1
    2606:4700::200:5efe:7f00:1
    2130706433 0x7f000001 0177.0.0.1 127.1 127.0.0.1.nip.io localhost
    """.split(),
)
def test_what_is_not_surely_public_is_not_called(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    "8.8.8.8 91.198.174.192 2620:0:861:ed1a::1 2001:4860:4860::8888 64:ff9b::8.8.8.8".split(),
)
def test_a_public_address_is_called(address):
    assert is_public(address)


def test_the_system_names_the_addresses_of_a_name():
    found = asyncio.run(resolve_name("localhost", 80))

    assert set(found) <= {"127.0.0.1", "::1"}
    assert found
