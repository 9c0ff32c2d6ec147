"""Who may write: whoever sends a token of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from hkgraph.store.tokens import Tokens

_REALM = 'Bearer realm="hkgraph"'


def token_name(authorization: str | None, tokens: Tokens) -> str:
    """Give the name of the token in an Authorization header.

    Raises:
        Refused: There is none, or it is unknown; 401.
    """
    scheme, _, token = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _refusal("writing needs a token", _REALM)
    name = tokens.find(token.strip())
    if name is None:
        raise _refusal("the token is not known", f'{_REALM}, error="invalid_token"')
    return name


def _refusal(message: str, challenge: str) -> Refused:
    return Refused(
        401,
        message,
        hint="Send Authorization: Bearer TOKEN; the operator makes one: hkgraph token create NAME.",
        headers={"WWW-Authenticate": challenge},
    )
