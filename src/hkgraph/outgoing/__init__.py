"""The only code that calls other hosts: those on a list, at public addresses, within limits."""

from hkgraph.outgoing.fetching import Outgoing
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.outgoing.sending import Limits, Reply

__all__ = ["AllowedHosts", "Limits", "Outgoing", "Reply"]
