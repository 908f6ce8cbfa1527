"""Mending slips of typing in a message's words, by the words that the examples are made of.

The names and numbers of an answer are found in the text as it was typed, and have a list of their own
(`actions/reading`). Here it is about everything else that the classifier then sees: "thnaks", "wat wuld make it beter".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.content import lexicon
from actions.reading.spelling import Speller
from assistant.nlu.components import Trained

__all__ = ["SlipMender"]

_FILE: Final = "words.json"
_MEANT_FROM: Final = 4
"""Examples in which a word stands that may have been meant by another."""
_KNOWN_FROM: Final = 2
"""Examples in which a word stands that is left alone."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SlipMender(Trained):
    """Replaces the text of each token by the word that was meant; where it stood in the message stays."""

    _counts: dict[str, int]
    _speller: Speller

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer comes first in the pipeline."""
        return [Tokenizer]

    def learn(self, examples: Sequence[Message]) -> None:
        """Count in how many examples each word stands."""
        counts = Counter(word for example in examples for word in {token.text for token in _words(example)})
        self._know({word: count for word, count in sorted(counts.items()) if count >= _KNOWN_FROM})

    def write(self, folder: Path) -> None:
        """The words and their counts as JSON."""
        (folder / _FILE).write_text(json.dumps(self._counts), encoding="utf-8")

    def read(self, folder: Path) -> None:
        """The same from the file."""
        self._know(json.loads((folder / _FILE).read_text(encoding="utf-8")))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mend the examples too: what is learnt from is what will be seen."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Mend the words of each message."""
        for message in messages:
            for token in _words(message):
                meant = self._speller.meant_by(token.text)
                if meant != token.text and " " not in meant:
                    token.lemma = meant if token.lemma == token.text else token.lemma
                    token.text = meant
        return messages

    def _know(self, counts: dict[str, int]) -> None:
        self._counts = counts
        often = [word for word, count in counts.items() if count >= _MEANT_FROM]
        self._speller = Speller(often, {*counts, *lexicon().left_alone}, {})


def _words(message: Message) -> Iterable[Token]:
    """The tokens that are words, without what numbers and marks stand for."""
    return (token for token in message.get(TOKENS_NAMES[TEXT], []) if token.text.replace("'", "").isalpha())
