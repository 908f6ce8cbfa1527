"""What becomes of an LEA's answers when another is named beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.conversation import Conversation
from actions.interview.hearing import Heard, hear
from actions.interview.turn import Turn
from actions.leas.set_aside import SetAside
from tests.unit.actions.conftest import talking

Hearing = Callable[..., Heard]
OAK, CEDAR = "Oak Valley Unified", "Cedar Ridge Charter School"
OF_OAK = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 2,
}
OF_CEDAR = {"monitoring_year": 2022, "lea_type": "charter_school", "students_with_disabilities": 150}


def at_cedar(**known: object) -> Conversation:
    """A conversation about Cedar Ridge, with these answers, that asks its next question while Oak Valley waits."""
    conversation = replace(talking(**known), lea=CEDAR, others=(SetAside(OAK, OF_OAK),))
    return replace(conversation, requested=conversation.next_question)


def after(conversation: Conversation, heard: Heard) -> Turn:
    turn = hear(conversation, heard)
    assert turn is not None
    return turn


@pytest.mark.parametrize(
    "text",
    [
        "same as last year",
        "about the same as last year",
        "same as the previous letter",
        "identical to last year's count",
        "copy the previous numbers",
        "take the last figure",
        "use the last figure",
        "use the other number",
        "go to the previous question",
        "same as the other one",
        "same as the last",
        "same as Oak Valley",
        "student count is the same as Oak Valley",
        "use Oak Valley's number",
        "take Oak Valley",
    ],
)
def test_an_lea_that_has_answers_keeps_them_whatever_is_said_to_be_the_same(hearing: Hearing, text: str) -> None:
    before = at_cedar(**OF_CEDAR)

    turn = hear(before, hearing(text)) or Turn(before)

    held = {one.name: one.facts for one in turn.conversation.others} | {
        turn.conversation.lea: turn.conversation.facts.to_dict()
    }
    assert held == {OAK: OF_OAK, CEDAR: OF_CEDAR}
