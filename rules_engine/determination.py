"""The level that a rule set gives for some facts, with the outcome of every criterion: the public result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rules_engine.compiled import CompiledRules, Verdict
from rules_engine.condition import Condition, Masks, Outcome, tests_of
from rules_engine.errors import FactError
from rules_engine.facts import Facts
from rules_engine.interval import Interval
from rules_engine.rules import LEVELS, SEVERAL_LEVELS, Criterion, Designation, Note, Obligation
from rules_engine.ruleset import RuleSet

__all__ = ["CriterionResult", "Determination", "Status", "determine", "obligations"]

Status: TypeAlias = Literal["determined", "undetermined", "not_covered"]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion (or designation) and what is known of it."""

    rule: Criterion | Designation
    outcome: Outcome

    def because(self, facts: Facts) -> str:
        """The rule and what was answered, in one sentence."""
        answers = "; ".join(
            f"{facts.vocabulary[fact_id].label}: {facts.say(fact_id)}"
            for fact_id in fact_ids_of(self.rule.when)
        )
        return f"{self.rule.rule.removesuffix('.')} ({answers})."

    def to_dict(self, facts: Facts) -> dict[str, object]:
        """The contract's keys."""
        rule = self.rule
        values = facts.to_dict()
        return {
            "id": rule.id,
            "level": rule.level if isinstance(rule, Criterion) else None,
            "designation": rule.id if isinstance(rule, Designation) else None,
            "outcome": self.outcome.name.lower(),
            "facts": {fact_id: values.get(fact_id) for fact_id in fact_ids_of(rule.when)},
            "basis": rule.basis,
            "inference": rule.inference,
            "because": self.because(facts),
            "sources": list(rule.sources),
        }


@dataclass(frozen=True, slots=True)
class Determination:
    """What follows from `facts` under `ruleset`.

    `level` is the working level: the most intensive one whose criteria are met. `missing_facts` are those that can
    still change the level or a designation, the most decisive first. `notes` are the gaps and remarks that apply.
    """

    ruleset: RuleSet
    facts: Facts
    status: Status
    level: str | None
    levels_met: tuple[str, ...]
    possible_levels: tuple[str, ...]
    designations: tuple[str, ...]
    missing_facts: tuple[str, ...]
    criteria: tuple[CriterionResult, ...]
    notes: tuple[Note, ...]

    def results(self) -> tuple[str, ...]:
        """The level and the designations that are settled: what obligations hang on."""
        return ((self.level,) if self.level else ()) + self.designations

    def source_ids(self) -> tuple[str, ...]:
        """The sources of everything in this result, each once."""
        met = (one.rule.sources for one in self.criteria if one.outcome is Outcome.MET)
        noted = (note.sources for note in self.notes)
        owed = (obligation.sources for obligation in obligations(self))
        return tuple(dict.fromkeys(id_ for group in (*met, *noted, *owed) for id_ in group))

    def to_dict(self) -> dict[str, object]:
        """This result as plain data, ready for JSON: the public contract of the CLI, Python and HTTP."""
        return {
            "monitoring_year": self.ruleset.year,
            "status": self.status,
            "level": self.level,
            "levels_met": list(self.levels_met),
            "possible_levels": list(self.possible_levels),
            "designations": list(self.designations),
            "missing_facts": list(self.missing_facts),
            "criteria": [one.to_dict(self.facts) for one in self.criteria],
            "notes": [note.to_dict() for note in self.notes],
            "obligations": [obligation.to_dict() for obligation in obligations(self)],
            "sources": [self.ruleset.sources[id_].to_dict() for id_ in self.source_ids()],
            "ruleset": self.ruleset.to_dict(),
        }


