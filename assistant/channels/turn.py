"""One turn of Rasa's, the same for every channel: it comes to an end, and whatever happens the user gets an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from rasa.core.channels.channel import UserMessage

from assistant.channels import wording
from assistant.channels.failures import log_failure
from assistant.channels.replies import Replies

__all__ = ["GREETING", "Handler", "run_turn"]

GREETING: Final = "/greet"
LONGEST_TURN = 30.0  # seconds; then the next turn of the conversation must not wait any longer

Handler = Callable[[UserMessage], Awaitable[Any]]


async def run_turn(handler: Handler, message: UserMessage, replies: Replies) -> str | None:
    """Let `handler`, which is Rasa, answer `message` with `replies`.

    Returns what to say instead of them: TURN_FAILED where the turn came to nothing, and Rasa's record has nothing of
    it; NO_ANSWER where nothing was replied; else None.
    """
    try:
        await asyncio.wait_for(handler(message), LONGEST_TURN)
    except Exception as error:  # noqa: BLE001 (whatever it was, the user gets an answer and the next turn its chance)
        log_failure(f"The turn of message {message.message_id} failed", error, message.sender_id)
        return wording.TURN_FAILED
    return None if replies.messages else wording.NO_ANSWER
