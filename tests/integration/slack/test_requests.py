"""Requests at the door: who is believed, what is handled once, how quickly Slack is answered."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels.slack import channel
from assistant.channels.slack.once import InMemory
from assistant.channels.slack.signature import sign
from assistant.channels.slack.turns import LONGEST_QUEUE
from tests.integration.slack.conftest import Serve, our_server
from tests.integration.slack.fake_slack import PATIENCE, FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.unit.channels.doubles import EchoAgent, echo, settled
from tests.unit.channels.slack.made_up import SECRET

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERY_REASON = (
    "http_timeout",
    "too_many_redirects",
    "connection_failed",
    "ssl_error",
    "http_error",
    "unknown_error",
    "timeout",
)


@pytest.fixture(name="agent")
def _agent() -> EchoAgent:
    """Says back what it hears."""
    return EchoAgent()


@pytest.fixture(name="ana")
async def _ana(slack: FakeSlack, serve: Serve, agent: EchoAgent) -> SlackUser:
    return SlackUser(slack, await serve(agent), "U1")


async def posted(slack: FakeSlack) -> list[str]:
    """All that was posted, when all is done."""
    await slack.quiet()
    return [message.text for message in slack.messages]


async def test_slack_finds_out_that_the_address_is_ours(ana: SlackUser) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    status, answer = await ana.send(body, "application/json")
    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1a"})


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": ""},
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Request_Timestamp": "1531420618"},
        {"X_Slack_Request_Timestamp": "now"},
    ],
)
async def test_who_is_not_slack_gets_nothing_done(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent, headers: dict[str, str]
) -> None:
    """Not even the challenge of an address check."""
    assert await ana.tell(ana.event_of("hi", ana.direct, None, slack.timestamp()), **headers) == 401
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    assert (await ana.send(body, "application/json", **headers))[0] == 401
    assert agent.heard == []


async def test_a_well_signed_request_is_stale_after_five_minutes(ana: SlackUser, agent: EchoAgent) -> None:
    body = json.dumps(ana.envelope(ana.event_of("hi", ana.direct, None, "1.1"))).encode()
    stamp = str(int(time.time()) - 301)
    headers = {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": sign(SECRET, stamp, body)}
    assert (await ana.send(body, "application/json", **headers))[0] == 401
    assert agent.heard == []


async def test_a_request_that_was_listened_in_on_is_refused_the_second_time(ana: SlackUser, slack: FakeSlack) -> None:
    body = json.dumps(ana.envelope(ana.event_of("hi", ana.direct, None, slack.timestamp()))).encode()
    stamp = str(int(time.time()))
    headers = {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": sign(SECRET, stamp, body)}
    assert [(await ana.send(body, "application/json", **headers))[0] for _ in range(2)] == [200, 409]
    assert await posted(slack) == ["You said: hi"]


@pytest.mark.parametrize("reason", EVERY_REASON)
async def test_an_event_that_slack_sends_again_is_handled_once(ana: SlackUser, slack: FakeSlack, reason: str) -> None:
    event = ana.event_of("hi", ana.direct, None, slack.timestamp())
    assert await ana.tell(event, "Ev1") == 200
    for number in range(1, 4):
        # Each retry is signed anew.
        again = {**event, "retry": number}
        headers = {"X_Slack_Retry_Num": str(number), "X_Slack_Retry_Reason": reason}
        assert await ana.tell(again, "Ev1", **headers) == 200
    assert await posted(slack) == ["You said: hi"]


@pytest.mark.parametrize("reason", EVERY_REASON)
async def test_a_retry_of_what_never_reached_us_is_handled(ana: SlackUser, slack: FakeSlack, reason: str) -> None:
    event = ana.event_of("hi", ana.direct, None, slack.timestamp())
    assert await ana.tell(event, "Ev1", X_Slack_Retry_Num="1", X_Slack_Retry_Reason=reason) == 200
    assert await posted(slack) == ["You said: hi"]


async def test_an_event_whose_taking_failed_is_taken_when_it_comes_again(
    slack: FakeSlack, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database may be away for a moment."""

    class Hiccuping(InMemory):
        failures = iter([True])

        async def first(self, key: str) -> bool:
            if key.startswith("said:") and next(self.failures, False):
                raise OSError("away")
            return await super().first(key)

    monkeypatch.setattr(channel, "once_for", lambda *_: Hiccuping())
    ana = SlackUser(slack, await serve(EchoAgent()), "U1")
    event = ana.event_of("hi", ana.direct, None, slack.timestamp())
    assert [await ana.tell({**event, "attempt": number}, "Ev1") for number in range(3)] == [500, 200, 200]
    assert await posted(slack) == ["You said: hi"]


