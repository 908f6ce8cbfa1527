"""What Rasa gets of what people type."""

from __future__ import annotations

import pytest

from assistant.channels.typed import LONGEST, RefusedError, as_typed, cleaned


@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("  4 elements  ", "4 elements"),
        ("4\r\nelements\rnot met", "4\nelements\nnot met"),
        ("4\x00 ele\x07ments", "4 elements"),
        ("4 \ud83d elements", "4  elements"),
        ("swd 98" + " " * 500 + "elements 4", "swd 98   elements 4"),
        ("swd 98" + "\n" * 500 + "elements 4", "swd 98\n\n\nelements 4"),
        ("a\t\tb   c", "a\t\tb   c"),
    ],
    ids=["ends", "lines", "control characters", "half a character", "much space", "many empty lines", "some space"],
)
def test_what_means_nothing_is_left_out(typed: str, got: str) -> None:
    assert cleaned(typed) == got


@pytest.mark.parametrize("typed", ["/restart", " / /restart", "///\n/restart"])
def test_nothing_typed_is_a_command(typed: str) -> None:
    assert as_typed(typed) == "restart"


@pytest.mark.parametrize(
    ("typed", "reason"), [("x" * (LONGEST + 1), "2,001"), ("", "empty"), (" \n\x00 ", "empty"), ("/ /", "empty")]
)
def test_what_can_not_be_taken_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        as_typed(typed)


def test_a_message_of_the_greatest_length_is_taken_and_space_does_not_count() -> None:
    assert as_typed("x" * LONGEST) == "x" * LONGEST
    assert as_typed("x" + " " * 3 * LONGEST + "y") == "x   y"
