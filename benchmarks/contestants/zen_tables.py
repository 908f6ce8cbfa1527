"""GoRules ZEN: one decision table that collects the rules met."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import partial
from typing import Any

import zen

from benchmarks.contestants import Contestant
from benchmarks.leas import CONDITIONS, FACTS, Lea, Verdict, alternatives, intervals, verdict
from rules_engine import Interval
from rules_engine.condition import Test

__all__ = ["CONTESTANTS", "answer_all", "load", "load_and_answer"]


def _cell(test: Test | None) -> str:
    """`test` in ZEN's unary notation."""
    if test is None:
        return ""
    numbers = intervals(test)
    if numbers:
        return " or ".join(map(_range, numbers))
    return ", ".join(json.dumps(value) for value in test.accepts)


def _range(interval: Interval) -> str:
    low, high, low_open, high_open = interval
    if high == math.inf:
        return f"{'>' if low_open else '>='} {low}"
    if low == -math.inf:
        return f"{'<' if high_open else '<='} {high}"
    return f"{'(' if low_open else '['}{low}..{high}{')' if high_open else ']'}"


def _table() -> dict[str, Any]:
    rows = [
        {"_id": f"{id_}-{at}", "id": json.dumps(id_), **{fact: _cell(tests.get(fact)) for fact in FACTS}}
        for id_, condition in CONDITIONS.items()
        for at, tests in enumerate(alternatives(condition))
    ]
    return {
        "hitPolicy": "collect",
        "inputs": [{"id": fact, "name": fact, "field": fact} for fact in FACTS],
        "outputs": [{"id": "id", "name": "id", "field": "id"}],
        "rules": rows,
    }


def _decision() -> dict[str, Any]:
    at = {"position": {"x": 0, "y": 0}}
    nodes = [
        {"id": "facts", "type": "inputNode", "name": "facts", **at},
        {"id": "rules", "type": "decisionTableNode", "name": "rules", "content": _table(), **at},
        {"id": "met", "type": "outputNode", "name": "met", **at},
    ]
    edges = [
        {"id": "1", "sourceId": "facts", "targetId": "rules", "type": "edge"},
        {"id": "2", "sourceId": "rules", "targetId": "met", "type": "edge"},
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def load() -> Any:
    """An engine that holds the decision under the key "cim"; compiled with the first evaluation."""
    # From a loader, because a decision that is made by hand is compiled again in every evaluation.
    return zen.ZenEngine({"loader": {"type": "static", "content": {"cim": _decision()}}})


def load_and_answer() -> None:
    """Load the table and evaluate it once, which compiles it."""
    load().evaluate("cim", dict.fromkeys(FACTS, 0))


def answer_all(leas: Iterable[Lea]) -> list[list[str]]:
    """The ids of the rows that each of `leas` meets, in one call and without a trace."""
    results = _ENGINE.evaluate_batch([{"key": "cim", "context": lea} for lea in leas])
    return [[row["id"] for row in one["data"]["result"]] for one in results]


def _answer(trace: bool, lea: Lea) -> Verdict:
    result = _ENGINE.evaluate("cim", lea, {"trace": trace})
    return verdict([row["id"] for row in result["result"]])


_ENGINE = load()

CONTESTANTS = [
    Contestant("zen-engine with trace", "zen-engine", "rows met, and the inputs read for them", partial(_answer, True)),
    Contestant("zen-engine", "zen-engine", "ids of the rows met", partial(_answer, False)),
]
