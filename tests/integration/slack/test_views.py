"""What opens beside the conversation: review, share, criteria, documents, the Home tab; and being forgotten."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from assistant.channels.slack.places import own_conversation
from tests.integration.slack.fake_slack import TEAM, FakeSlack, Message
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import UNREMARKABLE, answer, card_title, done, replied, seen_by
from tests.unit.channels.slack.block_kit import texts_of

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]


@pytest.fixture(name="card")
async def _card(slack: FakeSlack, maria: SlackUser) -> Message:
    """A result that Maria has got."""
    await maria.say(UNREMARKABLE)
    return next(one for one in await done(slack, maria.direct) if card_title(one))


def typed(value: str) -> dict[str, Any]:
    return {"value": value}


async def test_review_by_the_card_corrects_all_in_one_go(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.press(card, "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    before = len(slack.at(maria.direct))
    taken = await maria.submit(
        view, {"fact:elements_not_met": typed("4"), "fact:students_with_disabilities": typed("about 900")}
    )
    assert taken is None
    await slack.until(lambda: [one for one in slack.at(maria.direct)[before:] if card_title(one)])
    new = slack.at(maria.direct)[before:]
    assert any("Changed elements with the target not met from 0 to 4" in one.text for one in new)
    assert [card_title(one) for one in new if card_title(one)] == ["Targeted Level 2 in monitoring year 2023"]


async def test_what_cannot_be_taken_is_an_error_at_its_field_and_nothing_is_changed(
    slack: FakeSlack, maria: SlackUser, card: Message
) -> None:
    await maria.press(card, "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    before = len(slack.messages)
    answer = await maria.submit(
        view, {"fact:elements_not_met": typed("4"), "fact:intensive_evaluation_percent": typed("140 %")}
    )
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["fact:intensive_evaluation_percent"]
    await slack.quiet()
    assert len(slack.messages) == before


async def test_saving_without_a_change_says_nothing(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.press(card, "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    before = len(slack.messages)
    assert await maria.submit(view, {}) is None
    await slack.quiet()
    assert len(slack.messages) == before


async def test_review_by_shortcut_and_by_command(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.interact("shortcut", {"callback_id": "cim.review"})
    await maria.command("review")
    await slack.until(lambda: len(slack.views) == 2)
    first, second = slack.views
    assert first["blocks"] == second["blocks"]


async def test_before_an_interview_the_review_begins_one(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.command("review")
    (view,) = await slack.until(lambda: slack.views)
    await maria.submit(
        view, {"fact:monitoring_year": {"selected_option": {"value": "2023"}}, "fact:elements_not_met": typed("4")}
    )
    question = await replied(slack, 0, maria.direct, None)
    assert "Question" in question.text


async def test_nobody_can_send_in_the_view_of_another(
    slack: FakeSlack, maria: SlackUser, omar: SlackUser, card: Message
) -> None:
    await maria.press(card, "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    before = len(slack.messages)
    assert await omar.submit(view, {"fact:elements_not_met": typed("4")}) == {"response_action": "clear"}
    assert await omar.submit({**view, "private_metadata": "{}"}, {}) == {"response_action": "clear"}
    await slack.quiet()
    assert len(slack.messages) == before


async def test_share_asks_where_and_posts_the_card_there(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.press(card, "Share to channel")
    (view,) = await slack.until(lambda: slack.views)
    url = slack.response_url("C0PRIVATE", maria.name)
    await maria.submit(
        view,
        {"channel": {"selected_conversation": "C0PRIVATE"}},
        [{"block_id": "channel", "action_id": "channel", "channel_id": "C0PRIVATE", "response_url": url}],
    )
    (posted,) = await slack.until(lambda: slack.at("C0PRIVATE"))
    assert (posted.seen_by, card_title(posted), posted.titles()) == ("", card_title(card), [])


async def test_where_we_cannot_post_the_user_is_told(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.press(card, "Share to channel")
    (view,) = await slack.until(lambda: slack.views)
    before = len(slack.at(maria.direct))
    await maria.submit(view, {"channel": {"selected_conversation": "C0ELSEWHERE"}})
    told = await slack.until(lambda: slack.at(maria.direct)[before:])
    assert "Invite me to the channel" in told[0].text


async def test_all_criteria_can_be_read(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    await maria.press(card, "All criteria")
    (view,) = await slack.until(lambda: slack.views)
    text = "\n".join(texts_of(view["blocks"]))
    assert "*Met:*" in text
    assert "*Not met:*" in text
    assert "Intensive Level 3" in text


async def test_the_documents_are_handed_over_where_the_card_is(
    slack: FakeSlack, maria: SlackUser, card: Message
) -> None:
    await maria.press(card, "Documents")
    (shared,) = await slack.until(lambda: slack.shared_files)
    assert shared["channel_id"] == maria.direct
    assert [one["title"] for one in shared["files"]] == ["Checklist (Word)"]
    (content,) = slack.files.values()
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


async def test_documents_of_a_card_that_only_one_sees_come_by_direct_message(
    slack: FakeSlack, maria: SlackUser, card: Message
) -> None:
    await maria.command("result")
    own = await slack.until(lambda: next((one for one in slack.messages if one.seen_by == maria.name), None))
    await maria.press(own, "Documents")
    (shared,) = await slack.until(lambda: slack.shared_files)
    assert shared["channel_id"] == maria.direct


async def test_documents_that_cannot_be_posted_are_no_secret(slack: FakeSlack, maria: SlackUser, card: Message) -> None:
    slack.fail("files.completeUploadExternal", "file_uploads_disabled")
    before = len(slack.at(maria.direct))
    await maria.press(card, "Documents")
    told = await slack.until(lambda: slack.at(maria.direct)[before:])
    assert "could not make or post" in told[0].text


async def test_who_opens_the_direct_messages_first_is_greeted_once(slack: FakeSlack, maria: SlackUser) -> None:
    opened = {"type": "app_home_opened", "user": maria.name, "channel": maria.direct, "tab": "messages"}
    await maria.tell(opened)
    await slack.until(lambda: slack.at(maria.direct))
    await maria.tell(opened)
    await slack.quiet()
    (greeting,) = slack.at(maria.direct)
    assert "Before we start" in greeting.says()
    assert "Find our level" in greeting.titles()


async def test_forget_me_deletes_all_that_a_user_said_and_nothing_else(
    slack: FakeSlack, maria: SlackUser, omar: SlackUser, agent: Any
) -> None:
    for user in (maria, omar):
        await answer(slack, user, "2023, 2 elements not met")
    thread = await maria.mention("2022, 2 elements not met")
    await replied(slack, 0, "C0TEAM", thread)
    before = len(slack.at(maria.direct))
    await maria.say("Forget me, please!")
    question = await slack.until(lambda: next(iter(slack.at(maria.direct)[before:]), None))
    assert question.titles() == ["Delete everything", "Keep it"]
    await maria.press(question, "Delete everything")
    await slack.until(lambda: "I have deleted what I kept of our conversations (2)" in question.text)
    store = agent.tracker_store
    assert question.titles() == []
    assert await store.retrieve(own_conversation(TEAM, maria.name)) is None
    assert await store.retrieve(f"slack:{TEAM}:C0TEAM:{thread}") is None
    assert await store.retrieve(own_conversation(TEAM, omar.name)) is not None
    assert "not begun an interview" in str(await slack.until(lambda: slack.homes.get(maria.name)))
    await answer(slack, maria, "2023")
    assert "Before we start" in "".join(one.says() for one in slack.at(maria.direct)[before + 1 :])


@pytest.mark.parametrize("title", ["Share to channel", "All criteria", "Documents"])
async def test_of_a_card_that_was_forgotten_nothing_can_be_had(
    slack: FakeSlack, maria: SlackUser, card: Message, title: str
) -> None:
    await maria.say("forget me")
    await slack.quiet()
    await maria.press(slack.at(maria.direct)[-1], "Delete everything")
    await slack.quiet()

    await maria.press(card, title)

    await slack.quiet()
    assert "no longer have this result" in slack.at(maria.direct)[-1].text
    assert (slack.views, slack.shared_files) == ([], [])


@pytest.mark.parametrize("title", ["Share to channel", "Review answers", "All criteria"])
async def test_who_waits_in_vain_for_a_form_is_told(
    slack: FakeSlack, maria: SlackUser, card: Message, title: str
) -> None:
    slack.fail("views.open", "expired_trigger_id")
    await maria.press(card, title)
    await slack.quiet()
    assert "Please press it again" in slack.at(maria.direct)[-1].text


async def test_in_a_thread_only_who_pressed_in_vain_is_told(
    slack: FakeSlack, maria: SlackUser, omar: SlackUser
) -> None:
    thread = await maria.mention(UNREMARKABLE)
    card = next(one for one in await done(slack, "C0TEAM", thread) if card_title(one))
    slack.fail("views.open", "expired_trigger_id")
    await omar.press(card, "All criteria")
    (told,) = await slack.until(lambda: seen_by(slack, omar))
    assert told.thread == thread


async def test_forgetting_can_be_thought_better_of(slack: FakeSlack, maria: SlackUser, agent: Any) -> None:
    await answer(slack, maria, "2023, 2 elements not met")
    await maria.command("forget me")
    question = await slack.until(lambda: next((one for one in slack.messages if one.seen_by == maria.name), None))
    await maria.press(question, "Keep it")
    await slack.until(lambda: "Nothing was deleted" in question.text)
    assert await agent.tracker_store.retrieve(own_conversation(TEAM, maria.name)) is not None


async def test_in_a_thread_only_the_user_is_asked_and_only_the_user_decides(
    slack: FakeSlack, maria: SlackUser, omar: SlackUser, agent: Any
) -> None:
    thread = await maria.mention("2022, 2 elements not met")
    await replied(slack, 0, "C0TEAM", thread)
    await maria.mention("forget me", thread=thread)
    question = await slack.until(lambda: next((one for one in slack.messages if one.seen_by == maria.name), None))
    await omar.press(question, "Delete everything")
    await slack.quiet()
    assert await agent.tracker_store.retrieve(f"slack:{TEAM}:C0TEAM:{thread}") is not None
