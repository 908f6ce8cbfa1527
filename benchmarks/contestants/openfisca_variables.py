"""OpenFisca: one variable for each rule, on the entities of its country template, calculated with its trace."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem, entities

from benchmarks.contestants import Contestant
from benchmarks.leas import CONDITIONS, FACTS, RULESET, Lea, Verdict, intervals, verdict
from rules_engine import Interval
from rules_engine.condition import AllOf, Condition, Test

__all__ = ["CONTESTANTS", "calculate_all", "columns", "load", "load_template"]

_YEAR = str(RULESET.year)
_CHOICES = {fact: list(RULESET.vocabulary[fact].choices) for fact in FACTS}


def _name(id_: str) -> str:
    return "rule_" + id_.replace("-", "_").replace(".", "_")


def _formula(condition: Condition) -> Callable[..., Any]:
    def formula(person: Any, period: Any) -> Any:
        return _holds(condition, lambda fact: person(fact, period))

    return formula


def _holds(condition: Condition, value_of: Callable[[str], Any]) -> Any:
    if isinstance(condition, Test):
        return _test(condition, value_of(condition.fact))
    parts = [_holds(part, value_of) for part in condition.parts]
    return np.logical_and.reduce(parts) if isinstance(condition, AllOf) else np.logical_or.reduce(parts)


def _test(test: Test, value: Any) -> Any:
    numbers = intervals(test)
    if numbers:
        return np.logical_or.reduce([_range(interval, value) for interval in numbers])
    return np.isin(value, [_number(test.fact, accepted) for accepted in test.accepts])


def _range(interval: Interval, value: Any) -> Any:
    low, high, low_open, high_open = interval
    above = (value > low if low_open else value >= low) if low != -math.inf else True
    below = (value < high if high_open else value <= high) if high != math.inf else True
    return above & below


def _number(fact: str, value: Any) -> float:
    """`value` as a number: an LEA's type by its place among the choices."""
    return float(_CHOICES[fact].index(value) if isinstance(value, str) else value)


def load() -> TaxBenefitSystem:
    """The system with a variable for each fact and each rule."""
    system = TaxBenefitSystem(entities.entities)
    common = {"entity": entities.Person, "definition_period": YEAR}
    for fact in FACTS:
        system.add_variable(type(fact, (Variable,), {**common, "value_type": float, "label": fact}))
    for id_, condition in CONDITIONS.items():
        rule = {**common, "value_type": bool, "label": id_, "formula": _formula(condition)}
        system.add_variable(type(_name(id_), (Variable,), rule))
    return system


_SYSTEM = load()


def _answer(lea: Lea) -> Verdict:
    facts = {fact: {_YEAR: _number(fact, value)} for fact, value in lea.items()}
    simulation = SimulationBuilder().build_from_dict(_SYSTEM, {"persons": {"lea": facts}})
    simulation.trace = True
    return verdict([id_ for id_ in CONDITIONS if simulation.calculate(_name(id_), _YEAR)[0]])


def load_template() -> CountryTaxBenefitSystem:
    """The template's own example system, with its variables and parameters."""
    return CountryTaxBenefitSystem()


def columns(leas: Sequence[Lea]) -> dict[str, Any]:
    """An array for each fact."""
    return {fact: np.array([_number(fact, lea[fact]) for lea in leas]) for fact in FACTS}


def calculate_all(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Every rule for many LEAs at once; `columns` holds an array for each fact."""
    count = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(_SYSTEM, count)
    for fact, values in columns.items():
        simulation.set_input(fact, _YEAR, values)
    return {id_: simulation.calculate(_name(id_), _YEAR) for id_ in CONDITIONS}


CONTESTANTS = [
    Contestant("OpenFisca with trace", "openfisca-core", "value of each rule, tree of what was read", _answer)
]
