"""The Home tab: every LEA of the user's conversations, and the way to each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import answer, replied

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]


async def home_of(slack: FakeSlack, user: SlackUser) -> dict[str, Any]:
    """The user's Home tab, freshly opened."""
    slack.homes.pop(user.name, None)
    await user.tell({"type": "app_home_opened", "user": user.name, "channel": user.direct, "tab": "home"})
    view: dict[str, Any] = await slack.until(lambda: slack.homes.get(user.name))
    return view


def rows(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The LEAs on the tab: their blocks by name."""
    blocks = [block for block in view["blocks"] if "accessory" in block]
    return {block["text"]["text"].split("\n")[0].strip("*"): block for block in blocks}


async def test_it_shows_every_lea_of_every_conversation_with_its_standing(slack: FakeSlack, maria: SlackUser) -> None:
    await answer(slack, maria, "lea Oak Valley Unified")
    await answer(slack, maria, "2023, 2 elements not met")
    await answer(slack, maria, "add Cedar Ridge Charter School")
    thread = await maria.mention("2022 letter of Mesa Union")
    await replied(slack, 0, "C0TEAM", thread)
    await answer(slack, maria, "call it Mesa Union", "C0TEAM", thread)

    found = rows(await home_of(slack, maria))

    assert list(found) == ["Cedar Ridge Charter School", "Oak Valley Unified", "Mesa Union"]
    assert "no answers yet" in found["Cedar Ridge Charter School"]["text"]["text"]
    assert "still open by the letter of 2023" in found["Oak Valley Unified"]["text"]["text"]
    assert "In a thread in <#C0TEAM>" in found["Mesa Union"]["text"]["text"]
    link = f"https://selpa.slack.com/archives/C0TEAM/p{thread.replace('.', '')}"
    assert found["Mesa Union"]["accessory"]["url"] == link


async def test_it_is_each_users_own(slack: FakeSlack, maria: SlackUser, omar: SlackUser) -> None:
    await answer(slack, maria, "2023, 2 elements not met")

    assert "not begun an interview" in str(await home_of(slack, omar))


async def test_from_it_the_interview_of_now_goes_on_in_direct_messages(slack: FakeSlack, maria: SlackUser) -> None:
    await answer(slack, maria, "2023, 2 elements not met")
    row = rows(await home_of(slack, maria))["Our conversation"]
    before = len(slack.at(maria.direct))

    await maria.act_at_home(row["accessory"])

    assert "Is your LEA a school district" in (await replied(slack, before, maria.direct)).text


async def test_from_it_another_lea_is_gone_on_with(slack: FakeSlack, maria: SlackUser) -> None:
    await answer(slack, maria, "lea Oak Valley Unified")
    await answer(slack, maria, "2023, 2 elements not met")
    await answer(slack, maria, "add Cedar Ridge Charter School")
    row = rows(await home_of(slack, maria))["Oak Valley Unified"]
    before = len(slack.at(maria.direct))

    await maria.act_at_home(row["accessory"])

    assert "Oak Valley Unified. " in (await replied(slack, before, maria.direct)).text
    assert any("Now: Oak Valley Unified" in one.text for one in slack.at(maria.direct)[before:])


async def test_an_lea_of_a_thread_is_gone_on_with_there(slack: FakeSlack, maria: SlackUser) -> None:
    thread = await maria.mention("lea Oak Valley Unified")
    await replied(slack, 0, "C0TEAM", thread)
    await answer(slack, maria, "add Cedar Ridge Charter School", "C0TEAM", thread)
    found = rows(await home_of(slack, maria))
    before = len(slack.at("C0TEAM", thread))

    await maria.act_at_home(found["Cedar Ridge Charter School"]["accessory"])  # it is there already
    await maria.act_at_home(found["Oak Valley Unified"]["accessory"])

    await slack.until(lambda: slack.at("C0TEAM", thread)[before:])
    assert "Now: Oak Valley Unified" in slack.at("C0TEAM", thread)[before].text
    assert slack.at(maria.direct) == []


async def test_nobody_goes_on_with_the_lea_of_another(slack: FakeSlack, maria: SlackUser, omar: SlackUser) -> None:
    await answer(slack, maria, "lea Oak Valley Unified")
    await answer(slack, omar, "2023")
    row = rows(await home_of(slack, maria))["Oak Valley Unified"]
    before = len(slack.messages)

    await omar.act_at_home(row["accessory"])
    await answer(slack, omar, "charter school")

    assert all(one.channel == omar.direct for one in slack.messages[before:])


async def test_from_it_an_interview_can_be_begun_and_another_lea_added(slack: FakeSlack, maria: SlackUser) -> None:
    def beginning(view: dict[str, Any]) -> Any:
        return next(one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"])

    await maria.act_at_home(beginning(await home_of(slack, maria)))
    assert "Which year" in (await replied(slack, 0, maria.direct)).text
    await answer(slack, maria, "2023, 2 elements not met")
    before = len(slack.at(maria.direct))

    await maria.act_at_home(beginning(await home_of(slack, maria)))

    assert "What is the LEA called?" in (await replied(slack, before, maria.direct)).text
