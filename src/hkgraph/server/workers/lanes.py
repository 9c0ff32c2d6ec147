"""Who runs and who waits, among the queries that workers have been given.

All begin in the quick lane. One that has had its moment becomes long, or is held: its process is
stopped until its turn comes, the oldest first. While queries end that were quick, one place of
the long lane is left free for more of them, so that a core is; its query is held for as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.workers import reasons
from hkgraph.server.workers.runs import Lane, Run

if TYPE_CHECKING:
    from hkgraph.server.workers.limits import Limits
    from hkgraph.server.workers.places import Places

#: After this a client is taken to be slow.
ASIDE_SECONDS = 0.5
#: How long quick queries must stay away for the long ones to have all places.
QUIET_SECONDS = 0.2


class Lanes:
    """Moves queries from lane to lane.

    Args:
        places: What queries in the quick lane have, and leave when they leave it.
    """

    def __init__(self, limits: Limits, places: Places) -> None:
        self.runs: set[Run] = set()
        self._limits = limits
        self._places = places
        self._last_quick = 0.0

    def count(self, lane: Lane) -> int:
        """How many queries are in a lane."""
        return sum(run.lane is lane for run in self.runs)

    def begin(self, run: Run) -> None:
        """Let a query begin."""
        self.runs.add(run)

    def finish(self, run: Run) -> None:
        """Take a query out; what it held is free for others."""
        lane = run.lane
        self.runs.discard(run)
        run.enter(Lane.DONE)
        if lane is Lane.QUICK:
            self._last_quick = run.lane_since
            self._places.leave()
        elif lane is Lane.LONG:
            self._promote(self._limits.long)
        elif lane is Lane.HELD:
            run.process.resume()  # it was done before it was stopped, and another query may follow

    def look_after(self, run: Run, now: float) -> None:
        """End a query that has passed a limit of time, or move it where it belongs."""
        if run.lane is Lane.HELD:
            if run.held(now) > self._limits.waiting_seconds:
                run.end(reasons.waited(self._limits))
        elif run.worked(now) > run.seconds:
            run.end(reasons.late(run.seconds))
        elif run.waiting_since is not None:
            self._look_after_client(run, now)
        elif run.lane is Lane.QUICK and run.overstays(now):
            self._demote(run)

    def balance(self, now: float) -> None:
        """Give the long queries as many places as the quick ones leave them."""
        places = self._limits.long
        if now - self._last_quick < QUIET_SECONDS:
            places = max(1, places - 1)
        long = sorted((r for r in self.runs if r.lane is Lane.LONG), key=_age)
        for run in long[places:]:
            self._hold(run)
        self._promote(places)

    def _promote(self, places: int) -> None:
        held = sorted((r for r in self.runs if r.lane is Lane.HELD), key=_age)
        for run in held[: max(0, places - self.count(Lane.LONG))]:
            run.enter(Lane.LONG)
            run.process.resume()

    def _hold(self, run: Run) -> None:
        run.enter(Lane.HELD)
        run.process.hold()

    def _demote(self, run: Run) -> None:
        if self.count(Lane.LONG) < self._limits.long:
            run.enter(Lane.LONG)
        elif self.count(Lane.HELD) < self._limits.waiting:
            self._hold(run)
        else:
            run.end(reasons.queue_full(self._limits))
            return
        if run.noticed:
            run.noticed()
        self._places.leave()

    def _look_after_client(self, run: Run, now: float) -> None:
        """Let a query stand aside while its client takes its time, but not for ever."""
        stalled = now - (run.waiting_since or now)
        slow = stalled > self._limits.stalled_seconds
        if slow or now - run.started > self._limits.transfer_seconds:
            run.end(reasons.client_too_slow(self._limits))
        elif stalled > ASIDE_SECONDS and run.lane in (Lane.QUICK, Lane.LONG):
            self._stand_aside(run)

    def _stand_aside(self, run: Run) -> None:
        if self.count(Lane.ASIDE) >= self._limits.waiting:
            run.end(reasons.queue_full(self._limits))
            return
        was_quick = run.lane is Lane.QUICK
        run.enter(Lane.ASIDE)
        if was_quick:
            self._places.leave()


def _age(run: Run) -> float:
    return run.started
