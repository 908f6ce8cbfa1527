"""Runs every transcript against the trained model and the real actions, in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from actions.conversation import Conversation
from tests.conversations.talk import Talk, check_manners, check_result, result_of
from tests.conversations.transcript import Transcript, Turn, read_transcripts

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.model


@pytest.mark.parametrize("transcript", read_transcripts(), ids=str)
async def test_transcript(agent: Agent, transcript: Transcript) -> None:
    talk = Talk(agent)
    for turn in transcript.turns:
        replies = await talk.say(turn.user)
        conversation = await talk.state()

        check_manners(replies)
        _check_turn(turn, replies, conversation)
        check_result(replies, conversation)
    if transcript.result:
        assert result_of(await talk.state()) == transcript.result


def _check_turn(turn: Turn, replies: list[dict[str, Any]], conversation: Conversation) -> None:
    said = "\n".join(reply["text"] for reply in replies)
    position = 0
    for expected in turn.bot:
        position = said.find(expected, position)
        assert position >= 0, f"after {turn.user!r}: no {expected!r} in\n{said}"
    for unwanted in turn.never:
        assert unwanted not in said, f"after {turn.user!r}"
    titles = [button["title"] for reply in replies for button in reply.get("buttons", [])]
    for title in turn.buttons:
        assert title in titles, f"after {turn.user!r}"
    if turn.asks:
        assert conversation.requested == turn.asks, f"after {turn.user!r}: {said}"
    values = conversation.facts.to_dict()
    for fact, value in turn.facts.items():
        assert values.get(fact) == value, f"after {turn.user!r}: {fact}\n{said}"
    if turn.result:
        assert result_of(conversation) == turn.result, f"after {turn.user!r}"


async def test_a_message_about_a_single_student_is_nowhere_in_the_record(agent: Agent) -> None:
    talk = Talk(agent)
    await talk.say("2023")
    await talk.say("student john smith, ssid 1234567890, is 9 years old")

    tracker = await agent.tracker_store.retrieve(talk.sender)
    record = json.dumps([event.as_dict() for event in tracker.events]).lower()
    assert "[removed:" in record
    assert not any(word in record for word in ("john", "smith", "1234567890"))
