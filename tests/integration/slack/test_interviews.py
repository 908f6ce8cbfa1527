"""Interviews in Slack with the real assistant, from the first word to the card."""

from __future__ import annotations

import asyncio

import pytest

from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.model]


async def test_first(slack: FakeSlack, maria: SlackUser) -> None:
    await maria.say("hi")
    await asyncio.sleep(3)
    await maria.say("2023, unified school district, 1200 swd")
    await asyncio.sleep(2)
    for m in slack.messages:
        print("=====", m.channel, m.thread)
        print(m.says())
        print(m.titles())
    print(slack.calls[:3])
