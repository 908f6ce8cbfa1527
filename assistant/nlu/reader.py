"""The pipeline's last word: a message that tells something about the LEA is meant for the interview.

What stands in a message comes before what a language model takes it for. Inside the interview the form sees to that
itself; this component does it where no interview is under way.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import lexicon
from actions.content.tour import tour_words
from actions.conversation import rulebook
from actions.guard import removed_from
from actions.reading import mentions_in, read
from actions.tour.words import names_one_of
from assistant.nlu.components import Component, put_first
from rules_engine import Facts

__all__ = ["AnswerSpotter"]

_INFORM = "inform"
_VAGUE = frozenset({"nlu_fallback", "start_interview", "ask_help", "greet"})
"""What a newcomer's "I'm new here, we got this letter" may be taken for as well."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerSpotter(Component):
    """Gives the intent `inform` to messages that name a fact with its value; the other intents stay in the ranking."""

    def __init__(self) -> None:
        self._no_facts = Facts({}, rulebook().vocabulary)
        self._lexicon = lexicon()
        self._newcomers_words = tour_words()["start"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Put first what a message surely is: told facts, a removed message, a newcomer's wish to be shown around."""
        for message in messages:
            text = message.get(TEXT)
            if text and removed_from(text):
                put_first(message, "tell_about_pupil")
            elif text and self._tells(text, message.get(ENTITIES, [])):
                put_first(message, _INFORM)
            elif text and message.get(INTENT, {}).get("name") in _VAGUE and names_one_of(text, self._newcomers_words):
                put_first(message, "start_tour")
        return messages

    def _tells(self, text: str, entities: list[dict[str, Any]]) -> bool:
        mentions = mentions_in(entities, self._no_facts.vocabulary)
        return bool(mentions) and read(text, mentions, facts=self._no_facts, lexicon=self._lexicon).tells
