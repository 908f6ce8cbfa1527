"""Whether a rule set holds together: no region of the facts is decided twice, and none is left open unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from rules_engine.compiled import UNDECLARED
from rules_engine.condition import Condition, clauses_of
from rules_engine.facts import Facts
from rules_engine.rules import Criterion, Gap
from rules_engine.ruleset import RuleSet
from rules_engine.yaml_source import Entry

__all__ = ["refuse_unsound"]


def refuse_unsound(ruleset: RuleSet, top: Entry) -> None:
    """Raises RuleSetError where two criteria of different levels are met by the same values of the same facts, where
    a gap claims values that a criterion or another gap decides, or where some combination of facts meets no
    criterion and lies in no declared gap.

    Criteria that read *different* facts may be met at once: the most intensive one gives the level.
    """
    _refuse_overlaps(ruleset, top)
    open_region = ruleset.compiled.diagram.example(UNDECLARED)
    if open_region is not None:
        facts = Facts(ruleset.compiled.facts_at(open_region), ruleset.vocabulary)
        raise top.mapping()["gaps"].error(
            f"no level and no gap for {_said(facts)}", "a criterion or a declared gap for every combination of facts"
        )


def _refuse_overlaps(ruleset: RuleSet, top: Entry) -> None:
    places = _places(top)
    claims: list[Criterion | Gap] = [*ruleset.criteria, *ruleset.gaps]
    for one, other in combinations(claims, 2):
        if isinstance(one, Criterion) and isinstance(other, Criterion) and one.level == other.level:
            continue
        shared = _shared(ruleset, one, other)
        if shared is not None:
            raise places[other.id].error(
                f"an overlap of {one.id!r} and {other.id!r} at {_said(shared)}",
                "each combination of the same facts claimed by one criterion or gap",
            )


def _places(top: Entry) -> Mapping[str, Entry]:
    fields = top.mapping()
    levels = fields["levels"].mapping().values()
    criteria = {id_: one for level in levels for id_, one in level.mapping()["criteria"].mapping().items()}
    return {**criteria, **fields["gaps"].mapping()}


def _shared(ruleset: RuleSet, one: Criterion | Gap, other: Criterion | Gap) -> Facts | None:
    """Facts that meet both in ways that take the same facts; None if there are none.

    Of two criteria, one may take more facts than the other. A gap's region is a statement on its own facts alone.
    """
    rules = ruleset.compiled
    both_criteria = isinstance(one, Criterion) and isinstance(other, Criterion)
    for way in clauses_of(_region(one), rules.axis_of):
        for other_way in clauses_of(_region(other), rules.axis_of):
            common = way.keys() & other_way.keys()
            enough = min(len(way), len(other_way)) if both_criteria else max(len(way), len(other_way))
            masks = {fact: way[fact] & other_way[fact] for fact in common}
            if len(common) == enough and all(masks.values()):
                bands = {fact: rules.axis_of[fact][1].bands[mask.bit_length() - 1] for fact, mask in masks.items()}
                return Facts(bands, ruleset.vocabulary)
    return None


def _region(claim: Criterion | Gap) -> Condition:
    return claim.when if isinstance(claim, Criterion) else claim.where


def _said(facts: Facts) -> str:
    return "; ".join(f"{facts.vocabulary[fact_id].label}: {facts.say(fact_id)}" for fact_id in facts.to_dict())
