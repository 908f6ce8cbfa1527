"""Measures the contestants in turns; run by `python -m benchmarks engine` in an environment that has all of them.

Prints one JSON object with the seconds that one determination (or load, or row) took in each round.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple, TypeAlias, TypeVar

from benchmarks import sheets
from benchmarks.contestants import (
    Contestant,
    if_chain,
    json_logic_rules,
    openfisca_variables,
    ours,
    rule_expressions,
    zen_tables,
)
from benchmarks.leas import CONDITIONS, RULESET, SMALL, Lea, Verdict, leas

MODULES: Final = (ours, if_chain, rule_expressions, json_logic_rules, zen_tables, openfisca_variables)
LEAS: Final = 200
ROUNDS: Final = 15
SLOW_ROUNDS: Final = 5
ROWS: Final = 20_000


T = TypeVar("T")
Task: TypeAlias = "tuple[str, str, Callable[[], float]]"
"""What is measured, what it gives, and what returns the seconds that one took."""


class Measured(NamedTuple):
    """The seconds that one of something took, in each round."""

    name: str
    gives: str
    seconds: list[float]


def main() -> None:
    """Measure everything and print it."""
    contestants = [one for module in MODULES for one in module.CONTESTANTS]
    inputs = leas(LEAS)
    _refuse_disagreement(contestants, inputs)
    with TemporaryDirectory() as folder:
        tables = {
            "one": _rounds([(one.name, one.gives, _each(one.answer, inputs)) for one in contestants], ROUNDS),
            "next": _rounds(_questions(inputs[:50]), ROUNDS),
            "load": _rounds(_loads(), SLOW_ROUNDS),
            "rows": _rounds(sheets.tasks(leas(ROWS), Path(folder)), SLOW_ROUNDS),
        }
    packages = {one.package for one in contestants if one.package}
    contest = {
        "tables": tables,
        "counts": {"rules": len(CONDITIONS), "leas": LEAS, "rounds": ROUNDS, "rows": ROWS},
        "versions": {name: version(name) for name in sorted(packages)},
    }
    json.dump(contest, sys.stdout)


def _refuse_disagreement(contestants: Sequence[Contestant], inputs: Sequence[Lea]) -> None:
    """Raises ValueError where a contestant finds other rules met, or another level: then its time means nothing."""
    expected = [_comparable(ours.CONTESTANTS[0].answer(lea)) for lea in inputs]
    for contestant in contestants:
        for lea, one in zip(inputs, expected, strict=True):
            found = _comparable(contestant.answer(lea))
            if found != one:
                raise ValueError(f"{contestant.name} finds {found} for {lea}, and rules_engine finds {one}")


def _comparable(verdict: Verdict) -> Verdict:
    """`verdict` without gaps, which are notes in our results, and without what doesn't apply to a small LEA."""
    met, level = verdict
    left_out = {gap.id for gap in RULESET.gaps}
    if SMALL in met:
        left_out |= {criterion.id for criterion in RULESET.criteria}
    return met - left_out, level


def _each(task: Callable[[T], object], inputs: Sequence[T]) -> Callable[[], float]:
    """Returns the seconds that `task` takes for one of `inputs`."""

    def measure() -> float:
        started = time.perf_counter()
        for one in inputs:
            task(one)
        return (time.perf_counter() - started) / len(inputs)

    return measure


def _questions(inputs: Sequence[Lea]) -> list[Task]:
    """An interview of each LEA, and what is known at each of its steps."""
    steps = [step for lea in inputs for step in ours.interview(lea)]
    return [
        ("rules_engine", "the fact to ask for next", _each(ours.next_question, steps)),
        ("rules_engine, bands not seen before", "the fact to ask for next", _each(ours.next_question_unseen, steps)),
    ]


def _rounds(tasks: Sequence[Task], rounds: int) -> list[Measured]:
    """Every task in each of `rounds`, one after the other, so that a busy moment of the machine touches them all."""
    measured = [Measured(name, gives, []) for name, gives, _ in tasks]
    for _ in range(rounds):
        for (_, _, task), one in zip(tasks, measured, strict=True):
            gc.collect()
            one.seconds.append(task())
    return measured


def _loads() -> list[Task]:
    def timed(load: Callable[[], object]) -> Callable[[], float]:
        return _each(lambda _: load(), [None])

    return [
        ("rules_engine, one year", "read, checked, proven without gaps, compiled", timed(ours.load_year)),
        ("rules_engine, all years", "the same for every year", timed(ours.load_all)),
        ("zen-engine", "the table of one year, compiled with the first evaluation", timed(zen_tables.load_and_answer)),
        ("rule-engine", "the expressions of one year, parsed", timed(rule_expressions.load)),
        ("OpenFisca", "the variables of one year", timed(openfisca_variables.load)),
        ("OpenFisca country template", "its own example system", timed(openfisca_variables.load_template)),
    ]


if __name__ == "__main__":
    main()
