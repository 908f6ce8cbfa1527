"""Conversations on disk."""

from __future__ import annotations

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.conversations import ConversationStore

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa advises everybody who has slots
    DOMAIN = Domain.from_yaml("version: '3.1'\nslots: {colour: {type: any, mappings: [{type: custom}]}}")


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "private" / "conversations.db")


@pytest.fixture
def store(file: str) -> ConversationStore:
    return ConversationStore(domain=DOMAIN, db=file)


def begun(sender: str = "ann") -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    for event in (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
        tracker.update(event, DOMAIN)
    return tracker


def say(tracker: DialogueStateTracker, text: str) -> None:
    for event in (UserUttered(text), SlotSet("colour", text), ActionExecuted("action_listen")):
        tracker.update(event, DOMAIN)


async def texts(store: SQLTrackerStore, sender: str = "ann") -> list[str]:
    tracker = await store.retrieve(sender)
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


async def test_only_its_owner_can_read_the_file_even_in_an_open_folder(tmp_path: Path) -> None:
    store = ConversationStore(domain=DOMAIN, db=str(tmp_path / "conversations.db"))
    await store.save(begun())

    assert _rights_in(tmp_path) == {0o600}


def _rights_in(folder: Path) -> set[int]:
    return {file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def test_many_threads_can_use_the_file_at_once(
    store: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack's memory of what was handled asks from Python's pool of threads, which has 32 at most."""
    await store.save(begun())
    everyone = threading.Barrier(32)

    def count() -> int:
        everyone.wait(30)
        with store.engine.connect() as connection:
            found = int(connection.execute("SELECT count(*) FROM events").scalar())
        everyone.wait(30)
        return found

    with ThreadPoolExecutor(32) as threads:
        counts = [one.result() for one in [threads.submit(count) for _ in range(32)]]

    assert counts == [3] * 32
    assert "Exception" not in caplog.text


async def test_an_unknown_sender_has_no_conversation(store: ConversationStore) -> None:
    assert await store.retrieve("nobody") is None


async def test_what_was_saved_survives_a_restart(store: ConversationStore, file: str) -> None:
    tracker = begun()
    say(tracker, "green")
    await store.save(tracker)

    reopened = await ConversationStore(domain=DOMAIN, db=file).retrieve("ann")

    assert reopened is not None
    assert reopened.get_slot("colour") == "green"
    assert reopened.events == tracker.events


async def test_only_new_events_are_added(store: ConversationStore, file: str) -> None:
    tracker = begun()
    for colour in ("green", "blue"):
        say(tracker, colour)
        await store.save(tracker)
        await store.save(tracker)

    assert await texts(ConversationStore(domain=DOMAIN, db=file)) == ["green", "blue"]


async def test_a_turn_that_was_never_saved_is_forgotten(store: ConversationStore) -> None:
    tracker = begun()
    say(tracker, "green")
    await store.save(tracker)

    live = await store.retrieve("ann")
    assert live is not None
    say(live, "lost")

    assert await texts(store) == ["green"]


async def test_a_conversation_deleted_from_the_file_isnt_answered_from_memory(store: ConversationStore) -> None:
    await store.save(begun())
    with store.session_scope() as session:
        session.query(store.SQLEvent).filter_by(sender_id="ann").delete()
        session.commit()

    assert await store.retrieve("ann") is None


async def test_what_another_process_added_is_seen(store: ConversationStore, file: str) -> None:
    await store.save(begun())
    other = ConversationStore(domain=DOMAIN, db=file)
    elsewhere = await other.retrieve("ann")
    assert elsewhere is not None
    say(elsewhere, "blue")
    await other.save(elsewhere)

    assert await texts(store) == ["blue"]


def long_one(turns: int = 150) -> DialogueStateTracker:
    tracker = begun()
    tracker.update(ActiveLoop("interview"), DOMAIN)
    for number in range(turns):
        say(tracker, f"colour {number}")
    return tracker


async def test_a_long_conversation_is_folded_in_memory_and_stands_where_it_stood(store: ConversationStore) -> None:
    tracker = long_one()
    await store.save(tracker)

    folded = await store.retrieve("ann")

    assert folded is not None
    assert len(folded.events) < 10 < len(tracker.events)
    assert folded.current_slot_values() == tracker.current_slot_values()
    assert (folded.active_loop_name, folded.latest_action_name) == ("interview", "action_listen")


async def test_a_folded_conversation_goes_on_in_the_file_after_all_that_was_there(
    store: ConversationStore, file: str
) -> None:
    await store.save(long_one())
    for colour in ("green", "blue"):
        folded = await store.retrieve("ann")
        assert folded is not None
        say(folded, colour)
        await store.save(folded)

    whole = await SQLTrackerStore(domain=DOMAIN, dialect="sqlite", db=file).retrieve_full_tracker("ann")
    assert whole is not None
    expected = [f"colour {number}" for number in range(150)] + ["green", "blue"]
    assert [event.text for event in whole.events if isinstance(event, UserUttered)] == expected
    assert await texts(store) == ["green", "blue"]


async def test_a_turn_is_kept_though_somebody_reads_the_folded_conversation_meanwhile(
    store: ConversationStore, file: str
) -> None:
    """The panel and the documents read without waiting for the turn."""
    await store.save(long_one())
    folded = await store.retrieve("ann")
    assert folded is not None
    say(folded, "blue")
    assert await store.retrieve("ann") is not folded

    await store.save(folded)

    whole = await SQLTrackerStore(domain=DOMAIN, dialect="sqlite", db=file).retrieve_full_tracker("ann")
    assert whole is not None
    assert [event.text for event in whole.events if isinstance(event, UserUttered)][-1] == "blue"


async def test_a_folded_conversation_sees_what_another_process_added(store: ConversationStore, file: str) -> None:
    await store.save(long_one())
    assert await texts(store) == []
    other = ConversationStore(domain=DOMAIN, db=file)
    elsewhere = await other.retrieve("ann")
    assert elsewhere is not None
    say(elsewhere, "blue")
    await other.save(elsewhere)

    seen = await store.retrieve("ann")

    assert seen is not None
    assert seen.get_slot("colour") == "blue"


async def test_a_conversation_that_does_not_wait_for_its_user_is_left_whole(store: ConversationStore) -> None:
    tracker = long_one()
    tracker.update(UserUttered("and now"), DOMAIN)
    tracker.update(ActionExecuted("action_answer"), DOMAIN)
    await store.save(tracker)

    again = await store.retrieve("ann")

    assert again is not None
    assert again.events == tracker.events


async def test_the_file_is_one_that_rasa_s_own_store_reads(store: ConversationStore, file: str) -> None:
    tracker = begun()
    say(tracker, "green")
    await store.save(tracker)

    assert await texts(SQLTrackerStore(domain=DOMAIN, dialect="sqlite", db=file)) == ["green"]


async def test_only_some_conversations_are_kept_in_memory_and_all_on_disk(store: ConversationStore) -> None:
    for number in range(130):
        tracker = begun(f"sender{number}")
        say(tracker, str(number))
        await store.save(tracker)

    assert len(store._kept) < 130
    assert await texts(store, "sender0") == ["0"]


def test_only_the_owner_may_look_into_the_folder(store: ConversationStore, file: str) -> None:
    assert Path(file).parent.stat().st_mode & 0o077 == 0


def test_threads_that_ask_at_once_do_not_close_one_anothers_connections(
    store: ConversationStore, caplog: pytest.LogCaptureFixture
) -> None:
    """As many as asyncio.to_thread may start."""
    together = threading.Barrier(32)

    def ask(_: int) -> None:
        with store.engine.connect() as connection:
            connection.execute("SELECT 1")
            together.wait()

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(ask, range(32)))

    assert caplog.text == ""