async def test_a_mention_that_slack_tells_of_by_two_events_is_answered_once(ana: SlackUser, slack: FakeSlack) -> None:
    event = ana.event_of("<@U0BOT> hi", "C0TEAM", None, slack.timestamp())
    await ana.tell(event, "Ev1")
    await ana.tell({**event, "type": "app_mention"}, "Ev2")
    await ana.tell({**event, "type": "app_mention"}, "Ev3")
    assert await posted(slack) == ["You said: hi"]


async def test_in_a_known_thread_no_mention_is_needed_and_one_is_not_doubled(ana: SlackUser, slack: FakeSlack) -> None:
    thread = await ana.mention("hi")
    await posted(slack)
    event = ana.event_of("three", "C0TEAM", thread, slack.timestamp())
    await ana.tell(event, "Ev1")
    await ana.tell({**event, "type": "app_mention"}, "Ev2")
    assert await posted(slack) == ["You said: hi", "You said: three"]


async def test_talk_in_other_threads_is_none_of_our_business(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent
) -> None:
    await ana.say("lunch?", "C0TEAM", thread="1699.5")
    await ana.say("forget me", "C0TEAM", thread="1699.5")
    assert (await posted(slack), agent.heard) == ([], [])


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"type": "event_callback"}', b'{"type": "event_callback", "event": []}']
)
async def test_what_cannot_be_read_is_acknowledged_and_passed_over(ana: SlackUser, body: bytes) -> None:
    assert (await ana.send(body, "application/json"))[0] == 200
    assert (await ana.send(b"payload=" + body, "application/x-www-form-urlencoded"))[0] == 200


async def test_a_huge_body_is_refused_unread(ana: SlackUser) -> None:
    assert (await ana.send(b"x" * 1_000_001, "application/json"))[0] == 413


async def test_bots_and_our_own_messages_are_not_answered(ana: SlackUser, slack: FakeSlack, agent: EchoAgent) -> None:
    await ana.say("I am a bot", bot_id="B1")
    await ana.say("I am a bot", subtype="bot_message")
    await ana.say("I am you", app_id="A0CIM")
    assert (await posted(slack), agent.heard) == ([], [])


async def test_an_edit_is_answered_with_how_to_correct(ana: SlackUser, slack: FakeSlack, agent: EchoAgent) -> None:
    before = {"user": "U1", "text": "3", "ts": "1.1"}
    event = {"type": "message", "subtype": "message_changed", "channel": "D1", "previous_message": before}
    await ana.tell({**event, "message": {**before, "text": "4"}}, "Ev1")
    await ana.tell({**event, "message": {**before, "text": "4"}, "again": 1}, "Ev1")
    (said,) = await posted(slack)
    assert "To correct an answer, just tell me" in said
    assert agent.heard == []


async def test_a_deletion_is_answered_with_how_to_take_back(ana: SlackUser, slack: FakeSlack, agent: EchoAgent) -> None:
    before = {"user": "U1", "text": "3", "ts": "1.1"}
    event = {"type": "message", "subtype": "message_deleted", "channel": "D1", "previous_message": before}
    await ana.tell(event, "Ev1")
    (said,) = await posted(slack)
    assert "forget me" in said
    assert agent.heard == []


