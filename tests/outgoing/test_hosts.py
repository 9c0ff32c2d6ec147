"""The allow list: what an entry means, and what is no entry."""

import pytest

from hkgraph.errors import HostRefusedError, SettingsError
from hkgraph.outgoing.hosts import AllowedHosts

ALLOWED = AllowedHosts.parse(
    [
        "query.example.org",
        "*.example.net",
        "http://plain.example",
        "odd.example:8443",
        "Bücher.example",
    ],
    ["http://127.0.0.1:8001", "http://[::1]:8001"],
)


@pytest.mark.parametrize(
    "url",
    [
        "https://query.example.org/sparql?a=b",
        "https://query.example.org:443/",
        "HTTPS://QUERY.Example.ORG/",
        "https://a.example.net/",
        "https://a.b.example.net/",
        "http://plain.example/",
        "https://odd.example:8443/",
        "https://bücher.example/",
        "https://xn--bcher-kva.example/",
        "http://127.0.0.1:8001/sparql",
        "http://[::1]:8001/",
    ],
)
def test_a_listed_host_passes(url):
    ALLOWED.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://query.example.org/",
        "https://query.example.org:8443/",
        "https://query.example.org:0/",
        "https://query.example.org./",
        "https://xquery.example.org/",
        "https://query.example.org.evil.example/",
        "https://query.example.org@evil.example/",
        "https://evil.example/query.example.org",
        "https://evil.example\\@query.example.org/",
        "https://example.net/",
        "https://xexample.net/",
        "https://plain.example/",
        "https://odd.example/",
        "https://127.0.0.1:8001/",
        "http://127.0.0.1:8002/",
        "http://2130706433:8001/",
        "http://0x7f.0.0.1:8001/",
        "http://0177.0.0.1:8001/",
        "http://127.1:8001/",
        "http://localhost:8001/",
        "http://[::ffff:127.0.0.1]:8001/",
        "//query.example.org/",
        "/sparql",
        "",
        "file:///etc/hostname",
        "ftp://query.example.org/",
        "https://",
        "https://user:word@query.example.org/",
        "https://query.example.org:99999999/",
        "https://query.example.org\n/",
    ],
)
def test_whatever_is_not_listed_is_refused(url):
    with pytest.raises(HostRefusedError):
        ALLOWED.check(url)


def test_an_empty_list_refuses_every_host():
    with pytest.raises(HostRefusedError, match=r"https://query\.example\.org is refused") as caught:
        AllowedHosts().check("https://query.example.org/")

    assert "HKGRAPH_ALLOWED_HOSTS" in caught.value.hint


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "*",
        "*.",
        "a.*.example",
        "https://",
        "https://a.example/path",
        "https://user@a.example",
        "ftp://a.example",
        "a.example:0",
        "a.example:70000",
        "127.0.0.1",
        "2130706433",
        "0x7f.0x1",
        "0x7f000001",
        "[::1]",
        "a example",
    ],
)
def test_what_is_no_name_cannot_be_listed(entry):
    with pytest.raises(SettingsError):
        AllowedHosts.parse([entry])


@pytest.mark.parametrize("entry", ["localhost", "*.example.org", "http://127.1:80", "10.0.0.0/8"])
def test_an_inner_address_is_listed_in_full(entry):
    with pytest.raises(SettingsError):
        AllowedHosts.parse([], [entry])


def test_lists_are_read_again_as_they_are_spelled():
    assert AllowedHosts.parse(*ALLOWED.entries()) == ALLOWED


def test_an_inner_address_is_known_however_it_was_spelled():
    long = AllowedHosts.parse([], ["http://[0:0:0:0:0:0:0:1]:8001"])

    assert long == AllowedHosts.parse([], ["http://[::1]:8001"])
