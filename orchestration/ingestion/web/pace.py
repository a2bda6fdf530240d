"""The pace of requests: one at a time for each host, and a pause between two.

What is requested, and whether it may be, is told elsewhere.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Turns at hosts: who holds the turn of a host is alone there, and comes late enough.

    Args:
        clock: seconds that never run backwards.
        sleep: how to wait so many seconds.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait for the turn at ``host``; the next one comes ``pause`` seconds after its end."""
        async with self._locks[host]:
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = self._clock() + pause
