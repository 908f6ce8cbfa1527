"""What is answered: by level and year from the question, from the conversation, or asked back; no more than known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.answering import ANSWERS, answer
from actions.answering.follow_up import completed, follows_up, remembered
from actions.answering.question import Question
from actions.answering.subject_answers import asked_parts
from actions.content.answers import UNDATED, read_answers
from actions.conversation import Conversation, rulebook
from actions.reading import mentions_in
from actions.saying.message import Message
from actions.shared_rules import OVERLAY_VARIABLE
from actions.topic import Topic
from rules_engine import RuleSet
from rules_engine.rulebook import RULESETS
from tests.unit.actions.conftest import talking

DISTRICT = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200}
NOT_RANKED = dict.fromkeys(
    ("intensive_evaluation_percent", "preschool_intensive_evaluation_percent", "lowest_lre_percent"), "not_ranked"
)
TARGETED = {**DISTRICT, **NOT_RANKED, "elements_not_met": 2, "disproportionate_years": 0,
            "significantly_disproportionate": False}  # fmt: skip
BY_LEVEL = ("ask_duties", "ask_trainings", "ask_due_dates", "ask_who_helps")
RULESETS_BY_YEAR = {year: rulebook().for_year(year) for year in rulebook().years}
LEVELS = sorted({id_ for ruleset in RULESETS_BY_YEAR.values() for id_ in ruleset.levels})
MONTHS = "January February March April May June July August September October November December".split()
DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b")


def asked(intent: str, text: str = "...", conversation: Conversation | None = None, **named: object) -> list[Message]:
    """The answer to a question that names this."""
    return answer(conversation or talking(), Question(intent, text, **named))  # type: ignore[arg-type]


def text_of(messages: list[Message]) -> str:
    return "\n".join(message.text for message in messages)


def titles(messages: list[Message]) -> list[str]:
    return [button.title for message in messages for button in message.buttons]


def owed(ruleset: RuleSet, level: str) -> list[str]:
    return [one.title for one in ruleset.obligations if one.result == level]


# -- level and year ---------------------------------------------------------------------------------------------------


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

    assert "still open" in text_of(messages)
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


# -- what the answers say ---------------------------------------------------------------------------------------------


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
        more = [button for button in messages[0].buttons if button.title == "More"]
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

    assert all(conversation.saying(fact) in said for fact in conversation.facts)
    assert "Targeted Level 1 in monitoring year 2023" in said
    assert "SELPA" in said


def test_a_misspelt_term_is_offered_and_not_guessed() -> None:
    messages = asked("ask_term", "what is a disporportionallity")

    assert "Did you mean" in text_of(messages)
    assert "disproportionality" in titles(messages)


# -- going on ---------------------------------------------------------------------------------------------------------

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


# -- every statement has its source -----------------------------------------------------------------------------------


def test_every_statement_of_the_answer_file_has_sources_and_years() -> None:
    book = rulebook()
    for subject in read_answers().values():
        assert subject.intent in ANSWERS
        for part in subject.parts.values():
            for one in part.says:
                assert one.sources
                assert set(one.sources) <= set(book.sources)
                assert set(one.years) <= set(book.years)
    assert UNDATED == "undated"


def test_every_part_of_a_subject_is_reached_by_its_words_and_its_button() -> None:
    for subject in read_answers().values():
        for part in subject.parts.values():
            pressed = Question(subject.intent, "/", part=part.id)
            assert part in asked_parts(subject.parts, pressed)
            for word in part.asked_by:
                assert part in asked_parts(
                    subject.parts, Question(subject.intent, f"tell me {word.rstrip('.')} please")
                )


def every_answer() -> Iterator[str]:
    """What is said to each question, by each level and year, with and without an interview."""
    results = [*LEVELS, *(one.id for one in RULESETS_BY_YEAR[2023].designations)]
    for intent in ANSWERS:
        for year in (None, *rulebook().years):
            years = [year] if year else []
            yield text_of(asked(intent, years=years))
            yield text_of(asked(intent, years=years, conversation=talking(**TARGETED)))
            for level in results:
                yield text_of(asked(intent, levels=[level], years=years))
    for subject in read_answers().values():
        for part in subject.parts:
            yield text_of(asked(subject.intent, part=part))
    for number in range(1, 5):
        yield text_of(asked("ask_steps", part=str(number)))
    for term in rulebook().glossary:
        yield text_of(asked("ask_term", terms=[term]))


def test_no_answer_holds_a_date_that_isnt_in_the_rule_sets() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in Path(RULESETS).glob("*.yaml"))
    known = {date for line in written.splitlines() for date in DATE.findall(line)}

    for said in set(every_answer()):
        assert set(DATE.findall(said)) <= known, said


def test_every_mark_in_an_answer_has_its_source_listed() -> None:
    for said in set(every_answer()):
        marks = {int(n) for mark in re.findall(r"\[(\d+(?:, \d+)*)\]", said) for n in mark.split(", ")}
        numbers = {int(n) for n in re.findall(r"^(\d+)\. ", said, flags=re.MULTILINE)}

        assert marks == numbers, said


def test_every_answer_is_short_enough_for_a_chat() -> None:
    """Sources aside, the longest fits in two Slack messages' worth of text."""
    for said in set(every_answer()):
        assert len(said.split("**Sources")[0]) < 4000, said


# -- supposing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "would_be"),
    [
        ("what if we had 4 elements?", "Targeted Level 2"),
        ("what would happen if we missed 4 elements", "Targeted Level 2"),
        ("what if we were a charter with 90 students", "Small LEA, monitored in cycles"),
        ("suppose we were sig dis", "Significantly disproportionate"),
        ("if we had 3 elements instead, would that change the level?", "Targeted Level 2"),
        ("what if it was the 2022 letter", "no level in the sources"),
        ("what if the intensive evaluation was bottom 9 %", "Intensive Level 1"),
    ],
)
def test_what_is_supposed_gives_the_result_that_it_would_give(
    entities_in: Callable[[str], list[dict[str, Any]]], text: str, would_be: str
) -> None:
    conversation = talking(**TARGETED)
    mentions = mentions_in(entities_in(text), conversation.facts.vocabulary)

    said = text_of(asked("ask_what_would_change", text, conversation, mentions=mentions))

    assert "the result for" in said
    assert would_be in said.split("Now it is")[0]
    assert "Your answers stay as they are" in said


def test_an_impossible_supposition_is_refused_with_its_reason(
    entities_in: Callable[[str], list[dict[str, Any]]],
) -> None:
    text = "what if the lre rank was 140 %"
    mentions = mentions_in(entities_in(text), rulebook().vocabulary)

    said = text_of(asked("ask_what_would_change", text, talking(**TARGETED), mentions=mentions))

    assert "140 is more than 100" in said


def test_without_anything_supposed_the_single_changes_are_told() -> None:
    assert "With one answer changed" in text_of(
        asked("ask_what_would_change", "what would change it?", talking(**TARGETED))
    )
