"""JsonLogic: one expression for each rule, interpreted. It has no trace."""

from __future__ import annotations

import math
from typing import Any

from json_logic import jsonLogic

from benchmarks.contestants import Contestant
from benchmarks.leas import CONDITIONS, Lea, Verdict, intervals, verdict
from rules_engine import Interval
from rules_engine.condition import AllOf, Condition, Test

__all__ = ["CONTESTANTS"]


def _expression(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Test):
        return _test(condition)
    parts = [_expression(part) for part in condition.parts]
    return {"and" if isinstance(condition, AllOf) else "or": parts}


def _test(test: Test) -> dict[str, Any]:
    fact = {"var": test.fact}
    numbers = intervals(test)
    if numbers:
        return {"or": [_range(fact, interval) for interval in numbers]}
    return {"in": [fact, list(test.accepts)]}


def _range(fact: dict[str, Any], interval: Interval) -> dict[str, Any]:
    low, high, low_open, high_open = interval
    tests = []
    if low != -math.inf:
        tests.append({">" if low_open else ">=": [fact, low]})
    if high != math.inf:
        tests.append({"<" if high_open else "<=": [fact, high]})
    return {"and": tests}


_RULES = {id_: _expression(condition) for id_, condition in CONDITIONS.items()}


def _answer(lea: Lea) -> Verdict:
    return verdict([id_ for id_, rule in _RULES.items() if jsonLogic(rule, lea)])


CONTESTANTS = [Contestant("json-logic-qubit", "json-logic-qubit", "ids of the rules met", _answer)]
