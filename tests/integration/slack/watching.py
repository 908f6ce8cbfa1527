"""Waiting for what the assistant does in the fake workspace."""

from __future__ import annotations

from tests.integration.slack.fake_slack import FakeSlack, Message
from tests.integration.slack.slack_user import SlackUser

UNREMARKABLE = (
    "2023, school district, 1200 students with disabilities, no elements not met, never disproportionate, "
    "not significantly disproportionate, intensive evaluation not ranked, preschool not ranked, lre not ranked"
)
"""Everything that an interview about an LEA without any trouble needs; its level is Universal."""


async def done(slack: FakeSlack, channel: str, thread: str | None = None) -> list[Message]:
    """The messages at a place, once the result card and what follows it are there."""

    def has_card() -> list[Message]:
        said = slack.at(channel, thread)
        cards = [at for at, one in enumerate(said) if card_title(one)]
        return said if cards and len(said) > cards[-1] + 1 and said[-1].titles() else []

    found: list[Message] = await slack.until(has_card)
    return found


def card_title(message: Message) -> str:
    """The heading of a result card; empty for other messages."""
    return next((block["text"]["text"] for block in message.blocks if block["type"] == "header"), "")


def seen_by(slack: FakeSlack, user: SlackUser) -> list[Message]:
    """What only the user sees."""
    return [message for message in slack.messages if message.seen_by == user.name]


async def answer(slack: FakeSlack, user: SlackUser, text: str, channel: str = "", thread: str | None = None) -> Message:
    """Says something, and waits until the turn has ended; the first reply with something to press, but for cards."""
    before = len(slack.at(channel or user.direct, thread))
    await (user.mention(text, channel, thread) if channel else user.say(text))
    return await replied(slack, before, channel or user.direct, thread)


async def replied(slack: FakeSlack, before: int, channel: str, thread: str | None = None) -> Message:
    """The first such reply after the first `before` messages of a place, once the turn has ended."""
    found: Message = await slack.until(lambda: _reply(slack, before, channel, thread))
    return found


async def first_reply(slack: FakeSlack, before: int, channel: str) -> Message:
    """The same as soon as it is there, while other users' turns go on."""
    found: Message = await slack.as_soon_as(lambda: _reply(slack, before, channel))
    return found


def _reply(slack: FakeSlack, before: int, channel: str, thread: str | None = None) -> Message | None:
    said = slack.at(channel, thread)[before:]
    return next((one for one in said if one.titles() and not card_title(one)), None)
