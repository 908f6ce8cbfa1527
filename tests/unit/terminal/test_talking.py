"""The conversation in the terminal, where the assistant behind it fails."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels import wording
from assistant.terminal.screen import LineScreen
from assistant.terminal.talking import talk


async def _greet_and_then(message: UserMessage, fails: bool) -> None:
    """Rasa's agent goes on after an action that failed, and says nothing."""
    if message.text == "/greet":
        buttons = [{"title": "Start", "payload": "/start_interview"}]
        await message.output_channel.send_response(message.sender_id, {"text": "Hello.", "buttons": buttons})
    elif fails:
        raise RuntimeError("a secret of the database")


@pytest.mark.parametrize(("fails", "says"), [(True, wording.TURN_FAILED), (False, wording.NO_ANSWER)])
async def test_a_turn_that_comes_to_nothing_is_told_and_what_was_offered_stays(fails: bool, says: str) -> None:
    async def handle_message(message: UserMessage) -> None:
        await _greet_and_then(message, fails)

    shown = io.StringIO()
    agent: Any = SimpleNamespace(handle_message=handle_message)

    await talk(agent, LineScreen(io.StringIO("three\n"), shown))

    assert shown.getvalue() == f"Hello.\n\n#1 Start\n\n> three\n\n{says}\n\n#1 Start\n\n"
