"""Sending: rate limits, failures, refusals. What the user must know arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels.slack.blocks import posts, sections
from assistant.channels.slack.posting import Document, Poster, Target
from assistant.channels.slack.settings import Settings
from tests.integration.slack.conftest import Serve
from tests.integration.slack.fake_slack import FakeSlack, Message
from tests.integration.slack.slack_user import SlackUser
from tests.unit.channels.doubles import EchoAgent
from tests.unit.channels.slack.made_up import SECRET, TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def mind(message: UserMessage) -> list[Mapping[str, Any]]:
    text = message.text or ""
    if text.startswith("/"):
        return [{"text": f"Chosen: {text}"}]
    if text.isdigit():
        buttons = [{"title": f"Choice {at}", "payload": f"/choose{at}"} for at in range(int(text))]
        return [{"text": "Which?", "buttons": buttons}]
    if text == "long":
        return [{"text": "\n\n".join("A sentence of an answer. " * 30 for _ in range(6))}]
    if text == "fail":
        raise RuntimeError("no")
    if text == "nothing":
        return []
    return [{"text": "One."}, {"text": "Two."}]


@pytest.fixture(name="ana")
async def _ana(slack: FakeSlack, serve: Serve) -> SlackUser:
    return SlackUser(slack, await serve(EchoAgent(mind)), "U1")


async def last(slack: FakeSlack, count: int) -> Message:
    """The last message, when all is done; there must be `count`."""
    await slack.quiet()
    assert len(slack.messages) == count
    return slack.messages[-1]


async def test_a_rate_limit_is_waited_out_and_the_order_kept(ana: SlackUser, slack: FakeSlack) -> None:
    slack.limit("chat.postMessage", seconds=1, times=2)
    await ana.say("hi")
    await last(slack, 2)
    assert [message.text for message in slack.messages] == ["One.", "Two."]
    assert slack.count("chat.postMessage") == 4


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_that_fails_is_asked_again(ana: SlackUser, slack: FakeSlack, status: int) -> None:
    slack.fail("chat.postMessage", "internal_error", status)
    await ana.say("hi")
    await last(slack, 2)


async def test_a_post_that_fails_is_logged_without_what_it_said(
    ana: SlackUser, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail("chat.postMessage", "is_archived")
    await ana.say("hi")
    await last(slack, 1)
    assert "chat.postMessage failed: is_archived" in caplog.text
    assert "One." not in caplog.text
    assert TOKEN not in caplog.text


async def test_what_slack_refuses_as_blocks_is_sent_as_text(ana: SlackUser, slack: FakeSlack) -> None:
    slack.fail("chat.postMessage", "invalid_blocks")
    await ana.say("hi")
    await last(slack, 2)
    assert slack.messages[0].text.endswith("One.")
    assert slack.messages[0].blocks == []


async def test_no_call_says_as_user(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("6")
    await last(slack, 1)
    assert all("as_user" not in body for _, body in slack.calls)


@pytest.mark.parametrize("count", [2, 6, 30])
async def test_a_choice_is_shown_and_the_others_go(ana: SlackUser, slack: FakeSlack, count: int) -> None:
    await ana.say(str(count))
    question = await last(slack, 1)
    assert question.titles() == [f"Choice {at}" for at in range(count)]
    await ana.press(question, "Choice 1")
    assert (await last(slack, 2)).text == "Chosen: /choose1"
    assert question.titles() == []
    assert "✓ You chose: *Choice 1*" in question.says()
    assert question.edits == 1


async def test_where_a_response_url_fails_the_message_is_changed_by_a_call(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("2")
    question = await last(slack, 1)
    slack.fail("response_url", status=404)
    await ana.press(question, "Choice 0")
    await last(slack, 2)
    assert question.titles() == []
    assert slack.count("chat.update") == 1


async def test_a_double_click_is_one_choice(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("2")
    question = await last(slack, 1)
    await asyncio.gather(*(ana.press(question, "Choice 0") for _ in range(3)))
    assert (await last(slack, 2)).text == "Chosen: /choose0"


async def test_two_different_choices_are_one_and_a_remark(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("2")
    question = await last(slack, 1)
    elements = question.elements()
    await asyncio.gather(*(ana.act(question, element, value=element["value"]) for element in elements))
    await last(slack, 3)
    assert sorted(message.text.split(":")[0] for message in slack.messages[1:]) == [
        "Chosen",
        "That choice is no longer open. Please answer the latest question.",
    ]


async def test_of_two_users_who_choose_at_once_in_a_thread_the_second_alone_is_told(
    ana: SlackUser, slack: FakeSlack
) -> None:
    ben = SlackUser(slack, ana.server, "U2")
    thread = await ana.mention("2")
    question = await last(slack, 1)
    await asyncio.gather(ana.press(question, "Choice 0"), ben.press(question, "Choice 1"))
    await last(slack, 3)
    told = next(one for one in slack.messages if "no longer open" in one.text)
    assert "chose:" in question.says()
    chosen = next(one for one in slack.messages if one.text.startswith("Chosen"))
    assert (told.thread, chosen.thread, chosen.seen_by) == (thread, thread, "")
    assert told.seen_by == ("U2" if chosen.text.endswith("choose0") else "U1")
    assert question.edits == 1


async def test_an_old_choice_lapses_and_goes(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("2")
    old = await last(slack, 1)
    await ana.say("3")
    await last(slack, 2)
    await ana.press(old, "Choice 0")
    assert (await last(slack, 3)).text == "That choice is no longer open. Please answer the latest question."
    assert old.titles() == []


@pytest.mark.parametrize("value", ["7", "-1", "/restart", "", "²"])
async def test_what_was_not_offered_cannot_be_pressed(ana: SlackUser, slack: FakeSlack, value: str) -> None:
    await ana.say("2")
    question = await last(slack, 1)
    await ana.act(question, question.elements()[0], value=value)
    assert "no longer open" in (await last(slack, 2)).text


async def test_a_choice_of_another_users_message_cannot_be_pressed(slack: FakeSlack, ana: SlackUser) -> None:
    ben = SlackUser(slack, ana.server, "U2")
    await ana.say("2")
    question = await last(slack, 1)
    forged = Message(ben.direct, question.ts, question.text, question.blocks)
    await ben.press(forged, "Choice 0")
    said = await last(slack, 2)
    assert (said.channel, "no longer open" in said.text) == (ben.direct, True)
    assert question.titles() == ["Choice 0", "Choice 1"]


async def test_a_long_answer_arrives_whole(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("long")
    answer = await last(slack, 1)
    assert sum(block["text"]["text"].count("A sentence of an answer.") for block in answer.blocks[1:]) == 180


async def test_a_turn_that_fails_gets_an_answer_and_the_next_one_works(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("fail")
    assert "went wrong on our side" in (await last(slack, 1)).text
    await ana.say("hi")
    await last(slack, 3)


async def test_a_turn_without_a_reply_gets_one(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("nothing")
    assert "I have no answer to that" in (await last(slack, 1)).text


async def test_a_choice_whose_turn_fails_can_be_made_again(slack: FakeSlack, serve: Serve) -> None:
    failures = iter([True])

    async def fail_once(message: UserMessage) -> list[Mapping[str, Any]]:
        if message.text == "/choose0" and next(failures, False):
            raise RuntimeError("no")
        return await mind(message)

    ana = SlackUser(slack, await serve(EchoAgent(fail_once)), "U1")
    await ana.say("2")
    question = await last(slack, 1)
    await ana.press(question, "Choice 0")
    failed = await last(slack, 2)
    assert failed.titles() == ["Choice 0", "Choice 1"]
    await ana.press(failed, "Choice 0")
    assert (await last(slack, 3)).text == "Chosen: /choose0"


async def test_the_first_contact_begins_with_what_is_kept(ana: SlackUser, slack: FakeSlack) -> None:
    await ana.say("hi")
    await last(slack, 2)
    await ana.say("hi")
    await last(slack, 4)
    assert ["Before we start" in message.says() for message in slack.messages] == [True, False, False, False]


async def test_files_are_handed_over(slack: FakeSlack) -> None:
    poster = Poster(Settings(TOKEN, SECRET, f"{slack.url}/api/"))
    await poster.open()
    documents = [Document("checklist.docx", "Checklist", b"PK..."), Document("dates.ics", "Dates", b"BEGIN:VCALENDAR")]
    assert await poster.upload(Target("D1", "17.5"), documents)
    await poster.close()
    assert sorted(slack.files.values()) == [b"BEGIN:VCALENDAR", b"PK..."]
    (shared,) = slack.shared_files
    assert (shared["channel_id"], shared["thread_ts"]) == ("D1", "17.5")
    assert [one["title"] for one in shared["files"]] == ["Checklist", "Dates"]


async def test_an_answer_goes_to_slacks_addresses_alone(slack: FakeSlack) -> None:
    poster = Poster(Settings(TOKEN, SECRET, f"{slack.url}/api/"))
    await poster.open()
    (post,) = posts(sections("hi"))
    assert not await poster.respond("http://127.0.0.1:1/evil", post)
    await poster.close()


async def test_a_slack_that_is_not_there_costs_no_more_than_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    poster = Poster(Settings(TOKEN, SECRET, "http://127.0.0.1:1/api/"))
    await poster.open()
    assert not await poster.post(Target("D1"), posts(sections("hi")))
    await poster.close()
    assert "chat.postMessage failed: ClientConnectorError" in caplog.text
