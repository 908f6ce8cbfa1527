"""The inputs of the contest, and the rules of 2023 in a form from which every contestant makes its own."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Final, TypeAlias

from rules_engine import LEVELS, Interval, load_rulebook
from rules_engine.condition import AllOf, AnyOf, Condition, Test

__all__ = ["CONDITIONS", "FACTS", "RULESET", "SMALL", "Lea", "Verdict", "alternatives", "leas", "verdict"]

Lea: TypeAlias = Mapping[str, object]
"""The facts of one LEA as plain JSON values, all of them known and exact."""
Verdict: TypeAlias = "tuple[frozenset[str], str | None]"
"""The ids of the rules that are met, and the level."""

RULESET: Final = load_rulebook().for_year(2023)
SMALL: Final = next(one.id for one in RULESET.designations if one.instead_of_level)
CONDITIONS: Final[Mapping[str, Condition]] = {
    **{one.id: one.when for one in RULESET.designations},
    **{one.id: one.when for one in RULESET.criteria},
    **{one.id: one.where for one in RULESET.gaps},
}
"""Every rule of 2023 that decides on the level or a designation: designations, criteria and gaps."""
FACTS: Final = RULESET.compiled.fact_ids

_RANK = {criterion.id: LEVELS.index(criterion.level) for criterion in RULESET.criteria}
_OPEN = {gap.id: [LEVELS.index(level) for level in gap.leaves_open] for gap in RULESET.gaps if gap.leaves_open}


def leas(count: int, seed: int = 2023) -> list[dict[str, object]]:
    """`count` made-up LEAs, always the same ones."""
    rng = random.Random(seed)
    return [
        {
            "lea_type": rng.choice(["school_district", "charter_school", "county_office"]),
            "students_with_disabilities": int(rng.lognormvariate(6, 1.5)),
            "elements_not_met": rng.choice([0, 0, 1, 2, 3, 5]),
            "disproportionate_years": rng.choice([0, 0, 0, 1, 2, 3]),
            "intensive_evaluation_percent": round(rng.uniform(0, 100), 2),
            "preschool_intensive_evaluation_percent": round(rng.uniform(0, 100), 2),
            "lowest_lre_percent": round(rng.uniform(0, 100), 2),
            "significantly_disproportionate": rng.random() < 0.1,
        }
        for _ in range(count)
    ]


def verdict(met: Collection[str]) -> Verdict:
    """What the rules that are `met` amount to: the last step of every contestant that only finds those."""
    if SMALL in met:
        return frozenset(met), None
    possible = {max((_RANK[id_] for id_ in met if id_ in _RANK), default=-1)}
    for id_ in met:
        if id_ in _OPEN:
            possible = {max(floor, rank) for floor in possible for rank in _OPEN[id_]}
    level = LEVELS[possible.pop()] if len(possible) == 1 and possible != {-1} else None
    return frozenset(met), level


def alternatives(condition: Condition) -> Iterator[dict[str, Test]]:
    """`condition` as alternatives of which one must hold, each with tests of some facts: a decision table's rows."""
    if isinstance(condition, Test):
        yield {condition.fact: condition}
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from alternatives(part)
    elif isinstance(condition, AllOf):
        for parts in product(*map(alternatives, condition.parts)):
            yield {fact: test for part in parts for fact, test in part.items()}


def intervals(test: Test) -> list[Interval]:
    """The numbers that `test` takes; that a rank may be missing is left out, since every LEA here has all of them."""
    return [value for value in test.accepts if isinstance(value, Interval)]
