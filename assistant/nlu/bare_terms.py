"""A message that is little more than one glossary term, or one level, asks what that means: "LRE?", "define SELPA"."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import read_content
from actions.reading.parting import question_begins
from assistant.nlu.components import Component, put_first, put_second

__all__ = ["BareTermSpotter"]

_ASK_TERM = "ask_term"
_SUBJECTS = ("term", "level")
_SURE = 0.9
"""Confidence from which the language model is believed that something else is asked: "small LEA cycle?"."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class BareTermSpotter(Component):
    """Gives the intent `ask_term` to such messages; behind told facts, as the question besides them.

    It gives it to none of which something before it is sure.
    """

    def __init__(self) -> None:
        self._little = frozenset(read_content("asking.yml")["about_a_term"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Put `ask_term` first where a message is little more than one term, second where its last question is."""
        for message in messages:
            text = message.get(TEXT) or ""
            begins = question_begins(text)
            if text and not _is_sure(message) and self._is_bare_term(message):
                put_first(message, _ASK_TERM)
            elif begins is not None and self._is_bare_term(message, begins):
                put_second(message, _ASK_TERM)
        return messages

    def _is_bare_term(self, message: Message, begins: int = 0) -> bool:
        entities = [entity for entity in message.get(ENTITIES, []) if entity["start"] >= begins]
        named = [entity for entity in entities if entity["entity"] in _SUBJECTS]
        if len({entity["value"] for entity in named}) != 1:
            return False
        tokens = [token for token in message.get(TOKENS_NAMES[TEXT], []) if token.start >= begins]
        words = [token for token in tokens if not _inside(token, named)]
        return all(token.text in self._little for token in words)


def _is_sure(message: Message) -> bool:
    return bool((message.get(INTENT) or {}).get("confidence", 0.0) >= _SURE)


def _inside(token: Any, names: list[dict[str, Any]]) -> bool:
    return any(name["start"] <= token.start < name["end"] for name in names)
