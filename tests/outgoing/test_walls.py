"""The kernel's wall, in processes of their own: there is no way back from behind it."""

import subprocess
import sys

import pytest

from remotes import listening

BEHIND = """
import socket, sys
from hkgraph.outgoing.walls import forbid_connections
if not forbid_connections(except_port={open_port}):
    sys.exit("no wall")
{action}
"""
CONNECT = "socket.create_connection(('127.0.0.1', {port}))"
SERVICE = """
from pyoxigraph import Store
Store().query("ASK {{{{ SERVICE <http://127.0.0.1:{port}/> {{{{ ?s ?p ?o }}}} }}}}")
"""


def run(action, port, open_port=0):
    code = BEHIND.format(open_port=open_port, action=action.format(port=port))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    if "no wall" in done.stderr:
        pytest.skip("this kernel has no wall for the network")
    return done


@pytest.mark.parametrize("action", [CONNECT, SERVICE])
def test_nothing_gets_out(action):
    with listening() as listener:
        done = run(action, listener.port)

    assert done.returncode == 1
    assert "Permission denied" in done.stderr
    assert listener.connections == 0


def test_one_port_may_stay_open():
    with listening() as listener:
        done = run(CONNECT, listener.port, open_port=listener.port)

    assert done.returncode == 0
    assert listener.connections == 1


def test_nothing_can_listen():
    done = run("socket.create_server(('127.0.0.1', 0))", 0)

    assert "PermissionError" in done.stderr
