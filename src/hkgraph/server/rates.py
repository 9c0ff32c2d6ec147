"""How often one client may ask."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from starlette.types import Scope


class Rates:
    """Counts the requests of each client address over the last minute.

    Behind a proxy the address is the one that the proxy gives in ``X-Forwarded-For``, if uvicorn
    trusts it.

    Args:
        a_minute: How many requests one client may make in a minute.
    """

    def __init__(self, a_minute: int) -> None:
        self._item = RateLimitItemPerMinute(a_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, scope: Scope) -> None:
        """Count a request.

        Raises:
            Refused: It is one too many.
        """
        client = (scope.get("client") or ("",))[0]
        if self._limiter.hit(self._item, client):
            return
        again = self._limiter.get_window_stats(self._item, client).reset_time
        seconds = max(1, round(again - time.time()))
        raise Refused(
            429,
            f"this server answers {self._item.amount} requests a minute from one client",
            hint=f"Wait {seconds} seconds, and ask for more at a time.",
            headers={"Retry-After": str(seconds)},
            details={"limit": "requests a minute"},
        )
