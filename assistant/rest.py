"""The REST channel: Rasa's own, guarded. It answers what can't be read, and keeps messages whole."""

from __future__ import annotations

import logging
import re
from asyncio import CancelledError
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.content import say
from actions.interview.hearing import BUTTON_INTENTS

__all__ = ["RestChannel", "WholeMessages"]

logger = logging.getLogger(__name__)

LONGEST = 2_000
"""Characters in a message."""
_PAYLOAD = re.compile(r"/([a-z_]+)(\{.*\})?", re.DOTALL)
_SENDER = re.compile(r"[\w.:@+-]{1,200}")


class RestChannel(InputChannel):
    """POST {"sender", "message"} to /webhooks/rest/webhook; the reply is a list of messages.

    A message keeps its text in one piece, with its buttons and its data. Whoever knows a sender's name continues that
    conversation, so names must be hard to guess where several people can reach this.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is also part of its address."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes: a health check at the channel's address, and the webhook."""
        blueprint = Blueprint("rest_webhook", "rest_webhook")

        @blueprint.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = request.json
            sender = body.get("sender") if isinstance(body, dict) else None
            if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
                problem = 'Send a JSON object {"sender": "...", "message": "..."}; a sender has 1 to 200 characters.'
                return response.json({"error": problem}, status=400)
            text, problem = _readable(body.get("message"))
            if problem:
                return response.json([{"recipient_id": sender, "text": problem}])
            replies = WholeMessages()
            try:
                await on_new_message(UserMessage(text, replies, sender, input_channel=self.name()))
            except CancelledError:
                logger.warning("A client went away before its answer was ready.")
                raise
            except Exception:
                logger.exception("A turn failed.")
            if not replies.messages:  # Rasa goes on after an action that failed, and says nothing
                replies.messages.append({"recipient_id": sender, "text": say("guard.trouble")})
            return response.json(replies.messages)

        return blueprint


class WholeMessages(CollectingOutputChannel):
    """Collects the replies; one reply, one message, blank lines and all."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        known = {"text", "buttons", "custom"}
        self.messages.append({"recipient_id": recipient_id, **{k: v for k, v in message.items() if k in known and v}})


def _readable(message: object) -> tuple[str, str]:
    """The message as Rasa may see it, or else what to say about it."""
    if not isinstance(message, str):
        return "", say("guard.not_text")
    text = message.replace("\x00", "").strip()
    if len(text) > LONGEST:
        return "", say("guard.too_long", length=f"{len(text):,}", limit=f"{LONGEST:,}")
    payload = _PAYLOAD.fullmatch(text)
    if not (payload and payload[1] in BUTTON_INTENTS):
        text = text.lstrip("/ ")  # typed, so no command
    return (text, "") if text else ("", say("guard.empty"))
