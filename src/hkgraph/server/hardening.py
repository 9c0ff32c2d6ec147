"""What every answer carries, whatever route it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# The editor explains a doubtful line in markup that has a style attribute. Style attributes are
# all that it needs beyond the rest: no inline script, no inline stylesheet, no other host.
EDITOR_POLICY = f"{POLICY}; style-src-attr 'unsafe-inline'"
# A preview is there to be framed by other sites' pages. It runs nothing and can be sent nowhere.
FRAMED_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
_POLICY_NAME = b"content-security-policy"
_UNFRAMED = (b"x-frame-options", b"DENY")
_POLICY_HEADER = (_POLICY_NAME, POLICY.encode())
#: Browsers run and frame nothing that is not ours, and let pages of other sites read answers.
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        (
            b"Allow, Content-Disposition, ETag, Link, Location, Retry-After, WWW-Authenticate, "
            b"X-Hkgraph-Generation, X-Request-Id"
        ),
    ),
)

RawHeaders = list[tuple[bytes, bytes]]


def hardened(headers: Sequence[tuple[bytes, bytes]]) -> RawHeaders:
    """Add what every answer carries; a policy of the answer's own stays."""
    policy = next((value for name, value in headers if name == _POLICY_NAME), None)
    found = [*headers, *_ALWAYS]
    if policy is None:
        found.append(_POLICY_HEADER)
    if policy != FRAMED_POLICY.encode():
        found.append(_UNFRAMED)
    return found
