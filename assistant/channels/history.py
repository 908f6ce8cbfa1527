"""A conversation that Rasa keeps in its tracker store: reading it back, adding to it, deleting it for good."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered

from actions.conversation import Conversation
from assistant.channels.messages import Choice, Message, at, from_response

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

SHOWN = "shown"  # key in a user message's metadata: what the transcript shows of it; absent for the hidden greeting
FAILED = "failed"  # key in a reply's metadata: the user message whose turn came to nothing, which Rasa didn't record
LONGEST = 400  # messages
_SAID = (UserUttered.type_name, BotUttered.type_name)


class DeletionError(Exception):
    """A conversation could not be deleted."""


def to_messages(events: Iterable[Event]) -> tuple[Message, ...]:
    """What was said, in order; the last `LONGEST` messages of it."""
    return tuple(_said(events))[-LONGEST:]


async def read(store: TrackerStore, session_id: str) -> tuple[Message, ...]:
    """The last `LONGEST` messages of the conversation, across the sessions into which Rasa divides it."""
    for leaf in leaves(store):
        if isinstance(leaf, SQLTrackerStore):
            return to_messages(_said_last(leaf, session_id))
    tracker = await store.retrieve_full_tracker(session_id)
    return to_messages(tracker.events) if tracker is not None else ()


def _said_last(store: SQLTrackerStore, session_id: str) -> list[Event]:
    """The last things that were said, without the many events between them."""
    events = store.SQLEvent
    with store.session_scope() as session:
        said = session.query(events.data).filter(events.sender_id == session_id, events.type_name.in_(_SAID))
        rows = said.order_by(events.id.desc()).limit(LONGEST).all()
    parameters = (json.loads(data) for (data,) in reversed(rows))
    return [event for event in map(Event.from_parameters, parameters) if event is not None]


async def interview(store: TrackerStore, session_id: str) -> Conversation:
    """Where the interview in a conversation stands; where there is none, one that hasn't begun."""
    tracker = await store.retrieve(session_id)
    return Conversation.from_slots(tracker.current_slot_values() if tracker is not None else {})


def problem(text: str, choices: Iterable[Choice], failed: Message | None = None) -> BotUttered:
    """What the channel itself says about a turn, as an event for the record.

    `failed` is what the user said, where Rasa has dropped it with its turn. It goes into the reply's metadata: as an
    event of its own it would be a message that was never answered, and Rasa would predict from it.
    """
    metadata = {FAILED: {"id": failed.id, SHOWN: failed.text, "time": failed.time.timestamp()}} if failed else {}
    buttons = [choice.to_dict() for choice in choices]
    return BotUttered(text, {"buttons": buttons} if buttons else None, metadata)


async def add(agent: Agent, session_id: str, event: Event) -> None:
    """Adds `event` to the record of a conversation, if there is one: a conversation begins with a turn."""
    async with agent.lock_store.lock(session_id):
        tracker = await agent.tracker_store.retrieve(session_id)
        if tracker is not None:
            tracker.update(event)
            await agent.tracker_store.save(tracker)


async def forget(store: TrackerStore, session_id: str) -> None:
    """Deletes every event of a conversation from the store and from the stores that it wraps.

    Raises:
        DeletionError: something of it is still there; the text says why.
    """
    stores = list(leaves(store))
    unknown = [leaf for leaf in stores if not isinstance(leaf, (SQLTrackerStore, InMemoryTrackerStore))]
    if unknown:
        kinds = ", ".join(type(leaf).__name__ for leaf in unknown)
        raise DeletionError(
            f"endpoints.yml, tracker_store: {kinds} can't delete a conversation. Use type SQL, or teach "
            "assistant/channels/history.py how this store deletes."
        )
    for leaf in stores:
        if isinstance(leaf, SQLTrackerStore):
            with leaf.session_scope() as session:
                session.query(leaf.SQLEvent).filter_by(sender_id=session_id).delete()
                session.commit()
        else:
            leaf.store.pop(session_id, None)
    # A store may keep a copy of its own; looking again makes it notice, and tells whether it did.
    if await store.retrieve(session_id) is not None:
        raise DeletionError(f"{type(store).__name__} still has the conversation after deleting it.")


def _said(events: Iterable[Event]) -> Iterator[Message]:
    for event in events:
        if isinstance(event, BotUttered):
            failed = (event.metadata or {}).get(FAILED)
            if failed:
                yield Message(str(failed["id"]), "user", str(failed[SHOWN]), at(failed["time"]))
            message = from_response(event.message())
            if message is not None:
                yield message
        elif isinstance(event, UserUttered):
            shown = (event.metadata or {}).get(SHOWN)
            if shown:
                yield Message(str(event.message_id), "user", str(shown), at(event.timestamp))


def leaves(store: TrackerStore) -> Iterator[TrackerStore]:
    """Rasa wraps the configured store to survive its failures; its fallback may hold events as well."""
    wrapped = getattr(store, "_tracker_store", None)
    fallback = getattr(store, "_fallback_tracker_store", None)
    if wrapped is None:
        yield store
    else:
        yield from leaves(wrapped)
    if fallback is not None:
        yield from leaves(fallback)
