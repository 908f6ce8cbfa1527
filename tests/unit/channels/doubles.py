"""Stand-ins for what the web channel talks to: a Socket.IO server that remembers, and an agent that echoes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered


@dataclass
class RecordingSockets:
    """Delivers to rooms as Socket.IO does, and keeps what every tab was sent."""

    received: dict[str, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    rooms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    async def emit(self, event: str, data: Any, to: str) -> None:
        for tab in self.rooms.get(to, {to}):
            self.received[tab].append((event, data))

    async def enter_room(self, sid: str, room: str) -> None:
        self.rooms[room].add(sid)

    async def leave_room(self, sid: str, room: str) -> None:
        self.rooms[room].discard(sid)

    def events(self, tab: str, name: str) -> list[Any]:
        return [data for event, data in self.received[tab] if event == name]


Reply = Callable[[UserMessage], Awaitable[list[Mapping[str, Any]]]]


async def echo(message: UserMessage) -> list[Mapping[str, Any]]:
    if message.text == "/greet":
        return [{"text": "Hello.", "buttons": [{"title": "Start", "payload": "/start"}]}]
    return [{"text": f"You said: {message.text}"}]


class EchoAgent:
    """Does with a message what Rasa's agent does as far as a channel can see, with `reply` for a mind."""

    def __init__(self, reply: Reply = echo) -> None:
        self.reply = reply
        self.heard: list[str] = []
        self.tracker_store = FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty()))
        self.lock_store = InMemoryLockStore()

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
        said = UserUttered(message.text, message_id=message.message_id, metadata=message.metadata)
        events: list[Event] = [said]
        for reply in await self.reply(message):
            uttered = BotUttered(reply.get("text"), {key: value for key, value in reply.items() if key != "text"})
            await message.output_channel.send_response(message.sender_id, uttered.message())
            events.append(uttered)
        tracker.update_with_events(events, Domain.empty(), override_timestamp=False)
        await self.tracker_store.save(tracker)


async def settled() -> None:
    """Lets every task that can run now run to its end or to where it waits."""
    for _ in range(50):
        await asyncio.sleep(0)
