"""The conversation itself: what is typed goes to the assistant, what it says to the screen."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from assistant.channels.messages import Choice
from assistant.channels.replies import Replies
from assistant.channels.turn import GREETING, run_turn
from assistant.channels.typed import RefusedError
from assistant.terminal.choices import choices_in, meant
from assistant.terminal.screen import Screen

__all__ = ["talk"]

_SENDER = "terminal"


async def talk(agent: Agent, screen: Screen) -> None:
    """Greet, and then answer line by line until the user is done."""
    choices = await _say(agent, screen, GREETING, ())
    while (line := await screen.ask(choices)) is not None:
        choices = await _answer(agent, screen, line, choices)


async def _answer(agent: Agent, screen: Screen, line: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    try:
        return await _say(agent, screen, meant(line, choices), choices)
    except RefusedError as problem:
        screen.say(str(problem))
        return choices


async def _say(agent: Agent, screen: Screen, text: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Send `text`, show the replies, and return the choices that they offer; those of before where the turn fails."""
    replies = Replies()
    problem = await run_turn(agent.handle_message, UserMessage(text, replies, _SENDER), replies)
    if problem is not None:
        screen.say(problem)
        return choices
    for reply in replies.messages:
        screen.say(reply.text)
    return choices_in(replies.messages)
