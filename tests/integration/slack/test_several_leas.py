"""Several LEAs in Slack: gone to by command, listed, compared, on cards and forms, and never mixed up."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.channels.slack.places import own_conversation
from tests.integration.slack.crowd import facts_of, sentences, tell_twice, title_of
from tests.integration.slack.fake_slack import TEAM, FakeSlack, Message
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import UNREMARKABLE, answer, card_title, replied, seen_by

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]

OAK, CEDAR = "Oak Valley Unified", "Cedar Ridge Charter School"


async def commanded(slack: FakeSlack, user: SlackUser, text: str) -> str:
    """What only the user sees in answer to a command."""
    before = len(seen_by(slack, user))
    await user.command(text)
    await slack.quiet()
    return "\n".join(one.says() for one in seen_by(slack, user)[before:])


async def cards(slack: FakeSlack, channel: str) -> list[Message]:
    """The result cards in a channel, once all is done."""
    await slack.quiet()
    return [one for one in slack.at(channel) if card_title(one)]


@pytest.fixture(name="two")
async def _two(slack: FakeSlack, maria: SlackUser) -> list[Message]:
    """Oak Valley and Cedar Ridge with their cards; Maria is at Cedar Ridge."""
    for text in (f"lea {OAK}", UNREMARKABLE, f"add {CEDAR}", UNREMARKABLE.replace("no elements", "2 elements")):
        await answer(slack, maria, text)
    return await cards(slack, maria.direct)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Oak Valley", "Oak Valley"),
        ("oak valley in Kern, the second one", "oak valley in Kern, the second one"),
        ("St. Mary's &amp; O'Brien (K-8) #2", "St. Mary's & O'Brien (K-8) #2"),
        ("La Cañada Flintridge", "La Cañada Flintridge"),
        ("中央 学区", "中央 学区"),
        ('"Mesa" {"x": 1} /restart', "Mesa x 1 /restart"),
        ("<https://oak.example|oak.example> :school:", "oak.example"),
        ("No 2023 charter, not sure", "No 2023 charter, not sure"),
    ],
)
async def test_lea_begins_an_lea_of_any_name(slack: FakeSlack, maria: SlackUser, typed: str, name: str) -> None:
    from assistant.channels.slack.mrkdwn import escape

    said = await commanded(slack, maria, f"lea {typed}")

    assert f"I call it {escape(name)}." in said
    assert "Which year" in said
    assert [one for one in slack.messages if not one.seen_by] == []


async def test_lea_goes_to_an_lea_that_is_there_and_keeps_the_other(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    assert "Now: Oak Valley Unified" in await commanded(slack, maria, "lea oak valley")
    assert f"Now: {CEDAR}" in await commanded(slack, maria, f"lea {CEDAR}")


async def test_lea_with_a_name_of_another_kind_begins_another_lea(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    assert "Now: Oak Valley Elementary" in await commanded(slack, maria, "lea Oak Valley Elementary")


@pytest.mark.parametrize("name", ["4711", "x" * 100])
async def test_what_is_no_name_is_refused_at_once(slack: FakeSlack, maria: SlackUser, name: str) -> None:
    answered = await maria.command(f"lea {name}")

    assert "can't use that as a name" in answered["text"]
    assert slack.messages == []


@pytest.mark.parametrize("command", ["list", "lea"])
async def test_the_leas_are_listed_with_their_standing(
    slack: FakeSlack, maria: SlackUser, two: list[Message], command: str
) -> None:
    listed = await commanded(slack, maria, command)

    assert f"• *{CEDAR}* (now): Targeted Level 1" in listed
    assert f"• *{OAK}:* Universal" in listed


async def test_of_many_leas_every_one_can_be_chosen(slack: FakeSlack, maria: SlackUser) -> None:
    """Six and more are a menu, and none is left out."""
    names = [f"Mesa {letter} Unified" for letter in "ABCDEFGHI"]
    for name in names:
        await commanded(slack, maria, f"lea {name}")
    before = len(slack.at(maria.direct))
    await maria.say("list my LEAs")
    listed = await replied(slack, before, maria.direct)
    assert listed.titles() == [f"Go to {name}" for name in names[:-1]]

    await maria.press(listed, "Go to Mesa H Unified")

    await slack.until(lambda: any("Now: Mesa H Unified" in one.text for one in slack.at(maria.direct)))
    assert "✓ You chose: *Go to Mesa H Unified*" in listed.says()


async def test_two_leas_are_compared_line_by_line(slack: FakeSlack, maria: SlackUser, two: list[Message]) -> None:
    before = len(slack.at(maria.direct))

    await maria.say("compare oak valley and cedar ridge")

    compared = await slack.until(lambda: next(iter(slack.at(maria.direct)[before:]), None))
    assert f"• *Elements with the target not met* · {OAK}: 0 · {CEDAR}: 2" in compared.says()


async def test_each_card_bears_its_name_and_so_do_what_is_shared_and_its_documents(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    oak, cedar = two
    assert [card_title(one) for one in two] == [
        f"{OAK}: Universal in monitoring year 2023",
        f"{CEDAR}: Targeted Level 1 in monitoring year 2023",
    ]

    await maria.press(oak, "Documents")
    (shared,) = await slack.until(lambda: slack.shared_files)
    assert shared["files"][0]["title"] == "Checklist (Word)"
    assert [name for name in slack.filenames if name.startswith("cim-2023-universal-oak-valley-unified")]
    await maria.press(oak, "All criteria")
    (view,) = await slack.until(lambda: slack.views)
    assert OAK in str(view["blocks"][0])
    await maria.press(cedar, "Share to channel")
    view = await slack.until(lambda: slack.views[1:] and slack.views[1])
    await maria.submit(view, {"channel": {"selected_conversation": "C0OTHER"}})
    (posted,) = await slack.until(lambda: slack.at("C0OTHER"))
    assert card_title(posted) == card_title(cedar)


async def test_result_and_share_are_of_the_lea_that_is_meant(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    """Never of the one before, because it happens to have the latest result."""
    await maria.command("result oak valley")
    await slack.until(lambda: [one for one in seen_by(slack, maria) if OAK in card_title(one)])
    await commanded(slack, maria, "lea Mesa Union")
    await maria.command("share")
    told = await slack.until(
        lambda: next((one for one in seen_by(slack, maria) if "no result for Mesa" in one.text), None)
    )
    assert "/cim lea Mesa Union" in told.text
    await maria.command("share Pinewood")
    await slack.until(
        lambda: next((one for one in seen_by(slack, maria) if "no result for Pinewood" in one.text), None)
    )
    await maria.command("share cedar ridge", "C0ELSEWHERE")
    (posted,) = await slack.until(lambda: slack.at("C0ELSEWHERE"))
    assert CEDAR in card_title(posted)


async def test_a_result_that_no_longer_holds_is_not_shared(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    before = len(slack.at(maria.direct))
    await maria.press(two[1], "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    await maria.submit(view, {"fact:elements_not_met": {"value": ""}})
    await replied(slack, before, maria.direct)

    await maria.command("share", "C0ELSEWHERE")

    await slack.until(lambda: [one for one in seen_by(slack, maria) if "no result for Cedar" in one.text])
    assert [one for one in slack.at("C0ELSEWHERE") if not one.seen_by] == []


async def test_an_answer_is_taken_back_by_emptying_its_field_and_that_can_be_undone(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    before = len(slack.at(maria.direct))
    await maria.press(two[1], "Review answers")
    (view,) = await slack.until(lambda: slack.views)

    assert await maria.submit(view, {"fact:elements_not_met": {"value": ""}}) is None

    asked = await replied(slack, before, maria.direct)
    assert "elements" in asked.text
    assert any("I took back your answer on elements" in one.text for one in slack.at(maria.direct)[before:])
    await maria.say("undo")
    await slack.until(
        lambda: any("The result stands: Targeted Level 1" in one.says() for one in slack.at(maria.direct))
    )


async def test_the_form_of_a_card_is_about_the_lea_of_the_card(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    oak, _ = two
    await maria.press(oak, "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    assert OAK in str(view["blocks"][0])

    await maria.submit(view, {"fact:elements_not_met": {"value": "4"}})

    latest = (await cards(slack, maria.direct))[-1]
    assert card_title(latest) == f"{OAK}: Targeted Level 2 in monitoring year 2023"
    assert f"*{CEDAR}:* Targeted Level 1" in await commanded(slack, maria, "list")


async def test_a_form_of_an_lea_that_was_forgotten_changes_nothing(
    slack: FakeSlack, maria: SlackUser, two: list[Message]
) -> None:
    await maria.press(two[0], "Review answers")
    (view,) = await slack.until(lambda: slack.views)
    question = await answer(slack, maria, "forget Oak Valley")
    before = len(slack.at(maria.direct))
    await maria.press(question, "Forget it")
    await slack.until(lambda: any(f"{OAK} is forgotten" in one.text for one in slack.at(maria.direct)[before:]))

    refused = await maria.submit(view, {"fact:elements_not_met": {"value": "4"}})

    assert "was forgotten" in str(refused["errors"])


async def test_forget_me_deletes_every_lea(slack: FakeSlack, maria: SlackUser, agent: Any, two: list[Message]) -> None:
    before = len(slack.at(maria.direct))
    await maria.say("forget me")
    question = await slack.until(lambda: next(iter(slack.at(maria.direct)[before:]), None))
    await maria.press(question, "Delete everything")
    await slack.until(lambda: "I have deleted" in question.text)

    assert await agent.tracker_store.retrieve(own_conversation(TEAM, maria.name)) is None
    await maria.command("list")
    await slack.until(lambda: [one for one in seen_by(slack, maria) if "one LEA, and it has no name" in one.text])


async def test_threads_with_different_leas_do_not_mix(slack: FakeSlack, maria: SlackUser, omar: SlackUser) -> None:
    marias, omars = await maria.mention(f"lea {OAK}"), await omar.mention(f"lea {CEDAR}")
    for user, thread in ((maria, marias), (omar, omars)):
        await replied(slack, 0, "C0TEAM", thread)
        await answer(slack, user, "add Mesa Union", "C0TEAM", thread)
    await asyncio.gather(
        answer(slack, maria, "2023, 2 elements not met", "C0TEAM", marias),
        answer(slack, omar, "2022, 5 elements not met", "C0TEAM", omars),
    )
    for user, thread, mine, others in ((maria, marias, OAK, CEDAR), (omar, omars, CEDAR, OAK)):
        listed = (await answer(slack, user, "list my LEAs", "C0TEAM", thread)).says()
        assert mine in listed
        assert others not in listed


@pytest.mark.parametrize("count", [10])
async def test_interviews_about_two_leas_each_at_once_end_in_the_right_levels(
    slack: FakeSlack, assistant: str, count: int
) -> None:
    """Twenty LEAs of ten users, told in turns, every event told twice: nothing lost, doubled or told of another LEA."""
    slack.limit("chat.postMessage", seconds=1, times=3)
    users = [SlackUser(slack, assistant, f"U8{number:03d}") for number in range(count)]

    def leas(number: int) -> dict[str, dict[str, Any]]:
        names = f"Mesa {number} Elementary", f"Mesa {number} Union High"
        return {name: facts_of(2 * number + at) for at, name in enumerate(names)}

    async def interviews(user: SlackUser, number: int) -> None:
        names = list(leas(number))
        await tell_twice(slack, user, f"lea {names[0]}")
        await tell_twice(slack, user, f"add {names[1]}")
        for part in range(3):
            for name, facts in leas(number).items():
                await tell_twice(slack, user, f"switch to {name}")
                await tell_twice(slack, user, sentences(facts)[part])
        for name in names:
            await tell_twice(slack, user, f"switch to {name}")

    await asyncio.gather(*(interviews(user, number) for number, user in enumerate(users)))
    await slack.quiet()

    for number, user in enumerate(users):
        titles = {card_title(one) for one in slack.at(user.direct) if card_title(one)}
        assert titles == {f"{name}: {title_of(facts)}" for name, facts in leas(number).items()}
