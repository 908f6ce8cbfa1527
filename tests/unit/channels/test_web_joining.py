"""A tab joins a conversation of the web chat, and leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels.sessions import Sessions
from tests.unit.channels.desk import SESSIONS, Desk, texts
from tests.unit.channels.doubles import echo, settled


async def test_a_new_visitor_gets_a_session_and_is_greeted(desk: Desk) -> None:
    confirmed = await desk.join()
    assert SESSIONS.read(confirmed["token"]) is not None
    assert confirmed["history"] == []
    assert confirmed["limits"] == {"characters": 50}
    assert desk.heard() == ["Hello."]


async def test_a_returning_visitor_finds_the_conversation_and_is_not_greeted_again(desk: Desk) -> None:
    token = (await desk.join())["token"]
    await desk.say("three")
    confirmed = await desk.join("tab-after-reload", token)
    assert texts(confirmed["history"]) == ["Hello.", "three", "You said: three"]
    assert desk.heard("tab-after-reload") == []


async def test_the_conversation_outlives_a_restart_of_the_server(desk: Desk) -> None:
    token = (await desk.join())["token"]
    await desk.say("three")
    desk.restart()
    assert len((await desk.join("tab", token))["history"]) == 3


@pytest.mark.parametrize(
    "token",
    [None, "", "guess", 7, {}, Sessions("x" * 64).token("victim")],
    ids=["none", "an empty one", "a guess", "a number", "a mapping", "one of another server"],
)
async def test_a_token_that_is_not_ours_gets_a_new_session(desk: Desk, token: object) -> None:
    confirmed = await desk.join(token=token)
    assert SESSIONS.read(confirmed["token"]) not in {None, "victim"}


async def test_a_request_without_data_is_a_new_visitor(desk: Desk) -> None:
    await desk.events.session_request("tab")
    assert desk.heard() == ["Hello."]


async def test_one_conversation_does_not_hear_the_other(desk: Desk) -> None:
    await desk.join("mine")
    await desk.join("other")
    await desk.say("three", tab="mine")
    assert desk.heard("other") == ["Hello."]


async def test_a_tab_that_joins_during_a_turn_gets_the_whole_of_it_as_history(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def slow(message: UserMessage) -> list[Mapping[str, Any]]:
        if message.text != "/greet":
            await go_on.wait()
        return await echo(message)

    desk.agent.reply = slow
    token = (await desk.join())["token"]
    await desk.say("three")
    joining = asyncio.ensure_future(desk.join("second", token))
    await settled()
    assert desk.sockets.events("second", "session_confirm") == []
    go_on.set()
    assert texts((await joining)["history"]) == ["Hello.", "three", "You said: three"]
    assert desk.heard("second") == []


async def test_nothing_is_kept_of_a_conversation_that_nobody_watches(desk: Desk) -> None:
    await desk.join()
    await desk.say("three")
    await desk.events.clear_session("tab", {})
    await desk.events.disconnect("tab", "transport close")
    await settled()
    assert desk.events.conversations_in_memory == 0


async def test_a_turn_that_runs_keeps_its_conversation(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def slow(message: UserMessage) -> list[Mapping[str, Any]]:
        if message.text != "/greet":
            await go_on.wait()
        return await echo(message)

    desk.agent.reply = slow
    token = (await desk.join())["token"]
    await desk.say("three")
    await desk.events.disconnect("tab")
    assert desk.events.conversations_in_memory == 1
    go_on.set()
    await settled()
    assert desk.events.conversations_in_memory == 0
    assert len((await desk.join("tab-again", token))["history"]) == 3
