"""What would be, if an answer were another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.conversation import rulebook
from actions.reading import mentions_in
from tests.unit.actions.answering.asking import (
    TARGETED,
    asked,
    text_of,
)
from tests.unit.actions.conftest import talking


@pytest.mark.parametrize(
    ("text", "would_be"),
    [
        ("what if we had 4 elements?", "Targeted Level 2"),
        ("what would happen if we missed 4 elements", "Targeted Level 2"),
        ("what if we were a charter with 90 students", "Small LEA, monitored in cycles"),
        ("suppose we were sig dis", "Significantly disproportionate"),
        ("if we had 3 elements instead, would that change the level?", "Targeted Level 2"),
        ("what if it was the 2022 letter", "no level in our sources"),
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
