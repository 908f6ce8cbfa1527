"""What happens on each event of the web chat's protocol (docs/web-protocol.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.channels import history, web_turns, wording
from assistant.channels.conversation import Conversation, Limits, Utterance
from assistant.channels.failures import log_failure
from assistant.channels.messages import Message, now
from assistant.channels.sessions import Sessions
from assistant.channels.turn import GREETING, Handler
from assistant.channels.typed import RefusedError
from assistant.channels.web_panel import Panel
from assistant.channels.web_turns import SocketServer
from assistant.checklist import UnknownDutyError
from assistant.panel.glossary import glossary
from assistant.panel.what_if import RefusedChangeError

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

EVENTS = (
    "session_request",
    "user_uttered",
    "state_request",
    "what_if",
    "tick",
    "glossary_request",
    "clear_session",
    "disconnect",
)
"""What a client may send; each is handled by the method of WebEvents that has its name."""
GREETING_ID = "greeting"

Ack = dict[str, Any]


class WebEvents:
    """The server's side of the protocol. `agent` is set once the server has one.

    Handlers of one socket start in the order of its events, so what must keep that order happens before the
    first `await`.
    """

    def __init__(self, server: SocketServer, on_new_message: Handler, sessions: Sessions, limits: Limits) -> None:
        self.agent: Callable[[], Agent | None] = lambda: None
        self._server = server
        self._on_new_message = on_new_message
        self._sessions = sessions
        self._limits = limits
        self._panel = Panel(sessions)
        self._conversations: dict[str, Conversation] = {}
        self._by_tab: dict[str, Conversation] = {}
        self._turns: set[asyncio.Task[None]] = set()

    @property
    def conversations_in_memory(self) -> int:
        return len(self._conversations)

    async def session_request(self, tab: str, data: object = None) -> None:
        """Joins a tab to the conversation of its token, or to a new one."""
        token = data.get("token") if isinstance(data, dict) else None
        session_id = self._sessions.read(token) or self._sessions.new_id()
        self._leave(tab)
        conversation = self._conversations.setdefault(session_id, Conversation(session_id, self._limits))
        self._watch(tab, conversation)
        try:
            await self._join(tab, conversation)
        except Exception as error:  # noqa: BLE001 (whatever it was, the client asks again when no confirmation comes)
            log_failure("A session could not be opened", error, conversation.session_id)
        self._drop_if_unused(conversation)

    async def user_uttered(self, tab: str, data: object = None) -> Ack:
        """Takes a message and starts its turn. The answer says that it is taken, not that the turn is over."""
        conversation = self._by_tab.get(tab)
        if conversation is None:
            return {"ok": False, "error": wording.NO_SESSION}
        try:
            utterance, is_new = conversation.admit(data)
        except RefusedError as refusal:
            return {"ok": False, "error": str(refusal)}
        if is_new:
            self._start(self._turn(conversation, utterance))
        elif utterance.id not in conversation.waiting:
            # Its turn is over, and whoever asks again has missed that.
            await self._server.emit("turn_done", {"id": utterance.id}, to=tab)
        return {"ok": True}

    async def state_request(self, tab: str, data: object = None) -> None:
        """Sends a tab its conversation's state anew, with fresh links to the documents."""
        conversation = self._by_tab.get(tab)
        if conversation is not None:
            await self._show_state(conversation, to=tab)

    async def what_if(self, tab: str, data: object = None) -> Ack:
        """What another answer would lead to, or why it can't be tried; nothing is changed."""
        conversation, agent = self._by_tab.get(tab), self.agent()
        if conversation is None or agent is None:
            return {"ok": False, "error": wording.NO_SESSION}
        try:
            return {"ok": True, "result": await self._panel.what_if(agent, conversation, data)}
        except RefusedChangeError as refusal:
            return {"ok": False, "error": str(refusal)}
        except Exception as error:  # noqa: BLE001 (whatever it was, who tried must not wait for an answer)
            log_failure("Another answer could not be tried", error, conversation.session_id)
            return {"ok": False, "error": wording.NOT_TRIED}

    async def tick(self, tab: str, data: object = None) -> Ack:
        """Ticks a duty off, or takes the tick back; every tab of the conversation sees it."""
        conversation, agent = self._by_tab.get(tab), self.agent()
        if conversation is None or agent is None:
            return {"ok": False, "error": wording.NO_SESSION}
        try:
            async with conversation.turn:
                await self._panel.tick(agent, conversation, data)
        except UnknownDutyError:
            return {"ok": False, "error": wording.NO_SUCH_DUTY}
        except Exception as error:  # noqa: BLE001 (whatever it was, the user must know that the tick isn't kept)
            log_failure("A tick could not be kept", error, conversation.session_id)
            return {"ok": False, "error": wording.NOT_TICKED}
        await self._show_state(conversation, to=conversation.session_id)
        return {"ok": True}

    async def glossary_request(self, tab: str, data: object = None) -> Ack:
        """The words that the page explains. They are the same for everyone, so there need be no session."""
        return {"ok": True, "terms": glossary()}

    async def clear_session(self, tab: str, data: object = None) -> Ack:
        """Deletes the conversation and moves all its tabs to a new one."""
        old = self._by_tab.get(tab)
        if old is None:
            return {"ok": False, "error": wording.NO_SESSION}
        async with old.turn:
            if self._by_tab.get(tab) is not old:
                return {"ok": True}  # another tab has done it
            if not await self._delete(old):
                return {"ok": False, "error": wording.NOT_DELETED}
            old.deleted = True
            await self._begin_anew(old)
        self._drop_if_unused(old)
        return {"ok": True}

    async def disconnect(self, tab: str, reason: object = None) -> None:
        self._leave(tab)

    async def _join(self, tab: str, conversation: Conversation) -> None:
        # A running turn ends first: then the record is whole, and nothing is sent between it and the joining.
        async with conversation.turn:
            if self._by_tab.get(tab) is not conversation:
                return  # deleted, or disconnected, in the meantime
            recorded = await self._recorded(conversation.session_id)
            conversation.recall(recorded)
            await self._server.enter_room(tab, conversation.session_id)
            await self._confirm(tab, conversation, recorded)
            if not recorded and not conversation.waiting:
                await self._greet(conversation)

    async def _begin_anew(self, old: Conversation) -> None:
        new = Conversation(self._sessions.new_id(), self._limits)
        self._conversations[new.session_id] = new
        async with new.turn:
            for tab in sorted(old.tabs):
                self._leave(tab)
                self._watch(tab, new)
                await self._server.leave_room(tab, old.session_id)
                await self._server.enter_room(tab, new.session_id)
                await self._confirm(tab, new, (), cleared=True)
            await self._greet(new)
        self._drop_if_unused(new)

    async def _turn(self, conversation: Conversation, utterance: Utterance) -> None:
        try:
            async with conversation.turn:
                if not conversation.deleted:
                    echo = Message(utterance.id, "user", utterance.shown, now())
                    await self._server.emit("user_echo", echo.to_dict(), to=conversation.session_id)
                    await self._run(conversation, utterance)
        except Exception as error:  # noqa: BLE001 (whatever it was, the client asks again when nothing comes)
            log_failure(f"The turn of message {utterance.id} could not be shown", error, conversation.session_id)
        finally:
            conversation.waiting.discard(utterance.id)
            self._drop_if_unused(conversation)

    async def _greet(self, conversation: Conversation) -> None:
        """The caller holds the conversation's turn."""
        await self._run(conversation, Utterance(GREETING_ID, "", GREETING))

    async def _run(self, conversation: Conversation, utterance: Utterance) -> None:
        await web_turns.run(self._on_new_message, self.agent(), self._server, conversation, utterance)
        await self._show_state(conversation, to=conversation.session_id)
        await self._server.emit("turn_done", {"id": utterance.id}, to=conversation.session_id)

    async def _confirm(
        self, tab: str, conversation: Conversation, recorded: tuple[Message, ...], *, cleared: bool = False
    ) -> None:
        confirmation = {
            "token": self._sessions.token(conversation.session_id),
            # Old results are three quarters of a long history, and the state has the one that holds.
            "history": [replace(message, custom=None).to_dict() for message in recorded],
            "limits": {"characters": self._limits.characters},
            "cleared": cleared,
        }
        await self._server.emit("session_confirm", confirmation, to=tab)
        await self._show_state(conversation, to=tab)

    async def _show_state(self, conversation: Conversation, to: str) -> None:
        agent = self.agent()
        if agent is None:
            return
        try:
            await self._server.emit("state", await self._panel.state(agent, conversation), to=to)
        except Exception as error:  # noqa: BLE001 (whatever it was, the conversation goes on without the panel)
            log_failure("The state could not be shown", error, conversation.session_id)

    async def _recorded(self, session_id: str) -> tuple[Message, ...]:
        agent = self.agent()
        return await history.read(agent.tracker_store, session_id) if agent is not None else ()

    async def _delete(self, conversation: Conversation) -> bool:
        agent = self.agent()
        if agent is None:
            return False
        try:
            async with agent.lock_store.lock(conversation.session_id):
                await history.forget(agent.tracker_store, conversation.session_id)
        except Exception as error:  # noqa: BLE001 (whatever it was, the user must know that nothing was deleted)
            log_failure("A conversation could not be deleted", error, conversation.session_id)
            return False
        return True

    def _watch(self, tab: str, conversation: Conversation) -> None:
        conversation.tabs.add(tab)
        self._by_tab[tab] = conversation

    def _leave(self, tab: str) -> None:
        conversation = self._by_tab.pop(tab, None)
        if conversation is not None:
            conversation.tabs.discard(tab)
            self._drop_if_unused(conversation)

    def _drop_if_unused(self, conversation: Conversation) -> None:
        if not conversation.in_use:
            self._conversations.pop(conversation.session_id, None)

    def _start(self, turn: Awaitable[None]) -> None:
        task = asyncio.ensure_future(turn)
        self._turns.add(task)  # a task that nobody holds may be collected before it ends
        task.add_done_callback(self._turns.discard)
