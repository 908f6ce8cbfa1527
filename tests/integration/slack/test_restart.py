"""`cim serve` with Slack switched on by the environment, restarted and killed in mid-interview."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.integration.slack.fake_slack import SECRET, TOKEN, FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import answer, card_title, done, replied

if TYPE_CHECKING:
    from tests.serving import Server

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model, pytest.mark.server]


@pytest.fixture(name="running")
def _running(slack: FakeSlack, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of its own, with its data in a folder of its own."""
    from tests.serving import Server

    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("SLACK_API_URL", f"{slack.url}/api/")
    server = Server(tmp_path)
    yield server
    if server.process is not None and server.process.poll() is None:
        server.stop()


@pytest.fixture(name="maria")
async def _maria(slack: FakeSlack, running: Server) -> SlackUser:
    await asyncio.to_thread(running.start)
    return SlackUser(slack, f"{running.url}/webhooks/slack/webhook", "U1")


@pytest.mark.parametrize("end", ["restart", "kill"])
async def test_an_interview_goes_on_after_the_server_was_away(
    slack: FakeSlack, running: Server, maria: SlackUser, end: str
) -> None:
    """The buttons of before still work, and what was answered is known."""
    question = await answer(slack, maria, "2023, charter school, 2 elements not met")
    thread = await maria.mention("2022, 1 element not met")
    await replied(slack, 0, "C0TEAM", thread)
    if end == "restart":
        await asyncio.to_thread(running.restart)
    else:
        await asyncio.to_thread(running.kill)
        await asyncio.to_thread(running.start)
    before = len(slack.at(maria.direct))
    await maria.press(question, question.titles()[1])
    await replied(slack, before, maria.direct)
    assert "✓ You chose:" in question.says()
    await maria.say(
        "more than 100 students with disabilities, never disproportionate, not significantly disproportionate, "
        "intensive evaluation not ranked, preschool not ranked, lre not ranked"
    )
    titles = [card_title(one) for one in await done(slack, maria.direct) if card_title(one)]
    assert titles == ["Targeted Level 1 in monitoring year 2023"]


async def test_an_event_from_before_the_restart_is_not_handled_again(
    slack: FakeSlack, running: Server, maria: SlackUser
) -> None:
    event = maria.event_of("2023, 2 elements not met", maria.direct, None, slack.timestamp())
    await maria.tell(event, "Ev1")
    await replied(slack, 0, maria.direct)
    await asyncio.to_thread(running.restart)
    before = len(slack.messages)
    await maria.tell(event, "Ev1", X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_error")
    await asyncio.sleep(0.5)
    assert len(slack.messages) == before


async def test_nothing_is_logged_but_ids(slack: FakeSlack, running: Server, maria: SlackUser) -> None:
    slack.fail("chat.postMessage", "is_archived")
    await maria.say("our superintendent Jane Roe says 2023")
    await slack.until(lambda: slack.count("chat.postMessage") >= 2)
    await asyncio.to_thread(running.stop)
    log = running.log.read_text(encoding="utf-8")
    assert "chat.postMessage failed: is_archived" in log
    assert all(secret not in log for secret in ("Jane", "Roe", "2023", TOKEN, SECRET))
