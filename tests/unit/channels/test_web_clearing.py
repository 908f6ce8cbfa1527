"""A conversation of the web chat is deleted, in every tab and for good."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels import history
from tests.unit.channels.desk import SESSIONS, Desk
from tests.unit.channels.doubles import echo, settled


async def test_it_deletes_the_record_and_begins_a_new_session_with_a_greeting(desk: Desk) -> None:
    token = (await desk.join())["token"]
    await desk.say("three")
    assert await desk.events.clear_session("tab", {}) == {"ok": True}
    confirmed = desk.sockets.events("tab", "session_confirm")[-1]
    assert confirmed["cleared"] is True
    assert confirmed["history"] == []
    assert SESSIONS.read(confirmed["token"]) != SESSIONS.read(token)
    assert SESSIONS.read(token) not in set(await desk.agent.tracker_store.keys())
    assert desk.heard()[-1] == "Hello."


async def test_every_tab_moves_to_the_new_session(desk: Desk) -> None:
    token = (await desk.join("first"))["token"]
    await desk.join("second", token)
    await desk.events.clear_session("first", {})
    tokens = {desk.sockets.events(tab, "session_confirm")[-1]["token"] for tab in ("first", "second")}
    assert len({SESSIONS.read(new) for new in tokens}) == 1
    await desk.say("three", tab="second")
    assert desk.heard("first")[-1] == "You said: three"


async def test_a_turn_that_was_waiting_does_not_bring_the_record_back(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def slow(message: UserMessage) -> list[Mapping[str, Any]]:
        if message.text == "one":
            await go_on.wait()
        return await echo(message)

    desk.agent.reply = slow
    token = (await desk.join())["token"]
    await desk.say("one", "message-1")
    clearing = asyncio.ensure_future(desk.events.clear_session("tab", {}))
    await settled()
    await desk.say("two", "message-2")
    go_on.set()
    await clearing
    await settled()
    assert "two" not in desk.agent.heard
    assert SESSIONS.read(token) not in set(await desk.agent.tracker_store.keys())


async def test_two_tabs_that_clear_at_once_end_in_one_new_session(desk: Desk) -> None:
    token = (await desk.join("first"))["token"]
    await desk.join("second", token)
    answers = await asyncio.gather(
        desk.events.clear_session("first", {}),
        desk.events.clear_session("second", {}),
    )
    assert answers == [{"ok": True}, {"ok": True}]
    assert len(list(await desk.agent.tracker_store.keys())) == 1


async def test_when_nothing_could_be_deleted_the_user_is_told_and_the_conversation_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.join()

    async def refuse(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(history, "forget", refuse)
    answer = await desk.events.clear_session("tab", {})
    assert answer["ok"] is False
    assert "could not be deleted" in answer["error"]
    await desk.say("three")
    assert desk.heard()[-1] == "You said: three"


async def test_without_a_session_there_is_nothing_to_clear(desk: Desk) -> None:
    assert (await desk.events.clear_session("tab", {}))["ok"] is False
