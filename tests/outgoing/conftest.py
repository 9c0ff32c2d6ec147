"""Real servers on this machine; names get their addresses from a table, as from /etc/hosts."""

import ssl
import subprocess

import pytest

from hkgraph.outgoing.fetching import Outgoing
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.outgoing.sending import Limits
from remotes import listening, serving


@pytest.fixture
def listener():
    with listening() as found:
        yield found


@pytest.fixture
def remote():
    with serving() as found:
        yield found


@pytest.fixture
def client(remote):
    """A client that may call the remote, by its address."""
    return calling([], [remote.origin])


def calling(names, addresses=(), table=None, **limits):
    """Make a client; the table gives for each name its addresses."""
    tls = limits.pop("tls", None)
    options = {"tls": tls} if tls else {}

    async def resolve(host, _port):
        if table is None or host not in table:
            return [host]
        return table[host]() if callable(table[host]) else table[host]

    allowed = AllowedHosts.parse(names, addresses)
    return Outgoing(allowed=allowed, limits=Limits(**limits), resolve=resolve, **options)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """A certificate for news.example: the server's context and one that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    try:
        subprocess.run(
            [*command.split(), "-keyout", key, "-out", cert, *names],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl makes the certificate, and is not here")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=cert)
