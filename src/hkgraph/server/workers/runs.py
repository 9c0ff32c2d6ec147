"""One query in a worker, as the server sees it: where it stands, and its time."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from hkgraph.server.refusals import refusal_of
from hkgraph.server.workers.frames import END, FAULT, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.server.relay import Permit
    from hkgraph.server.workers.process import Frame, WorkerProcess

Fault = dict[str, Any]

# In whole hundredths, since the system counts no finer.
QUICK_SECONDS = 0.03
LONGEST_QUICK_SECONDS = 2.0


class Lane(Enum):
    """What a query takes of the machine.

    All begin quick. One that goes on becomes long, or is held (its process stopped) until a long
    one is done. One whose client takes its result slowly stands aside, and takes no one's place.
    """

    QUICK = auto()
    LONG = auto()
    HELD = auto()
    ASIDE = auto()
    DONE = auto()


@dataclass(slots=True, kw_only=True, eq=False)
class Run:
    """A query that a worker has been given.

    Attributes:
        seconds: How long it may run.
        permit: What lets it call other hosts; closed with it.
        ended: Why it was ended, if it was.
        noticed: Called once when it turns out not to be quick.
        rows: How many rows the result had; known at its end.
        waited: Seconds for which it was held, or waited for its client, or both.
        idle_since: Moment since which it does not run for such a reason; None while it may.
        held_before: Seconds for which it was held, up to the last time.
        worked_before: Processor seconds of its process when it was first looked at.
        waiting_since: Moment since which it waits for its client; None while it does not.
    """

    process: WorkerProcess
    seconds: float
    noticed: Callable[[], None] | None = None
    lane: Lane = Lane.QUICK
    started: float = field(default_factory=time.monotonic)
    lane_since: float = field(default_factory=time.monotonic)
    waited: float = 0.0
    idle_since: float | None = None
    waiting_since: float | None = None
    permit: Permit | None = None
    held_before: float = 0.0
    worked_before: float | None = None
    ended: Fault | None = None
    worker_is_free: bool = False
    rows: int = 0

    def worked(self, now: float) -> float:
        """Give the seconds for which it has run, without those for which it has waited."""
        idle = 0.0 if self.idle_since is None else now - self.idle_since
        return now - self.started - self.waited - idle

    def held(self, now: float) -> float:
        """Give the seconds for which it has been held, all together."""
        return self.held_before + (now - self.lane_since if self.lane is Lane.HELD else 0.0)

    def overstays(self, now: float) -> bool:
        """Say whether it has had its moment: so much of the processor, or very much time.

        To be asked again and again; what it had before the first time is not counted.
        """
        worked = self.process.worked_seconds()
        if worked is None or now - self.lane_since > LONGEST_QUICK_SECONDS:
            return now - self.lane_since > QUICK_SECONDS
        if self.worked_before is None:
            self.worked_before = worked
        return worked - self.worked_before >= QUICK_SECONDS

    def enter(self, lane: Lane) -> None:
        """Move to another lane."""
        now = time.monotonic()
        if self.lane is Lane.HELD:
            self.held_before = self.held(now)
        self.lane, self.lane_since = lane, now
        self._note_idle(now)

    def end(self, fault: Fault) -> None:
        """End it, for this reason; of several the first counts."""
        if self.ended is None and self.lane is not Lane.DONE:
            self.ended = fault
            self.process.kill()

    async def receive(self) -> Frame | None:
        """Give the next frame of the answer; None when the worker has died.

        Raises:
            Refused: The query failed, or was ended on purpose.
        """
        frame = await self.process.receive()
        if self.ended is not None:
            raise refusal_of(self.ended)
        if frame is not None and frame[0] == FAULT:
            self.worker_is_free = True
            raise refusal_of(_read_fault(frame[1]))
        if frame is not None and frame[0] == END:
            self.worker_is_free = True
            self.rows = int(frame[1])
        elif frame is not None and frame[0] == WHOLE:
            self.worker_is_free = True
        return frame

    def wait_for_client(self) -> None:
        """Note that the client is at work, not the query."""
        self.waiting_since = time.monotonic()
        self._note_idle(self.waiting_since)

    def client_is_back(self) -> None:
        """Note that the client has taken what it was given."""
        self.waiting_since = None
        self._note_idle(time.monotonic())

    def _note_idle(self, now: float) -> None:
        idle = self.lane is Lane.HELD or self.waiting_since is not None
        if idle and self.idle_since is None:
            self.idle_since = now
        elif not idle and self.idle_since is not None:
            self.waited += now - self.idle_since
            self.idle_since = None


def _read_fault(content: bytes) -> Fault:
    fault: Fault = json.loads(content)
    return fault
