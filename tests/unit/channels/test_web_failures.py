"""A turn of the web chat that fails, hangs or says nothing still ends in an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels import history, turn
from tests.unit.channels.desk import SESSIONS, Desk
from tests.unit.channels.doubles import echo, settled


@pytest.fixture
def failing(desk: Desk) -> Desk:
    async def fail(message: UserMessage) -> list[Mapping[str, Any]]:
        if message.text == "/greet":
            return await echo(message)
        raise RuntimeError(f"no reply for {message.sender_id}")

    desk.agent.reply = fail
    return desk


async def test_a_failed_turn_ends_in_plain_words_with_the_choices_that_it_closed(failing: Desk) -> None:
    await failing.join()
    await failing.say("three")
    answer = failing.sockets.events("tab", "bot_uttered")[-1]
    assert "changed nothing" in answer["text"]
    assert "RuntimeError" not in answer["text"]
    assert answer["buttons"] == [{"title": "Start", "payload": "/start"}]
    assert failing.sockets.events("tab", "turn_done")[-1] == {"id": "message-1"}


async def test_after_a_failed_turn_the_conversation_goes_on(failing: Desk) -> None:
    await failing.join()
    await failing.say("three")
    failing.agent.reply = echo
    await failing.say("Start", "message-2", payload="/start")
    assert failing.heard()[-1] == "You said: /start"


async def test_a_failed_turn_is_in_the_history_as_it_was_seen(failing: Desk) -> None:
    token = (await failing.join())["token"]
    await failing.say("three")
    seen = failing.sockets.events("tab", "bot_uttered")[-1]
    failing.restart()
    said, answer = (await failing.join("tab-after-reload", token))["history"][1:]
    assert (said["from"], said["id"], said["text"]) == ("user", "message-1", "three")
    assert answer == seen


async def test_the_choices_that_a_failed_turn_offers_again_can_be_pressed_after_a_reload(failing: Desk) -> None:
    token = (await failing.join())["token"]
    await failing.say("three")
    failing.restart()
    failing.agent.reply = echo
    await failing.join("tab", token)
    assert (await failing.say("Start", "message-2", payload="/start"))["ok"]


async def test_a_failed_turn_is_not_told_to_rasa_as_something_that_was_said(failing: Desk) -> None:
    token = (await failing.join())["token"]
    await failing.say("three")
    tracker = await failing.agent.tracker_store.retrieve(SESSIONS.read(token))
    assert tracker.latest_message.text == "/greet"


async def test_a_record_that_cannot_be_written_leaves_the_answer(
    failing: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise OSError("disk full")

    await failing.join()
    monkeypatch.setattr(history, "add", refuse)
    await failing.say("three")
    assert "changed nothing" in failing.heard()[-1]
    assert failing.sockets.events("tab", "turn_done")[-1] == {"id": "message-1"}


async def test_the_log_names_the_message_and_not_the_session_or_the_text(
    failing: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    token = (await failing.join())["token"]
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        await failing.say("our secret district")
    session_id = SESSIONS.read(token)
    assert session_id is not None
    assert "message-1" in caplog.text
    assert "RuntimeError" in caplog.text
    assert session_id not in caplog.text
    assert token not in caplog.text
    assert "secret district" not in caplog.text


async def test_a_turn_without_an_answer_is_given_one(desk: Desk) -> None:
    await desk.join()

    async def silent(_: UserMessage) -> list[Mapping[str, Any]]:
        return []

    desk.agent.reply = silent
    await desk.say("three")
    assert desk.heard()[-1].startswith("I have no answer to that.")


async def test_a_turn_that_hangs_is_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.join()

    ended = asyncio.Event()

    async def hang(_: UserMessage) -> list[Mapping[str, Any]]:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return []

    monkeypatch.setattr(turn, "LONGEST_TURN", 0.001)
    desk.agent.reply = hang
    await desk.say("three")
    await ended.wait()
    await settled()
    assert "changed nothing" in desk.heard()[-1]


async def test_a_turn_that_cannot_be_shown_leaves_nothing_waiting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_off(*_: object, **__: object) -> None:
        raise OSError("the socket is gone")

    await desk.join()
    with monkeypatch.context() as patch:
        patch.setattr(desk.sockets, "emit", break_off)
        for number in range(1, 7):
            assert await desk.say("three", f"message-{number}") == {"ok": True}
    assert "message-1 could not be shown" in caplog.text
    await desk.events.disconnect("tab")
    assert desk.events.conversations_in_memory == 0