async def test_of_another_workspace_nothing_is_kept(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent, caplog: pytest.LogCaptureFixture
) -> None:
    """The same app may be installed there, but the token is for one workspace."""
    await slack.quiet()
    stranger = SlackUser(slack, ana.server, "U1", team="T0STRANGE")
    await stranger.say("hi")
    told = await stranger.command("hi")
    assert (await posted(slack), agent.heard) == ([], [])
    assert "another Slack workspace" in told["text"]
    assert "T0STRANGE" in caplog.text


async def test_somebody_of_another_organization_shares_the_thread_of_a_shared_channel(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent
) -> None:
    thread = await ana.mention("hi")
    event = ana.event_of("<@U0BOT> me too", "C0TEAM", thread, slack.timestamp())
    shared = ana.envelope({**event, "type": "app_mention", "user": "U7STRANGER", "user_team": "T0STRANGE"})
    body = json.dumps({**shared, "team_id": "T0STRANGE"}).encode()
    assert (await ana.send(body, "application/json"))[0] == 200
    await slack.quiet()
    assert [message.text for message in slack.at("C0TEAM", thread)] == ["You said: hi", "You said: me too"]
    assert list(await agent.tracker_store.keys()) == [f"slack:T0SELPA:C0TEAM:{thread}"]


async def test_a_typed_slash_is_no_command(ana: SlackUser, slack: FakeSlack, agent: EchoAgent) -> None:
    """Slack takes "/x" for itself, but not " /restart", and not in mentions."""
    await ana.say(" /restart")
    await ana.mention('/inform{"elements_not_met": 1}')
    await posted(slack)
    assert agent.heard == ["restart", 'inform{"elements_not_met": 1}']


async def test_mail_links_entities_and_emoji_reach_the_assistant_as_they_were_typed(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent
) -> None:
    await ana.say("ask <mailto:ana@oak.org|ana@oak.org> &amp; me :tada: &lt;100")
    await posted(slack)
    assert agent.heard == ["ask ana@oak.org & me <100"]


async def test_a_message_that_comes_late_is_not_taken_for_an_answer(
    ana: SlackUser, slack: FakeSlack, agent: EchoAgent
) -> None:
    """It was meant for an earlier question, and the user has answered another since."""
    first, second = slack.timestamp(), slack.timestamp()
    await ana.tell(ana.event_of("second", ana.direct, None, second), "Ev2")
    await posted(slack)
    await ana.tell(ana.event_of("first", ana.direct, None, first), "Ev1")
    said = await posted(slack)
    assert agent.heard == ["second"]
    assert "reached me late" in said[1]
    assert "first" not in said[1]


async def test_messages_that_wait_are_answered_in_the_order_in_which_they_were_written(
    slack: FakeSlack, serve: Serve
) -> None:
    gate = asyncio.Event()

    async def wait(message: UserMessage) -> list[Mapping[str, Any]]:
        await gate.wait()
        return await echo(message)

    agent = EchoAgent(wait)
    ana = SlackUser(slack, await serve(agent), "U1")
    stamps = [slack.timestamp() for _ in range(5)]
    for place in (0, 4, 2, 3, 1):
        await ana.tell(ana.event_of(f"m{place}", ana.direct, None, stamps[place]))
    gate.set()
    await posted(slack)
    assert agent.heard == ["m0", "m1", "m2", "m3", "m4"]


async def test_where_too_much_waits_nothing_is_dropped_in_silence(slack: FakeSlack, serve: Serve) -> None:
    """Neither a message, nor a form, nor a button of the Home tab."""
    gate = asyncio.Event()

    async def wait(message: UserMessage) -> list[Mapping[str, Any]]:
        await gate.wait()
        return await echo(message)

    ana = SlackUser(slack, await serve(EchoAgent(wait)), "U1")
    await ana.command("review")
    (view,) = await slack.until(lambda: slack.views)
    for number in range(LONGEST_QUEUE + 1):
        await ana.say(f"m{number}")

    await ana.say("one too many")
    refused = await ana.submit(view, {"fact:elements_not_met": {"value": "4"}})
    await ana.act_at_home({"type": "button", "action_id": "cim.home.start", "text": {"text": "Find a level"}})
    await slack.as_soon_as(lambda: len(slack.messages) == 2)

    assert all("Please wait a moment" in one.text for one in slack.messages)
    assert "Please wait a moment" in str(refused["errors"])
    gate.set()
    await slack.quiet()
    assert len(slack.messages) == 2 + LONGEST_QUEUE + 1


