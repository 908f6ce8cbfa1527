"""What decides a result, what would change it, and what is worth finding out next: the rules run on changed facts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from rules_engine.compiled import CompiledRules
from rules_engine.determination import Determination, determine
from rules_engine.errors import ContradictionError
from rules_engine.explanation import headline
from rules_engine.facts import Facts
from rules_engine.finding import find
from rules_engine.interval import Interval
from rules_engine.rules import LEVELS
from rules_engine.vocabulary import FactValue

__all__ = ["Change", "Prospect", "changes", "deciding_facts", "nearest_changes", "prospects"]

Direction: TypeAlias = Literal["up", "down", "other"]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact given another value, all others kept, and the result of that.

    `value` covers every neighbouring value with the same result. `direction` is up where the level gets more
    intensive, down where it gets less so, other where there is no level before or after.
    """

    fact: str
    value: FactValue
    result: Determination
    direction: Direction

    def say(self, given: Facts) -> str:
        """The change in one sentence, beside what was `given`."""
        spec = given.vocabulary[self.fact]
        instead = f" instead of {given.say(self.fact)}" if self.fact in given else ""
        return f"{spec.label}: {spec.say(self.value)}{instead} — {headline(self.result)}."

    def to_dict(self, given: Facts) -> dict[str, object]:
        """The change as plain data."""
        return {
            "fact": self.fact,
            "value": given.vocabulary[self.fact].to_json(self.value),
            "direction": self.direction,
            "status": self.result.status,
            "level": self.result.level,
            "designations": list(self.result.designations),
            "text": self.say(given),
        }


@dataclass(frozen=True, slots=True)
class Prospect:
    """An unknown fact that can still change a result, and what each of its answers would leave."""

    fact: str
    answers: tuple[Change, ...]


def deciding_facts(result: Determination) -> tuple[str, ...]:
    """A smallest set of the known facts that alone gives the same status, level and designations.

    Where several sets are as small, the one whose facts come first in the order of asking.
    """
    rules = result.ruleset.compiled
    masks = rules.masks(result.facts)
    known = [at for at, mask in enumerate(masks) if mask != rules.unknown[at]]
    wanted = _outcome(rules, masks)
    for size in range(len(known) + 1):
        for kept in combinations(known, size):
            fewer = tuple(mask if at in kept else rules.unknown[at] for at, mask in enumerate(masks))
            if _outcome(rules, fewer) == wanted:
                return tuple(rules.fact_ids[at] for at in kept)
    return tuple(rules.fact_ids[at] for at in known)


def _outcome(rules: CompiledRules, masks: tuple[int, ...]) -> tuple[object, ...]:
    finding = find(rules, masks)
    return finding.status, finding.level, finding.designations


def changes(result: Determination) -> tuple[Change, ...]:
    """Every change of a single known fact that changes the status, the level or a designation, in the order of asking;
    of each fact the nearest values first.
    """
    return tuple(change for fact_id in _known(result) for change in _changes_of(result, fact_id))


def nearest_changes(result: Determination) -> tuple[Change, ...]:
    """The smallest changes of a single known fact that lead to another settled result: of a number the nearest one
    below and the nearest one above, of anything else (and of the values that a partly known number may have) all.
    """
    nearest: dict[tuple[str, object], Change] = {}
    for fact_id in _known(result):
        given = result.facts[fact_id]
        for change in _changes_of(result, fact_id):
            if change.result.status == "determined":
                nearest.setdefault((fact_id, _side(change.value, given)), change)
    return tuple(nearest.values())


def _side(value: FactValue, given: FactValue) -> object:
    """Of numbers, whether `value` lies above, below or within what is given; anything else stands for itself."""
    if not (isinstance(value, Interval) and isinstance(given, Interval)):
        return value
    if value.within(given).is_empty():
        return "above" if value.low >= given.high else "below"
    return value


def _known(result: Determination) -> Iterator[str]:
    return (fact_id for fact_id in result.ruleset.compiled.fact_ids if fact_id in result.facts)


def _changes_of(result: Determination, fact_id: str) -> list[Change]:
    """The changes of one fact that change the result, the nearest first."""
    bands = result.ruleset.compiled.axis_of[fact_id][1].bands
    found = [one for one in _answers(result, fact_id, bands) if _differs(one.result, result)]
    given = result.facts[fact_id]

    def distance(change: Change) -> float:
        if isinstance(given, Interval) and isinstance(change.value, Interval):
            return max(change.value.low - given.high, given.low - change.value.high)
        return math.inf

    return sorted(found, key=distance)


def prospects(result: Determination) -> tuple[Prospect, ...]:
    """For each missing fact, the most decisive first, what its answers would leave open or settle."""
    rules = result.ruleset.compiled
    masks = dict(zip(rules.fact_ids, rules.masks(result.facts), strict=True))
    found = []
    for fact_id in result.missing_facts:
        known = result.facts.get(fact_id)
        possible = rules.axis_of[fact_id][1].value_of(masks[fact_id])
        found.append(Prospect(fact_id, tuple(_answers(result, fact_id, (_shared(band, known) for band in possible)))))
    return tuple(found)


def _shared(band: FactValue, known: FactValue | None) -> FactValue:
    """The part of `band` that agrees with what is known."""
    return band.within(known) if isinstance(band, Interval) and isinstance(known, Interval) else band


def _answers(result: Determination, fact_id: str, bands: Iterable[FactValue]) -> Iterator[Change]:
    """The result for each of the fact's `bands`, with neighbouring ones of the same result joined."""
    last: Change | None = None
    for band in bands:
        try:
            changed = determine(result.facts.with_value(fact_id, _writable(band)), result.ruleset)
        except ContradictionError:
            continue
        if last is not None and not _differs(changed, last.result) and (joint := _joined(last.value, band)):
            last = Change(fact_id, joint, last.result, last.direction)
            continue
        if last is not None:
            yield last
        last = Change(fact_id, band, changed, _direction(result, changed))
    if last is not None:
        yield last


def _writable(band: FactValue) -> object:
    return sorted(band) if isinstance(band, frozenset) else band


def _joined(one: FactValue, other: FactValue) -> FactValue | None:
    if isinstance(one, Interval) and isinstance(other, Interval):
        return Interval(one.low, other.high, one.low_open, other.high_open)
    return None


def _differs(one: Determination, other: Determination) -> bool:
    return _result(one) != _result(other)


def _result(one: Determination) -> tuple[object, ...]:
    return one.status, one.level, one.possible_levels, one.designations


def _direction(before: Determination, after: Determination) -> Direction:
    if before.level is None or after.level is None or before.level == after.level:
        return "other"
    return "up" if LEVELS.index(after.level) > LEVELS.index(before.level) else "down"
