"""The level that a rule set gives for some facts, with the outcome of every criterion: the public result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from rules_engine.compiled import RuleOutcome
from rules_engine.errors import FactError
from rules_engine.facts import Facts
from rules_engine.finding import Status, find
from rules_engine.interval import Interval
from rules_engine.rules import Criterion, Designation, DueDate, Note, Obligation
from rules_engine.ruleset import RuleSet

__all__ = ["Determination", "because", "determine", "obligations", "usual_due", "usual_support"]


@dataclass(frozen=True, slots=True)
class Determination:
    """What follows from `facts` under `ruleset`.

    `level` is the working level: the most intensive one whose criteria are met. `possible_otherwise` is what may come
    out in place of the `possible_levels`: "not_covered", or a designation that stands instead of a level.
    `missing_facts` are those that can still change the level or a designation, the most decisive first. `criteria` are
    those of the levels, then those of the designations. `notes` are the gaps and remarks that apply.
    """

    ruleset: RuleSet
    facts: Facts
    status: Status
    level: str | None
    levels_met: tuple[str, ...]
    possible_levels: tuple[str, ...]
    possible_otherwise: tuple[str, ...]
    designations: tuple[str, ...]
    missing_facts: tuple[str, ...]
    criteria: tuple[RuleOutcome, ...]
    notes: tuple[Note, ...]

    def results(self) -> tuple[str, ...]:
        """The level and the designations that are settled: what obligations hang on."""
        return ((self.level,) if self.level else ()) + self.designations

    def gap_notes(self) -> tuple[Note, ...]:
        """Those of the notes that say what the sources leave open for these facts."""
        gaps = {gap.id for gap in self.ruleset.gaps}
        return tuple(note for note in self.notes if note.id in gaps)

    def source_ids(self) -> tuple[str, ...]:
        """Every source that something in this result names, each once."""
        criteria = (one.rule.sources for one in self.criteria)
        notes = (note.sources for note in self.notes)
        owed = ((*obligation.sources, *obligation.due.sources) for obligation in obligations(self))
        return tuple(dict.fromkeys(chain.from_iterable((*criteria, *notes, *owed))))

    def to_dict(self) -> dict[str, object]:
        """This result as plain data, ready for JSON: the public contract of the CLI, Python and HTTP."""
        return {
            "monitoring_year": self.ruleset.year,
            "status": self.status,
            "level": self.level,
            "levels_met": list(self.levels_met),
            "possible_levels": list(self.possible_levels),
            "possible_otherwise": list(self.possible_otherwise),
            "designations": list(self.designations),
            "missing_facts": list(self.missing_facts),
            "criteria": [_criterion_dict(one, self.facts) for one in self.criteria],
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
    return Determination(ruleset, facts, *find(ruleset.compiled, ruleset.compiled.masks(facts)))


def obligations(determination: Determination) -> tuple[Obligation, ...]:
    """What an LEA of this result must do: for the level, then for each designation, in the rule set's order.

    Empty where no level or designation is settled.
    """
    owed = determination.ruleset.obligations
    return tuple(one for result in determination.results() for one in owed if one.result == result)


def usual_due(owed: Sequence[Obligation]) -> DueDate | None:
    """What the sources say most often of when something is due, where they give no day: it can be said once for all.

    None where they say nothing twice. What a site has set is never usual, so that it is marked wherever it stands.
    """
    undated = Counter(one.due for one in owed if one.due.day is None and not one.due.local and not one.local)
    due, count = next(iter(undated.most_common(1)), (None, 0))
    return due if count > 1 else None


def usual_support(owed: Sequence[Obligation]) -> str:
    """The support with which most of it is done. Raises ValueError where nothing is owed."""
    if not owed:
        raise ValueError("nothing is owed, so no support is usual")
    return Counter(one.support for one in owed).most_common(1)[0][0]


def because(one: RuleOutcome, facts: Facts) -> str:
    """The rule and what was answered to it, in one sentence."""
    answers = "; ".join(f"{facts.vocabulary[id_].label}: {facts.say(id_)}" for id_ in one.facts)
    return f"{one.rule.rule[:-1]} ({answers})."


def _criterion_dict(one: RuleOutcome, facts: Facts) -> dict[str, object]:
    """The contract's keys of one criterion."""
    rule = one.rule
    return {
        "id": rule.id,
        "level": rule.level if isinstance(rule, Criterion) else None,
        "designation": rule.id if isinstance(rule, Designation) else None,
        "outcome": one.outcome.name.lower(),
        "facts": {fact_id: facts.to_json(fact_id) for fact_id in one.facts},
        "basis": rule.basis,
        "inference": rule.inference,
        "because": because(one, facts),
        "sources": list(rule.sources),
    }
