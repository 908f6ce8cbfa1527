"""Whether a rule set holds together: no region of the facts is decided twice, and none is left open unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rules_engine.compiled import UNDECLARED
from rules_engine.condition import Condition, sufficient_tests
from rules_engine.facts import Facts
from rules_engine.ruleset import RuleSet
from rules_engine.yaml_source import Entry

__all__ = ["refuse_unsound"]


def refuse_unsound(ruleset: RuleSet, top: Entry) -> None:
    """Raises RuleSetError where two criteria of different levels (or a criterion and a gap) claim the same values
    of one fact, or where some combination of facts meets no criterion and lies in no declared gap.

    That two criteria on *different* facts are met at once is no overlap: the most intensive one gives the level.
    """
    fields = top.mapping()
    claims = [(f"the criterion {c.id!r}", c.level, c.when) for c in ruleset.criteria]
    claims += [(f"the gap {gap.id!r}", gap.id, gap.where) for gap in ruleset.gaps]
    for (one, one_result, one_when), (other, other_result, other_when) in combinations(claims, 2):
        if one_result != other_result:
            for shared in _shared_values(ruleset, one_when, other_when):
                raise fields["levels"].error(
                    f"{one} and {other} overlapping at {shared}",
                    "each value of a fact claimed by one of them",
                )
    open_region = ruleset.compiled.diagram.example(UNDECLARED)
    if open_region is not None:
        facts = Facts(ruleset.compiled.facts_at(open_region), ruleset.vocabulary)
        said = "; ".join(f"{ruleset.vocabulary[id_].label}: {facts.say(id_)}" for id_ in facts.to_dict())
        raise fields["gaps"].error(
            f"no level and no gap for {said}", "a criterion or a declared gap for every combination of facts"
        )


def _shared_values(ruleset: RuleSet, one: Condition, other: Condition) -> Iterator[str]:
    """The values that alone meet both conditions, in words."""
    axes = dict(zip(ruleset.compiled.fact_ids, ruleset.compiled.axes, strict=True))
    for a in sufficient_tests(one):
        for b in sufficient_tests(other):
            if a.fact == b.fact:
                axis = axes[a.fact]
                for value in axis.value_of(axis.bits_accepted(a.accepts) & axis.bits_accepted(b.accepts)):
                    yield f"{axis.spec.label}: {axis.spec.say(value)}"
