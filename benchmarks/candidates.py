"""The pipelines that are compared: each is the one of config.yml with other features or another classifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, TypeAlias

__all__ = ["CANDIDATES", "Candidate", "Component", "Pipeline"]

Component: TypeAlias = "dict[str, Any]"
Pipeline: TypeAlias = "Sequence[Mapping[str, Any]]"

_COUNTS: Final[Sequence[Component]] = (
    {"name": "CountVectorsFeaturizer", "max_ngram": 2},
    {
        "name": "CountVectorsFeaturizer",
        "use_lemma": False,
        "analyzer": "char_wb",
        "min_ngram": 2,
        "max_ngram": 4,
        "min_df": 2,
    },
)
"""Features for Rasa's own classifiers: words with placeholders, and pieces of words."""
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
_WEIGHTS: Final = (
    "Its 90 MB of weights are a network that others trained, in a package whose maker doesn't say who they are; each"
    " message that it sees goes through six layers."
)


@dataclass(frozen=True)
class Candidate:
    """A pipeline to be tried. `pipeline` makes it from the one of config.yml; `needs` is a package that must be there.

    `is_light`: it runs without TensorFlow, as the assistant itself does. `needs_weights`: those of a network that
    somebody else trained, which come with the contest's environment. `remark`: what else speaks for or against it.
    """

    id: str
    name: str
    pipeline: Callable[[Pipeline], list[Component]]
    needs: str | None = None
    is_light: bool = True
    needs_weights: bool = False
    remark: str = ""

    @property
    def missing(self) -> str | None:
        """Why it can't be tried here; None if it can."""
        return f"{self.needs} isn't installed" if self.needs and not find_spec(self.needs) else None


def _without(name: str) -> Callable[[Pipeline], list[Component]]:
    return lambda pipeline: [dict(component) for component in pipeline if component["name"] != name]


def _as_it_is(pipeline: Pipeline) -> list[Component]:
    return [dict(component) for component in pipeline]


def _classifier(*components: Component) -> Callable[[Pipeline], list[Component]]:
    """The pipeline with `components` in place of our classifier."""

    def replaced(pipeline: Pipeline) -> list[Component]:
        at = next(at for at, one in enumerate(pipeline) if one["name"] == _CLASSIFIER)
        return [*map(dict, pipeline[:at]), *map(dict, components), *map(dict, pipeline[at + 1 :])]

    return replaced


def _with_norms(pipeline: Pipeline) -> list[Component]:
    at = next(at for at, one in enumerate(pipeline) if one["name"] == _CLASSIFIER)
    return [*map(dict, pipeline[:at]), {"name": "benchmarks.norms.WordNorms"}, *map(dict, pipeline[at:])]


def _only(*features: str) -> Callable[[Pipeline], list[Component]]:
    return _classifier({"name": _CLASSIFIER, "features": list(features)})


CANDIDATES: Final = (
    Candidate("ours", "ours, as in config.yml", _as_it_is),
    Candidate("slips", "ours without mending slips of typing", _without("assistant.nlu.slips.SlipMender")),
    Candidate("as_typed", "ours without placeholders for names", _only("as_typed", "pieces")),
    Candidate("in_general", "ours without the words as typed", _only("in_general", "pieces")),
    Candidate("words", "words only", _only("in_general", "as_typed")),
    Candidate("pieces", "pieces of words only", _only("pieces")),
    Candidate(
        "norms",
        "ours with spaCy's norm of each word",
        _with_norms,
        remark="It is all that a spaCy pipeline without a downloaded model knows of a word: no vectors, no lemmas.",
    ),
    Candidate(
        "second_opinion",
        "ours, and where it is unsure sentence embeddings too",
        _classifier({"name": "benchmarks.second_opinion.SecondOpinion"}),
        needs_weights=True,
        remark=_WEIGHTS,
    ),
    Candidate(
        "embeddings",
        "logistic regression over sentence embeddings",
        _classifier({"name": "benchmarks.second_opinion.SentenceClassifier"}),
        needs_weights=True,
        remark=_WEIGHTS,
    ),
    Candidate(
        "rasa_regression",
        "Rasa's logistic regression, counting words and pieces",
        _classifier(
            *_COUNTS, {"name": "rasa.nlu.classifiers.logistic_regression_classifier.LogisticRegressionClassifier"}
        ),
        needs="skops",
    ),
    Candidate("nearest", "nearest example by TF-IDF", _classifier({"name": "benchmarks.nearest.NearestExample"})),
    Candidate(
        "answers",
        "nearest answer by TF-IDF",
        _classifier({"name": "benchmarks.retrieval.AnswerRetrieval"}),
        remark="Only questions have answers: what tells something or steers the interview can't be found by them.",
    ),
    Candidate(
        "diet",
        f"DIET, counting words and pieces, {_DIET['epochs']} epochs",
        _classifier(*_COUNTS, _DIET),
        "tensorflow",
        False,
        remark="It is trained for few epochs, so that it takes minutes on two cores.",
    ),
)
"""The first is the one that the assistant uses."""
