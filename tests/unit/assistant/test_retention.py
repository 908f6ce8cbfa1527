"""Deleting the conversations in which nothing has been said for long."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import assistant.paths
from assistant.cli import main
from assistant.conversations import ConversationStore
from assistant.retention import forget_idle, idle_conversations

DAY = 24 * 60 * 60


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setattr(assistant.paths, "VAR", tmp_path)
    return ConversationStore(domain=Domain.empty(), db=str(tmp_path / "conversations.db"))


async def said(store: ConversationStore, sender: str, *days_ago: float) -> None:
    tracker = await store.retrieve(sender) or DialogueStateTracker(sender, [])
    for days in days_ago:
        tracker.update(UserUttered("four elements", timestamp=time.time() - days * DAY))
    await store.save(tracker)


async def test_the_last_thing_said_counts_and_not_the_first(store: ConversationStore) -> None:
    await said(store, "came-back", 400, 2)
    await said(store, "stayed-away", 400, 31)

    assert idle_conversations(store, timedelta(days=30)) == ("stayed-away",)


@pytest.mark.parametrize(("days_ago", "idle"), [(29.99, ()), (30.01, ("ann",))])
async def test_a_conversation_is_idle_from_the_day_on(
    store: ConversationStore, days_ago: float, idle: tuple[str, ...]
) -> None:
    await said(store, "ann", days_ago)

    assert idle_conversations(store, timedelta(days=30)) == idle


async def test_what_is_idle_is_gone_and_the_rest_stays_whole(store: ConversationStore) -> None:
    await said(store, "old", 90, 80)
    await said(store, "new", 90, 1)

    assert await forget_idle(store, timedelta(days=60)) == 1

    assert await store.retrieve("old") is None
    kept = await store.retrieve("new")
    assert kept is not None
    assert len(kept.events) == 2


async def test_a_deleted_conversation_leaves_no_words_in_the_file(store: ConversationStore, tmp_path: Path) -> None:
    await said(store, "old", 90)

    await forget_idle(store, timedelta(days=60))

    store.engine.dispose()  # the last connection writes what is still beside the file into it
    assert "conversations.db" in (files := _contents(tmp_path))
    assert [name for name, content in files.items() if b"four elements" in content] == []


async def test_the_command_counts_first_and_deletes_then(
    store: ConversationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await said(store, "old", 90)
    await said(store, "new", 1)

    assert _forget("--dry-run") == 0
    assert "1 conversation idle for 60 days or more: found; nothing is deleted." in capsys.readouterr().out
    assert _forget() == 0
    assert "1 conversation idle for 60 days or more: deleted." in capsys.readouterr().out
    assert _forget() == 0
    assert "0 conversations" in capsys.readouterr().out


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _forget(*options: str) -> int:
    with ThreadPoolExecutor(1) as thread:  # the command runs a loop of its own
        return thread.submit(main, ["forget", "--idle-days", "60", *options]).result()


@pytest.mark.parametrize("days", ["0", "-3", "3.5", "soon", "99999"])
def test_a_number_of_days_that_can_not_be_is_refused(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["forget", f"--idle-days={days}"])

    assert ended.value.code == 2
    assert "write a whole number from 1" in capsys.readouterr().err


def test_without_a_file_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assistant.paths, "VAR", tmp_path / "elsewhere")

    assert main(["forget", "--idle-days", "60"]) == 1
    assert "nothing has been said yet" in capsys.readouterr().err
