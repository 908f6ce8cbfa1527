"""When a model has to be trained anew, and what the classifier keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant import training
from assistant.nlu.classifier import IntentClassifier


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


def _example(text: str, columns: list[int], intent: str | None = None) -> Message:
    row = np.zeros((1, 6), dtype=np.float32)
    row[0, columns] = 1
    message = Message({TEXT: text, **({INTENT: intent} if intent else {})})
    message.add_features(Features(sp.csr_matrix(row[:, :4]), FEATURE_TYPE_SENTENCE, TEXT, "words"))
    message.add_features(Features(sp.csr_matrix(row[:, 4:]), FEATURE_TYPE_SENTENCE, TEXT, "spots"))
    return message


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def trained(storage: LocalModelStorage) -> IntentClassifier:
    examples = [
        *(_example("hi", [0, 4], "greet") for _ in range(4)),
        *(_example("bye", [1], "goodbye") for _ in range(4)),
        *(_example("98", [2, 5], "inform") for _ in range(4)),
    ]
    config: dict[str, Any] = IntentClassifier.get_default_config()
    classifier = IntentClassifier(config, storage, Resource("classifier"))
    classifier.train(TrainingData(examples))
    return classifier


def test_the_classifier_learns_and_ranks_every_intent(trained: IntentClassifier) -> None:
    (message,) = trained.process([_example("98", [2, 5])])

    assert message.get(INTENT)["name"] == "inform"
    ranking = message.get(INTENT_RANKING_KEY)
    assert {one["name"] for one in ranking} == {"greet", "goodbye", "inform"}
    assert sum(one["confidence"] for one in ranking) == pytest.approx(1, abs=1e-5)


def test_what_is_kept_gives_the_same_answers(trained: IntentClassifier, storage: LocalModelStorage) -> None:
    loaded = IntentClassifier.load(IntentClassifier.get_default_config(), storage, Resource("classifier"), None)

    for columns in ([0], [1, 4], [3], []):
        (before,), (after,) = trained.process([_example("x", columns)]), loaded.process([_example("x", columns)])
        assert before.get(INTENT_RANKING_KEY) == after.get(INTENT_RANKING_KEY)


def test_a_message_without_text_or_features_gets_no_intent(trained: IntentClassifier) -> None:
    (message,) = trained.process([Message({TEXT: ""})])

    assert message.get(INTENT) is None
