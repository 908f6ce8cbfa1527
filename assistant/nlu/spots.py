"""What rules spot in a message, as features beside its words: names, amounts, question words, yes and no, length.

A language model that is trained on a few hundred sentences hasn't seen most terms and numbers. That a message *asks*,
and about *some* term, says more of its intent than which term it is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.content import lexicon
from actions.conversation import rulebook
from actions.reading import Spotted, asks_something, mentions_in

__all__ = ["SpotFeaturizer"]

_CUES = ("asking", "yes", "no", "unknown", "correcting", "change_request", "hypothetical", "negation")
_LENGTHS = (1, 2, 4, 8)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SpotFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds one feature for each kind of thing that the reader spots. Comes after the name extractor."""

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._facts = rulebook().vocabulary
        self._lexicon = lexicon()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpotFeaturizer:
        """The component as Rasa builds it."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured, so nothing can be wrong."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every example."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to each message that has a text."""
        for message in messages:
            if text := message.get(TEXT):
                row = sp.csr_matrix([self._spots(text, message.get(ENTITIES, []))], dtype=np.float32)
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def _spots(self, text: str, entities: list[dict[str, Any]]) -> list[bool]:
        kinds = {entity["entity"] for entity in entities}
        spotted = Spotted(text, mentions_in(entities, self._facts), self._lexicon)
        length = len(text.split())
        return [
            "fact" in kinds,
            "term" in kinds,
            "level" in kinds,
            bool(spotted.choices),
            bool(spotted.amounts),
            asks_something(spotted),
            "?" in text,
            *(spotted.has(cue) for cue in _CUES),
            *(low < length <= high for low, high in zip((0, *_LENGTHS), (*_LENGTHS, 1_000), strict=True)),
        ]
