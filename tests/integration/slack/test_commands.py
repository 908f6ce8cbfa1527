"""The slash command: answered at once, and for the user alone."""

from __future__ import annotations

import asyncio

import pytest

from tests.integration.slack.fake_slack import PATIENCE, FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import UNREMARKABLE, card_title, done, seen_by

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]


@pytest.mark.parametrize("text", ["", "help", "HELP"])
async def test_help_comes_with_the_acknowledgement(slack: FakeSlack, maria: SlackUser, text: str) -> None:
    answer = await maria.command(text)
    assert answer["response_type"] == "ephemeral"
    assert "/cim review" in answer["text"]
    assert slack.messages == []


async def test_every_command_is_acknowledged_before_it_is_answered(maria: SlackUser, slack: FakeSlack) -> None:
    """Slack waits for three seconds."""
    answers = slack.hold("response_url")
    for text in ("new", "review", "result", "share", "forget", "lea Oak Valley", "list", "what is an element?"):
        await asyncio.wait_for(maria.command(text), PATIENCE)
    assert slack.messages == []
    answers.set()
    await slack.quiet()
    assert len(seen_by(slack, maria)) >= 7  # all but the review, which opens a view


async def test_an_interview_by_commands_and_buttons_is_seen_by_nobody_else(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.command("new")
    question = await slack.until(lambda: next((one for one in seen_by(slack, maria) if "2023" in one.titles()), None))
    assert "Only you see this" in question.says()
    assert "Before we start" in question.says()
    await maria.press(question, "2023")
    await slack.until(lambda: "✓ You chose: *2023*" in question.says())
    await maria.command(UNREMARKABLE.removeprefix("2023, "))
    await slack.until(lambda: [one for one in seen_by(slack, maria) if card_title(one)])
    assert [one for one in slack.messages if not one.seen_by] == []


async def test_new_asks_before_it_forgets(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.say("2023, 4 elements not met")
    await slack.until(lambda: len(slack.at(maria.direct)) >= 2)
    await maria.command("new")
    asked = await slack.until(lambda: next(iter(seen_by(slack, maria)), None))
    assert "forget all your answers" in asked.text


async def test_commands_and_direct_messages_are_one_conversation(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.say("2023, 4 elements not met")
    await slack.until(lambda: len(slack.at(maria.direct)) >= 2)
    await maria.command("show me my answers", "C0TEAM")
    listed = await slack.until(lambda: next((one for one in seen_by(slack, maria) if "elements" in one.text), None))
    assert "elements with the target not met: 4" in listed.says()


async def test_without_a_result_there_is_nothing_to_show_or_share(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.command("result")
    await maria.command("share")
    await slack.until(lambda: len(seen_by(slack, maria)) == 2)
    assert all("no result yet" in one.text for one in seen_by(slack, maria))


async def test_the_latest_result_is_shown_again(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.say(UNREMARKABLE)
    await done(slack, maria.direct)
    await maria.command("result")
    (card,) = await slack.until(lambda: seen_by(slack, maria))
    assert card_title(card) == "Universal in monitoring year 2023"


async def test_share_posts_the_card_for_all_and_nothing_that_was_said(slack: FakeSlack, maria: SlackUser) -> None:
    """It works in a channel that the app is not in: Slack gives an address for it."""
    await maria.say(f"{UNREMARKABLE}, and my boss is furious")
    await done(slack, maria.direct)
    await maria.command("share", "C0ELSEWHERE")
    (card,) = await slack.until(lambda: slack.at("C0ELSEWHERE"))
    assert (card.seen_by, card_title(card)) == ("", "Universal in monitoring year 2023")
    assert card.titles() == []
    assert "furious" not in card.says()
    assert maria.name not in card.says()


async def test_an_answer_with_more_parts_than_a_response_url_takes_goes_on_in_direct_messages(
    slack: FakeSlack, maria: SlackUser
) -> None:
    slack.fail("response_url", status=404, times=50)
    await maria.command("2023, 4 elements not met")
    await slack.until(lambda: [one for one in slack.at(maria.direct) if one.titles()])
