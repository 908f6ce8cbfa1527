"""What a typed line means beside the buttons on offer."""

from __future__ import annotations

import pytest

from assistant.channels.messages import Choice, Message, now
from assistant.channels.typed import RefusedError
from assistant.terminal.choices import choices_in, meant

MENU = (Choice("Find our level", "/start_interview"), Choice("What can you do?", "/ask_help"))
COUNTS = (Choice("None", '/inform{"elements_not_met": 0}'), Choice("1 or 2", '/inform{"elements_not_met": "1..2"}'))
YEARS = (Choice("2022", '/inform{"monitoring_year": 2022}'), Choice("2023", '/inform{"monitoring_year": 2023}'))


@pytest.mark.parametrize("line", ["1", "#1", " # 1 ", "find our level", "Find our level"])
def test_a_choice_is_made_by_number_or_title(line: str) -> None:
    assert meant(line, MENU) == "/start_interview"


def test_a_number_that_answers_the_question_is_the_answer() -> None:
    assert meant("2", COUNTS) == "2"
    assert meant("#2", COUNTS) == '/inform{"elements_not_met": "1..2"}'


def test_a_number_that_can_t_be_the_answer_is_the_choice() -> None:
    assert meant("2", YEARS) == '/inform{"monitoring_year": 2023}'
    assert meant("2023", YEARS) == '/inform{"monitoring_year": 2023}'


@pytest.mark.parametrize("line", ["0", "3", "#3", "-1", "1.5", "²", "100"])
def test_what_is_no_choice_is_sent_as_it_is(line: str) -> None:
    assert meant(line, MENU) == line


@pytest.mark.parametrize("mark", ["/", " / /", "/\n/", "/\t/", "\x00/"])
def test_what_is_typed_is_no_command(mark: str) -> None:
    assert meant(f'{mark}inform{{"elements_not_met": 0}}', MENU) == 'inform{"elements_not_met": 0}'


@pytest.mark.parametrize(("line", "why"), [("/", "empty"), ("  ", "empty"), ("x" * 3000, "3,000 characters")])
def test_what_can_t_be_sent_is_refused_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        meant(line, MENU)


def test_choices_of_all_replies_are_on_offer() -> None:
    def reply(*choices: Choice) -> Message:
        return Message("a-1", "assistant", "text", now(), choices)

    a, c = Choice("A", "/a"), Choice("C", "/c")

    assert choices_in([reply(a), reply(), reply(c)]) == (a, c)
