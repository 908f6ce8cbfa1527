"""A conversation that goes on for months: it is folded in memory, and nobody notices."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest

from assistant.channels import history
from tests.conversations.talk import Talk, check_manners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rasa.core.agent import Agent

pytestmark = pytest.mark.model

ASIDES = ("what is a SELPA?", "why do you ask?", "help", "what is step 2?", "thanks")
INTERVIEW = ("find our level", "2023", "this is for Oak Valley", "school district", "1200")
ENDS = (
    "45",
    "never",
    "not ranked",
    "30",
    "go back",
    "lre 30 %",
    "4",
    "no",
    "why this level?",
    "undo",
    "review my answers",
)
LEAS = (
    "add Cedar Ridge",
    "same as Oak Valley but 2 elements",
    "switch to Oak Valley",
    "compare the two",
    "list my LEAs",
)


def _messages() -> Iterator[str]:
    """An interview that is interrupted for fifty turns in its middle, and once more before the next LEA."""
    yield from INTERVIEW
    yield from islice(cycle(ASIDES), 50)
    yield from ENDS
    yield from islice(cycle(ASIDES), 40)
    yield from LEAS


def _without_ids(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in reply.items() if key in ("text", "buttons", "custom")} for reply in replies]


async def test_it_is_answered_like_one_that_is_remembered_whole(agent: Agent, agent_on_disk: Agent) -> None:
    """Turn by turn, beside a store that never folds; the one on disk has folded several times by the end."""
    whole, folded = Talk(agent), Talk(agent_on_disk)
    shortest = longest = 0
    for message in _messages():
        expected, replies = await whole.say(message), await folded.say(message)
        check_manners(replies)
        assert _without_ids(expected) == _without_ids(replies), message
        tracker = await agent_on_disk.tracker_store.retrieve(folded.sender)
        assert tracker is not None
        shortest = min(shortest, len(tracker.events) - longest)
        longest = max(longest, len(tracker.events))

    assert shortest < -200, "it was never folded"
    assert longest < 400
    assert await whole.state() == await folded.state()


async def test_what_was_said_is_all_still_there(agent_on_disk: Agent) -> None:
    talk = Talk(agent_on_disk)
    for message in _messages():
        await talk.say(message)

    said = await history.read(agent_on_disk.tracker_store, talk.sender)
    tracker = await agent_on_disk.tracker_store.retrieve_full_tracker(talk.sender)

    assert tracker is not None
    assert said == history.to_messages(tracker.events)
    assert "Which year is your Annual Determination Letter from?" in said[0].text
