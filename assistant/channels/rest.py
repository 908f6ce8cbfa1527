"""The REST channel: Rasa's own, guarded. It answers what can't be read, and keeps messages whole."""

from __future__ import annotations

import logging
import re
from asyncio import CancelledError
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.interview.hearing import BUTTON_INTENTS
from actions.saying.message import stated_by
from assistant.channels import wording
from assistant.channels.messages import Message
from assistant.channels.replies import Replies
from assistant.channels.turn import Handler, run_turn
from assistant.channels.typed import RefusedError, cleaned, without_command

__all__ = ["RestChannel"]

logger = logging.getLogger(__name__)

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

    def blueprint(self, on_new_message: Handler) -> Blueprint:
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
            replies = await _answered(on_new_message, sender, body.get("message"))
            return response.json([{"recipient_id": sender, **one} for one in replies])

        return blueprint


async def _answered(handler: Handler, sender: str, message: object) -> list[dict[str, Any]]:
    """The replies to `message`; where it can't be read or its turn fails, what to say about that."""
    replies = Replies()
    try:
        text = _readable(message)
        problem = await run_turn(handler, UserMessage(text, replies, sender, input_channel=RestChannel.name()), replies)
    except RefusedError as refusal:
        problem = str(refusal)
    except CancelledError:
        logger.warning("A client went away before its answer was ready.")
        raise
    return [_wire(one) for one in replies.messages] if problem is None else [{"text": problem}]


def _readable(message: object) -> str:
    """The message as Rasa may see it: a button's payload as it is, anything else without a command's mark.

    Raises RefusedError.
    """
    if not isinstance(message, str):
        raise RefusedError(wording.NOT_TEXT)
    text = cleaned(message)
    try:
        is_button = stated_by(text)[0] in BUTTON_INTENTS
    except (ValueError, RecursionError):
        is_button = False
    return text if is_button else without_command(text)


def _wire(reply: Message) -> dict[str, Any]:
    wire = reply.to_dict()
    return {key: wire[key] for key in ("text", "buttons", "custom") if key in wire}
