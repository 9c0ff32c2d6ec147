"""The only code that calls other hosts: those on a list, at public addresses, within limits."""

from hkgraph.outgoing.fetching import Limits, Outgoing, Reply
from hkgraph.outgoing.hosts import AllowedHosts

__all__ = ["AllowedHosts", "Limits", "Outgoing", "Reply"]
