"""A classifier that learns nothing: a message means what the example means that is nearest to it by TF-IDF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from assistant.nlu.components import TrainedClassifier

__all__ = ["Examples", "NearestExample"]

_FILE = "examples.json"


class Examples:
    """Examples and their intents, to be compared with messages by their words and pieces of words."""

    def __init__(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        self._intents = intents
        self._features = FeatureUnion(
            [
                ("words", TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+")),  # noqa: S106 - no password
                ("pieces", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)),
            ]
        )
        self._examples = self._features.fit_transform(texts).tocsr()

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """The intents of the nearest examples, each with the likeness of its nearest one, from 0 to 1."""
        # Both kinds of features have unit length, so the product is the sum of two cosines.
        alike = (self._examples @ self._features.transform([text]).T).toarray().ravel() / 2
        nearest: dict[str, float] = {}
        for at in np.argsort(-alike, kind="stable"):
            nearest.setdefault(self._intents[at], float(alike[at]))
        return list(nearest.items())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearestExample(TrainedClassifier):
    """`Examples` as a component of a Rasa pipeline. It keeps the examples and counts them anew when it is loaded."""

    _kept: dict[str, list[str]]
    _examples: Examples

    def learn(self, examples: Sequence[Message]) -> None:
        """Keep the texts and their intents."""
        self._kept = {"texts": [one.get(TEXT) for one in examples], "intents": [one.get(INTENT) for one in examples]}
        self._examples = Examples(**self._kept)

    def write(self, folder: Path) -> None:
        """The examples as they are."""
        (folder / _FILE).write_text(json.dumps(self._kept), encoding="utf-8")

    def read(self, folder: Path) -> None:
        """The examples, counted anew."""
        self._examples = Examples(**json.loads((folder / _FILE).read_text(encoding="utf-8")))

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """The intents of the nearest examples, each with the likeness of its nearest one."""
        return self._examples.ranking(message.get(TEXT))
