"""A level or a year alone goes on with what was asked before."""

from __future__ import annotations

import pytest

from actions.answering import answer
from actions.answering.follow_up import completed, follows_up, remembered
from actions.answering.question import Question
from actions.conversation import Conversation
from actions.topic import Topic
from tests.unit.actions.conftest import talking

DUTIES_ASKED = Conversation(talking().facts, topic=Topic("ask_duties", ("targeted-2",), (2023,)))


@pytest.mark.parametrize("text", ["2022", "and in 2022?", "what about 2022"])
def test_a_year_alone_asks_the_same_of_that_year(text: str) -> None:
    assert follows_up(DUTIES_ASKED, text, [])

    question = completed(DUTIES_ASKED, Question("inform", text, years=[2022]))

    assert (question.intent, question.levels, question.years) == ("ask_duties", ("targeted-2",), [2022])


def test_a_level_alone_asks_the_same_of_that_level_and_without_a_question_before_what_it_means() -> None:
    assert follows_up(talking(), "we are targeted 3", [(7, 17)])
    assert completed(DUTIES_ASKED, Question("inform", "", levels=["targeted-3"])).intent == "ask_duties"
    assert completed(talking(), Question("inform", "", levels=["targeted-3"])).intent == "ask_term"


@pytest.mark.parametrize("text", ["2022 elements", "we missed 3", "charter", "/ask_duties", ""])
def test_what_says_more_or_less_than_a_level_or_year_doesnt_go_on(text: str) -> None:
    assert not follows_up(DUTIES_ASKED, text, [])


def test_a_year_alone_answers_the_interview_where_one_is_under_way() -> None:
    for requested in ("monitoring_year", "students_with_disabilities"):
        assert not follows_up(Conversation(talking().facts, requested, topic=DUTIES_ASKED.topic), "2022", [])


def test_what_was_asked_is_remembered_with_level_and_year() -> None:
    after = remembered(talking(), Question("ask_due_dates", "", levels=["targeted-2"], years=[2022]))

    assert after.topic == Topic("ask_due_dates", ("targeted-2",), (2022,))
    assert Conversation.from_slots(after.to_slots()).topic == after.topic


NOT_COVERED = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200,
               "elements_not_met": 0, "disproportionate_years": 0, "intensive_evaluation_percent": 10.5,
               "preschool_intensive_evaluation_percent": "not_ranked", "lowest_lre_percent": "not_ranked",
               "significantly_disproportionate": False}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("what must we do?", False),
        ("what are the duties?", False),
        ("and the duties?", True),
        ("is that a duty?", True),
    ],
)
def test_a_level_asked_about_before_is_never_taken_for_the_lea_s_own(text: str, goes_on: bool) -> None:
    conversation = Conversation(talking(**NOT_COVERED).facts, topic=DUTIES_ASKED.topic)

    said = answer(conversation, Question("ask_duties", text))[0].text

    assert ("Targeted Level 2" in said) is goes_on


def test_another_lea_s_talk_begins_without_a_topic() -> None:
    assert DUTIES_ASKED.emptied().topic is None
