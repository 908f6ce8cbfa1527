"""However the same facts are told, they give the same level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rules_engine import Facts, Interval, load_rulebook
from tests.conversations.talk import Talk, check_manners, check_result, result_of

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = pytest.mark.model

FACTS = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 4,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": 45,
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": 30,
    "significantly_disproportionate": False,
}
"""As the letter says it; what is told may leave room, and must hold these values."""
LEVEL = "targeted-2"

WAYS = {
    "question by question": """
        find our level | 2023 | school district | 1200 | 45 | 0 | not ranked | 30 | 4 | no
    """,
    "with what the buttons say": """
        Find our level | 2023 | School district | More than 100 | Above 20 % | Not at all | Not ranked | Above 10 % |
        3 or more | No
    """,
    "with the buttons": """
        /start_interview | /inform{"monitoring_year": 2023} | /inform{"lea_type": "school_district"} |
        /inform{"students_with_disabilities": ">100"} | /inform{"intensive_evaluation_percent": ">20"} |
        /inform{"disproportionate_years": 0} | /inform{"preschool_intensive_evaluation_percent": "not_ranked"} |
        /inform{"lowest_lre_percent": ">10"} | /inform{"elements_not_met": "3+"} |
        /inform{"significantly_disproportionate": false}
    """,
    "all in one message": """
        2023 letter, school district, 1,200 swd, 4 elements not met, never disproportionate,
        intensive evaluation 45 %, no preschool, lowest LRE rank 30 %, not significantly disproportionate
    """,
    "in several messages, backwards": """
        we are not sig dis | lowest lre rank is 30 percent | we missed 4 elements | we have no preschool |
        we were never disproportionate | intensive evaluation: 45 percent | 1200 students with disabilities |
        we are a school district | the letter is from 2023
    """,
    "with words for numbers": """
        find our level | 2023 | a unified district | twelve hundred | forty-five percent | none |
        we have no preschool | thirty percent | four | nope
    """,
    "with corrections": """
        find our level | 2022 | sorry, the letter is from 2023 | charter school | actually we are a school district |
        120 | change the enrolment to 1200 | 9 % | no wait, 45 % | 1 | i mistyped, 0 | not ranked | 30 | 2 | no |
        actually it was 4 elements
    """,
    "going back": """
        find our level | 2023 | district | 12 | go back | 1200 | 45 | 3 | undo | 0 | not ranked | 30 | 1 | go back | 4 |
        no
    """,
    "on the tour": """
        I'm new | our letter is from 2023 | next | we are a school district with 1200 swd | the letter's |
        we missed 4 elements | we are not sig dis | find our level | 45 | 0 | continue the tour | next |
        find our level | not ranked | 30
    """,
    "with questions in between": """
        what is CIM? | find our level | 2023 | what is a SELPA? | district | why do you ask? | 1200 |
        what is the Intensive Evaluation? | 45 | what must we do? | 0 | help | not ranked | review my answers | 30 |
        what is an element? | 4 | thanks | no
    """,
    "vaguely, and closer when asked": """
        find our level | 2023 | district | over 100 | above 20 | never | not ranked | above 10 | at least 2 | no | 4
    """,
    "left open first, and told afterwards": """
        find our level | 2023 | district | 1200 | not sure | 0 | not ranked | 30 | 4 | no |
        the intensive evaluation is 45 %
    """,
    "starting over in the middle": """
        find our level | 2022 | county office | 50 | start over | yes | 2023 | school district | 1200 | 45 | 0 |
        not ranked | 30 | 4 | no
    """,
}
"""Messages, one after the other, parted by bars."""


@pytest.mark.parametrize("way", WAYS)
async def test_the_same_facts_give_the_same_level(agent: Agent, way: str) -> None:
    talk = Talk(agent)
    for message in " ".join(WAYS[way].split()).split(" | "):
        replies = await talk.say(message)
        check_manners(replies)
        check_result(replies, await talk.state())
    conversation = await talk.state()

    assert result_of(conversation) == LEVEL
    assert _contradicted(conversation.facts) == []
    assert any("Targeted Level 2" in reply["text"] for reply in replies)


def _contradicted(told: Facts) -> list[str]:
    """The facts that were taken as something else than what the letter says."""
    truth = Facts.parse(FACTS, load_rulebook().vocabulary)
    return [fact for fact, value in told.items() if not _holds(value, truth[fact])]


def _holds(told: object, truth: object) -> bool:
    return told.covers(truth) if isinstance(told, Interval) and isinstance(truth, Interval) else told == truth