def determine(facts: Facts, ruleset: RuleSet) -> Determination:
    """The level and designations that `ruleset` gives for `facts`, exact, partly known or unknown.

    Raises FactError where the facts are of another monitoring year than the rule set.
    """
    year = facts.get("monitoring_year")
    if isinstance(year, Interval) and ruleset.year not in year:
        spec = facts.vocabulary["monitoring_year"]
        raise FactError(spec.id, spec.to_json(year), f"{ruleset.year}, the year of the rule set")
    rules = ruleset.compiled
    masks = rules.masks(facts)
    verdicts = rules.diagram.verdicts(masks)
    status, possible = _status(verdicts)
    level = possible[0] if status == "determined" and possible else None
    criteria = tuple(_criteria(rules, masks))
    met = {rule.level for rule, outcome in criteria if outcome is Outcome.MET}
    levels_met = tuple(level for level in LEVELS if level in met)
    beside = [CriterionResult(one, evaluate(masks)) for one, evaluate in rules.designations]
    designations = tuple(one.rule.id for one in beside if one.outcome is Outcome.MET)
    results = {status, level, *designations, SEVERAL_LEVELS if len(levels_met) > 1 else None}
    return Determination(
        ruleset=ruleset,
        facts=facts,
        status=status,
        level=level,
        levels_met=levels_met,
        possible_levels=possible,
        designations=designations,
        missing_facts=_missing(rules, masks, len(verdicts) > 1, facts),
        criteria=(*(CriterionResult(rule, outcome) for rule, outcome in criteria), *beside),
        notes=tuple(_notes(rules, masks, results)),
    )


def _status(verdicts: Iterable[Verdict]) -> tuple[Status, tuple[str, ...]]:
    """The status, and the levels that are still possible from the least intensive on."""
    found = {level for verdict in verdicts for level in verdict.levels}
    possible = tuple(level for level in LEVELS if level in found)
    if all(not verdict.selected for verdict in verdicts):
        return "determined", ()
    if all(len(verdict.levels) == 1 for verdict in verdicts) and len(possible) == 1:
        return "determined", possible
    if not possible or all(verdict.selected and len(verdict.levels) != 1 for verdict in verdicts):
        return "not_covered", possible
    return "undetermined", possible


def _criteria(rules: CompiledRules, masks: Masks) -> Iterator[tuple[Criterion, Outcome]]:
    """Every level criterion's outcome; none applies to an LEA that isn't selected, and none is told before that is."""
    gate = rules.gate(masks) if rules.gate else Outcome.NOT_MET
    overall = {Outcome.MET: Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL: Outcome.CANNOT_TELL}.get(gate)
    for criterion, evaluate in rules.criteria:
        yield criterion, evaluate(masks) if overall is None else overall


def _missing(rules: CompiledRules, masks: Masks, level_open: bool, facts: Facts) -> tuple[str, ...]:
    """The facts that can still change the result: wholly unknown ones first, since those are easier to find out."""
    deciding: set[int] = set()
    if level_open:
        deciding |= rules.diagram.deciding(masks)
    for (_, evaluate), diagram in zip(rules.designations, rules.designation_diagrams):
        if evaluate(masks) is Outcome.CANNOT_TELL:
            deciding |= diagram.deciding(masks)
    missing = [rules.fact_ids[at] for at in sorted(deciding)]
    return tuple(sorted(missing, key=lambda fact_id: fact_id in facts))


def _notes(rules: CompiledRules, masks: Masks, results: set[str | None]) -> Iterator[Note]:
    """The gaps in which the facts surely lie, then the remarks on these facts and this result."""
    for gap, evaluate in rules.gaps:
        if evaluate(masks) is Outcome.MET:
            yield Note(gap.id, gap.says, gap.sources)
    for note, applies in rules.notes:
        if (applies is None or applies(masks) is Outcome.MET) and (
            not note.results or results & set(note.results)
        ):
            yield note


def obligations(determination: Determination) -> tuple[Obligation, ...]:
    """What an LEA of this result must do, by the rule set's order; empty where no level or designation is settled."""
    results = determination.results()
    return tuple(one for one in determination.ruleset.obligations if one.result in results)


def fact_ids_of(condition: Condition) -> tuple[str, ...]:
    """The facts that `condition` reads, each once."""
    return tuple(dict.fromkeys(test.fact for test in tests_of(condition)))
