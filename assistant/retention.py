"""How long conversations are kept: those in which nothing has been said for long can be deleted together."""

from __future__ import annotations

import time
from datetime import timedelta

import sqlalchemy as sa  # type: ignore[import-untyped] # 1.4 has no types
from rasa.core.tracker_store import SQLTrackerStore

from assistant.channels import history

__all__ = ["forget_idle", "idle_conversations"]


def idle_conversations(store: SQLTrackerStore, idle: timedelta) -> tuple[str, ...]:
    """The ids of the conversations of all channels in which nothing has happened for as long as `idle`."""
    events = store.SQLEvent
    with store.session_scope() as session:
        latest = session.query(events.sender_id).group_by(events.sender_id)
        return tuple(
            sender for (sender,) in latest.having(sa.func.max(events.timestamp) <= time.time() - idle.total_seconds())
        )


async def forget_idle(store: SQLTrackerStore, idle: timedelta) -> int:
    """Delete those conversations for good, and say how many there were. Raises history.DeletionError."""
    found = idle_conversations(store, idle)
    for sender in found:
        await history.forget(store, sender)
    return len(found)
