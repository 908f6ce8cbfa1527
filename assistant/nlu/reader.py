"""A message that tells something about the LEA is meant for the interview.

What stands in a message comes before what a language model takes it for. Inside the interview the form sees to that
itself; this component does it where no interview is under way.
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import lexicon
from actions.content.tour import tour_words
from actions.conversation import rulebook
from actions.guard import removed_from
from actions.other_languages import is_in_another
from actions.reading import mentions_in, read
from actions.tour.words import names_one_of
from assistant.nlu.components import Component, put_first
from rules_engine import Facts

__all__ = ["AnswerSpotter"]

_INFORM = "inform"
_TELLING = frozenset({_INFORM, "change_answer", "say_not_sure", "affirm", "deny"})
_SURE = 0.8
"""Confidence from which the language model is believed that a message is meant for something else.

Tried on writers whose messages it hadn't learnt from: of 51 that told a fact, it was so sure of another intent for
one; of 85 that told none, though the reader heard one, for 51.
"""
_COURTESIES = frozenset({"greet", "thank", "goodbye", "affirm", "ask_term", "say_not_sure"})
"""What is answered in English even where it is said in another language: "hola", "ano ang CIM"."""
_LIKELY = 0.5
"""Confidence from which the language model is believed that it is one of them."""
_VAGUE = frozenset({"nlu_fallback", "start_interview", "ask_help", "greet"})
"""What a newcomer's "I'm new here, we got this letter" may be taken for as well."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerSpotter(Component):
    """Gives the intent `inform` to messages that name a fact with its value; the other intents stay in the ranking.

    Not to those that only mention one: "any changes for 2024", "delete that charter".
    """

    def __init__(self) -> None:
        self._no_facts = Facts({}, rulebook().vocabulary)
        self._lexicon = lexicon()
        self._newcomers_words = tour_words()["start"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Put first what a message surely is: told facts, a newcomer's wish to be shown around, or nothing for us."""
        for message in messages:
            text = message.get(TEXT)
            if text and removed_from(text):
                put_first(message, "tell_about_pupil")
            elif text and is_in_another(text) and not _is_courtesy(message):
                put_first(message, "out_of_scope")
            elif text and self._tells(text, message):
                put_first(message, _INFORM)
            elif text and message.get(INTENT, {}).get("name") in _VAGUE and names_one_of(text, self._newcomers_words):
                put_first(message, "start_tour")
        return messages

    def _tells(self, text: str, message: Message) -> bool:
        mentions = mentions_in(message.get(ENTITIES, []), self._no_facts.vocabulary)
        if not mentions:
            return False
        reading = read(text, mentions, facts=self._no_facts, lexicon=self._lexicon)
        # Who asks besides what is told is heard in both.
        return reading.tells and (not _is_something_else(message) or bool(reading.said and reading.asks))


def _is_courtesy(message: Message) -> bool:
    likeliest = message.get(INTENT) or {}
    return likeliest.get("name") in _COURTESIES and likeliest.get("confidence", 0.0) >= _LIKELY


def _is_something_else(message: Message) -> bool:
    """Whether the language model is sure that the message is no answer."""
    likeliest = message.get(INTENT) or {}
    return likeliest.get("name") not in _TELLING and likeliest.get("confidence", 0.0) >= _SURE
