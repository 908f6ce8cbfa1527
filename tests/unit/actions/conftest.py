"""Reading as the assistant does it, without a trained model: the same names, found by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.content import lexicon
from actions.conversation import Conversation, rulebook
from actions.interview.hearing import Heard
from actions.reading import Reading, mentions_in, read
from assistant.nlu.extractor import answer_finder
from rules_engine import Facts

Reader = Callable[..., Reading]


@pytest.fixture(scope="session")
def entities_in() -> Callable[[str], list[dict[str, Any]]]:
    """Finds the names in a text as the pipeline's extractor does."""
    finder = answer_finder()

    def find(text: str) -> list[dict[str, Any]]:
        return [
            {"entity": name.kind, "value": name.id, "start": name.start, "end": name.end} for name in finder.find(text)
        ]

    return find


@pytest.fixture(scope="session")
def reading_of(entities_in: Callable[[str], list[dict[str, Any]]]) -> Reader:
    """Reads a text, given the fact asked for, those just told, and facts already known."""

    def read_text(text: str, asked: str | None = None, told: tuple[str, ...] = (), **known: object) -> Reading:
        facts = Facts.parse(known, rulebook().vocabulary)
        mentions = mentions_in(entities_in(text), facts.vocabulary)
        return read(text, mentions, facts=facts, lexicon=lexicon(), requested=asked, just_told=told)

    return read_text


@pytest.fixture
def hearing(entities_in: Callable[[str], list[dict[str, Any]]]) -> Callable[..., Heard]:
    """A message as it comes in, with the intent that the language model gave it."""

    def heard(text: str, intent: str = "nlu_fallback", question: str | None = None, sure: bool = False) -> Heard:
        return Heard(text, intent, entities_in(text), question, sure)

    return heard


def talking(**known: object) -> Conversation:
    """A conversation in which these facts are known."""
    return Conversation(Facts.parse(known, rulebook().vocabulary))
