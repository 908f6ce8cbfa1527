"""Messages and buttons of the web chat: each handled once, in its order, and as what it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage

from tests.unit.channels.desk import Desk, texts
from tests.unit.channels.doubles import echo


async def test_a_message_is_acknowledged_echoed_answered_and_closed_in_this_order(desk: Desk) -> None:
    await desk.join()
    desk.sockets.received.clear()
    assert await desk.say("three") == {"ok": True}
    assert [event for event, _ in desk.sockets.received["tab"]] == [
        "user_echo",
        "bot_uttered",
        "state",
        "turn_done",
    ]
    assert desk.sockets.events("tab", "turn_done") == [{"id": "message-1"}]


async def test_every_tab_of_the_conversation_sees_it(desk: Desk) -> None:
    token = (await desk.join("first"))["token"]
    await desk.join("second", token)
    await desk.say("three", tab="first")
    assert desk.sockets.events("second", "user_echo")[0]["text"] == "three"
    assert desk.heard("second") == ["You said: three"]


async def test_two_quick_messages_are_handled_in_their_order(desk: Desk) -> None:
    waits = {"one": 5, "two": 0}

    async def uneven(message: UserMessage) -> list[Mapping[str, Any]]:
        for _ in range(waits.get(message.text, 0)):
            await asyncio.sleep(0)
        return await echo(message)

    desk.agent.reply = uneven
    await desk.join()
    await asyncio.gather(desk.say("one", "message-1"), desk.say("two", "message-2"))
    assert desk.heard()[1:] == ["You said: one", "You said: two"]


async def test_a_message_sent_twice_is_handled_once(desk: Desk) -> None:
    await desk.join()
    assert await desk.say("three") == {"ok": True}
    assert await desk.say("three") == {"ok": True}
    assert desk.agent.heard == ["/greet", "three"]


async def test_who_asks_again_after_the_turn_is_told_that_it_is_over(desk: Desk) -> None:
    await desk.join()
    await desk.say("three")
    await desk.say("three")
    assert desk.sockets.events("tab", "turn_done")[1:] == [{"id": "message-1"}, {"id": "message-1"}]


async def test_a_message_sent_again_after_a_restart_is_handled_once(desk: Desk) -> None:
    token = (await desk.join())["token"]
    await desk.say("three")
    desk.restart()
    await desk.join("tab", token)
    await desk.say("three")
    assert desk.agent.heard.count("three") == 1


async def test_a_message_before_any_session_is_refused(desk: Desk) -> None:
    answer = await desk.say("three")
    assert answer["ok"] is False
    assert "reload the page" in answer["error"]


async def test_a_refusal_gives_its_reason_and_starts_no_turn(desk: Desk) -> None:
    await desk.join()
    answer = await desk.say("x" * 51)
    assert answer == {
        "ok": False,
        "error": "Your message has 51 characters. The limit is 50. Please shorten it and send it again.",
    }
    assert desk.agent.heard == ["/greet"]


async def test_a_typed_command_reaches_rasa_as_a_word(desk: Desk) -> None:
    await desk.join()
    await desk.say('/start{"level": 1}')
    assert desk.agent.heard == ["/greet", 'start{"level": 1}']


async def test_a_pressed_button_reaches_rasa_as_its_payload_and_reads_as_its_title(desk: Desk) -> None:
    token = (await desk.join())["token"]
    await desk.say("whatever the client says", payload="/start")
    assert desk.agent.heard == ["/greet", "/start"]
    assert desk.sockets.events("tab", "user_echo")[0]["text"] == "Start"
    assert "Start" in texts((await desk.join("tab", token))["history"])


async def test_a_payload_that_was_not_offered_does_not_reach_rasa(desk: Desk) -> None:
    await desk.join()
    answer = await desk.say("Restart", payload="/restart")
    assert answer["ok"] is False
    assert desk.agent.heard == ["/greet"]


async def test_a_button_that_another_conversation_was_offered_does_not_count(desk: Desk) -> None:
    async def different(_: UserMessage) -> list[Mapping[str, Any]]:
        return [{"text": "Hello.", "buttons": [{"title": "Go", "payload": f"/go-{len(desk.agent.heard)}"}]}]

    desk.agent.reply = different
    await desk.join("mine")
    await desk.join("other")
    assert (await desk.say("Go", tab="mine", payload="/go-2"))["ok"] is False
    assert (await desk.say("Go", tab="mine", payload="/go-1"))["ok"] is True
