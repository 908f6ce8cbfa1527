"""What every channel hands to Rasa for its replies."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

from assistant.channels.messages import Message, from_response

__all__ = ["Replies"]

logger = logging.getLogger(__name__)


class Replies(OutputChannel):
    """Keeps the replies of one turn, in order. One reply of Rasa's is one message, whatever it is made of."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def take(self, reply: Message) -> None:
        """Keep it; a channel that shows each reply at once does so here."""
        self.messages.append(reply)

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        reply = from_response(message)
        if reply is None:
            logger.warning("A reply without text was not sent; it has %s", ", ".join(sorted(message)) or "nothing")
        else:
            await self.take(reply)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text})
