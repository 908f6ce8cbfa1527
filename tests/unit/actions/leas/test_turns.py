"""What becomes of an LEA's answers when another is named beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.conversation import Conversation
from actions.interview.hearing import Heard, hear
from actions.interview.questions import go_back
from actions.interview.turn import Turn
from actions.leas.set_aside import SetAside
from actions.leas.turns import standing_of
from actions.open_question import QuestionKind
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


def kind_asked(conversation: Conversation) -> QuestionKind | None:
    return conversation.open_question.kind if conversation.open_question else None


@pytest.mark.parametrize("answer", ["yes", "Take them over"])
def test_answers_give_way_to_another_lea_s_once_that_is_confirmed(hearing: Hearing, answer: str) -> None:
    asking = after(at_cedar(**OF_CEDAR), hearing("same as Oak Valley but 4 elements")).conversation

    assert kind_asked(asking) is QuestionKind.COPY_LEA
    assert asking.facts.to_dict() == {**OF_CEDAR, "elements_not_met": 4}

    copied = after(asking, hearing(answer)).conversation

    assert copied.facts.to_dict() == {**OF_OAK, "elements_not_met": 4}
    assert copied.lea == CEDAR
    assert copied.open_question is None


def test_answers_that_are_to_stay_stay_with_what_was_told_besides(hearing: Hearing) -> None:
    asking = after(at_cedar(**OF_CEDAR), hearing("same as Oak Valley but 4 elements")).conversation

    assert after(asking, hearing("no")).conversation.facts.to_dict() == {**OF_CEDAR, "elements_not_met": 4}


def test_an_lea_without_other_answers_takes_another_s_over_at_once(hearing: Hearing) -> None:
    turn = after(at_cedar(monitoring_year=2023), hearing("same as Oak Valley"))

    assert turn.conversation.facts.to_dict() == OF_OAK
    assert turn.conversation.open_question is None


@pytest.mark.parametrize("text", ["same as the last one", "use Oak Valley's year", "elements same as Oak Valley"])
def test_what_may_mean_a_single_answer_copies_nothing_unasked(hearing: Hearing, text: str) -> None:
    turn = after(at_cedar(monitoring_year=2023), hearing(text))

    assert kind_asked(turn.conversation) is QuestionKind.COPY_LEA
    assert turn.conversation.facts.to_dict() == {"monitoring_year": 2023}
    assert turn.conversation.lea == CEDAR


@pytest.mark.parametrize("text", ["go to the previous question", "show me the last result", "take the other number"])
def test_what_is_no_lea_leads_to_no_other_one(hearing: Hearing, text: str) -> None:
    before = at_cedar(**OF_CEDAR)

    assert (hear(before, hearing(text)) or Turn(before)).conversation.lea == CEDAR


def naming(hearing: Hearing) -> Conversation:
    """A conversation that asks what a second LEA is called."""
    return after(replace(talking(**OF_OAK), lea=OAK), hearing("add another LEA")).conversation


@pytest.mark.parametrize(
    "text", ["no", "nope", "no thanks", "No name", "it has no name", "skip", "later", "never mind"]
)
def test_an_lea_may_stay_without_a_name(hearing: Hearing, text: str) -> None:
    turn = after(naming(hearing), hearing(text))

    assert turn.conversation.lea == "LEA 1"
    assert kind_asked(turn.conversation) is QuestionKind.CONFIRMATION  # whether its letter is of the same year


@pytest.mark.parametrize(
    "text", ["wait", "whatever", "I'd rather not", "show me the list", "tell me more", "No. 2023", "yes", "ok"]
)
def test_what_names_no_lea_is_not_taken_for_its_name(hearing: Hearing, text: str) -> None:
    before = naming(hearing)

    assert (hear(before, hearing(text)) or Turn(before)).conversation.lea == "LEA 1"


def test_a_name_behind_a_no_is_a_name(hearing: Hearing) -> None:
    assert after(naming(hearing), hearing("no, Mesa Unified")).conversation.lea == "Mesa Unified"


def test_a_change_can_be_gone_back_to_after_a_visit_to_another_lea(hearing: Hearing) -> None:
    changed = after(at_cedar(**OF_CEDAR), hearing("200 students with disabilities")).conversation
    there_and_back = after(after(changed, hearing("switch to Oak Valley")).conversation, hearing("back to Cedar Ridge"))

    assert go_back(there_and_back.conversation).conversation.facts.to_dict() == OF_CEDAR


def test_what_was_kept_and_no_longer_fits_is_left_out() -> None:
    strange = {**OF_CEDAR, "lea_type": "castle", "moats": 3}
    conversation = replace(
        talking(**OF_OAK),
        lea=OAK,
        others=(SetAside(CEDAR, strange, ("moats",)),),
        earlier=({"facts": {"lea_type": "castle", "moats": 3}, "declined": ["moats"]},),
    )
    standing = standing_of(conversation, CEDAR)
    before = go_back(conversation).conversation

    assert standing.facts.to_dict() == {"monitoring_year": 2022, "students_with_disabilities": 150}
    assert before.facts.to_dict() == {fact: value for fact, value in OF_OAK.items() if fact != "lea_type"}
    assert standing.declined == before.declined == ()
