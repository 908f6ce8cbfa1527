"""Classifiers that know what sentences mean from elsewhere: logistic regression over sentence embeddings.

Alone, and as a second opinion where ours is unsure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.classifier import IntentClassifier
from assistant.nlu.components import TrainedClassifier
from benchmarks.environment import FOLDER, sentence_weights
from benchmarks.sentences import SentenceEncoder

__all__ = ["SecondOpinion", "SentenceClassifier"]

_FILE: Final = "sentences.npz"
_INTENTS: Final = "sentence-intents.json"


class _Regression:
    """Logistic regression over the embeddings of sentences."""

    def __init__(self, intents: Sequence[str], weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> None:
        self._intents, self._weights, self._bias = list(intents), weights, bias
        self._encoder = SentenceEncoder(sentence_weights())

    @classmethod
    def learnt(cls, texts: Sequence[str], intents: Sequence[str]) -> _Regression:
        """The regression that was fitted to the examples."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - for training alone

        model = LogisticRegression(C=10.0, max_iter=300, tol=1e-3).fit(_embedded(texts), intents)
        return cls(model.classes_.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))

    @classmethod
    def read(cls, folder: Path) -> _Regression:
        """The regression that was kept in `folder`."""
        with np.load(folder / _FILE, allow_pickle=False) as arrays:
            return cls(json.loads((folder / _INTENTS).read_text(encoding="utf-8")), arrays["weights"], arrays["bias"])

    def write(self, folder: Path) -> None:
        """Keep it in `folder`."""
        (folder / _INTENTS).write_text(json.dumps(self._intents), encoding="utf-8")
        np.savez(folder / _FILE, weights=self._weights, bias=self._bias)

    def likely(self, text: str) -> dict[str, float]:
        """How likely each intent is."""
        scores = self._encoder.encode([text])[0] @ self._weights + self._bias
        likely = np.exp(scores - scores.max())
        return dict(zip(self._intents, (likely / likely.sum()).tolist(), strict=True))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(TrainedClassifier):
    """The regression alone."""

    _regression: _Regression

    def learn(self, examples: Sequence[Message]) -> None:
        """Fit it to the examples."""
        self._regression = _Regression.learnt(*_texts_and_intents(examples))

    def write(self, folder: Path) -> None:
        """Keep it."""
        self._regression.write(folder)

    def read(self, folder: Path) -> None:
        """Take it from the files again."""
        self._regression = _Regression.read(folder)

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """The intents, the most likely first."""
        return _ranked(self._regression.likely(message.get(TEXT)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SecondOpinion(IntentClassifier):
    """Our classifier; where it is less sure than `asked_below`, the mean of its opinion and that of the regression."""

    _regression: _Regression

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Our classifier's, and `asked_below`; tried on messages that stand outside of the project."""
        return {**IntentClassifier.get_default_config(), "asked_below": 0.6}

    def learn(self, examples: Sequence[Message]) -> None:
        """Fit both to the examples."""
        super().learn(examples)
        self._regression = _Regression.learnt(*_texts_and_intents(examples))

    def write(self, folder: Path) -> None:
        """Keep both."""
        super().write(folder)
        self._regression.write(folder)

    def read(self, folder: Path) -> None:
        """Take both from the files again."""
        super().read(folder)
        self._regression = _Regression.read(folder)

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """The intents, the most likely first."""
        first = super().likely(message)
        if first[0][1] >= self._config["asked_below"]:
            return first
        second = self._regression.likely(message.get(TEXT))
        return _ranked({intent: (likely + second[intent]) / 2 for intent, likely in first})


def _ranked(likely: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(likely.items(), key=lambda one: -one[1])


def _texts_and_intents(examples: Sequence[Message]) -> tuple[list[str], list[str]]:
    return [one.get(TEXT) for one in examples], [one.get(INTENT) for one in examples]


def _embedded(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """The texts' embeddings. They take minutes, so that they are kept for the next candidate."""
    kept = FOLDER / f"embedded-{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.npy"
    if not kept.exists():
        np.save(kept, SentenceEncoder(sentence_weights()).encode(texts))
    embedded: npt.NDArray[np.float32] = np.load(kept, allow_pickle=False)
    return embedded
