"""Interviews in Slack with the real assistant, from the first word to the card."""

from __future__ import annotations

import asyncio

import pytest

from tests.integration.slack.crowd import facts_of, sentences, tell_twice, title_of
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import UNREMARKABLE, answer, card_title, done, replied

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]


async def test_an_interview_by_buttons_and_words_ends_in_a_card(slack: FakeSlack, maria: SlackUser) -> None:
    greeting = await answer(slack, maria, "hi")
    await maria.press(greeting, "Find our level")
    question = await replied(slack, 1, maria.direct)
    assert "2023" in question.titles()
    await maria.press(question, "2023")
    assert "✓ You chose: *2023*" in (await slack.until(lambda: question.edits and question)).says()
    await answer(slack, maria, "unified school district, about 1,200 SWD")
    await answer(slack, maria, "we missed 4 elements, two years disproportionate, not sig dis")
    while "Not ranked" in (question := slack.at(maria.direct)[-1]).titles():
        before = len(slack.at(maria.direct))
        await maria.press(question, "Not ranked")
        await replied(slack, before, maria.direct)
    said = await done(slack, maria.direct)
    (card,) = [one for one in said if card_title(one)]
    assert card_title(card) == "Targeted Level 3 in monitoring year 2023"
    assert {"Share to channel", "Review answers", "All criteria"} <= set(card.titles())
    assert "Monitoring year 2023 · rule set" in card.says()
    assert "*Targeted Level 3 in monitoring year 2023*" in card.text  # for notifications and screen readers


async def test_a_correction_after_the_card_makes_a_new_one(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.say(UNREMARKABLE)
    await done(slack, maria.direct)
    await maria.say("actually it was 2 elements not met")
    await slack.until(lambda: len([one for one in slack.at(maria.direct) if card_title(one)]) == 2)
    titles = [card_title(one) for one in slack.at(maria.direct) if card_title(one)]
    assert titles == ["Universal in monitoring year 2023", "Targeted Level 1 in monitoring year 2023"]


async def test_an_answer_with_slacks_notation_is_read_as_typed(slack: FakeSlack, maria: SlackUser) -> None:
    await answer(slack, maria, "2023, school district, swd &gt;100 :tada:")
    noted = next(one for one in slack.at(maria.direct) if "I noted" in one.text)
    assert "101 or more" in noted.text


async def test_two_users_in_two_threads_and_their_direct_messages_do_not_mix(
    slack: FakeSlack, maria: SlackUser, omar: SlackUser
) -> None:
    marias, omars = await maria.mention("2023, 2 elements not met"), await omar.mention("2022, 5 elements not met")
    await replied(slack, 0, "C0TEAM", marias)
    await replied(slack, 0, "C0TEAM", omars)
    await asyncio.gather(
        answer(slack, maria, "2024, charter school, 80 students with disabilities"),
        omar.say("what is an element?"),
        answer(slack, maria, "review my answers", "C0TEAM", marias),
        answer(slack, omar, "review my answers", "C0TEAM", omars),
    )
    of_maria, of_omar = ("\n".join(one.text for one in slack.at("C0TEAM", thread)) for thread in (marias, omars))
    assert "monitoring year: 2023" in of_maria
    assert "monitoring year: 2022" in of_omar
    assert "2022" not in of_maria.split("Your answers")[1].split("Choose")[0]
    assert "2023" not in of_omar.split("Your answers")[1].split("Choose")[0]


async def test_two_users_share_one_thread(slack: FakeSlack, maria: SlackUser, omar: SlackUser) -> None:
    thread = await maria.mention("2023, 2 elements not met")
    question = await replied(slack, 0, "C0TEAM", thread)
    await omar.press(question, question.titles()[0])
    await replied(slack, len(slack.at("C0TEAM", thread)), "C0TEAM", thread)
    assert f"✓ <@{omar.name}> chose:" in question.says()


@pytest.mark.parametrize("count", [20])
async def test_twenty_interviews_at_once_end_in_the_right_levels(slack: FakeSlack, assistant: str, count: int) -> None:
    """Each in its own way: other numbers, every event told twice; nothing lost, nothing doubled."""
    slack.limit("chat.postMessage", seconds=1, times=3)

    users = [SlackUser(slack, assistant, f"U9{number:03d}") for number in range(count)]

    async def interview(user: SlackUser, number: int) -> None:
        for sentence in sentences(facts_of(number)):
            await tell_twice(slack, user, sentence)

    await asyncio.gather(*(interview(user, number) for number, user in enumerate(users)))
    await slack.quiet()

    for number, user in enumerate(users):
        cards = [card_title(one) for one in slack.at(user.direct) if card_title(one)]
        assert cards[-1] == title_of(facts_of(number))
    heard = [one for one in slack.messages if "reached me late" in one.text or "went wrong" in one.text]
    assert heard == []
    for user in users:
        texts = [one.text for one in slack.at(user.direct)]
        assert len(texts) == len(set(texts)), "a message was sent twice"
