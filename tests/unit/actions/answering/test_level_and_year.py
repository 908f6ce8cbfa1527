"""Level and year of an answer: from the question, from the conversation, or asked back."""

from __future__ import annotations

import pytest

from actions.conversation import rulebook
from tests.unit.actions.answering.asking import (
    BY_LEVEL,
    LEVELS,
    RULESETS_BY_YEAR,
    TARGETED,
    asked,
    owed,
    text_of,
    titles,
)
from tests.unit.actions.conftest import talking


@pytest.mark.parametrize("intent", BY_LEVEL)
def test_without_level_and_year_both_ways_to_them_are_offered(intent: str) -> None:
    assert titles(asked(intent)) == ["Find our level", "We know our level"]


def test_who_knows_the_level_is_asked_for_the_year_and_then_for_the_level() -> None:
    year = asked("ask_duties", part="known")
    tier = asked("ask_duties", part="known", years=[2023])
    level = asked("ask_duties", years=[2023], terms=["targeted"])

    assert titles(year) == [str(one) for one in rulebook().years]
    assert "Targeted" in titles(tier)
    assert len(titles(tier)) <= 5
    assert titles(level) == ["Targeted Level 1", "Targeted Level 2", "Targeted Level 3"]


def test_a_level_that_means_different_things_in_different_years_isnt_explained_without_its_year() -> None:
    assert titles(asked("ask_duties", levels=["targeted-2"])) == ["2022", "2023"]


def test_a_level_of_a_single_year_needs_no_year() -> None:
    assert "Targeted Level 1, 2023" in text_of(asked("ask_duties", levels=["targeted-1"]))


@pytest.mark.parametrize("year", RULESETS_BY_YEAR)
@pytest.mark.parametrize("level", LEVELS)
def test_duties_of_a_named_level_are_those_of_that_year_s_rule_set(level: str, year: int) -> None:
    ruleset = RULESETS_BY_YEAR[year]

    said = text_of(asked("ask_duties", levels=[level], years=[year]))

    assert str(year) in said
    assert all(title in said for title in owed(ruleset, level))
    if level not in ruleset.levels:
        assert "Our sources say nothing of" in said
        assert "Where to look" in said


def test_the_own_result_is_answered_for_where_no_level_is_named() -> None:
    for intent in BY_LEVEL:
        assert "Targeted Level 1, 2023" in text_of(asked(intent, conversation=talking(**TARGETED)))


def test_a_named_level_comes_before_the_own_result() -> None:
    said = text_of(asked("ask_who_helps", conversation=talking(**TARGETED), levels=["intensive-3"]))

    assert "Intensive Level 3, 2023" in said
    assert "Targeted Level 1" not in said


def test_another_year_is_answered_for_by_what_the_same_answers_give_there() -> None:
    second = talking(**{**TARGETED, "elements_not_met": 0, "disproportionate_years": 2})

    assert "Targeted Level 3, 2022" in text_of(asked("ask_duties", conversation=second, years=[2022]))


def test_while_the_level_is_open_the_possible_ones_can_be_asked_about() -> None:
    messages = asked("ask_duties", conversation=talking(**{**TARGETED, "elements_not_met": "unknown"}))

    assert "leave it open for 2023: Universal, Targeted Level 1 or Targeted Level 2" in text_of(messages)
    assert titles(messages) == ["Universal", "Targeted Level 1", "Targeted Level 2"]


def test_a_year_without_rules_is_refused_by_every_answer_that_depends_on_the_year() -> None:
    for intent in (*BY_LEVEL, "ask_level_difference", "ask_year_difference", "ask_steps", "ask_small_lea_cycle"):
        assert "no rules for 2021" in text_of(asked(intent, levels=["targeted-2"], years=[2021]))


def test_a_term_that_names_a_designation_is_as_good_as_the_designation() -> None:
    said = text_of(asked("ask_due_dates", terms=["significant-disproportionality"], years=[2024]))

    assert "10 July 2024" in said
    assert "10 October 2024" in said


def test_unknown_levels_in_a_payload_are_passed_over() -> None:
    assert titles(asked("ask_duties", levels=["targeted-9"])) == ["Find our level", "We know our level"]
