"""From where a phrase of time is read: the day of publication, the verb, the date before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.model import TimeValue

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """From where a phrase is read.

    Attributes:
        today: Day of publication; None when nothing tells it.
        latest: Last day that may be past: that of publication, or of a note added soon after.
        ahead: True when the verb tells of what is to come.
        anchor: The date before it in the same paragraph, for "the next day".
    """

    today: date | None
    latest: date | None = None
    ahead: bool = False
    anchor: TimeValue | None = None

    @property
    def day(self) -> date:
        """The day of publication.

        Raises:
            ValueError: Nothing tells it, so no relative date can be resolved.
        """
        if self.today is None:
            raise ValueError("a relative date needs a day of publication")
        return self.today


#: What resolves one form of phrase from its named parts; None where it means no time.
Resolver = Callable[[Mapping[str, str], Viewpoint], TimeValue | None]
