"""Talking with the assistant in this process, and the manners that every answer of it has."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from actions.content import fact_content
from actions.content.tour import stops
from actions.conversation import Conversation, rulebook

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["Talk", "check_manners", "check_result", "result_of"]

Said = Sequence[dict[str, Any]]
_ASKING = ("Question ", "Back to my question", "Back to the tour", "A quick check")


class Talk:
    """One conversation with the agent."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.sender = uuid.uuid4().hex

    async def say(self, text: str) -> list[dict[str, Any]]:
        """The replies to a typed message, or to a payload as a button sends it."""
        from rasa.core.channels.channel import UserMessage

        from assistant.channels.replies import Replies

        replies = Replies()
        await self.agent.handle_message(UserMessage(text, replies, self.sender, input_channel="test"))
        return [reply.to_dict() for reply in replies.messages]

    async def state(self) -> Conversation:
        """Where the conversation stands."""
        tracker = await self.agent.tracker_store.retrieve(self.sender)
        return Conversation.from_slots(tracker.current_slot_values())


def check_manners(replies: Said) -> None:
    """Whatever is said: there is an answer, all of it in words, and nothing twice."""
    texts = [reply.get("text", "") for reply in replies]
    assert texts
    assert all(text.strip() for text in texts)
    assert len(texts) == len(set(texts)), "a message came twice"
    assert "{" not in "".join(texts), "a text was not filled in"
    assert sum(any(mark in text for mark in _ASKING) for text in texts) <= 1, "asked twice"
    said = "\n".join(texts)
    assert [question for question in _questions() if said.count(question) > 1] == [], "asked twice"
    for reply in replies:
        buttons = reply.get("buttons", [])
        assert len(buttons) <= 5
        assert max(Counter(button["title"] for button in buttons).values(), default=1) == 1, "a button twice"


@cache
def _questions() -> tuple[str, ...]:
    facts = [fact_content(id_) for id_ in rulebook().vocabulary]
    return (
        *(text for one in facts for text in (one.question, *one.ask_again)),
        *(stop.check.question for stop in stops()),
    )


def check_result(replies: Said, conversation: Conversation) -> None:
    """A result that is shown is the engine's for the answers in the slots."""
    for reply in replies:
        if "determination" in reply.get("custom", {}):
            assert conversation.determination is not None
            assert reply["custom"]["determination"] == conversation.determination.to_dict()


def result_of(conversation: Conversation) -> str:
    """The level and designations, "undetermined", "not covered" (with designations, if any), or "none"."""
    determination = conversation.determination
    if determination is None:
        return "none"
    if determination.status == "not_covered":
        return " ".join(["not covered", *determination.designations])
    if determination.status == "undetermined":
        return "undetermined"
    return " ".join(determination.results())
