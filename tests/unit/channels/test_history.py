"""A conversation read back from Rasa's tracker, and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.channels import history
from assistant.channels.messages import Choice, from_response

DOMAIN = Domain.empty()
QUESTION = BotUttered("Is it so?", {"buttons": [{"title": "Yes", "payload": "/affirm"}]}, timestamp=2.5)


def said(text: str, message_id: str, shown: str | None = None) -> UserUttered:
    return UserUttered(text, message_id=message_id, metadata={"shown": shown} if shown else {}, timestamp=1.0)


def test_the_transcript_holds_what_both_sides_said_and_nothing_else() -> None:
    events = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        said("/greet", "greeting"),
        BotUttered("Hello.", timestamp=1.5),
        said("three", "message-1", shown="three"),
        SlotSet("count", 3),
        QUESTION,
    ]
    assert [(message.speaker, message.text) for message in history.to_messages(events)] == [
        ("assistant", "Hello."),
        ("user", "three"),
        ("assistant", "Is it so?"),
    ]


def test_a_pressed_button_reads_as_its_title() -> None:
    (message,) = history.to_messages([said("/affirm", "message-1", shown="Yes")])
    assert (message.id, message.text) == ("message-1", "Yes")


def test_a_reply_read_back_is_the_message_that_was_sent_live() -> None:
    (message,) = history.to_messages([QUESTION])
    assert message == from_response(QUESTION.message())
    assert message.buttons == (Choice("Yes", "/affirm"),)


def test_a_very_long_transcript_keeps_its_end() -> None:
    events = [said(str(number), f"message-{number}", shown=str(number)) for number in range(history.LONGEST + 5)]
    messages = history.to_messages(events)
    assert len(messages) == history.LONGEST
    assert messages[-1].text == str(history.LONGEST + 4)


def stores(folder: Path) -> list[TrackerStore]:
    database = SQLTrackerStore(dialect="sqlite", db=str(folder / "events.db"), domain=DOMAIN)
    return [FailSafeTrackerStore(database), FailSafeTrackerStore(InMemoryTrackerStore(DOMAIN))]


@pytest.mark.parametrize("which", [0, 1], ids=["sqlite", "memory"])
async def test_a_conversation_is_read_and_deleted_and_others_stay(tmp_path: Path, which: int) -> None:
    store = stores(tmp_path)[which]
    for session_id in ("mine", "other"):
        tracker = DialogueStateTracker.from_events(session_id, [said("three", "message-1", shown="three")])
        await store.save(tracker)
    assert [message.text for message in await history.read(store, "mine")] == ["three"]

    await history.forget(store, "mine")

    assert await history.read(store, "mine") == ()
    assert [message.text for message in await history.read(store, "other")] == ["three"]


async def test_what_went_to_the_fallback_store_is_deleted_too() -> None:
    store = FailSafeTrackerStore(InMemoryTrackerStore(DOMAIN))
    await store.fallback_tracker_store.save(DialogueStateTracker.from_events("mine", [QUESTION]))
    await history.forget(store, "mine")
    assert list(await store.fallback_tracker_store.keys()) == []


async def test_a_store_that_cannot_delete_says_so_instead_of_pretending() -> None:
    with pytest.raises(history.DeletionError, match=r"tracker_store: TrackerStore can't delete"):
        await history.forget(FailSafeTrackerStore(TrackerStore(DOMAIN)), "mine")


async def test_a_store_that_keeps_a_copy_is_found_out() -> None:
    class Hoarder(InMemoryTrackerStore):
        async def retrieve(self, sender_id: str) -> DialogueStateTracker:
            return DialogueStateTracker.from_events(sender_id, [QUESTION])

    with pytest.raises(history.DeletionError, match="still has the conversation"):
        await history.forget(Hoarder(DOMAIN), "mine")
