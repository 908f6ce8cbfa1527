"""A classifier that learns nothing from examples: a message means what the answer is for that is most like it (TF-IDF).

The answers are those that the assistant gives on every level of the year with the most rules. Only questions have any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.answering import ANSWERS, answer
from actions.answering.question import Question
from actions.content import read_content
from actions.conversation import Conversation, rulebook
from assistant.nlu.components import TrainedClassifier
from benchmarks.nearest import Examples
from rules_engine import Facts

__all__ = ["AnswerRetrieval", "answers"]


def answers() -> Iterator[tuple[str, str]]:
    """Texts that answer, each with the intent that it is for; with each the title under which it is offered."""
    book = rulebook()
    year = max(book.years, key=lambda one: len(book.for_year(one).levels))
    conversation = Conversation(Facts.parse({"monitoring_year": year}, book.vocabulary))
    titles = read_content("did_you_mean.yml")
    for intent in sorted(set(ANSWERS) & set(titles)):
        for level in book.for_year(year).levels:
            said = answer(conversation, Question(intent, "", levels=[level], years=[year]))
            yield intent, " ".join([titles[intent], *(message.text for message in said)])
    for term in book.glossary.values():
        yield "ask_term", f"{term.name} {term.means}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerRetrieval(TrainedClassifier):
    """The nearest answer as a component of a Rasa pipeline."""

    _answers: Examples

    def learn(self, examples: Sequence[Message]) -> None:
        """Nothing of the examples."""

    def write(self, folder: Path) -> None:
        """Nothing: the answers are part of the assistant."""

    def read(self, folder: Path) -> None:
        """The answers, counted anew."""
        intents, texts = zip(*answers(), strict=True)
        self._answers = Examples(texts, intents)

    def likely(self, message: Message) -> list[tuple[str, float]]:
        """The intents of the nearest answers, each with the likeness of its nearest one."""
        return self._answers.ranking(message.get(TEXT))
