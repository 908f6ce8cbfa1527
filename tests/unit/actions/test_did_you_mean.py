"""Where a message isn't understood, what was meant is asked; only what is chosen then is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.content import read_content
from actions.conversation import OPEN_QUESTION, Conversation
from actions.interview.did_you_mean import as_chosen, ask_what_is_meant, is_asking
from actions.interview.heard import Heard
from actions.interview.hearing import BUTTON_INTENTS, hear
from actions.open_question import OpenQuestion
from actions.reading import Reading
from actions.saying.question import question
from tests.unit.actions.conftest import talking

DUTIES, DATES, HELP = "ask_duties", "ask_due_dates", "ask_who_helps"
NOT_UNDERSTOOD = "nlu_fallback"


def in_interview(**known: object) -> Conversation:
    conversation = talking(**{"monitoring_year": 2023, **known})
    return replace(conversation, requested=conversation.next_question)


def guessed(*guesses: str, text: str = "things for our people to see to") -> Heard:
    return Heard(text, NOT_UNDERSTOOD, guesses=guesses)


def asked(conversation: Conversation, *guesses: str) -> Conversation:
    """The conversation in which it was asked which of the `guesses` is meant."""
    turn = ask_what_is_meant(conversation, guessed(*guesses), Reading())
    assert turn is not None
    after = turn.conversation
    return replace(after, requested=OPEN_QUESTION) if after.requested else after


def offered(conversation: Conversation, heard: Heard) -> list[str]:
    turn = ask_what_is_meant(conversation, heard, Reading())
    if turn is None:
        return []
    return [button.payload for button in question(turn.conversation).buttons]


def test_at_most_three_likely_things_are_offered_and_stand_in_the_text_too() -> None:
    conversation = asked(in_interview(), DUTIES, DATES, HELP, "ask_steps")
    message = question(conversation)

    assert [button.payload for button in message.buttons] == ["/ask_duties", "/ask_due_dates", "/ask_who_helps"]
    assert all(button.title in message.text for button in message.buttons)


@pytest.mark.parametrize("likeliest", ["out_of_scope", "tell_about_pupil", "greet", "thank"])
def test_nothing_is_offered_where_something_else_is_likelier(likeliest: str) -> None:
    assert offered(in_interview(), guessed(likeliest, DUTIES)) == []


@pytest.mark.parametrize("text", ["loads", "the 4 of them again and again", "98 maybe if so"])
def test_what_looks_like_an_answer_is_asked_for_again_instead(text: str) -> None:
    assert offered(in_interview(), guessed(DUTIES, text=text)) == []


def test_what_may_be_an_answer_opens_no_choice_in_the_interview_only() -> None:
    assert offered(in_interview(), guessed("inform", DUTIES)) == []
    assert offered(talking(), guessed("inform", DUTIES)) == ["/ask_duties"]


def test_after_a_failed_answer_the_usual_help_comes() -> None:
    assert offered(replace(in_interview(), failures=1), guessed(DUTIES)) == []


def test_what_there_is_nothing_to_be_about_is_not_offered() -> None:
    assert offered(talking(), guessed("go_back", "ask_why_asked", "ask_term", DUTIES)) == ["/ask_duties"]


def test_a_choice_is_about_the_level_and_year_that_were_named() -> None:
    level = {"entity": "level", "value": "targeted-2", "start": 0, "end": 2}
    heard = replace(guessed(DUTIES, text="T2 people and things in 2023 please"), entities=(level,))

    assert offered(talking(), heard) == ['/ask_duties{"level": ["targeted-2"], "year": 2023}']


@pytest.mark.parametrize("text", ["2", "the second", "When is it due?", "when is it due"])
def test_a_choice_can_be_typed(text: str) -> None:
    chosen = as_chosen(asked(in_interview(), DUTIES, DATES), Heard(text, "inform"))

    assert (chosen.text, chosen.question, chosen.sure) == ("/ask_due_dates", DATES, True)


def test_yes_to_one_guess_is_a_choice_and_to_several_is_none() -> None:
    yes = Heard("yes", "affirm")
    several = asked(in_interview(elements_not_met=2), DUTIES, DATES)

    assert as_chosen(asked(in_interview(), DUTIES), yes).question == DUTIES
    turn = hear(several, as_chosen(several, yes))
    assert turn is not None
    assert turn.conversation == several


def test_a_chosen_question_is_answered_and_the_standing_one_comes_again() -> None:
    before = in_interview()
    turn = hear(asked(before, DUTIES, DATES), Heard("/ask_duties", DUTIES, question=DUTIES, sure=True))

    assert turn is not None
    assert turn.asks_too
    assert turn.conversation == before


def test_a_chosen_command_does_what_it_does() -> None:
    conversation = asked(in_interview(elements_not_met=2), "start_over", DUTIES)
    turn = hear(conversation, as_chosen(conversation, Heard("1", "inform")))

    assert turn is not None
    assert turn.conversation.open_question is not None
    assert turn.conversation.open_question.kind == "start_over"
    assert turn.conversation.facts == conversation.facts


@pytest.mark.parametrize("text", ["no", "none of these", "neither"])
@pytest.mark.parametrize("before", [talking(), in_interview()], ids=["outside", "interview"])
def test_no_lets_the_question_go_and_changes_nothing(before: Conversation, text: str) -> None:
    turn = hear(asked(before, DUTIES, DATES), Heard(text, "deny"))

    assert turn is not None
    assert turn.conversation == before
    assert turn.messages


def test_an_answer_to_the_question_before_is_taken() -> None:
    turn = hear(asked(in_interview(lea_type="school_district"), DUTIES), Heard("98", "inform"))

    assert turn is not None
    assert turn.conversation.facts.to_dict()["students_with_disabilities"] == 98
    assert not is_asking(turn.conversation)


def test_it_is_not_asked_twice_in_a_row() -> None:
    turn = hear(asked(in_interview(), DUTIES), guessed(DUTIES))

    assert turn is not None
    assert not is_asking(turn.conversation)
    assert turn.conversation.failures == 1


def test_the_question_outlasts_its_slot() -> None:
    asking = asked(in_interview(), DUTIES).open_question

    assert asking is not None
    assert OpenQuestion.from_slot(asking.to_slot()) == asking


def test_everything_on_offer_is_something_that_a_button_may_send() -> None:
    assert set(read_content("did_you_mean.yml")) <= BUTTON_INTENTS
