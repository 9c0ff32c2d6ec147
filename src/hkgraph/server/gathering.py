"""What is written in one turn of the event loop goes out as one packet.

uvicorn writes the head of an answer, then its body; two packets for a short answer take the system
and the client nearly twice the work of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Transport

#: So much is no longer held back, so that the transport can say when the client is behind.
_ENOUGH_BYTES = 16_384


class Gathering:
    """A transport that holds writes until the loop's next turn.

    Args:
        transport: What does all the rest.
    """

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the transport."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send data soon, with what is written before and after it."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)
        if len(data) > _ENOUGH_BYTES:
            self._flush()

    def close(self) -> None:
        """Send what is held, then close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._held:
            data = b"".join(self._held)
            self._held.clear()
            self._transport.write(data)