async def test_slack_is_answered_at_once_however_long_the_turns_take(slack: FakeSlack, serve: Serve) -> None:
    """It waits for three seconds. Forty users at once, with turns that don't end before all are acknowledged."""
    gate = asyncio.Event()

    async def wait(message: UserMessage) -> list[Mapping[str, Any]]:
        await gate.wait()
        return await echo(message)

    server = await serve(EchoAgent(wait))
    users = [SlackUser(slack, server, f"U{number}") for number in range(40)]
    await asyncio.wait_for(asyncio.gather(*(user.say("hi") for user in users)), PATIENCE)
    assert slack.messages == []
    gate.set()
    await slack.quiet()
    assert sorted(message.channel for message in slack.messages) == sorted(user.direct for user in users)


async def test_turns_run_one_at_a_time_so_that_no_request_waits_for_more_than_one(
    slack: FakeSlack, serve: Serve
) -> None:
    """Each holds the event loop. Where forty ran at once, the next request would be acknowledged after them all."""
    running: set[str] = set()
    most = 0

    async def count(message: UserMessage) -> list[Mapping[str, Any]]:
        nonlocal most
        running.add(message.sender_id)
        most = max(most, len(running))
        await settled()
        running.remove(message.sender_id)
        return await echo(message)

    server = await serve(EchoAgent(count))
    users = [SlackUser(slack, server, f"U{number}") for number in range(40)]
    await asyncio.gather(*(user.say("hi") for user in users))
    await slack.quiet()
    assert most == 1
    assert len(slack.messages) == 40


async def test_a_server_that_stops_finishes_what_it_was_told_and_takes_nothing_new(slack: FakeSlack) -> None:
    """Slack sends again what it was told to come again with, to whoever is up by then."""
    gate = asyncio.Event()

    async def wait(message: UserMessage) -> list[Mapping[str, Any]]:
        await gate.wait()
        return await echo(message)

    async with AsyncExitStack() as running:
        server = await running.enter_async_context(our_server(slack, EchoAgent(wait)))
        ana = SlackUser(slack, server, "U1")
        await ana.say("one")
        await ana.say("two")
        stopped = asyncio.ensure_future(running.aclose())
        await slack.as_soon_as(lambda: slack.at_work[-1].stopping)
        assert await ana.tell(ana.event_of("three", ana.direct, None, slack.timestamp())) == 503
        gate.set()
        await stopped
    assert [message.text for message in slack.messages] == ["You said: one", "You said: two"]


async def status(server: str) -> str:
    """What the channel says of itself."""
    async with aiohttp.ClientSession() as session, session.get(server.removesuffix("webhook")) as answer:
        return str((await answer.json())["status"])


async def test_the_channel_tells_whether_slack_can_be_used(slack: FakeSlack, ana: SlackUser) -> None:
    await slack.quiet()
    assert await status(ana.server) == "ok"


async def test_a_slack_that_fails_at_the_start_is_asked_again(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(channel, "AGAIN_AFTER", 0)
    slack.fail("auth.test", status=500, times=3)  # the second and third are the library's own attempts
    async with our_server(slack, EchoAgent()) as server:
        await slack.as_soon_as(lambda: slack.count("auth.test") == 4)
        await slack.quiet()
        assert await status(server) == "ok"
    assert "Slack fails at" in caplog.text


@pytest.mark.parametrize(
    ("error", "scopes", "says"),
    [
        ("invalid_auth", "", "SLACK_BOT_TOKEN (invalid_auth)"),
        ("", "chat:write,commands", "app_mentions:read, files:write"),
    ],
)
async def test_a_token_that_cannot_work_is_told_at_start(
    slack: FakeSlack, error: str, scopes: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    if error:
        slack.fail("auth.test", error)
    slack.scopes = scopes
    async with our_server(slack, EchoAgent()):
        await slack.until(lambda: says in caplog.text)
