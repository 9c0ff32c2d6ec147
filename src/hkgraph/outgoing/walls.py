"""A wall around a process: the kernel lets it open no TCP connection, or to one port alone.

It stands behind the guard, which sees to it that nothing tries. Linux has it since 6.7 (Landlock,
rules for the network) and needs no privilege for it; where it is missing, the guard stands alone.
"""

from __future__ import annotations

import ctypes
import os
import sys

# Source: https://docs.kernel.org/userspace-api/landlock.html; the numbers are the same for all
# processors that Python runs on.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_FIRST_WITH_NETWORK = 4
_RULE_NET_PORT = 2
_BIND_TCP, _CONNECT_TCP = 1, 2
_PR_SET_NO_NEW_PRIVS = 38


def forbid_connections(*, except_port: int = 0) -> bool:
    """Let this thread, and those it starts from now on, neither connect nor listen any more.

    What is connected already stays so. There is no way back.

    Args:
        except_port: Port to which connections stay allowed; 0 for none.

    Returns:
        Whether the kernel could do it.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG) < _FIRST_WITH_NETWORK:
        return False
    # handled_access_fs, handled_access_net
    handled = (ctypes.c_uint64 * 2)(0, _BIND_TCP | _CONNECT_TCP)
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.sizeof(handled), 0)
    if rules < 0:
        return False
    try:
        if except_port:
            # allowed_access, port
            rule = (ctypes.c_uint64 * 2)(_CONNECT_TCP, except_port)
            libc.syscall(_ADD_RULE, rules, _RULE_NET_PORT, rule, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        stands: bool = libc.syscall(_RESTRICT_SELF, rules, 0) == 0
        return stands
    finally:
        os.close(rules)
