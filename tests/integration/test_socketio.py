"""The real server over Socket.IO: trained model, real actions, conversations on disk."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import socketio

from tests.browser.interview import ANSWERS, LEVEL, asked_for

if TYPE_CHECKING:
    from tests.serving import Server

pytestmark = pytest.mark.server


class Visitor:
    """A browser tab without a browser."""

    def __init__(self, socket: socketio.AsyncSimpleClient) -> None:
        self.socket = socket
        self.token = ""
        self.history: list[dict[str, Any]] = []
        self.replies: list[dict[str, Any]] = []

    async def open(self, token: str | None = None) -> None:
        await self.socket.emit("session_request", {"token": token})
        await self._session()
        if not self.history:
            await self._until_turn_done()

    async def say(self, text: str, **more: str) -> dict[str, Any]:
        """Says it, pressing the button of that title where there is one; gives the server's acknowledgement."""
        for choice in self.replies[-1].get("buttons", []) if self.replies else []:
            if choice["title"] == text:
                more = {"payload": choice["payload"], **more}
        answer: dict[str, Any] = await self.socket.call("user_uttered", {"id": uuid.uuid4().hex, "text": text, **more})
        if answer["ok"]:
            await self._until_turn_done()
        return answer

    async def clear(self) -> None:
        assert await self.socket.call("clear_session", {}) == {"ok": True}
        await self._session()
        await self._until_turn_done()

    @property
    def last(self) -> str:
        """What the assistant said in the last turn."""
        return "\n".join(reply["text"] for reply in self.replies)

    async def _session(self) -> None:
        event, confirmed = await self.socket.receive(timeout=60)
        assert event == "session_confirm"
        self.token, self.history = confirmed["token"], confirmed["history"]

    async def _until_turn_done(self) -> None:
        self.replies = []
        while True:
            event, data = await self.socket.receive(timeout=60)
            if event == "turn_done":
                return
            if event == "bot_uttered":
                self.replies.append(data)


@asynccontextmanager
async def visitor(server: Server, token: str | None = None) -> AsyncIterator[Visitor]:
    async with aiohttp.ClientSession() as http, socketio.AsyncSimpleClient(http_session=http) as socket:
        await socket.connect(server.url, transports=["websocket"])
        tab = Visitor(socket)
        await tab.open(token)
        yield tab


async def interviewed(tab: Visitor) -> None:
    """Answers until the assistant asks no more."""
    await tab.say("find our level")
    for _ in range(len(ANSWERS) + 1):
        fact = asked_for(tab.last)
        if fact is None:
            return
        await tab.say(ANSWERS[fact])
    raise AssertionError(f"the interview does not end: {tab.last}")


async def test_an_interview_ends_in_a_level_with_reasons_sources_and_duties(server: Server) -> None:
    async with visitor(server) as tab:
        await interviewed(tab)
    assert LEVEL in tab.last
    assert "Why" in tab.last
    assert "https://www.cde.ca.gov/" in tab.last
    assert "improvement plan" in tab.last
    results = [reply["custom"] for reply in tab.replies if "custom" in reply]
    assert results[0]["determination"]["level"] == "targeted-2"


async def test_what_was_said_is_in_the_history_without_the_data_of_old_results(server: Server) -> None:
    async with visitor(server) as tab:
        await interviewed(tab)
        live = tab.replies
        async with visitor(server, tab.token) as later:
            history = later.history
    assert [{**reply, "custom": None} for reply in live] == [{**said, "custom": None} for said in history[-len(live) :]]
    assert [said for said in history if "custom" in said] == []


async def test_a_reply_comes_as_one_message_with_its_blank_lines(server: Server) -> None:
    async with visitor(server) as tab:
        await interviewed(tab)
    assert any("\n\n" in reply["text"] for reply in tab.replies)


async def test_the_interview_outlives_a_restart_of_the_server(server: Server) -> None:
    async with visitor(server) as tab:
        await tab.say("find our level")
        await tab.say("2023")
        question = tab.last
    server.restart()
    async with visitor(server, tab.token) as tab:
        assert tab.history[-1]["text"] in question
        assert [message["text"] for message in tab.history if message["from"] == "user"] == ["find our level", "2023"]
        tab.replies = tab.history[-1:]
        await tab.say("School district")
        assert asked_for(tab.last) == "students_with_disabilities"


async def test_a_pressed_button_reads_as_its_title_in_the_history(server: Server) -> None:
    async with visitor(server) as tab:
        await tab.say("Find our level")
    async with visitor(server, tab.token) as again:
        said = [message["text"] for message in again.history if message["from"] == "user"]
    assert said == ["Find our level"]


async def test_a_cleared_conversation_is_gone_from_the_server(server: Server) -> None:
    async with visitor(server) as tab:
        await tab.say("find our level")
        old = tab.token
        await tab.clear()
        assert tab.token != old
        assert tab.history == []
        async with visitor(server, old) as with_the_old_token:
            assert with_the_old_token.history == []


@pytest.mark.parametrize("command", ["/restart", "/session_start", '/inform{"monitoring_year": 2023}', " /start_over"])
async def test_a_typed_command_does_nothing_but_get_an_answer(server: Server, command: str) -> None:
    async with visitor(server) as tab:
        await tab.say("find our level")
        await tab.say("2023")
        await tab.say(command)
        assert tab.replies
        await tab.say("school district")
        assert asked_for(tab.last) == "students_with_disabilities"


async def test_a_payload_that_was_not_offered_is_refused(server: Server) -> None:
    async with visitor(server) as tab:
        answer = await tab.say("2023", payload='/inform{"monitoring_year": 2023}')
    assert answer["ok"] is False
    assert "no longer open" in answer["error"]


async def test_a_forged_token_opens_nobody_elses_conversation(server: Server) -> None:
    async with visitor(server) as tab:
        await tab.say("find our level")
        session, _, signature = tab.token.partition(".")
    for forged in (session, f"{session}.x.y", f"{session}.{signature[:-2]}AA"):
        async with visitor(server, forged) as stranger:
            assert stranger.history == []


async def test_no_token_and_no_session_id_is_in_the_log(server: Server) -> None:
    async with visitor(server) as tab:
        await tab.say("find our level")
    log = server.log.read_text(encoding="utf-8")
    assert tab.token.partition(".")[0] not in log
    assert _session_id(tab.token) not in log


def _session_id(token: str) -> str:
    payload = token.partition(".")[0]
    decoded: str = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return decoded
