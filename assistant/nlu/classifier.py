"""The intent classifier: logistic regression whose model is plain numbers.

Rasa's own stores a pickled estimator through `skops`, whose import takes seconds and whose loading can run code.
Here scikit-learn is needed for training alone; what is kept are the names of the features and intents, and arrays.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.components import TrainedClassifier
from assistant.nlu.features import KINDS, Features

__all__ = ["IntentClassifier"]

_NAMES, _NUMBERS = "names.json", "numbers.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedClassifier):
    """Logistic regression of each intent against all others, over the features of `features.py`."""

    _features: Features
    _intents: list[str]
    _weights: npt.NDArray[np.float32]
    _bias: npt.NDArray[np.float32]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`features`: the kinds to learn from. `inverse_strength`: how little the weights are held back (C).

        `evenness`: how far the few examples of an intent make up for their number, from 0 (not) to 1 (fully).
        `sharpness`: by what the scores are multiplied before they become likelihoods; below 1 the model doubts more.
        All by trying them on messages of one writer after learning from those of the others.
        """
        return {
            "features": list(KINDS),
            "inverse_strength": 20.0,
            "evenness": 0.5,
            "sharpness": 0.9,
            "random_state": 7,
        }

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer comes first in the pipeline."""
        return [Tokenizer]

    def learn(self, examples: Sequence[Message]) -> None:
        """Learn which features there are, and fit the weights."""
        from sklearn.linear_model import LogisticRegression

        self._features = Features.learnt(examples, self._config["features"])
        intents = [str(message.get(INTENT)) for message in examples]
        model = LogisticRegression(
            solver="liblinear",
            C=self._config["inverse_strength"],
            class_weight=_weights_of(intents, self._config["evenness"]),
            tol=0.02,
            random_state=self._config["random_state"],
        )
        model.fit(_matrix([self._features.of(message) for message in examples], len(self._features.weights)), intents)
        self._intents = [str(intent) for intent in model.classes_]
        # What is kept has half the precision, and is used as it is kept.
        self._weights = model.coef_.T.astype(np.float16).astype(np.float32)
        self._bias = model.intercept_.astype(np.float32)

    def write(self, folder: Path) -> None:
        """The names as JSON, the numbers as plain arrays."""
        names = {
            "intents": self._intents,
            "features": {kind: [*known] for kind, known in self._features.columns.items()},
        }
        (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")
        np.savez_compressed(
            folder / _NUMBERS, rarity=self._features.weights, weights=self._weights.astype(np.float16), bias=self._bias
        )

    def read(self, folder: Path) -> None:
        """The same from the files."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        self._intents = names["intents"]
        columns: dict[str, dict[str, int]] = {}
        first = 0
        for kind, features in names["features"].items():
            columns[kind] = {feature: first + at for at, feature in enumerate(features)}
            first += len(features)
        with np.load(folder / _NUMBERS, allow_pickle=False) as arrays:
            self._features = Features(columns, arrays["rarity"])
            self._weights, self._bias = arrays["weights"].astype(np.float32), arrays["bias"]

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """Softmax over the intents' scores. Several words of which none was ever seen may mean anything."""
        columns, values = self._features.of(message)
        sharpness = 0.0 if self._features.all_strange(message) else self._config["sharpness"]
        scores = (values @ self._weights[columns] + self._bias) * sharpness
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        return [(self._intents[at], float(likely[at])) for at in np.argsort(-likely)]


def _weights_of(intents: Sequence[str], evenness: float) -> dict[str, float]:
    """What an example of each intent weighs."""
    counts = Counter(intents)
    return {intent: (len(intents) / (len(counts) * count)) ** evenness for intent, count in counts.items()}


def _matrix(rows: Sequence[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]], width: int) -> sp.csr_matrix:
    """Rows of columns and values as a matrix."""
    lengths = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    data = np.concatenate([values for _, values in rows])
    indices = np.concatenate([columns for columns, _ in rows])
    return sp.csr_matrix((data, indices, lengths), shape=(len(rows), width))
