"""Which words ask to be forgotten, and which only sound like it."""

from __future__ import annotations

import pytest

from assistant.channels.slack.forgetting import asks_to_be_forgotten, forget_question
from tests.unit.channels.slack.block_kit import message_problems


@pytest.mark.parametrize(
    "text",
    ["forget me", "Forget me, please!", "please forget about me", "delete my data", "Erase all of my conversations."],
)
def test_these_do(text: str) -> None:
    assert asks_to_be_forgotten(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "forget it",
        "forget Oak Valley",
        "don't forget me",
        "forget me not",
        "delete my last answer",
        "how do I forget me?",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not asks_to_be_forgotten(text)


def test_the_question_says_what_will_be_gone() -> None:
    (post,) = forget_question("U1")
    assert message_problems({"text": post.text, "blocks": list(post.blocks)}) == []
    assert "can't be undone" in post.text
