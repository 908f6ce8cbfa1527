"""Conditions over facts, evaluated in four values.

A condition is a test of one fact, or all or any of several conditions. On facts known in part it is *met* or
*not met* only where every possibility agrees, *not applicable* where the letter gives no such rank, and
otherwise we *cannot tell*. (A condition that names one fact in several parts may stay *cannot tell* although every
possibility agrees; the decision diagram, which gives the level, is exact there too.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import TypeAlias

from rules_engine.axis import ANY, NONE, Axis
from rules_engine.errors import FactError
from rules_engine.vocabulary import FactValue, Vocabulary
from rules_engine.yaml_source import Entry

__all__ = [
    "AllOf",
    "AnyOf",
    "Condition",
    "Outcome",
    "Test",
    "clauses_of",
    "compile_condition",
    "compile_met",
    "read_condition",
    "tests_of",
]


class Outcome(IntEnum):
    """What is known of a condition. The order makes `max` the outcome of "any", `min` that of "all"."""

    NOT_APPLICABLE = 0
    NOT_MET = 1
    CANNOT_TELL = 2
    MET = 3


@dataclass(frozen=True, slots=True)
class Test:
    """The fact's value is one of `accepts`."""

    fact: str
    accepts: tuple[FactValue, ...]

    __test__ = False  # not a test case, whatever a test runner makes of the name


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; with no parts, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = "Test | AllOf | AnyOf"
Masks: TypeAlias = Sequence[int]
"""For each axis of a rule set, the mask of the bands that are still possible."""


_DEPTH = 10
_WRITTEN = "facts with their values, or any or all with a list of conditions"


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every test in `condition`."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests_of(part)


def clauses_of(condition: Condition, axes: Mapping[str, tuple[int, Axis]]) -> Iterator[Mapping[str, int]]:
    """The ways to meet `condition`: for each way the facts that it takes, with the mask of the bands that will do."""
    if isinstance(condition, Test):
        yield {condition.fact: axes[condition.fact][1].bits_accepted(condition.accepts)}
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from clauses_of(part, axes)
    else:
        for ways in product(*(tuple(clauses_of(part, axes)) for part in condition.parts)):
            joint: dict[str, int] = {}
            for way in ways:
                for fact, mask in way.items():
                    joint[fact] = joint.get(fact, mask) & mask
            yield joint


def compile_condition(condition: Condition, axes: Mapping[str, tuple[int, Axis]]) -> Callable[[Masks], Outcome]:
    """The function that evaluates `condition` on masks; `axes` gives each fact's position and axis."""
    if isinstance(condition, Test):
        return _compile_test(*axes[condition.fact], condition)
    parts = tuple(compile_condition(part, axes) for part in condition.parts)
    if len(parts) == 1:
        return parts[0]
    if isinstance(condition, AnyOf):
        return lambda masks: max([part(masks) for part in parts])
    return lambda masks: min([part(masks) for part in parts])


def _compile_test(at: int, axis: Axis, test: Test) -> Callable[[Masks], Outcome]:
    accepted = axis.bits_accepted(test.accepts)
    refused = axis.everything & ~accepted
    unranked = axis.not_ranked & refused

    # The outcomes stand as defaults so that the innermost function of every determination reads only locals.
    def evaluate(
        masks: Masks,
        met: Outcome = Outcome.MET,
        cannot_tell: Outcome = Outcome.CANNOT_TELL,
        not_met: Outcome = Outcome.NOT_MET,
    ) -> Outcome:
        possible = masks[at]
        if not possible & refused:
            return met
        if possible & accepted:
            return cannot_tell
        return Outcome.NOT_APPLICABLE if possible == unranked else not_met

    return evaluate


def compile_met(condition: Condition, axes: Mapping[str, tuple[int, Axis]]) -> Callable[[Masks], bool]:
    """The function that tells whether `condition` is met for sure, which is all that gaps and notes need."""
    if isinstance(condition, Test):
        at, axis = axes[condition.fact]
        refused = axis.everything & ~axis.bits_accepted(condition.accepts)
        return lambda masks: not masks[at] & refused
    parts = tuple(compile_met(part, axes) for part in condition.parts)
    quantifier = any if isinstance(condition, AnyOf) else all
    return lambda masks: quantifier([part(masks) for part in parts])


def read_condition(entry: Entry, vocabulary: Vocabulary) -> Condition:
    """The condition written at `entry`: facts with their values, or `any` or `all` with a list of conditions."""
    entries = entry.mapping()
    if not entries or entry.path.count("[") > _DEPTH:
        raise entry.error("no fact" if not entries else "conditions inside one another without end", _WRITTEN)
    if len(entries) == 1 and (key := next(iter(entries))) in ("any", "all"):
        parts = tuple(read_condition(part, vocabulary) for part in entries[key].items())
        if len(parts) < 2:
            raise entries[key].error(f"{len(parts)} condition", "two or more")
        return _merged(AnyOf(parts)) if key == "any" else AllOf(parts)
    tests = tuple(_read_test(fact_id, value, vocabulary) for fact_id, value in entries.items())
    return tests[0] if len(tests) == 1 else AllOf(tests)


def _merged(condition: AnyOf) -> Condition:
    """The same with the tests of one fact joined, so that "1 or 2" is met by a value known as "1 to 2"."""
    accepts: dict[str, tuple[FactValue, ...]] = {}
    others: list[Condition] = []
    for part in condition.parts:
        if isinstance(part, Test):
            accepts[part.fact] = accepts.get(part.fact, ()) + part.accepts
        else:
            others.append(part)
    parts = (*(Test(fact, values) for fact, values in accepts.items()), *others)
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _read_test(fact_id: str, entry: Entry, vocabulary: Vocabulary) -> Test:
    try:
        spec = vocabulary.find(fact_id)
    except FactError as error:
        raise entry.error(f"{fact_id!r}: {error.problem}", error.allowed) from error
    values: list[FactValue] = []
    for item in entry.items() if entry.is_list() else [entry]:
        raw = item.scalar()
        try:
            if spec.kind == "choices":
                values.append(str(raw) if raw in (ANY, NONE) else spec.parse([raw]))
            else:
                values.append(spec.parse(raw))
        except FactError as error:
            raise item.error(f"{raw!r}", error.allowed) from error
    if not values:
        raise entry.error("an empty list", spec.allowed)
    return Test(fact_id, tuple(values))
