"""A classifier that learns nothing: a message means what the example means that is nearest to it by TF-IDF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

__all__ = ["Examples", "NearestExample"]

_FILE = "examples.json"
_RANKED = 10


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
            if len(nearest) == _RANKED:
                break
        return list(nearest.items())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearestExample(GraphComponent, IntentClassifier):
    """`Examples` as a component of a Rasa pipeline. It keeps the examples and counts them anew when it is loaded."""

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._examples: Examples | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NearestExample:
        """A classifier without examples."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NearestExample:
        """The classifier with the examples kept under `resource`."""
        classifier = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._examples = Examples(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the examples that have an intent."""
        examples = [message for message in training_data.intent_examples if message.get(INTENT)]
        kept = {"texts": [one.get(TEXT) for one in examples], "intents": [one.get(INTENT) for one in examples]}
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(kept), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give every message the intent of its nearest example, and a ranking."""
        for message in messages:
            if self._examples and (text := message.get(TEXT)):
                ranking = [{"name": name, "confidence": alike} for name, alike in self._examples.ranking(text)]
                message.set(INTENT, dict(ranking[0]), add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages
