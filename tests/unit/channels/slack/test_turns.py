"""Turns of one conversation follow one another; conversations don't wait for each other; nothing is lost."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import pytest

from assistant.channels.slack.turns import LONGEST_QUEUE, Turns
from tests.unit.channels.doubles import settled

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Log:
    """Turns that wait for their gate and tell when they ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.gate = asyncio.Event()

    def turn(self, name: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.gate.wait()
            self.ran.append(name)

        return run


@pytest.fixture(name="log")
async def _log() -> Log:
    return Log()


async def test_waiting_turns_run_in_the_order_in_which_they_were_said(log: Log) -> None:
    """Slack may deliver them in another one."""
    turns = Turns()
    turns.add("a", (5, 0), log.turn("under way"))
    await asyncio.sleep(0)
    for said_at, name in (((8, 0), "third"), ((6, 0), "first"), ((6, 7), "second")):
        turns.add("a", said_at, log.turn(name))
    log.gate.set()
    assert await turns.drain(5) == 0
    assert log.ran == ["under way", "first", "second", "third"]


async def test_what_slack_gives_no_time_of_comes_after_what_was_said_before(log: Log) -> None:
    """A command must not overtake the answers that wait."""
    turns = Turns()
    turns.add("a", (1, 0), log.turn("under way"))
    await asyncio.sleep(0)
    turns.add("a", (2, 0), log.turn("answer"))
    turns.add("a", None, log.turn("command"))
    turns.add("a", (int(time.time()) + 60, 0), log.turn("later"))
    log.gate.set()
    await turns.drain(5)
    assert log.ran == ["under way", "answer", "command", "later"]


async def test_of_turns_said_at_the_same_time_the_first_to_come_is_first(log: Log) -> None:
    turns = Turns()
    for name in "abc":
        turns.add("one", (0, 0), log.turn(name))
    log.gate.set()
    await turns.drain(5)
    assert log.ran == ["a", "b", "c"]


async def test_conversations_do_not_wait_for_each_other(log: Log) -> None:
    turns = Turns()
    quick = Log()
    quick.gate.set()
    turns.add("slow", (0, 0), log.turn("slow"))
    turns.add("quick", (0, 0), quick.turn("quick"))
    await settled()
    assert (quick.ran, log.ran) == (["quick"], [])
    log.gate.set()
    await turns.drain(5)


async def test_a_turn_that_fails_does_not_stop_the_next(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("enaJ"[::-1])  # backwards, since the trace shows this line

    turns = Turns()
    log.gate.set()
    with caplog.at_level(logging.ERROR):
        turns.add("a", (0, 0), fail)
        turns.add("a", (1, 0), log.turn("next"))
        await turns.drain(5)
    assert log.ran == ["next"]
    assert "ValueError" in caplog.text
    assert "Jane" not in caplog.text  # the error may hold what a user wrote


async def test_a_queue_has_an_end(log: Log) -> None:
    turns = Turns()
    turns.add("a", (0, 0), log.turn("under way"))
    await asyncio.sleep(0)
    taken = [turns.add("a", (1, at), log.turn(str(at))) for at in range(LONGEST_QUEUE + 1)]
    assert taken == [True] * LONGEST_QUEUE + [False]
    log.gate.set()
    await turns.drain(5)
    assert len(log.ran) == LONGEST_QUEUE + 1


async def test_what_is_under_way_ends_before_the_server_does(log: Log) -> None:
    turns = Turns()
    turns.add("a", (0, 0), log.turn("one"))
    turns.add("a", (1, 0), log.turn("two"))
    drained = asyncio.ensure_future(turns.drain(5))
    await asyncio.sleep(0)
    assert turns.stopping
    log.gate.set()
    assert await drained == 0
    assert log.ran == ["one", "two"]


async def test_waiting_has_an_end(log: Log) -> None:
    turns = Turns()
    turns.add("a", (0, 0), log.turn("stuck"))
    assert await turns.drain(0.01) == 1
    log.gate.set()
    await turns.drain(5)
