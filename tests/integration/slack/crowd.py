"""Interviews of many users at once: each LEA with facts of its own, told in three sentences, each of them twice."""

from __future__ import annotations

import asyncio
from typing import Any

from rules_engine import Facts, determine, load_rulebook
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.integration.slack.watching import first_reply

BOOK = load_rulebook()


def facts_of(number: int) -> dict[str, Any]:
    """Facts unlike those of the LEAs with other numbers."""
    return {
        "monitoring_year": 2023,
        "lea_type": "school_district",
        "students_with_disabilities": 300 + number,
        "elements_not_met": number % 5,
        "disproportionate_years": number % 3,
        "intensive_evaluation_percent": (2, 5, 9, 15, 40)[number % 5],
        "preschool_intensive_evaluation_percent": "not_ranked",
        "lowest_lre_percent": (4, 60)[number % 2],
        "significantly_disproportionate": False,
    }


def sentences(facts: dict[str, Any]) -> list[str]:
    """The facts as a user tells them."""
    return [
        f"it is 2023, a school district with {facts['students_with_disabilities']} students with disabilities",
        (
            f"{facts['elements_not_met']} elements not met, disproportionate for {facts['disproportionate_years']} "
            "years, not significantly disproportionate"
        ),
        (
            f"intensive evaluation rank {facts['intensive_evaluation_percent']} %, preschool not ranked, "
            f"lowest lre rank {facts['lowest_lre_percent']} %"
        ),
    ]


def title_of(facts: dict[str, Any]) -> str:
    """What the result card of these facts must be headed by."""
    result = determine(Facts.parse(facts, BOOK.vocabulary), BOOK.for_year(2023))
    assert result.level is not None
    return f"{result.ruleset.title_of(result.level)} in monitoring year 2023"


async def tell_twice(slack: FakeSlack, user: SlackUser, text: str) -> None:
    """Say something, of which Slack tells twice, and wait for a reply with something to press."""
    before = len(slack.at(user.direct))
    event = user.event_of(text, user.direct, None, slack.timestamp())
    id_ = f"Ev{event['ts']}{user.name}"
    told = await asyncio.gather(*(user.tell({**event, "copy": copy}, id_) for copy in range(2)))
    assert told == [200, 200]
    await first_reply(slack, before, user.direct)
