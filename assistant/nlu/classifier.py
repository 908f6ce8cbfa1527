"""The intent classifier: logistic regression whose model is plain numbers.

Rasa's own stores a pickled estimator through `skops`, whose import takes seconds and whose loading can run code.
Here scikit-learn is needed for training alone; what is kept is one matrix, one vector and the names of the intents.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.components import TrainedClassifier

__all__ = ["IntentClassifier"]

_WEIGHTS, _INTENTS = "weights.npz", "intents.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedClassifier):
    """Multinomial logistic regression over the sparse features of the featurizers before it."""

    _intents: list[str]
    _weights: npt.NDArray[np.float32]
    _bias: npt.NDArray[np.float32]

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

    def learn(self, examples: Sequence[Message]) -> None:
        """Fit the weights."""
        from sklearn.linear_model import LogisticRegression

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

    def write(self, folder: Path) -> None:
        """The names of the intents, and the weights as plain arrays."""
        (folder / _INTENTS).write_text(json.dumps(self._intents), encoding="utf-8")
        np.savez_compressed(folder / _WEIGHTS, weights=self._weights, bias=self._bias)

    def read(self, folder: Path) -> None:
        """The same from the files."""
        self._intents = json.loads((folder / _INTENTS).read_text(encoding="utf-8"))
        with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
            self._weights, self._bias = arrays["weights"], arrays["bias"]

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """Softmax over the intents' scores; nothing for a message without features."""
        if not message.features:
            return []
        columns, values = _features(message)
        scores = values @ self._weights[columns] + self._bias
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        return [(self._intents[at], float(likely[at])) for at in np.argsort(-likely)]


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


def _matrix(messages: Sequence[Message], width: int) -> sp.csr_matrix:
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
