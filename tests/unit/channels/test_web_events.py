"""The server's side of the web protocol, with an agent that echoes and sockets that remember."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels import history, web_turns
from assistant.channels.conversation import Limits
from assistant.channels.sessions import Sessions
from assistant.channels.web_events import WebEvents
from tests.unit.channels.doubles import EchoAgent, RecordingSockets, echo, settled

SESSIONS = Sessions("k" * 64)


class Desk:
    """A server with its agent, as a test drives it."""

    def __init__(self) -> None:
        self.sockets = RecordingSockets()
        self.agent = EchoAgent()
        self.restart()

    def restart(self) -> None:
        """Forgets what is in memory; the agent's record stays."""
        self.events = WebEvents(self.sockets, self.agent.handle_message, SESSIONS, Limits(characters=50))
        self.events.agent = lambda: self.agent  # type: ignore[assignment,return-value]

    async def join(self, tab: str = "tab", token: object = None) -> dict[str, Any]:
        await self.events.session_request(tab, {"token": token})
        confirmed: dict[str, Any] = self.sockets.events(tab, "session_confirm")[-1]
        return confirmed

    async def say(self, text: str, message_id: str = "message-1", tab: str = "tab", **more: Any) -> dict[str, Any]:
        answer = await self.events.user_uttered(tab, {"id": message_id, "text": text, **more})
        await settled()
        return answer

    def heard(self, tab: str = "tab") -> list[str]:
        """Everything that the assistant said to a tab."""
        return [message["text"] for message in self.sockets.events(tab, "bot_uttered")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def texts(history: list[Mapping[str, Any]]) -> list[str]:
    return [message["text"] for message in history]


class TestJoining:
    async def test_a_new_visitor_gets_a_session_and_is_greeted(self, desk: Desk) -> None:
        confirmed = await desk.join()
        assert SESSIONS.read(confirmed["token"]) is not None
        assert confirmed["history"] == []
        assert confirmed["limits"] == {"characters": 50}
        assert desk.heard() == ["Hello."]

    async def test_a_returning_visitor_finds_the_conversation_and_is_not_greeted_again(self, desk: Desk) -> None:
        token = (await desk.join())["token"]
        await desk.say("three")
        confirmed = await desk.join("tab-after-reload", token)
        assert texts(confirmed["history"]) == ["Hello.", "three", "You said: three"]
        assert desk.heard("tab-after-reload") == []

    async def test_the_conversation_outlives_a_restart_of_the_server(self, desk: Desk) -> None:
        token = (await desk.join())["token"]
        await desk.say("three")
        desk.restart()
        assert len((await desk.join("tab", token))["history"]) == 3

    @pytest.mark.parametrize("token", [None, "", "guess", 7, {}, Sessions("x" * 64).token("victim")])
    async def test_a_token_that_is_not_ours_gets_a_new_session(self, desk: Desk, token: object) -> None:
        confirmed = await desk.join(token=token)
        assert SESSIONS.read(confirmed["token"]) not in {None, "victim"}

    async def test_a_request_without_data_is_a_new_visitor(self, desk: Desk) -> None:
        await desk.events.session_request("tab")
        assert desk.heard() == ["Hello."]

    async def test_one_conversation_does_not_hear_the_other(self, desk: Desk) -> None:
        await desk.join("mine")
        await desk.join("other")
        await desk.say("three", tab="mine")
        assert desk.heard("other") == ["Hello."]

    async def test_a_tab_that_joins_during_a_turn_gets_the_whole_of_it_as_history(self, desk: Desk) -> None:
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


class TestTurns:
    async def test_a_message_is_acknowledged_echoed_answered_and_closed_in_this_order(self, desk: Desk) -> None:
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

    async def test_every_tab_of_the_conversation_sees_it(self, desk: Desk) -> None:
        token = (await desk.join("first"))["token"]
        await desk.join("second", token)
        await desk.say("three", tab="first")
        assert desk.sockets.events("second", "user_echo")[0]["text"] == "three"
        assert desk.heard("second") == ["You said: three"]

    async def test_two_quick_messages_are_handled_in_their_order(self, desk: Desk) -> None:
        waits = {"one": 5, "two": 0}

        async def uneven(message: UserMessage) -> list[Mapping[str, Any]]:
            for _ in range(waits.get(message.text, 0)):
                await asyncio.sleep(0)
            return await echo(message)

        desk.agent.reply = uneven
        await desk.join()
        await asyncio.gather(desk.say("one", "message-1"), desk.say("two", "message-2"))
        assert desk.heard()[1:] == ["You said: one", "You said: two"]

    async def test_a_message_sent_twice_is_handled_once(self, desk: Desk) -> None:
        await desk.join()
        assert await desk.say("three") == {"ok": True}
        assert await desk.say("three") == {"ok": True}
        assert desk.agent.heard == ["/greet", "three"]

    async def test_who_asks_again_after_the_turn_is_told_that_it_is_over(self, desk: Desk) -> None:
        await desk.join()
        await desk.say("three")
        await desk.say("three")
        assert desk.sockets.events("tab", "turn_done")[1:] == [{"id": "message-1"}, {"id": "message-1"}]

    async def test_a_message_sent_again_after_a_restart_is_handled_once(self, desk: Desk) -> None:
        token = (await desk.join())["token"]
        await desk.say("three")
        desk.restart()
        await desk.join("tab", token)
        await desk.say("three")
        assert desk.agent.heard.count("three") == 1

    async def test_a_message_before_any_session_is_refused(self, desk: Desk) -> None:
        answer = await desk.say("three")
        assert answer["ok"] is False
        assert "reload the page" in answer["error"]

    async def test_a_refusal_gives_its_reason_and_starts_no_turn(self, desk: Desk) -> None:
        await desk.join()
        answer = await desk.say("x" * 51)
        assert answer == {
            "ok": False,
            "error": "Your message has 51 characters. The limit is 50. Please shorten it and send it again.",
        }
        assert desk.agent.heard == ["/greet"]


class TestCommands:
    async def test_a_typed_command_reaches_rasa_as_a_word(self, desk: Desk) -> None:
        await desk.join()
        await desk.say('/start{"level": 1}')
        assert desk.agent.heard == ["/greet", 'start{"level": 1}']

    async def test_a_pressed_button_reaches_rasa_as_its_payload_and_reads_as_its_title(self, desk: Desk) -> None:
        token = (await desk.join())["token"]
        await desk.say("whatever the client says", payload="/start")
        assert desk.agent.heard == ["/greet", "/start"]
        assert desk.sockets.events("tab", "user_echo")[0]["text"] == "Start"
        assert "Start" in texts((await desk.join("tab", token))["history"])

    async def test_a_payload_that_was_not_offered_does_not_reach_rasa(self, desk: Desk) -> None:
        await desk.join()
        answer = await desk.say("Restart", payload="/restart")
        assert answer["ok"] is False
        assert desk.agent.heard == ["/greet"]

    async def test_a_button_that_another_conversation_was_offered_does_not_count(self, desk: Desk) -> None:
        async def different(_: UserMessage) -> list[Mapping[str, Any]]:
            return [{"text": "Hello.", "buttons": [{"title": "Go", "payload": f"/go-{len(desk.agent.heard)}"}]}]

        desk.agent.reply = different
        await desk.join("mine")
        await desk.join("other")
        assert (await desk.say("Go", tab="mine", payload="/go-2"))["ok"] is False
        assert (await desk.say("Go", tab="mine", payload="/go-1"))["ok"] is True


class TestFailures:
    @pytest.fixture
    def failing(self, desk: Desk) -> Desk:
        async def fail(message: UserMessage) -> list[Mapping[str, Any]]:
            if message.text == "/greet":
                return await echo(message)
            raise RuntimeError(f"no reply for {message.sender_id}")

        desk.agent.reply = fail
        return desk

    async def test_a_failed_turn_ends_in_plain_words_with_the_choices_that_it_closed(self, failing: Desk) -> None:
        await failing.join()
        await failing.say("three")
        answer = failing.sockets.events("tab", "bot_uttered")[-1]
        assert "changed nothing" in answer["text"]
        assert "RuntimeError" not in answer["text"]
        assert answer["buttons"] == [{"title": "Start", "payload": "/start"}]
        assert failing.sockets.events("tab", "turn_done")[-1] == {"id": "message-1"}

    async def test_after_a_failed_turn_the_conversation_goes_on(self, failing: Desk) -> None:
        await failing.join()
        await failing.say("three")
        failing.agent.reply = echo
        await failing.say("Start", "message-2", payload="/start")
        assert failing.heard()[-1] == "You said: /start"

    async def test_a_failed_turn_is_in_the_history_as_it_was_seen(self, failing: Desk) -> None:
        token = (await failing.join())["token"]
        await failing.say("three")
        seen = failing.sockets.events("tab", "bot_uttered")[-1]
        failing.restart()
        said, answer = (await failing.join("tab-after-reload", token))["history"][1:]
        assert (said["from"], said["id"], said["text"]) == ("user", "message-1", "three")
        assert answer == seen

    async def test_the_choices_that_a_failed_turn_offers_again_can_be_pressed_after_a_reload(
        self, failing: Desk
    ) -> None:
        token = (await failing.join())["token"]
        await failing.say("three")
        failing.restart()
        failing.agent.reply = echo
        await failing.join("tab", token)
        assert (await failing.say("Start", "message-2", payload="/start"))["ok"]

    async def test_a_failed_turn_is_not_told_to_rasa_as_something_that_was_said(self, failing: Desk) -> None:
        token = (await failing.join())["token"]
        await failing.say("three")
        tracker = await failing.agent.tracker_store.retrieve(SESSIONS.read(token))
        assert tracker.latest_message.text == "/greet"

    async def test_a_record_that_cannot_be_written_leaves_the_answer(
        self, failing: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def refuse(*_: object) -> None:
            raise OSError("disk full")

        await failing.join()
        monkeypatch.setattr(history, "add", refuse)
        await failing.say("three")
        assert "changed nothing" in failing.heard()[-1]
        assert failing.sockets.events("tab", "turn_done")[-1] == {"id": "message-1"}

    async def test_the_log_names_the_message_and_not_the_session_or_the_text(
        self, failing: Desk, caplog: pytest.LogCaptureFixture
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

    async def test_a_turn_without_an_answer_is_given_one(self, desk: Desk) -> None:
        await desk.join()

        async def silent(_: UserMessage) -> list[Mapping[str, Any]]:
            return []

        desk.agent.reply = silent
        await desk.say("three")
        assert desk.heard()[-1].startswith("I have no answer to that.")

    async def test_a_turn_that_hangs_is_ended(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        await desk.join()

        ended = asyncio.Event()

        async def hang(_: UserMessage) -> list[Mapping[str, Any]]:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()
            return []

        monkeypatch.setattr(web_turns, "LONGEST_TURN", 0.001)
        desk.agent.reply = hang
        await desk.say("three")
        await ended.wait()
        await settled()
        assert "changed nothing" in desk.heard()[-1]


class TestClearing:
    async def test_it_deletes_the_record_and_begins_a_new_session_with_a_greeting(self, desk: Desk) -> None:
        token = (await desk.join())["token"]
        await desk.say("three")
        assert await desk.events.clear_session("tab", {}) == {"ok": True}
        confirmed = desk.sockets.events("tab", "session_confirm")[-1]
        assert confirmed["cleared"] is True
        assert confirmed["history"] == []
        assert SESSIONS.read(confirmed["token"]) != SESSIONS.read(token)
        assert SESSIONS.read(token) not in set(await desk.agent.tracker_store.keys())
        assert desk.heard()[-1] == "Hello."

    async def test_every_tab_moves_to_the_new_session(self, desk: Desk) -> None:
        token = (await desk.join("first"))["token"]
        await desk.join("second", token)
        await desk.events.clear_session("first", {})
        tokens = {desk.sockets.events(tab, "session_confirm")[-1]["token"] for tab in ("first", "second")}
        assert len({SESSIONS.read(new) for new in tokens}) == 1
        await desk.say("three", tab="second")
        assert desk.heard("first")[-1] == "You said: three"

    async def test_a_turn_that_was_waiting_does_not_bring_the_record_back(self, desk: Desk) -> None:
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

    async def test_two_tabs_that_clear_at_once_end_in_one_new_session(self, desk: Desk) -> None:
        token = (await desk.join("first"))["token"]
        await desk.join("second", token)
        answers = await asyncio.gather(
            desk.events.clear_session("first", {}),
            desk.events.clear_session("second", {}),
        )
        assert answers == [{"ok": True}, {"ok": True}]
        assert len(list(await desk.agent.tracker_store.keys())) == 1

    async def test_when_nothing_could_be_deleted_the_user_is_told_and_the_conversation_stays(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
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

    async def test_without_a_session_there_is_nothing_to_clear(self, desk: Desk) -> None:
        assert (await desk.events.clear_session("tab", {}))["ok"] is False


class TestMemory:
    async def test_nothing_is_kept_of_a_conversation_that_nobody_watches(self, desk: Desk) -> None:
        await desk.join()
        await desk.say("three")
        await desk.events.clear_session("tab", {})
        await desk.events.disconnect("tab", "transport close")
        await settled()
        assert desk.events.conversations_in_memory == 0

    async def test_a_turn_that_runs_keeps_its_conversation(self, desk: Desk) -> None:
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


class TestTheState:
    async def test_every_tab_gets_it_with_its_session_and_after_each_turn(self, desk: Desk) -> None:
        token = (await desk.join("first"))["token"]
        await desk.join("second", token)
        before = len(desk.sockets.events("second", "state"))
        await desk.say("three", tab="first")
        assert before > 0
        assert len(desk.sockets.events("second", "state")) == before + 1

    async def test_who_asks_gets_it_anew_and_alone(self, desk: Desk) -> None:
        token = (await desk.join("first"))["token"]
        await desk.join("second", token)
        counts = [len(desk.sockets.events(tab, "state")) for tab in ("first", "second")]
        await desk.events.state_request("first", {})
        after = [len(desk.sockets.events(tab, "state")) for tab in ("first", "second")]
        assert after == [counts[0] + 1, counts[1]]

    async def test_a_what_if_that_cannot_be_tried_is_refused_in_a_sentence(self, desk: Desk) -> None:
        assert not (await desk.events.what_if("stranger", {}))["ok"]
        await desk.join()
        refused = await desk.events.what_if("tab", {"fact": "elements_not_met", "value": 4})
        assert not refused["ok"]
        assert refused["error"].endswith(".")

    async def test_a_tick_on_what_is_not_on_the_list_is_refused_in_a_sentence(self, desk: Desk) -> None:
        assert not (await desk.events.tick("stranger", {}))["ok"]
        await desk.join()
        refused = await desk.events.tick("tab", {"duty": "2023/targeted-2/none", "done": True})
        assert not refused["ok"]
        assert refused["error"].endswith(".")

    async def test_a_tick_that_cannot_be_kept_says_so(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        async def refuse(*_: object) -> None:
            raise OSError("disk full")

        await desk.join()
        monkeypatch.setattr(desk.agent.tracker_store, "retrieve", refuse)
        refused = await desk.events.tick("tab", {"duty": "2023/targeted-2/none", "done": True})
        assert refused == {"ok": False, "error": "That could not be kept. Please try again in a moment."}

    async def test_the_glossary_is_there_before_any_session(self, desk: Desk) -> None:
        answer = await desk.events.glossary_request("stranger")
        assert {"names", "means", "sources"} == set(answer["terms"][0])
