"""A message that is little more than one glossary term, or one level, asks what that means: "LRE?", "define SELPA"."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import read_content

__all__ = ["BareTermSpotter", "put_first"]

_ASK_TERM = "ask_term"
_SUBJECTS = ("term", "level")


def put_first(message: Message, intent: str) -> None:
    """Make `intent` the message's certain intent; the others stay in the ranking."""
    certain = {"name": intent, "confidence": 1.0}
    ranking = [one for one in message.get(INTENT_RANKING_KEY, []) if one["name"] != intent]
    message.set(INTENT, certain, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [dict(certain), *ranking], add_to_output=True)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class BareTermSpotter(GraphComponent):
    """Gives the intent `ask_term` to such messages. Comes after the classifiers; a message that tells is none."""

    def __init__(self) -> None:
        self._little = frozenset(read_content("asking.yml")["about_a_term"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BareTermSpotter:
        """The component as Rasa builds it; it has nothing to configure or to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Put `ask_term` first where a message is little more than one term."""
        for message in messages:
            if message.get(TEXT) and self._is_bare_term(message):
                put_first(message, _ASK_TERM)
        return messages

    def _is_bare_term(self, message: Message) -> bool:
        named = [entity for entity in message.get(ENTITIES, []) if entity["entity"] in _SUBJECTS]
        if len({entity["value"] for entity in named}) != 1:
            return False
        words = [token for token in message.get(TOKENS_NAMES[TEXT], []) if not _inside(token, named)]
        return all(token.text in self._little for token in words)


def _inside(token: Any, names: list[dict[str, Any]]) -> bool:
    return any(name["start"] <= token.start < name["end"] for name in names)
