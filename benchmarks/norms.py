"""What a spaCy pipeline without vectors knows of words: their norms, "'m" is "am", "centre" is "center"."""

from __future__ import annotations

from typing import Final

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.components import Component

__all__ = ["WordNorms"]

_ENGLISH: Final = spacy.blank("en")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class WordNorms(Component):
    """Puts spaCy's norm of each word in its place where no placeholder stands."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the examples."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Replace the words of each message."""
        for message in messages:
            for token in message.get(TOKENS_NAMES[TEXT], []):
                norm = " ".join(part.norm_ for part in _ENGLISH(token.text))
                token.lemma = norm if token.lemma == token.text else token.lemma
        return messages
