"""One turn of the web chat: a message goes to Rasa, its replies to every tab, and it always ends in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered

from assistant.channels import history, wording
from assistant.channels.conversation import Conversation, Utterance
from assistant.channels.failures import log_failure
from assistant.channels.messages import Message, now
from assistant.channels.replies import Replies
from assistant.channels.turn import Handler, run_turn

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

__all__ = ["SocketServer", "run"]

CHANNEL = "web"


class SocketServer(Protocol):
    """The part of Socket.IO's server that is used here."""

    async def emit(self, event: str, data: Any, to: str) -> None: ...

    async def enter_room(self, sid: str, room: str) -> None: ...

    async def leave_room(self, sid: str, room: str) -> None: ...


class WebOutput(Replies):
    """Carries the replies of one turn to every tab of its conversation."""

    def __init__(self, server: SocketServer, conversation: Conversation) -> None:
        super().__init__()
        self._server = server
        self._conversation = conversation

    async def take(self, reply: Message) -> None:
        """Keep it, show it in every tab, and remember what it offers."""
        await super().take(reply)
        self._conversation.offer(reply.buttons)
        await self._server.emit("bot_uttered", reply.to_dict(), to=self._conversation.session_id)


async def run(
    handler: Handler, agent: Agent | None, server: SocketServer, conversation: Conversation, utterance: Utterance
) -> None:
    """Let `handler`, which is Rasa, answer `utterance`. Where it fails, hangs or says nothing, the user is told."""
    output, begun = WebOutput(server, conversation), now()
    message = UserMessage(
        utterance.text,
        output,
        conversation.session_id,
        input_channel=CHANNEL,
        message_id=utterance.id,
        metadata={history.SHOWN: utterance.shown} if utterance.shown else {},
    )
    says = await run_turn(handler, message, output)
    if says is None:
        return
    is_dropped = says == wording.TURN_FAILED and utterance.shown
    said = Message(utterance.id, "user", utterance.shown, begun) if is_dropped else None
    problem = history.problem(says, utterance.closed, said)
    conversation.withdraw_offers()
    await output.send_response(conversation.session_id, problem.message())
    if agent is not None:
        await _record(agent, conversation.session_id, problem)


async def _record(agent: Agent, session_id: str, problem: BotUttered) -> None:
    """What a user has seen is there after a reload."""
    try:
        await history.add(agent, session_id, problem)
    except Exception as error:  # noqa: BLE001 (whatever it was, it has been said)
        log_failure("A failed turn could not be recorded", error, session_id)
