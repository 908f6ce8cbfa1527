"""When a model has to be trained anew, and what the classifier keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant import training
from assistant.nlu.classifier import IntentClassifier
from assistant.nlu.words import WordTokenizer


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two files that a model depends on."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text("one", encoding="utf-8")
    (tmp_path / "domain.yml").write_text("two", encoding="utf-8")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    monkeypatch.setattr(training, "_DEPENDS_ON", (tmp_path / "data", tmp_path / "domain.yml", tmp_path / "missing.yml"))
    return tmp_path


def test_the_same_files_give_the_same_model(project: Path) -> None:
    before = training.current_model()
    (project / "domain.yml").write_text("two", encoding="utf-8")
    (project / "data" / "notes.txt").write_text("no part of the model", encoding="utf-8")

    assert training.current_model() == before


@pytest.mark.parametrize("change", ["content", "new file", "name"])
def test_any_change_gives_another_model(project: Path, change: str) -> None:
    before = training.current_model()
    file = project / "data" / "nlu.yml"
    if change == "content":
        file.write_text("other", encoding="utf-8")
    elif change == "new file":
        (project / "data" / "more.yml").write_text("", encoding="utf-8")
    else:
        file.rename(project / "data" / "renamed.yml")

    assert training.current_model() != before


def _example(text: str, intent: str | None = None) -> Message:
    message = Message({TEXT: text, **({INTENT: intent} if intent else {})})
    message.set(TOKENS_NAMES[TEXT], WordTokenizer(WordTokenizer.get_default_config()).tokenize(message, TEXT))
    return message


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def trained(storage: LocalModelStorage) -> IntentClassifier:
    examples = [
        *(_example(text, "greet") for text in ("hi", "hi there", "hello there")),
        *(_example(text, "goodbye") for text in ("bye", "bye for now", "goodbye")),
        *(_example(text, "inform") for text in ("98", "we have 98", "about 40 percent")),
    ]
    config: dict[str, Any] = IntentClassifier.get_default_config()
    classifier = IntentClassifier(config, storage, Resource("classifier"))
    classifier.train(TrainingData(examples))
    return classifier


def test_the_classifier_learns_and_ranks_every_intent(trained: IntentClassifier) -> None:
    (message,) = trained.process([_example("98")])

    assert message.get(INTENT)["name"] == "inform"
    ranking = message.get(INTENT_RANKING_KEY)
    assert {one["name"] for one in ranking} == {"greet", "goodbye", "inform"}
    assert sum(one["confidence"] for one in ranking) == pytest.approx(1, abs=1e-5)


def test_what_is_kept_gives_the_same_answers(trained: IntentClassifier, storage: LocalModelStorage) -> None:
    loaded = IntentClassifier.load(IntentClassifier.get_default_config(), storage, Resource("classifier"), None)

    for text in ("hi", "bye 98", "zebra"):
        (before,), (after,) = trained.process([_example(text)]), loaded.process([_example(text)])
        assert before.get(INTENT_RANKING_KEY) == after.get(INTENT_RANKING_KEY)


def test_a_number_that_was_never_seen_is_taken_like_one_that_was(trained: IntentClassifier) -> None:
    (message,) = trained.process([_example("we have 731")])

    assert message.get(INTENT)["name"] == "inform"


def test_a_message_without_text_gets_no_intent(trained: IntentClassifier) -> None:
    (message,) = trained.process([Message({TEXT: ""})])

    assert message.get(INTENT) is None
