"""The conversation itself: what is typed goes to the assistant, what it says to the screen."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from assistant.rest import WholeMessages
from assistant.terminal.choices import Choice, NotTakenError, choices_in, meant
from assistant.terminal.screen import Screen

__all__ = ["talk"]

_SENDER = "terminal"


async def talk(agent: Agent, screen: Screen) -> None:
    """Greet, and then answer line by line until the user is done."""
    choices = await _say(agent, screen, "/greet")
    while (line := await screen.ask(choices)) is not None:
        try:
            message = meant(line, choices)
        except NotTakenError as problem:
            screen.say(str(problem))
            continue
        choices = await _say(agent, screen, message)


async def _say(agent: Agent, screen: Screen, message: str) -> tuple[Choice, ...]:
    """Send `message`, show the replies, and return the choices that they offer."""
    replies = WholeMessages()
    await agent.handle_message(UserMessage(message, replies, _SENDER))
    for reply in replies.messages:
        screen.say(reply["text"])
    return choices_in(replies.messages)
