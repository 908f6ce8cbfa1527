"""The pipelines that are compared: each is the one of config.yml with other features or another classifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, TypeAlias

__all__ = ["CANDIDATES", "Candidate", "Component", "Pipeline"]

Component: TypeAlias = "dict[str, Any]"
Pipeline: TypeAlias = "Sequence[Mapping[str, Any]]"

_WORDS, _CHARACTERS = "CountVectorsFeaturizer", "char_wb"
_SPOTS = "assistant.nlu.spots.SpotFeaturizer"
_CLASSIFIER = "assistant.nlu.classifier.IntentClassifier"
_DIET: Final[Component] = {
    "name": "DIETClassifier",
    "epochs": 15,
    "entity_recognition": False,
    "constrain_similarities": True,
    "batch_size": [128, 256],
    "random_seed": 7,
}
"""Few epochs: it must train in a few minutes on two cores."""


@dataclass(frozen=True)
class Candidate:
    """A pipeline to be tried. `pipeline` makes it from the one of config.yml; `needs` is a package that must be there.

    `is_light`: it runs without TensorFlow, as the assistant itself does.
    """

    id: str
    name: str
    pipeline: Callable[[Pipeline], list[Component]]
    needs: str | None = None
    is_light: bool = True

    @property
    def missing(self) -> str | None:
        """Why it can't be tried here; None if it can."""
        return f"{self.needs} isn't installed" if self.needs and not find_spec(self.needs) else None


def _as_it_is(pipeline: Pipeline) -> list[Component]:
    return [dict(component) for component in pipeline]


def _without(*dropped: Callable[[Mapping[str, Any]], bool]) -> Callable[[Pipeline], list[Component]]:
    return lambda pipeline: [dict(one) for one in pipeline if not any(drop(one) for drop in dropped)]


def _classifier(component: Component) -> Callable[[Pipeline], list[Component]]:
    return lambda pipeline: [dict(component if one["name"] == _CLASSIFIER else one) for one in pipeline]


def _as_typed(pipeline: Pipeline) -> list[Component]:
    return [{**one, "use_lemma": False} if _counts_words(one) else dict(one) for one in pipeline]


def _counts_words(component: Mapping[str, Any]) -> bool:
    return component["name"] == _WORDS and component.get("analyzer") != _CHARACTERS


def _counts_characters(component: Mapping[str, Any]) -> bool:
    return component.get("analyzer") == _CHARACTERS


def _spots(component: Mapping[str, Any]) -> bool:
    return bool(component["name"] == _SPOTS)


CANDIDATES: Final = (
    Candidate("ours", "ours, as in config.yml", _as_it_is),
    Candidate("no_spots", "ours without what the rules spot", _without(_spots)),
    Candidate("as_typed", "ours without placeholders for names", _as_typed),
    Candidate("words", "words only", _without(_counts_characters, _spots)),
    Candidate("characters", "pieces of words only", _without(_counts_words, _spots)),
    Candidate(
        "rasa_regression",
        "Rasa's logistic regression on our features",
        _classifier({"name": "rasa.nlu.classifiers.logistic_regression_classifier.LogisticRegressionClassifier"}),
        needs="skops",
    ),
    Candidate("nearest", "nearest example by TF-IDF", _classifier({"name": "benchmarks.nearest.NearestExample"})),
    Candidate("diet", f"DIET on our features, {_DIET['epochs']} epochs", _classifier(_DIET), "tensorflow", False),
)
"""The first is the one that the assistant uses."""
