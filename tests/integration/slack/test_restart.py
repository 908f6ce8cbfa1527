"""`cim serve` with Slack switched on by the environment, restarted and killed in mid-interview."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio

from tests.integration.slack.conftest import fake_slack, new_user
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import answer, card_title, done, replied, seen_by
from tests.unit.channels.slack.made_up import SECRET, TOKEN

if TYPE_CHECKING:
    from tests.serving import Server

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model, pytest.mark.server]


@pytest_asyncio.fixture(name="slack", scope="module", loop_scope="module")
async def _slack() -> AsyncIterator[FakeSlack]:
    async with fake_slack() as running:
        yield running
        assert running.problems == []


@pytest.fixture(name="running", scope="module")
def _running(slack: FakeSlack, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with its data in a folder of its own."""
    from tests.serving import Server

    slack_is = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{slack.url}/api/"}
    server = Server(tmp_path_factory.mktemp("slack"), slack_is)
    yield server
    if server.is_up:
        server.stop()


@pytest.fixture(name="maria")
async def _maria(slack: FakeSlack, running: Server) -> SlackUser:
    if not running.is_up:
        await asyncio.to_thread(running.start)
    return SlackUser(slack, f"{running.url}/webhooks/slack/webhook", new_user())


@pytest.mark.parametrize("end", ["restart", "kill"])
async def test_all_goes_on_after_the_server_was_away(
    slack: FakeSlack, running: Server, maria: SlackUser, end: str
) -> None:
    """The buttons of before still work, answers and LEAs are known, and what was heard is not heard again."""
    await answer(slack, maria, "lea Oak Valley Unified")
    await answer(slack, maria, "2023, 2 elements not met")
    await answer(slack, maria, "add Cedar Ridge Charter School")
    before = len(slack.at(maria.direct))
    event = maria.event_of("2023, charter school, 2 elements not met", maria.direct, None, slack.timestamp())
    await maria.tell(event, f"Ev-{end}")
    question = await replied(slack, before, maria.direct)
    thread = await maria.mention("2022, 1 element not met")
    await replied(slack, 0, "C0TEAM", thread)
    if end == "restart":
        await asyncio.to_thread(running.restart)
    else:
        await asyncio.to_thread(running.kill)
        await asyncio.to_thread(running.start)

    before = len(slack.at(maria.direct))
    await maria.tell(event, f"Ev-{end}", X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_error")
    await maria.press(question, question.titles()[1])
    asked = await replied(slack, before, maria.direct)
    assert "✓ You chose:" in question.says()
    listed = await answer(slack, maria, "list my LEAs")
    assert slack.at(maria.direct)[before : before + 2] == [asked, listed]  # the event of before has got no answer
    assert "*Cedar Ridge Charter School* (now)" in listed.says()
    assert "*Oak Valley Unified:* still open by the letter of 2023" in listed.says()
    await maria.say(
        "more than 100 students with disabilities, never disproportionate, not significantly disproportionate, "
        "intensive evaluation not ranked, preschool not ranked, lre not ranked"
    )
    titles = [card_title(one) for one in await done(slack, maria.direct) if card_title(one)]
    assert titles == ["Cedar Ridge Charter School: Targeted Level 1 in monitoring year 2023"]


async def test_what_slack_tells_while_the_server_restarts_is_handled_once(
    slack: FakeSlack, running: Server, maria: SlackUser
) -> None:
    """It tells again until it is acknowledged, and now and then once more after that."""

    async def tell(number: int) -> None:
        event = maria.event_of("what is an element?", maria.direct, None, slack.timestamp())
        acknowledged = 0
        for attempt in itertools.count():
            with contextlib.suppress(aiohttp.ClientError):
                acknowledged += await maria.tell({**event, "attempt": attempt}, f"Ev-away-{number}") == 200
            if acknowledged == 2:
                return
            await asyncio.sleep(0.1)

    restarted = asyncio.ensure_future(asyncio.to_thread(running.restart))
    told = 0
    while not restarted.done() or told < 3:
        await tell(told)
        told += 1
    await restarted
    await maria.say("what is an element?")
    await slack.until(lambda: len(slack.at(maria.direct)) > told)
    assert len(slack.at(maria.direct)) == told + 1


async def test_an_event_that_reaches_two_servers_of_one_database_is_handled_once(
    slack: FakeSlack, running: Server, maria: SlackUser
) -> None:
    from tests.serving import Server

    other = Server(running.data, running.variables)
    other.log = running.data / "other.log"
    await asyncio.to_thread(other.start)
    try:
        elsewhere = SlackUser(slack, f"{other.url}/webhooks/slack/webhook", maria.name)
        for number in range(3):
            before = len(slack.at(maria.direct))
            event = maria.event_of("what is an element?", maria.direct, None, slack.timestamp())
            again = {**event, "retry": 1}
            await asyncio.gather(maria.tell(event, f"Ev-two-{number}"), elsewhere.tell(again, f"Ev-two-{number}"))
            await slack.until(lambda before=before: len(slack.at(maria.direct)) > before)
    finally:
        await asyncio.to_thread(other.stop)
    await maria.say("what is an element?")  # which is answered after all that this server had under way
    await slack.until(lambda: len(slack.at(maria.direct)) > 3)
    assert len(slack.at(maria.direct)) == 4


async def test_what_is_told_of_a_student_is_neither_stored_nor_logged_nor_repeated(
    slack: FakeSlack, running: Server, maria: SlackUser
) -> None:
    await answer(slack, maria, "2023, school district")
    before = len(slack.messages)
    await answer(slack, maria, "my student Zebulon Quist has 4 elements not met")
    for text in ("lea of my student Zebulon Quist", "my student Zebulon Quist has autism"):
        seen = len(seen_by(slack, maria))
        await maria.command(text)
        await slack.until(lambda seen=seen: len(seen_by(slack, maria)) > seen)
    await asyncio.to_thread(running.stop)
    assert "removed your message" in slack.messages[before].says()
    assert "Zebulon" not in "".join(one.says() for one in slack.messages)
    kept = b"".join(file.read_bytes() for file in running.data.rglob("*") if file.is_file())
    assert b"Zebulon" not in kept


async def test_nothing_is_logged_but_ids(slack: FakeSlack, running: Server, maria: SlackUser) -> None:
    slack.fail("chat.postMessage", "is_archived")
    await maria.say("our superintendent Jane Roe says 2023")
    await slack.until(lambda: slack.count("chat.postMessage") >= 1)
    await asyncio.to_thread(running.stop)
    log = running.log.read_text(encoding="utf-8")
    assert "chat.postMessage failed: is_archived" in log
    assert all(secret not in log for secret in ("Jane", "Roe", "2023", TOKEN, SECRET))
