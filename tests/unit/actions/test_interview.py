"""What a message does to the conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rasa_sdk import Tracker

from actions.conversation import Conversation
from actions.interview.asking import which_is_meant
from actions.interview.hearing import Heard, hear
from actions.interview.questions import go_back
from actions.interview.turn import Turn
from actions.open_question import OpenQuestion, Option, QuestionKind, one_after_another
from actions.rasa_turn import heard_in
from actions.reading import Said
from actions.reading.payload import WITHDRAWN
from actions.saying.result import result
from actions.tour.progress import Tour
from tests.unit.actions.conftest import talking

Hearing = Callable[..., Heard]
DISTRICT = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200}
UNREMARKABLE = {
    **DISTRICT,
    "elements_not_met": 0,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": "not_ranked",
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": "not_ranked",
    "significantly_disproportionate": False,
}


def after(conversation: Conversation, heard: Heard) -> Turn:
    turn = hear(conversation, heard)
    assert turn is not None
    return turn


def asked(conversation: Conversation) -> Conversation:
    """The same, with its next question put."""
    return replace(conversation, requested=conversation.next_question)


def test_slots_hold_the_whole_conversation() -> None:
    conversation = Conversation(
        facts=talking(**DISTRICT, elements_not_met="3+").facts,
        requested="lowest_lre_percent",
        declined=("disproportionate_years",),
        failures=2,
        reopened="lea_type",
        open_question=OpenQuestion(QuestionKind.CHOICE, "Which?", (Option("One", {"lea_type": None}),)),
        shown={"monitoring_year": 2023},
        earlier=({"facts": {}, "declined": []},),
        tour=Tour(2, told=True),
    )

    assert Conversation.from_slots(conversation.to_slots()) == conversation


def withdrawing(**others: object) -> Heard:
    """The payload that takes back the elements, and gives other facts their values."""
    values = {"elements_not_met": WITHDRAWN, **others}
    return Heard("/inform", "inform", [{"entity": fact, "value": value} for fact, value in values.items()])


def test_an_answer_that_is_taken_back_is_open_again_until_that_is_undone() -> None:
    before = asked(talking(**DISTRICT, elements_not_met=4))

    turn = after(before, withdrawing())

    assert "elements_not_met" not in turn.conversation.facts
    assert "I took back your answer on elements" in turn.lines[0]
    assert go_back(turn.conversation).conversation.facts == before.facts


def test_taking_back_a_settled_result_says_that_it_is_open() -> None:
    settled = replace(talking(**UNREMARKABLE), shown={"monitoring_year": 2023})

    turn = after(asked(settled), withdrawing())

    assert turn.conversation.next_question == "elements_not_met"
    assert "the result is open again. It was Universal; possible now: Universal, Targeted" in " ".join(turn.lines)


def test_what_was_declined_is_asked_again_once_that_is_taken_back() -> None:
    turn = after(asked(replace(talking(**DISTRICT), declined=("elements_not_met",))), withdrawing())

    assert turn.conversation.declined == ()


def test_the_year_is_not_taken_back() -> None:
    turn = after(asked(talking(**DISTRICT)), withdrawing(monitoring_year=WITHDRAWN))

    assert turn.conversation.facts == talking(**DISTRICT).facts


def test_an_answer_that_still_follows_from_others_is_said_to() -> None:
    known = talking(
        **DISTRICT, significantly_disproportionate=True, significant_disproportionality_categories=["discipline"]
    )
    heard = Heard("/inform", "inform", [{"entity": "significantly_disproportionate", "value": WITHDRAWN}])

    assert "follows from your other answers all the same" in after(asked(known), heard).lines[0]


def test_what_is_said_may_contradict_what_is_taken_back_with_it() -> None:
    known = talking(**DISTRICT, significant_disproportionality_categories=["discipline"])
    values = {"significantly_disproportionate": False, "significant_disproportionality_categories": WITHDRAWN}
    heard = Heard("/inform", "inform", [{"entity": fact, "value": value} for fact, value in values.items()])

    turn = after(asked(known), heard)

    assert turn.conversation.open_question is None
    assert turn.conversation.facts["significantly_disproportionate"] is False


def test_a_slot_that_holds_nonsense_counts_as_never_given() -> None:
    assert not Conversation.from_slots({"elements_not_met": "<b>", "lea_type": 7}).facts


def test_the_year_is_asked_before_anything_else() -> None:
    assert talking(elements_not_met=3).next_question == "monitoring_year"


def test_an_answer_is_taken_and_can_be_gone_back_to(hearing: Hearing) -> None:
    turn = after(asked(talking(monitoring_year=2023)), hearing("charter"))

    assert turn.conversation.facts["lea_type"] == "charter_school"
    assert "lea_type" not in go_back(turn.conversation).conversation.facts


def test_a_plain_answer_to_the_question_needs_no_echo(hearing: Hearing) -> None:
    assert after(asked(talking(monitoring_year=2023)), hearing("charter")).lines == ()


def test_a_correction_is_confirmed_with_its_effect(hearing: Hearing) -> None:
    settled = talking(
        **DISTRICT,
        elements_not_met=2,
        disproportionate_years=0,
        intensive_evaluation_percent="not_ranked",
        preschool_intensive_evaluation_percent="not_ranked",
        lowest_lre_percent="not_ranked",
        significantly_disproportionate=False,
    )

    said = " ".join(after(settled, hearing("actually it was 4 elements")).lines)

    assert "from 2 to 4" in said
    assert "from Targeted Level 1 to Targeted Level 2" in said


def test_an_old_value_outlives_a_refused_one(hearing: Hearing) -> None:
    turn = after(asked(talking(**DISTRICT, elements_not_met=2)), hearing("it was 400 elements"))

    assert turn.conversation.facts == talking(**DISTRICT, elements_not_met=2).facts
    assert "I keep 2" in turn.lines[0]


def test_bad_answers_are_counted_and_a_good_one_ends_the_count(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT))
    for failures in (1, 2, 3):
        conversation = after(conversation, hearing("hm hm")).conversation
        assert conversation.failures == failures

    assert after(conversation, hearing("12 %")).conversation.failures == 0


def test_a_refused_value_for_another_fact_is_no_failure_of_the_question(hearing: Hearing) -> None:
    assert after(asked(talking(**DISTRICT)), hearing("400 elements")).conversation.failures == 0


def test_not_sure_leaves_a_fact_open_and_it_isnt_asked_again(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT))

    turn = after(conversation, hearing("not sure"))

    assert turn.conversation.declined == (conversation.requested,)
    assert conversation.requested not in turn.conversation.to_ask


def test_not_sure_in_words_that_no_rule_knows_is_left_to_the_language_model(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT))

    turn = after(conversation, hearing("that one escapes me", "say_not_sure"))

    assert turn.conversation.declined == (conversation.requested,)


@pytest.mark.parametrize("text", ["that 5 escapes me", "the lre escapes me"])
def test_a_number_or_another_fact_s_name_speaks_against_not_sure(hearing: Hearing, text: str) -> None:
    turn = after(asked(talking(**DISTRICT)), hearing(text, "say_not_sure"))

    assert turn.conversation.declined == ()


def test_a_fact_left_open_can_be_told_later(hearing: Hearing) -> None:
    conversation = replace(talking(**DISTRICT), declined=("elements_not_met",))

    turn = after(conversation, hearing("we missed 3 elements"))

    assert turn.conversation.declined == ()


def test_the_year_cant_be_left_open(hearing: Hearing) -> None:
    turn = after(asked(talking()), hearing("not sure"))

    assert turn.conversation.declined == ()
    assert turn.conversation.next_question == "monitoring_year"


def test_a_year_without_rules_is_refused(hearing: Hearing) -> None:
    turn = after(asked(talking()), hearing("2019"))

    assert not turn.conversation.facts
    assert "2019" in turn.lines[0]
    assert "2023" in turn.lines[0]


def test_who_can_give_no_closer_figure_isnt_asked_a_third_time(hearing: Hearing) -> None:
    conversation = asked(
        talking(monitoring_year=2023, lea_type="school_district", students_with_disabilities="90..110")
    )
    assert conversation.requested == "students_with_disabilities"

    turn = after(conversation, hearing("about 100"))

    assert turn.conversation.declined == ("students_with_disabilities",)
    assert turn.conversation.facts.to_dict()["students_with_disabilities"] == "90..110"


def test_facts_that_contradict_each_other_are_asked_back(hearing: Hearing) -> None:
    known = {"significantly_disproportionate": True, "significant_disproportionality_categories": ["discipline"]}
    turn = after(talking(**DISTRICT, **known), hearing("we are not sig dis"))
    question = turn.conversation.open_question

    assert turn.conversation.facts.to_dict() == talking(**DISTRICT, **known).facts.to_dict()
    assert question is not None
    resolved = after(turn.conversation, hearing(question.options[0].title)).conversation
    assert resolved.facts["significantly_disproportionate"] is False
    assert "significant_disproportionality_categories" not in resolved.facts
    assert go_back(resolved).conversation.facts == turn.conversation.facts


@pytest.mark.parametrize("answer", ["1", "the first one", "Students with disabilities", "the number of students"])
def test_an_open_question_is_answered_by_number_title_or_name(hearing: Hearing, answer: str) -> None:
    turn = after(asked(talking(monitoring_year=2023)), hearing("98"))

    resolved = after(turn.conversation, hearing(answer)).conversation

    assert resolved.facts.to_dict() == {"monitoring_year": 2023, "students_with_disabilities": 98}
    assert resolved.open_question is None


def test_none_of_the_options_closes_the_question_and_changes_nothing(hearing: Hearing) -> None:
    turn = after(asked(talking(monitoring_year=2023)), hearing("98"))

    resolved = after(turn.conversation, hearing("no")).conversation

    assert resolved.open_question is None
    assert resolved.facts == talking(monitoring_year=2023).facts


@pytest.mark.parametrize("text", ["I want to begin again from zero", "all 10 questions again please"])
def test_a_sure_wish_to_start_over_is_heard_whatever_number_stands_in_it(hearing: Hearing, text: str) -> None:
    conversation = asked(talking(**DISTRICT, intensive_evaluation_percent="not_ranked", disproportionate_years=0))
    sure = after(conversation, replace(hearing(text, "start_over"), certain=True))
    assert sure.conversation.facts == conversation.facts
    assert sure.conversation.open_question is not None
    assert sure.conversation.open_question.kind is QuestionKind.START_OVER


def test_a_step_back_is_no_amount_unless_a_fact_is_named_with_it(hearing: Hearing) -> None:
    conversation = asked(after(asked(talking(**DISTRICT)), hearing("not ranked")).conversation)
    back = after(conversation, replace(hearing("take me back 1 question", "go_back"), certain=True))
    assert back.conversation.facts == talking(**DISTRICT).facts
    told = after(conversation, replace(hearing("4 elements not met, undo that", "go_back"), certain=True))
    assert told.conversation.facts.to_dict()["elements_not_met"] == 4


def test_what_is_surely_out_of_scope_tells_nothing(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT))
    assert (
        hear(conversation, replace(hearing("I need 2 subs", "out_of_scope", "out_of_scope", True), certain=True))
        is None
    )
    assert hear(conversation, hearing("4 elements", "out_of_scope", "out_of_scope", True)) is not None


def test_starting_over_asks_first(hearing: Hearing) -> None:
    asking = after(asked(talking(**DISTRICT)), hearing("start over", "start_over")).conversation
    assert asking.facts == talking(**DISTRICT).facts

    assert not after(asking, hearing("yes")).conversation.facts
    assert after(asking, hearing("no")).conversation.facts == talking(**DISTRICT).facts


def test_a_question_is_left_to_others(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT))

    assert hear(conversation, hearing("what is a SELPA?", "ask_term", "ask_term")) is None
    assert hear(conversation, hearing("thanks", "thank", "thank", sure=True)) is None


def test_an_unsure_guess_of_the_language_model_isnt_acted_on(hearing: Hearing) -> None:
    turn = after(asked(talking(**DISTRICT)), hearing("a big bunch", "out_of_scope", "out_of_scope"))

    assert turn.conversation.failures == 1


def test_a_button_s_value_is_checked_like_anything_typed() -> None:
    payload = Heard('/inform{"elements_not_met": "<b>"}', "inform", [{"entity": "elements_not_met", "value": "<b>"}])

    turn = after(asked(talking(**DISTRICT)), payload)

    assert "elements_not_met" not in turn.conversation.facts
    assert "<b>" not in " ".join(turn.lines)


@pytest.mark.parametrize("option", [-1, 9, "x", None])
def test_an_option_that_isnt_there_changes_nothing(hearing: Hearing, option: object) -> None:
    conversation = after(asked(talking(monitoring_year=2023)), hearing("98")).conversation

    turn = after(conversation, Heard("/inform", "inform", [{"entity": "option", "value": option}]))

    assert turn.conversation.facts == conversation.facts


def test_a_wish_to_change_an_answer_is_heard_behind_another_intent(hearing: Hearing) -> None:
    """The pipeline puts `inform` first where a message names facts; it may still only steer."""
    heard = replace(hearing("there is something to put right", "inform"), steering="change_answer")

    assert "which answer" in after(asked(talking(**DISTRICT)), heard).lines[0]


def test_that_a_result_stays_is_no_news_in_the_middle_of_an_interview(hearing: Hearing) -> None:
    conversation = asked(talking(**DISTRICT, elements_not_met=2))

    assert "stays" not in " ".join(after(conversation, hearing("actually 3 elements")).lines)


def test_what_was_just_told_is_what_the_latest_answer_gave(hearing: Hearing) -> None:
    conversation = asked(talking(monitoring_year=2023))
    turn = after(conversation, hearing("a charter with 98 students"))

    assert set(turn.conversation.just_told) == {"lea_type", "students_with_disabilities"}


@pytest.mark.parametrize("text", ["hmm", "Hm...", "um", "uhm, hmm"])
def test_a_sound_of_thinking_is_no_greeting(text: str) -> None:
    intent = {"name": "greet", "confidence": 0.9}
    tracker = Tracker("id", {}, {"text": text, "intent": intent, "intent_ranking": [intent]}, [], False, None, {}, "")

    assert heard_in(tracker, talking()) == Heard(text, "nlu_fallback")


def in_doubt(*facts: str) -> Conversation:
    """A conversation that asks of each fact, one after the other, whether its value was meant."""
    known = talking(monitoring_year=2023)
    values = {"elements_not_met": 3, "disproportionate_years": 2}
    questions = [which_is_meant(known.facts, [Said(fact, values[fact])]) for fact in facts]
    return asked(replace(known, open_question=one_after_another(questions)))


@pytest.mark.parametrize("answers", [("yes",), ("no",), ("hm", "hm"), ("1200 students with disabilities", "charter")])
def test_a_doubt_that_waits_is_asked_whatever_becomes_of_the_one_before(
    hearing: Hearing, answers: tuple[str, ...]
) -> None:
    conversation = in_doubt("elements_not_met", "disproportionate_years")
    second = in_doubt("disproportionate_years").open_question

    for answer in answers:
        conversation = asked(after(conversation, hearing(answer)).conversation)

    assert conversation.open_question == second


def test_a_doubt_stands_again_when_starting_over_is_declined(hearing: Hearing) -> None:
    before = in_doubt("elements_not_met")

    asking = asked(after(before, hearing("start over", "start_over")).conversation)

    assert after(asking, hearing("no")).conversation.open_question == before.open_question
    assert after(asking, hearing("yes")).conversation.open_question is None


def test_a_result_that_was_shown_and_no_longer_fits_counts_as_one_of_other_answers() -> None:
    shown = {**UNREMARKABLE, "elements_not_met": "lots"}

    assert "Universal" in result(replace(talking(**UNREMARKABLE), shown=shown))[0].text
