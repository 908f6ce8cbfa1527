"""What the panel of the web chat is told, and what it asks for."""

from __future__ import annotations

import pytest

from tests.unit.channels.desk import Desk


async def test_every_tab_gets_it_with_its_session_and_after_each_turn(desk: Desk) -> None:
    token = (await desk.join("first"))["token"]
    await desk.join("second", token)
    before = len(desk.sockets.events("second", "state"))
    await desk.say("three", tab="first")
    assert before > 0
    assert len(desk.sockets.events("second", "state")) == before + 1


async def test_who_asks_gets_it_anew_and_alone(desk: Desk) -> None:
    token = (await desk.join("first"))["token"]
    await desk.join("second", token)
    counts = [len(desk.sockets.events(tab, "state")) for tab in ("first", "second")]
    await desk.events.state_request("first", {})
    after = [len(desk.sockets.events(tab, "state")) for tab in ("first", "second")]
    assert after == [counts[0] + 1, counts[1]]


async def test_a_what_if_that_cannot_be_tried_is_refused_in_a_sentence(desk: Desk) -> None:
    assert not (await desk.events.what_if("stranger", {}))["ok"]
    await desk.join()
    refused = await desk.events.what_if("tab", {"fact": "elements_not_met", "value": 4})
    assert not refused["ok"]
    assert refused["error"].endswith(".")


async def test_a_what_if_that_fails_says_so_and_is_logged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = "what a user told"

    async def refuse(*_: object) -> None:
        raise OSError(told)

    await desk.join()
    monkeypatch.setattr(desk.agent.tracker_store, "retrieve", refuse)
    refused = await desk.events.what_if("tab", {"fact": "elements_not_met", "value": 4})
    assert refused == {"ok": False, "error": "That could not be tried. Please try again in a moment."}
    assert "could not be tried" in caplog.text
    assert told not in caplog.text


async def test_a_tick_on_what_is_not_on_the_list_is_refused_in_a_sentence(desk: Desk) -> None:
    assert not (await desk.events.tick("stranger", {}))["ok"]
    await desk.join()
    refused = await desk.events.tick("tab", {"duty": "2023/targeted-2/none", "done": True})
    assert not refused["ok"]
    assert refused["error"].endswith(".")


async def test_a_tick_that_cannot_be_kept_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> None:
        raise OSError("disk full")

    await desk.join()
    monkeypatch.setattr(desk.agent.tracker_store, "retrieve", refuse)
    refused = await desk.events.tick("tab", {"duty": "2023/targeted-2/none", "done": True})
    assert refused == {"ok": False, "error": "That could not be kept. Please try again in a moment."}


async def test_the_glossary_is_there_before_any_session(desk: Desk) -> None:
    answer = await desk.events.glossary_request("stranger")
    assert {"names", "means", "sources"} == set(answer["terms"][0])
