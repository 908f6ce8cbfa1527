"""Imports Rasa without the parts that this assistant never runs.

Even where no component in the pipeline needs it, Rasa imports TensorFlow in a training helper, with its own list of
components and with the validator of that list: 3 seconds and 250 MB. Before Rasa is imported, `import_rasa_lite` puts
small modules in the place of those. Everything else is Rasa as it is; `rasa run` and `rasa train` don't use this.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from types import ModuleType
from typing import Final

__all__ = ["import_rasa_lite"]

_COMPONENTS: Final = (
    "rasa.nlu.tokenizers.whitespace_tokenizer",
    "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer",
    "rasa.nlu.classifiers.fallback_classifier",
    "rasa.core.policies.rule_policy",
)
"""The modules of Rasa's that config.yml names; importing them registers their components."""


class _NeverUsed:
    """Takes the name of a class that only TensorFlow models use."""


class _ComponentList(ModuleType):
    """Rasa's list of components, less those that we don't use. Filled when it is first asked for."""

    @property
    def DEFAULT_COMPONENTS(self) -> list[type]:  # noqa: N802 - Rasa's name
        for module in _COMPONENTS:
            importlib.import_module(module)
        return []


def import_rasa_lite() -> None:
    """Make every later import of Rasa in this process a light one. Does nothing once Rasa is imported."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    if "rasa.core" in sys.modules:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _put("rasa.utils.tensorflow.callback", RasaTrainingLogger=_NeverUsed, RasaModelCheckpoint=_NeverUsed)
        _put("rasa.utils.tensorflow.data_generator", RasaBatchDataGenerator=_NeverUsed, RasaDataGenerator=_NeverUsed)
        _put("rasa.graph_components.validators.default_recipe_validator", DefaultV1RecipeValidator=_NeverUsed)
        name = "rasa.engine.recipes.default_components"
        sys.modules.setdefault(name, _ComponentList(name))


def _put(name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules.setdefault(name, module)
