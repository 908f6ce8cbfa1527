"""rule-engine: one compiled expression for each rule. It has no trace."""

from __future__ import annotations

import json
import math

import rule_engine

from benchmarks.contestants import Contestant
from benchmarks.leas import CONDITIONS, Lea, Verdict, intervals, verdict
from rules_engine import Interval
from rules_engine.condition import AllOf, Condition, Test

__all__ = ["CONTESTANTS", "load"]


def _expression(condition: Condition) -> str:
    if isinstance(condition, Test):
        return _test(condition)
    word = " and " if isinstance(condition, AllOf) else " or "
    return word.join(f"({_expression(part)})" for part in condition.parts)


def _test(test: Test) -> str:
    numbers = intervals(test)
    if numbers:
        return " or ".join(_range(test.fact, interval) for interval in numbers)
    return " or ".join(f"{test.fact} == {json.dumps(value)}" for value in test.accepts)


def _range(fact: str, interval: Interval) -> str:
    low, high, low_open, high_open = interval
    tests = []
    if low != -math.inf:
        tests.append(f"{fact} {'>' if low_open else '>='} {low}")
    if high != math.inf:
        tests.append(f"{fact} {'<' if high_open else '<='} {high}")
    return " and ".join(tests)


def load() -> dict[str, rule_engine.Rule]:
    """The rules, parsed from their expressions."""
    return {id_: rule_engine.Rule(expression) for id_, expression in _EXPRESSIONS.items()}


_EXPRESSIONS = {id_: _expression(condition) for id_, condition in CONDITIONS.items()}
_RULES = load()


def _answer(lea: Lea) -> Verdict:
    return verdict([id_ for id_, rule in _RULES.items() if rule.matches(lea)])


CONTESTANTS = [Contestant("rule-engine", "rule-engine", "ids of the rules met", _answer)]
