"""What is said: questions, results, answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answering import ANSWERS, answer
from actions.answering.question import Question
from actions.content import fact_content
from actions.conversation import Conversation, rulebook
from actions.saying.message import Message, bullets, listed, payload
from actions.saying.question import question
from actions.saying.result import result
from rules_engine import obligations
from tests.unit.actions.conftest import talking

SMALL = {"monitoring_year": 2023, "lea_type": "charter_school", "students_with_disabilities": 45,
         "significantly_disproportionate": False}  # fmt: skip
DISTRICT = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200}
TARGETED = {**DISTRICT, "elements_not_met": 2, "disproportionate_years": 0, "significantly_disproportionate": False,
            "intensive_evaluation_percent": "not_ranked", "preschool_intensive_evaluation_percent": "not_ranked",
            "lowest_lre_percent": "not_ranked"}  # fmt: skip


def text_of(messages: tuple[Message, ...] | list[Message]) -> str:
    return "\n".join(message.text for message in messages)


def test_a_list_in_a_sentence() -> None:
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_bullets_read_well_without_markdown() -> None:
    assert bullets(["one", "two"]) == "- one\n- two"


def test_a_payload_carries_its_values_as_json() -> None:
    assert payload("inform", elements_not_met="3+") == '/inform{"elements_not_met": "3+"}'
    assert payload("greet") == "/greet"


def test_the_number_of_questions_left_is_the_engine_s() -> None:
    conversation = talking(**DISTRICT)

    assert f"Question 4 (at most {len(conversation.to_ask) - 1} more" in question(conversation).text


def test_the_last_question_is_announced() -> None:
    conversation = talking(**{**SMALL, "significantly_disproportionate": "unknown"})

    assert "(the last one)" in question(conversation).text


@pytest.mark.parametrize("fact", rulebook().vocabulary)
def test_each_fact_is_asked_in_other_words_after_each_failure(fact: str) -> None:
    conversation = Conversation(talking(monitoring_year=2023).facts, reopened=fact)
    if fact == "monitoring_year":
        conversation = talking()
    texts = [question(replace(conversation, failures=failures)).text for failures in range(4)]

    assert len(set(texts)) == 4
    assert fact_content(fact).example in texts[2]
    assert conversation.facts.vocabulary[fact].where in texts[2]
    assert ("not sure" in texts[3]) == fact_content(fact).can_skip


@pytest.mark.parametrize("fact", rulebook().vocabulary)
def test_buttons_are_few_and_end_with_not_sure_where_one_may_be_unsure(fact: str) -> None:
    conversation = (
        talking() if fact == "monitoring_year" else Conversation(talking(monitoring_year=2023).facts, reopened=fact)
    )
    titles = [button.title for button in question(conversation).buttons]

    assert 1 < len(titles) <= 5
    assert (titles[-1] == "Not sure") == fact_content(fact).can_skip


def test_where_a_closer_figure_is_needed_the_buttons_part_what_is_known() -> None:
    conversation = talking(monitoring_year=2023, lea_type="school_district", students_with_disabilities="90..110")

    assert [button.title for button in question(conversation).buttons] == ["90 to 100", "101 to 110", "Not sure"]


@pytest.mark.parametrize("facts", [SMALL, TARGETED, {**TARGETED, "significantly_disproportionate": True}])
def test_a_result_carries_all_that_the_engine_says(facts: dict[str, object]) -> None:
    conversation = talking(**facts)
    determination = conversation.determination
    assert determination is not None
    said = text_of(result(conversation))

    for note in determination.notes:
        assert note.says in said
    for one in obligations(determination):
        assert one.title in said
        assert one.support in said
        assert one.due.says in said
    for id_ in determination.results():
        assert determination.ruleset.title_of(id_) in said


def test_every_source_mark_has_its_line() -> None:
    for message in result(talking(**TARGETED))[:2]:
        numbers = {
            int(n) for mark in message.text.split("[")[1:] for n in mark.split("]")[0].split(", ") if n.isdigit()
        }
        listed_sources = [line for line in message.text.splitlines() if line[:1].isdigit()]

        assert numbers == set(range(1, len(listed_sources) + 1))


def test_a_result_is_told_in_words_and_also_as_data() -> None:
    first = result(talking(**SMALL))[0]

    assert first.custom is not None
    assert first.custom["determination"]["designations"] == ["small-lea-cyclical"]
    assert "Small LEA" in first.text


def test_a_result_that_was_just_shown_isnt_spelt_out_again() -> None:
    conversation = talking(**TARGETED)

    again = result(replace(conversation, shown=conversation.facts.to_dict()))

    assert len(again) == 1
    assert "The result stands" in again[0].text


@pytest.mark.parametrize("intent", ANSWERS)
@pytest.mark.parametrize("facts", [{}, {"monitoring_year": 2023}, TARGETED])
def test_every_question_has_an_answer_at_any_time(intent: str, facts: dict[str, object]) -> None:
    conversation = talking(**facts)

    messages = answer(conversation, Question(intent, "..."))

    assert messages
    assert all(message.text for message in messages)


@pytest.mark.parametrize("intent", ANSWERS)
@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026, 1999])
def test_every_question_about_any_year_and_level_has_an_answer_in_any_interview(intent: str, year: int) -> None:
    for facts, requested in (
        ({"monitoring_year": 2023}, "lea_type"),
        ({"monitoring_year": 2022}, None),
        (TARGETED, None),
    ):
        conversation = replace(talking(**facts), requested=requested)
        for levels in ((), ("universal",), ("targeted-1",), ("targeted-3", "intensive-2"), ("small-lea-cyclical",)):
            messages = answer(conversation, Question(intent, f"... {year}?", levels=levels, years=[year]))

            assert messages
            assert all(message.text for message in messages)


def test_why_asked_names_the_criteria_that_read_the_fact() -> None:
    conversation = replace(talking(**DISTRICT), requested="elements_not_met")

    said = text_of(answer(conversation, Question("ask_why_asked", "why?")))

    assert "Targeted Level 1" in said
    assert "Targeted Level 2" in said
    assert "Intensive Level 3" not in said


def test_a_term_is_explained_with_its_source() -> None:
    said = text_of(answer(talking(), Question("ask_term", "what is LRE", terms=["lre"])))

    assert rulebook().glossary["lre"].means in said
    assert "Sources" in said


def test_an_unknown_term_is_admitted() -> None:
    assert "isn't in my glossary" in text_of(answer(talking(), Question("ask_term", "what is a quux")))
