"""Which fact to ask for next: only what can still change the result, the most decisive first."""

from __future__ import annotations

from collections.abc import Collection

from rules_engine.determination import determine
from rules_engine.facts import Facts
from rules_engine.ruleset import RuleSet

__all__ = ["next_fact", "open_facts"]


def open_facts(facts: Facts, ruleset: RuleSet, declined: Collection[str] = ()) -> tuple[str, ...]:
    """The facts that can still change the result, without the `declined` ones, the most decisive first."""
    return tuple(fact_id for fact_id in determine(facts, ruleset).missing_facts if fact_id not in declined)


def next_fact(facts: Facts, ruleset: RuleSet, declined: Collection[str] = ()) -> str | None:
    """The fact to ask for next; None when nothing that could still be asked can change the result.

    `declined` are facts that the user can't give now: they stay unknown, and are not asked again.
    """
    return next(iter(open_facts(facts, ruleset, declined)), None)
