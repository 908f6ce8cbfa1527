"""What a rule set says of every LEA whose facts lie in the same bands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from rules_engine.compiled import CompiledRules, RuleOutcome, Verdict
from rules_engine.condition import Masks, Outcome
from rules_engine.rules import LEVELS, SEVERAL_LEVELS, Criterion, Designation, Note

__all__ = ["NO_LEVEL", "Finding", "Status", "find"]

Status: TypeAlias = Literal["determined", "undetermined", "not_covered"]
NO_LEVEL: Final = "not_covered"
"""Stands among what is possible for: the sources give no level. It is the status that such a result has."""


class Finding(NamedTuple):
    """A determination without the LEA: all that depends on the bands of its facts alone.

    `possible_otherwise` is what may come out in place of a level while that is open: NO_LEVEL where the sources may
    give none, and the designations that may stand instead of one. `missing_facts` are those that can still change the
    level or a designation, the most decisive first.
    """

    status: Status
    level: str | None
    levels_met: tuple[str, ...]
    possible_levels: tuple[str, ...]
    possible_otherwise: tuple[str, ...]
    designations: tuple[str, ...]
    missing_facts: tuple[str, ...]
    criteria: tuple[RuleOutcome, ...]
    notes: tuple[Note, ...]


# Facts in the same bands have the same finding, and real LEAs share few combinations of bands: the bound holds all
# that a state's LEAs have, and keeps a batch of arbitrary rows in flat memory.
@lru_cache(maxsize=8192)
def find(rules: CompiledRules, masks: tuple[int, ...]) -> Finding:
    """The finding of `rules` where each fact lies in one of the bands of its mask."""
    verdicts = rules.diagram.verdicts(masks)
    status, possible = _status(verdicts, has_levels=bool(rules.criteria))
    level = possible[0] if status == "determined" and possible else None
    criteria = _criteria(rules, masks)
    met = {one.rule.level for one in criteria if one.outcome is Outcome.MET and isinstance(one.rule, Criterion)}
    levels_met = tuple(level for level in LEVELS if level in met)
    beside = [outcomes[evaluate(masks)] for outcomes, evaluate in rules.designations]
    designations = tuple(one.rule.id for one in beside if one.outcome is Outcome.MET)
    results = {status, level, *designations, SEVERAL_LEVELS if len(levels_met) > 1 else None}
    return Finding(
        status,
        level,
        levels_met,
        possible,
        _otherwise(verdicts, beside) if status == "undetermined" else (),
        designations,
        _missing(rules, masks, len(verdicts) > 1, beside),
        (*criteria, *beside),
        tuple(_notes(rules, masks, results, selected=status != "determined" or level is not None)),
    )


def _status(verdicts: Collection[Verdict], *, has_levels: bool) -> tuple[Status, tuple[str, ...]]:
    """The status, and the levels that are still possible from the least intensive on.

    A year without level criteria is not covered from the start, even where the LEA may turn out to be outside the
    levels altogether: nothing that is still unknown can give it a level.
    """
    if len(verdicts) == 1:
        (verdict,) = verdicts
        settled = not verdict.selected or len(verdict.levels) == 1
        return "determined" if settled else "not_covered", verdict.levels
    found = {level for verdict in verdicts for level in verdict.levels}
    possible = tuple(level for level in LEVELS if level in found)
    nothing_stated = all(verdict.selected and len(verdict.levels) != 1 for verdict in verdicts)
    return "not_covered" if nothing_stated or not has_levels else "undetermined", possible


def _otherwise(verdicts: Collection[Verdict], designations: Iterable[RuleOutcome]) -> tuple[str, ...]:
    """What the result may be without a level of its own."""
    no_level = any(verdict.selected and len(verdict.levels) != 1 for verdict in verdicts)
    instead = (
        one.rule.id
        for one in designations
        if isinstance(one.rule, Designation) and one.rule.instead_of_level and one.outcome is Outcome.CANNOT_TELL
    )
    return (*([NO_LEVEL] if no_level else []), *instead)


def _criteria(rules: CompiledRules, masks: Masks) -> list[RuleOutcome]:
    """Every level criterion's outcome; none applies to an LEA that isn't selected, and none is told before that is."""
    gate = rules.gate(masks) if rules.gate else Outcome.NOT_MET
    if gate in (Outcome.MET, Outcome.CANNOT_TELL):
        overall = Outcome.NOT_APPLICABLE if gate is Outcome.MET else Outcome.CANNOT_TELL
        return [outcomes[overall] for outcomes, _ in rules.criteria]
    return [outcomes[evaluate(masks)] for outcomes, evaluate in rules.criteria]


def _missing(
    rules: CompiledRules, masks: Masks, level_is_open: bool, designations: Iterable[RuleOutcome]
) -> tuple[str, ...]:
    """The facts that can still change the result: wholly unknown ones first, since those are easier to find out."""
    deciding: set[int] = set()
    if level_is_open:
        deciding |= rules.diagram.deciding(masks)
    for one, diagram in zip(designations, rules.designation_diagrams, strict=True):
        if one.outcome is Outcome.CANNOT_TELL:
            deciding |= diagram.deciding(masks)
    by_ease = sorted(deciding, key=lambda at: (masks[at] != rules.unknown[at], at))
    return tuple(rules.fact_ids[at] for at in by_ease)


def _notes(rules: CompiledRules, masks: Masks, results: set[str | None], *, selected: bool) -> Iterator[Note]:
    """The gaps in which the facts surely lie, then the remarks on these facts and this result.

    Gaps between levels are none of the business of an LEA that isn't selected for levels.
    """
    for note, lies_within in rules.gaps if selected else ():
        if lies_within(masks):
            yield note
    for note, of_results, applies in rules.notes:
        if (not of_results or not of_results.isdisjoint(results)) and (applies is None or applies(masks)):
            yield note
