"""Conversations on disk: Rasa's SQL store on SQLite, without what makes it slow.

Rasa's store reads every event of a conversation anew for each message, opens the file anew for each query, and waits
for the disk at every commit. Here recent conversations are kept in memory beside the file, one connection stays open,
and SQLite writes ahead: a crash of the machine may cost the last turn, never the file.

Rasa goes through all events of a conversation at every turn. A long one is therefore folded in memory: what it stands
at, as if it had just begun there. The file keeps every event.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped] # 1.4 has no types
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection  # type: ignore[import-untyped]
from sqlalchemy.orm import sessionmaker  # type: ignore[import-untyped]
from sqlalchemy.pool import SingletonThreadPool  # type: ignore[import-untyped]

__all__ = ["ConversationStore"]

_KEPT = 100
"""Conversations kept in memory."""
_MOST_THREADS = 40
"""The event loop's, and the 32 at most that asyncio.to_thread starts."""
_LONG = 300
"""Events, of some thirty turns, from which on a conversation is folded."""
_COUNT = sa.text("SELECT count(*) FROM events WHERE sender_id = :sender")


class _Folded(DialogueStateTracker):
    """A folded conversation. `left_out` is the number of the file's events that stand no more among its own.

    It knows so itself: by the time it is saved, another reader may have had the store keep another one in its place.
    """

    left_out: int = 0


def _left_out(tracker: DialogueStateTracker) -> int:
    return tracker.left_out if isinstance(tracker, _Folded) else 0


class ConversationStore(SQLTrackerStore):
    """The tracker store `assistant.conversations.ConversationStore` of endpoints.yml; `db` is the SQLite file."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "var/conversations.db",
        **kwargs: Any,
    ) -> None:
        Path(db).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(db).touch(mode=0o600)  # in a folder that others may look into, too; SQLite's files beside it follow it
        super().__init__(domain=domain, dialect="sqlite", db=db, event_broker=event_broker, **kwargs)
        # Each thread has a connection of its own; with fewer than threads, they would close one another's.
        self.engine = sa.create_engine(f"sqlite:///{db}", poolclass=SingletonThreadPool, pool_size=_MOST_THREADS)
        sa.event.listen(self.engine, "connect", _write_ahead)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._kept: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation of `sender_id`, folded if it is long; None where there is none. Sessions don't cut it up.

        What is kept counts only while the file holds just as many events: after a turn that failed, a deletion, or a
        turn in another process, the file is right.
        """
        kept = self._kept.pop(sender_id, None)
        with self.engine.connect() as connection:
            stored = _stored(connection, sender_id)
        if kept is None or _left_out(kept) + len(kept.events) != stored:
            kept = await self.retrieve_full_tracker(sender_id)
        if kept is None:
            return None
        if len(kept.events) > _LONG and kept.latest_action_name == ACTION_LISTEN_NAME:
            kept = _folded(kept, stored)
        self._keep(kept)
        return kept

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the conversation's new events to the file."""
        await self.stream_events(tracker)
        with self.engine.begin() as connection:
            new = islice(tracker.events, _stored(connection, tracker.sender_id) - _left_out(tracker), None)
            if rows := [_row(tracker.sender_id, event) for event in new]:
                connection.execute(self.SQLEvent.__table__.insert(), rows)
        self._keep(tracker)

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._kept[tracker.sender_id] = tracker
        self._kept.move_to_end(tracker.sender_id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _folded(tracker: DialogueStateTracker, stored: int) -> _Folded:
    """A conversation that stands where `tracker`, of `stored` events, stands, without the way there. It must be waiting
    for its user.
    """
    slots = list(tracker.slots.values())
    as_new = DialogueStateTracker(tracker.sender_id, slots).current_slot_values()
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    events += [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value != as_new[name]]
    if tracker.active_loop_name:
        events.append(ActiveLoop(tracker.active_loop_name))
    events.append(ActionExecuted(ACTION_LISTEN_NAME))
    folded = _Folded(tracker.sender_id, slots, sender_source=tracker.sender_source)
    for event in events:
        folded.update(event)
    folded.left_out = stored - len(events)
    return folded


def _stored(connection: Connection, sender_id: str) -> int:
    return int(connection.execute(_COUNT, {"sender": sender_id}).scalar() or 0)


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _write_ahead(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Secure deletion: what somebody wants forgotten must not stay behind in the file.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
