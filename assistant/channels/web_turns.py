"""One turn of the web chat: a message goes to Rasa, its replies to every tab, and it always ends in an answer."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered

from assistant.channels import history, wording
from assistant.channels.conversation import Conversation, Utterance
from assistant.channels.messages import Message, now
from assistant.channels.replies import Replies
from assistant.channels.sessions import reference

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

__all__ = ["CHANNEL", "Handler", "SocketServer", "log_failure", "run"]

logger = logging.getLogger(__name__)

CHANNEL = "web"
LONGEST_TURN = 30.0  # seconds; then the next turn of the conversation must not wait any longer

Handler = Callable[[UserMessage], Awaitable[Any]]


class SocketServer(Protocol):
    """The part of Socket.IO's server that is used here."""

    async def emit(self, event: str, data: Any, to: str) -> None: ...

    async def enter_room(self, sid: str, room: str) -> None: ...

    async def leave_room(self, sid: str, room: str) -> None: ...


class WebOutput(Replies):
    """Carries the replies of one turn to every tab of its conversation."""

    def __init__(self, server: SocketServer, conversation: Conversation) -> None:
        self._server = server
        self._conversation = conversation
        self.has_answered = False

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def take(self, reply: Message) -> None:
        """Show it in every tab, and remember what it offers."""
        self.has_answered = True
        self._conversation.offer(reply.buttons)
        await self._server.emit("bot_uttered", reply.to_dict(), to=self._conversation.session_id)


async def run(
    handler: Handler, agent: Agent | None, server: SocketServer, conversation: Conversation, utterance: Utterance
) -> None:
    """Let `handler`, which is Rasa, answer `utterance`. Where it fails, hangs or says nothing, the user is told."""
    output = WebOutput(server, conversation)
    message = UserMessage(
        utterance.text,
        output,
        conversation.session_id,
        input_channel=CHANNEL,
        message_id=utterance.id,
        metadata={history.SHOWN: utterance.shown} if utterance.shown else {},
    )
    begun = now()
    try:
        await asyncio.wait_for(handler(message), LONGEST_TURN)
    except Exception:  # noqa: BLE001 (whatever it was, the user gets an answer and the next turn its chance)
        log_failure(conversation, f"The turn of message {utterance.id} failed")
        said = Message(utterance.id, "user", utterance.shown, begun) if utterance.shown else None
        problem = history.problem(wording.TURN_FAILED, utterance.closed, said)
    else:
        if output.has_answered:
            return
        problem = history.problem(wording.NO_ANSWER, utterance.closed)
    conversation.withdraw_offers()
    await output.send_response(conversation.session_id, problem.message())
    if agent is not None:
        await _record(agent, conversation, problem)


def log_failure(conversation: Conversation, what: str) -> None:
    """With the trace, in which Rasa may have written the session's id."""
    name = reference(conversation.session_id)
    trace = traceback.format_exc().replace(conversation.session_id, name)
    logger.error("%s (session %s)\n%s", what, name, trace)


async def _record(agent: Agent, conversation: Conversation, problem: BotUttered) -> None:
    """What a user has seen is there after a reload."""
    try:
        await history.add(agent, conversation.session_id, problem)
    except Exception:  # noqa: BLE001 (whatever it was, it has been said)
        log_failure(conversation, "A failed turn could not be recorded")
