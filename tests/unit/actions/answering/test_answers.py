"""What the answers say: no more than is known, and where to look."""

from __future__ import annotations

import re

import pytest

from actions.conversation import rulebook
from actions.shared_rules import OVERLAY_VARIABLE
from rules_engine.rulebook import RULESETS
from tests.unit.actions.answering.asking import (
    RULESETS_BY_YEAR,
    TARGETED,
    asked,
    text_of,
    titles,
)
from tests.unit.actions.conftest import talking


def test_where_the_sources_name_no_training_that_is_said_with_where_to_look() -> None:
    said = text_of(asked("ask_trainings", levels=["intensive-3"], years=[2023]))

    assert "Our sources name none" in said
    assert "CDE's page" in said


def test_a_question_about_one_duty_is_answered_with_its_date_alone() -> None:
    said = text_of(asked("ask_due_dates", levels=["targeted-3"], years=[2022], terms=["policies-review"]))

    assert "30 June 2022" in said
    assert "webinar" not in said


def test_who_helps_tells_what_the_sources_disagree_on() -> None:
    assert "the sources differ" in text_of(asked("ask_who_helps", levels=["targeted-3"], years=[2023]))


def test_what_a_site_has_added_is_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERLAY_VARIABLE, str(RULESETS / "overlay.example.yaml"))
    for intent in ("ask_duties", "ask_trainings", "ask_due_dates"):
        said = text_of(asked(intent, levels=["targeted-1"], years=[2023]))

        assert "EXAMPLE: 17 April 2023" in said
        assert "Added by this site" in said
    assert "cim@selpa.example" in text_of(asked("ask_who_helps", levels=["targeted-1"], years=[2023]))


@pytest.mark.parametrize(
    ("text", "number"), [("what is step 2?", 2), ("what's the third step", 3), ("step one", 1), ("4th step", 4)]
)
def test_a_step_is_found_in_the_words(text: str, number: int) -> None:
    assert f"Step {number} of CIM" in text_of(asked("ask_steps", text))


def test_a_step_that_no_source_knows_is_refused() -> None:
    assert "know no Step 7" in text_of(asked("ask_steps", "what is step 7"))


def test_the_number_of_steps_is_three_for_levels_and_four_for_significant_disproportionality() -> None:
    said = text_of(asked("ask_steps", "how many steps are there"))

    assert "three steps" in said
    assert "four steps" in said


def test_two_levels_are_compared_by_criterion_support_and_duties() -> None:
    said = text_of(asked("ask_level_difference", levels=["targeted-1", "intensive-1"], years=[2023]))

    for level in ("targeted-1", "intensive-1"):
        assert RULESETS_BY_YEAR[2023].summary_of(level) in said
        assert RULESETS_BY_YEAR[2023].entry_of(level).support in said
    assert "Only Intensive Level 1: Gather and inquire" in said


def test_a_level_named_alone_is_compared_with_the_own_one_else_with_its_neighbour() -> None:
    with_own = asked("ask_level_difference", levels=["targeted-3"], conversation=talking(**TARGETED))
    with_next = asked("ask_level_difference", levels=["targeted-1"])

    assert "Targeted Level 1 and Targeted Level 3, 2023" in text_of(with_own)
    assert "Targeted Level 1 and Targeted Level 2, 2023" in text_of(with_next)


def test_one_level_in_two_years_is_a_question_about_the_years() -> None:
    said = text_of(asked("ask_level_difference", levels=["targeted-2"], years=[2022, 2023]))

    assert RULESETS_BY_YEAR[2022].summary_of("targeted-2") in said
    assert RULESETS_BY_YEAR[2023].summary_of("targeted-2") in said


def test_terms_are_told_apart_where_no_level_is_named() -> None:
    said = text_of(asked("ask_level_difference", terms=["adl", "apr"]))

    assert rulebook().glossary["adl"].means in said
    assert rulebook().glossary["apr"].means in said


def test_a_level_in_two_years_shows_both_meanings_and_that_later_years_are_unknown() -> None:
    said = text_of(asked("ask_year_difference", levels=["targeted-3"], years=[2022]))

    assert RULESETS_BY_YEAR[2022].summary_of("targeted-3") in said
    assert RULESETS_BY_YEAR[2023].summary_of("targeted-3") in said
    assert "2024, 2025 and 2026" in said


def test_the_own_answers_are_compared_between_years() -> None:
    said = text_of(asked("ask_year_difference", conversation=talking(**TARGETED), years=[2022, 2023]))

    assert "Targeted Level 1 in monitoring year 2023" in said
    assert "No level in our sources for monitoring year 2022" in said


@pytest.mark.parametrize("conflict", rulebook().conflicts)
def test_every_conflict_can_be_asked_for_by_its_own_words(conflict: str) -> None:
    one = rulebook().conflicts[conflict]

    said = text_of(asked("ask_conflicts", f"where do the sources differ on: {one.about}?"))

    assert one.about in said


def test_all_conflicts_are_listed_a_page_at_a_time() -> None:
    said, part = "", None
    for _ in range(10):
        messages = asked("ask_conflicts", part=part)
        said += text_of(messages)
        more = [button for button in messages[0].buttons if button.title == "More conflicts"]
        if not more:
            break
        part = re.findall(r'"part": "(\d+)"', more[0].payload)[0]

    assert all(one.about in said for one in rulebook().conflicts.values())


def test_how_sure_names_inferences_conflicts_and_the_letter() -> None:
    inferred = talking(**{**TARGETED, "intensive_evaluation_percent": 5})
    plain = talking(**TARGETED)

    assert "Our reading, not the sources' words" in text_of(asked("ask_how_sure", conversation=inferred))
    assert "Our reading, not the sources' words" not in text_of(asked("ask_how_sure", conversation=plain))
    for conversation in (inferred, plain, talking(), talking(monitoring_year=2024, lea_type="school_district")):
        assert "letter" in text_of(asked("ask_how_sure", conversation=conversation))


def test_a_summary_to_hand_over_holds_every_answer_and_the_result() -> None:
    conversation = talking(**TARGETED)

    said = text_of(asked("talk_to_person", conversation=conversation))

    assert all(conversation.facts.say(fact) in said for fact in conversation.facts)
    assert "Targeted Level 1 in monitoring year 2023" in said
    assert "SELPA" in said


def test_a_misspelt_term_is_offered_and_not_guessed() -> None:
    messages = asked("ask_term", "what is a disporportionallity")

    assert "Did you mean" in text_of(messages)
    assert "disproportionality" in titles(messages)
