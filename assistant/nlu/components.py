"""What the components of the pipeline have in common: how Rasa makes, trains, keeps and loads them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.reading.parting import question_begins

__all__ = ["Component", "Trained", "TrainedClassifier", "put_first", "put_second", "rank"]

_RANKED = 10
_APART = 0.05
"""By which a second intent stays below the first, so that it puts that in no doubt."""


def rank(message: Message, likely: Sequence[tuple[str, float]]) -> None:
    """Give the message its intents, the most likely first, each with how likely it is."""
    ranking = [{"name": intent, "confidence": confidence} for intent, confidence in likely]
    message.set(INTENT, dict(ranking[0]), add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def put_first(message: Message, intent: str) -> None:
    """Make `intent` the message's certain intent; the others stay in the ranking."""
    others = [one for one in message.get(INTENT_RANKING_KEY, []) if one["name"] != intent]
    rank(message, [(intent, 1.0), *((one["name"], one["confidence"]) for one in others)])


def put_second(message: Message, intent: str) -> None:
    """Make `intent` the likeliest beside the message's first one, which stays in no doubt."""
    first, *others = message.get(INTENT_RANKING_KEY) or [{"name": "", "confidence": 0.0}]
    if first["name"] not in ("", intent):
        rest = [(one["name"], one["confidence"]) for one in others if one["name"] != intent]
        rank(message, [(first["name"], first["confidence"]), (intent, max(first["confidence"] - _APART, 0.0)), *rest])


def _from(message: Message, begins: int) -> Message:
    """The message from that position on."""
    tokens = [token for token in message.get(TOKENS_NAMES[TEXT], []) if token.start >= begins]
    return Message({TEXT: message.get(TEXT)[begins:], TOKENS_NAMES[TEXT]: tokens})


class Component(GraphComponent):
    """A component with nothing to configure, to learn or to load."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """The component as Rasa builds it."""
        return cls()


class Trained(GraphComponent):
    """A component that learns from examples, and keeps in files of its own what it has learnt."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained:
        """A component that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Trained:
        """The component that was trained and kept under `resource`."""
        trained = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            trained.read(folder)
        return trained

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent, and keep what was learnt."""
        self.learn([message for message in training_data.intent_examples if message.get(INTENT)])
        with self._model_storage.write_to(self._resource) as folder:
            self.write(folder)
        return self._resource

    @abstractmethod
    def learn(self, examples: Sequence[Message]) -> None:
        """Learn from examples that have an intent."""

    @abstractmethod
    def write(self, folder: Path) -> None:
        """Put what was learnt into files."""

    @abstractmethod
    def read(self, folder: Path) -> None:
        """Take it from the files again."""


class TrainedClassifier(Trained, IntentClassifier):
    """An intent classifier that has learnt from examples."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Give every message that has a text its intents."""
        for message in messages:
            if message.get(TEXT) and (likely := self.likely(message)):
                rank(message, self._with_question(message, likely)[:_RANKED])
        return messages

    def _with_question(self, message: Message, likely: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """`likely`, with the question behind what the message tells, if it has one: it counts besides the first."""
        begins = question_begins(message.get(TEXT))
        if begins is None:
            return likely
        asked, confidence = self.likely(_from(message, begins))[0]
        (first, most), *rest = likely
        if asked == first:
            return likely
        second = (asked, max(dict(rest).get(asked, 0.0), min(confidence, most - _APART)))
        return [(first, most), *sorted((second, *(one for one in rest if one[0] != asked)), key=lambda one: -one[1])]

    @abstractmethod
    def likely(self, message: Message) -> list[tuple[str, float]]:
        """The intents of the message, the most likely first, each with how likely it is; none if it can't say."""
