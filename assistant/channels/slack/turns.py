"""The order of turns: one at a time in each conversation, the conversations side by side; none lost on shutdown."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.channels.failures import log_failure

__all__ = ["Turns"]

Turn = Callable[[], Awaitable[None]]
LONGEST_QUEUE = 20


@dataclass(eq=False)
class _Queue:
    waiting: list[tuple[Any, int, Turn]] = field(default_factory=list)


class Turns:
    """Runs what is to be done, in the background."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self.stopping = False

    def add(self, conversation: str, said_at: tuple[int, int] | None, turn: Turn) -> bool:
        """Run `turn` after those of the same conversation that are under way or were said before it.

        `said_at` is in seconds and millionths by Slack's clock; None for what Slack gives no time of, which is now.
        False, and not taken, where too many are waiting.
        """
        queue = self._queues.get(conversation)
        if queue is not None and len(queue.waiting) >= LONGEST_QUEUE:
            return False
        self._count += 1
        entry = (said_at or _now(), self._count, turn)
        if queue is not None:
            heapq.heappush(queue.waiting, entry)
            return True
        self._queues[conversation] = queue = _Queue([entry])
        self.start(self._run(conversation, queue))
        return True

    def start(self, work: Awaitable[None]) -> None:
        """Do something beside the turns, and finish it before the server stops."""
        task = asyncio.ensure_future(_logged(work))
        self._tasks.add(task)  # a task that nobody holds may be collected before it ends
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> int:
        """Take nothing new, and wait for what is under way. The number of tasks that did not end in time."""
        self.stopping = True
        return await self.idle(seconds)

    async def idle(self, seconds: float) -> int:
        """Wait until nothing is under way, for so long at most. The number of tasks that did not end in time."""
        ends = asyncio.get_running_loop().time() + seconds
        while self._tasks and (left := ends - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self._tasks), timeout=left)
        return len(self._tasks)

    async def _run(self, conversation: str, queue: _Queue) -> None:
        try:
            while queue.waiting:
                await _logged(heapq.heappop(queue.waiting)[2]())
        finally:
            del self._queues[conversation]


def _now() -> tuple[int, int]:
    seconds = time.time()
    return int(seconds), int(seconds % 1 * 1_000_000)


async def _logged(work: Awaitable[None]) -> None:
    """Whatever goes wrong in one turn must not keep the next from running."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 (it is logged whatever it was)
        log_failure("Something that Slack asked for failed", error)
