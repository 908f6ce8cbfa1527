"""Runs every transcript against the trained model and the real actions, in this process."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from actions.conversation import Conversation
from tests.conversations.transcript import Transcript, Turn, read_transcripts

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.model
_ASKING = ("Question ", "Back to my question", "Back to the tour", "A quick check")


class Talk:
    """One conversation with the agent."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.sender = uuid.uuid4().hex

    async def say(self, text: str) -> list[dict[str, Any]]:
        """The replies to a typed message, or to a payload as a button sends it."""
        from rasa.core.channels.channel import UserMessage

        from assistant.rest import WholeMessages

        replies = WholeMessages()
        await self.agent.handle_message(UserMessage(text, replies, self.sender, input_channel="test"))
        return replies.messages

    async def state(self) -> Conversation:
        """Where the conversation stands."""
        tracker = await self.agent.tracker_store.retrieve(self.sender)
        return Conversation.from_slots(tracker.current_slot_values())


@pytest.mark.parametrize("transcript", read_transcripts(), ids=str)
async def test_transcript(agent: Agent, transcript: Transcript) -> None:
    talk = Talk(agent)
    for turn in transcript.turns:
        replies = await talk.say(turn.user)
        conversation = await talk.state()

        _check_manners(replies)
        _check_turn(turn, replies, conversation)
        _check_result(replies, conversation)
    if transcript.result:
        assert _result(await talk.state()) == transcript.result


def _check_manners(replies: list[dict[str, Any]]) -> None:
    """Whatever is said: there is an answer, all of it in words, and nothing twice."""
    texts = [reply.get("text", "") for reply in replies]
    assert texts
    assert all(text.strip() for text in texts)
    assert len(texts) == len(set(texts)), "a message came twice"
    assert "{" not in "".join(texts), "a text was not filled in"
    assert sum(any(mark in text for mark in _ASKING) for text in texts) <= 1, "asked twice"
    for reply in replies:
        assert len(reply.get("buttons", [])) <= 5


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
        assert _result(conversation) == turn.result, f"after {turn.user!r}"


def _check_result(replies: list[dict[str, Any]], conversation: Conversation) -> None:
    """A result that is shown is the engine's for the answers in the slots."""
    for reply in replies:
        if "custom" in reply:
            assert conversation.determination is not None
            assert reply["custom"]["determination"] == conversation.determination.to_dict()


def _result(conversation: Conversation) -> str:
    determination = conversation.determination
    if determination is None:
        return "none"
    if determination.status == "not_covered":
        return " ".join(["not covered", *determination.designations])
    if determination.status == "undetermined":
        return "undetermined"
    return " ".join(determination.results())


async def test_a_message_about_a_single_student_is_nowhere_in_the_record(agent: Agent) -> None:
    talk = Talk(agent)
    await talk.say("2023")
    await talk.say("student john smith, ssid 1234567890, is 9 years old")

    tracker = await agent.tracker_store.retrieve(talk.sender)
    record = json.dumps([event.as_dict() for event in tracker.events]).lower()
    assert "[removed:" in record
    assert not any(word in record for word in ("john", "smith", "1234567890"))
