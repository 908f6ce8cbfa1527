"""The newcomers' tour: what its stops say, and what a message does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.content.tour import stops, tour_words
from actions.conversation import TOUR, Conversation, rulebook
from actions.interview.heard import Heard
from actions.interview.hearing import hear
from actions.interview.turn import Turn
from actions.saying.question import question
from actions.tour.check import check_tour
from actions.tour.progress import Tour
from actions.tour.stops import statements
from tests.unit.actions.conftest import talking

Hearing = Callable[..., Heard]
TARGETED_1 = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 2,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": "not_ranked",
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": "not_ranked",
    "significantly_disproportionate": False,
}
SMALL = {"monitoring_year": 2023, "lea_type": "charter_school", "students_with_disabilities": 60,
         "significantly_disproportionate": False}  # fmt: skip


def touring(at: int = 0, **known: object) -> Conversation:
    """A conversation at a stop of the tour, which was begun out of nothing."""
    return replace(talking(**known), requested=TOUR, tour=Tour(at))


def after(conversation: Conversation, heard: Heard) -> Turn:
    turn = hear(conversation, heard)
    assert turn is not None
    return turn


def test_the_content_fits_glossary_sources_and_buttons() -> None:
    assert list(check_tour(rulebook())) == []


def test_no_word_that_is_said_to_the_tour_means_two_things_but_going_on() -> None:
    words = [word for move in tour_words().values() for word in move]

    assert {word for word in words if words.count(word) > 1} == {"next stop", "tour"}


@pytest.mark.parametrize("stop", stops(), ids=lambda stop: stop.id)
@pytest.mark.parametrize("known", [{}, {"monitoring_year": 2024}, SMALL, TARGETED_1], ids=["-", "2024", "small", "T1"])
def test_whatever_a_stop_says_has_its_sources(stop: object, known: dict[str, object]) -> None:
    said = list(statements(stop, talking(**known)))  # type: ignore[arg-type]

    assert said
    assert all(one.text.strip() and one.sources for one in said)
    assert {id_ for one in said for id_ in one.sources} <= set(rulebook().sources)


@pytest.mark.parametrize("year", rulebook().years)
@pytest.mark.parametrize("at", range(len(stops())))
def test_every_stop_can_be_said_for_every_result(year: int, at: int) -> None:
    rules = rulebook().for_year(year)
    facts = [{**case.facts, "monitoring_year": year} for case in rules.cases]

    for known in facts:
        message = question(touring(at, **known))

        assert "{" not in message.text
        assert f"Stop {at + 1} of {len(stops())}" in message.text
        assert len(message.buttons) <= 5


def test_every_check_question_names_no_answer_first_always() -> None:
    positions = {stop.check.answers.index(stop.check.right) for stop in stops()}

    assert len(positions) > 1


def test_a_stop_that_was_said_is_not_said_again(hearing: Hearing) -> None:
    turn = after(touring(2), hearing("we have a charter"))

    assert question(turn.conversation).text.startswith("Back to the tour")


def test_an_answer_leads_to_the_next_stop_whether_right_or_not(hearing: Hearing) -> None:
    for at, stop in enumerate(stops()[:-1]):
        for answer in stop.check.answers:
            turn = after(touring(at), hearing(answer.title))

            assert turn.conversation.tour == Tour(at + 1)
            assert answer.says in turn.lines[0]


def test_no_answer_names_a_fact(hearing: Hearing) -> None:
    """What is typed to answer a check question must not be taken for something about the LEA."""
    for at, stop in enumerate(stops()):
        for answer in stop.check.answers:
            for name in answer.names:
                assert not after(touring(at), hearing(name)).conversation.facts, name


def test_a_tour_that_interrupted_nothing_leaves_nothing_to_ask(hearing: Hearing) -> None:
    turn = after(touring(), hearing("stop"))

    assert turn.rests
    assert turn.conversation.tour is not None
    assert turn.conversation.tour.waits


def test_a_tour_on_which_facts_were_told_leads_into_the_interview(hearing: Hearing) -> None:
    turn = after(touring(monitoring_year=2023), hearing("stop"))

    assert not turn.rests
    assert turn.conversation.next_question == "lea_type"


def test_a_question_that_the_tour_interrupted_stands_again(hearing: Hearing) -> None:
    asked = replace(talking(), requested="monitoring_year")

    begun = after(asked, hearing("start the tour")).conversation
    left = after(replace(begun, requested=TOUR), hearing("stop"))

    assert not left.rests
    assert left.conversation.next_question == "monitoring_year"


def test_the_last_stop_ends_the_tour(hearing: Hearing) -> None:
    turn = after(touring(len(stops()) - 1), hearing("next"))

    assert turn.conversation.tour == Tour(0, going=False, over=True)


def test_the_tour_is_kept_in_a_slot_and_forgets_what_it_does_not_know() -> None:
    tour = Tour(3, going=False, told=True, interrupts=True)

    assert Tour.from_slot({**tour.to_slot(), "of another version": 1}) == tour


@pytest.mark.parametrize("text", ["we tour the schools in May", "next", "continue", "no"])
def test_what_only_sounds_like_the_tour_does_not_begin_it_in_an_interview(hearing: Hearing, text: str) -> None:
    asked = replace(talking(monitoring_year=2023), requested="lea_type")

    turn = hear(asked, hearing(text))

    assert turn is None or turn.conversation.tour is None


def test_settling_facts_on_the_tour_are_said_to_be_enough(hearing: Hearing) -> None:
    known = {key: value for key, value in SMALL.items() if key != "significantly_disproportionate"}

    turn = after(touring(1, **known), hearing("we are not significantly disproportionate"))

    assert "Small LEA" in turn.lines[-1]
    assert turn.conversation.next_question == TOUR
