"""Which conversations a user of Slack has taken part in, and deleting them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import UserUttered

from assistant.channels import history
from assistant.channels.slack.places import own_conversation
from assistant.channels.slack.talking import SPEAKER

if TYPE_CHECKING:
    from rasa.core.agent import Agent

__all__ = ["conversations_of", "forget_user"]


async def conversations_of(store: TrackerStore, team: str, user: str) -> list[str]:
    """The user's own conversation, if there is one, and those in threads where the user spoke, the latest first.

    Every conversation is searched, which may take a second: nobody else has to wait for that.
    """
    return await asyncio.to_thread(_conversations_of, store, team, user)


def _conversations_of(store: TrackerStore, team: str, user: str) -> list[str]:
    said = f"{json.dumps(SPEAKER)}: {json.dumps(user)}"  # as Rasa's stores write metadata
    found = {one for leaf in history.leaves(store) for one in _found(leaf, f"slack:{team}:", said)}
    own = own_conversation(team, user)
    threads = sorted(found - {own}, key=lambda one: one.rsplit(":", 1)[-1], reverse=True)
    return [own, *threads] if own in found else threads


async def forget_user(agent: Agent, team: str, user: str) -> int:
    """Deletes every conversation in which the user took part. How many there were.

    Raises DeletionError where the tracker store can't be searched or still has something.
    """
    conversations = await conversations_of(agent.tracker_store, team, user)
    for conversation in conversations:
        async with agent.lock_store.lock(conversation):
            await history.forget(agent.tracker_store, conversation)
    return len(conversations)


def _found(leaf: TrackerStore, prefix: str, said: str) -> Iterator[str]:
    if isinstance(leaf, SQLTrackerStore):
        event = leaf.SQLEvent
        with leaf.session_scope() as session:
            rows = (
                session.query(event.sender_id)
                .filter(event.sender_id.startswith(prefix, autoescape=True))
                .filter(event.type_name == UserUttered.type_name)
                .filter(event.data.contains(said, autoescape=True))
                .distinct()
            )
            yield from [sender for (sender,) in rows]
    elif isinstance(leaf, InMemoryTrackerStore):
        for sender, serialised in list(leaf.store.items()):
            if sender.startswith(prefix) and said in (serialised if isinstance(serialised, str) else str(serialised)):
                yield sender
    else:
        raise history.DeletionError(
            f"endpoints.yml, tracker_store: {type(leaf).__name__} can't be searched for a user's conversations."
        )
