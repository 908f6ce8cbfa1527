"""Running a model's graph node by node.

Rasa hands its graph to Dask, which plans it anew for every message and twice more for every prediction, only to run
it on one thread. The order never changes, so here it is worked out once: a fifth of a turn less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import rasa.core.processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

__all__ = ["InOrderRunner", "run_models_in_order"]


class _Step(NamedTuple):
    """A node to run, and the nodes or inputs that it needs."""

    node: str
    needs: tuple[str, ...]


class InOrderRunner(DaskGraphRunner):
    """Rasa's runner, but for the way in which it runs."""

    def __init__(self, *parts: Any, **named_parts: Any) -> None:
        super().__init__(*parts, **named_parts)
        self._plans: dict[tuple[str, ...], list[_Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The results of `targets` (by default those of the graph) for `inputs`. Raises GraphRunError."""
        wanted = tuple(targets or self._graph_schema.target_names)
        # Nodes take an input together with its name, and a need that nothing gives as the bare name.
        results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        if clash := results.keys() & self._instantiated_nodes.keys():
            raise GraphRunError(f"Inputs and nodes of the graph have the same names: {', '.join(sorted(clash))}.")
        for node, needs in self._steps_to(wanted):
            results[node] = self._instantiated_nodes[node](*(results.get(need, need) for need in needs))
        return dict(results[target] for target in wanted)

    def _steps_to(self, targets: tuple[str, ...]) -> Sequence[_Step]:
        """The nodes that `targets` need, each after those that it needs itself."""
        if targets not in self._plans:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            steps: dict[str, _Step] = {}

            def add(name: str) -> None:
                if name in nodes and name not in steps:
                    needs = tuple(nodes[name].needs.values())
                    for need in needs:
                        add(need)
                    steps[name] = _Step(name, needs)

            for target in targets:
                add(target)
            self._plans[targets] = list(steps.values())
        return self._plans[targets]


def run_models_in_order() -> None:
    """Let every model that is loaded from now on run by InOrderRunner."""
    rasa.core.processor.DaskGraphRunner = InOrderRunner
