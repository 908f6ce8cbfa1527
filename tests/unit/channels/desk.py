"""The server's side of the web protocol as a test drives it, with an agent that echoes and sockets that remember."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.channels.conversation import Limits
from assistant.channels.sessions import Sessions
from assistant.channels.web_events import WebEvents
from tests.unit.channels.doubles import EchoAgent, RecordingSockets, settled

SESSIONS = Sessions("k" * 64)


class Desk:
    """A server with its agent, as a test drives it."""

    def __init__(self) -> None:
        self.sockets = RecordingSockets()
        self.agent = EchoAgent()
        self.restart()

    def restart(self) -> None:
        """Forgets what is in memory; the agent's record stays."""
        self.events = WebEvents(self.sockets, self.agent.handle_message, SESSIONS, Limits(characters=50))
        self.events.agent = lambda: self.agent  # type: ignore[assignment,return-value]

    async def join(self, tab: str = "tab", token: object = None) -> dict[str, Any]:
        await self.events.session_request(tab, {"token": token})
        confirmed: dict[str, Any] = self.sockets.events(tab, "session_confirm")[-1]
        return confirmed

    async def say(self, text: str, message_id: str = "message-1", tab: str = "tab", **more: Any) -> dict[str, Any]:
        answer = await self.events.user_uttered(tab, {"id": message_id, "text": text, **more})
        await settled()
        return answer

    def heard(self, tab: str = "tab") -> list[str]:
        """Everything that the assistant said to a tab."""
        return [message["text"] for message in self.sockets.events(tab, "bot_uttered")]


def texts(history: list[Mapping[str, Any]]) -> list[str]:
    return [message["text"] for message in history]
