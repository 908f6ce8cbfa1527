"""The intent classifier: logistic regression whose model is plain numbers.

Rasa's own stores a pickled estimator through `skops`, whose import takes seconds and whose loading can run code.
Here scikit-learn is needed for training alone; what is kept is one matrix, one vector and the names of the intents.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

__all__ = ["IntentClassifier"]

_WEIGHTS, _INTENTS = "weights.npz", "intents.json"
_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Multinomial logistic regression over the sparse features of the featurizers before it."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._intents: list[str] = []
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`inverse_strength`: how little the weights are held back (scikit-learn's C).

        By cross-validation on the training data, at this one the model is as sure as it is right; smaller ones make it
        doubt too much.
        """
        return {"inverse_strength": 60.0, "max_iterations": 400, "random_state": 7}

    @classmethod
    def required_components(cls) -> list[type]:
        """Featurizers come first in the pipeline."""
        return [Featurizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The classifier that was trained and kept under `resource`."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._intents = json.loads((folder / _INTENTS).read_text(encoding="utf-8"))
            with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                classifier._weights, classifier._bias = arrays["weights"], arrays["bias"]
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent, and keep what was learnt."""
        from sklearn.linear_model import LogisticRegression

        examples = [message for message in training_data.intent_examples if message.get(INTENT)]
        model = LogisticRegression(
            C=self._config["inverse_strength"],
            max_iter=self._config["max_iterations"],
            random_state=self._config["random_state"],
            class_weight="balanced",
        )
        model.fit(_matrix(examples, _width(examples[0])), [message.get(INTENT) for message in examples])
        self._intents = [str(intent) for intent in model.classes_]
        self._weights = model.coef_.T.astype(np.float32)
        self._bias = model.intercept_.astype(np.float32)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _INTENTS).write_text(json.dumps(self._intents), encoding="utf-8")
            np.savez_compressed(folder / _WEIGHTS, weights=self._weights, bias=self._bias)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give every message the most likely intent and a ranking."""
        for message in messages:
            if not message.get(TEXT) or not message.features:
                continue
            columns, values = _features(message)
            scores = values @ self._weights[columns] + self._bias
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            order = np.argsort(-likely)[:_RANKED]
            ranking = [{"name": self._intents[at], "confidence": float(likely[at])} for at in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _features(message: Message) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """The columns that are set and their values: counts of words and of pieces of words, each kind of unit length."""
    columns, values, offset = [], [], 0
    for features in message.features:
        if features.attribute == TEXT and features.type == "sentence" and features.is_sparse():
            part = features.features.tocoo()
            counts = part.data.astype(np.float32)
            columns.append(part.col + offset)
            values.append(counts / (np.linalg.norm(counts) or 1.0))
            offset += part.shape[1]
    return np.concatenate(columns), np.concatenate(values)


def _matrix(messages: list[Message], width: int) -> sp.csr_matrix:
    """The features of `messages`, a row each."""
    rows = [_features(message) for message in messages]
    lengths = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    data = np.concatenate([values for _, values in rows])
    indices = np.concatenate([columns for columns, _ in rows])
    return sp.csr_matrix((data, indices, lengths), shape=(len(rows), width))


def _width(message: Message) -> int:
    """How many columns the features have, set or not."""
    return sum(
        features.features.shape[1]
        for features in message.features
        if features.attribute == TEXT and features.type == "sentence" and features.is_sparse()
    )
