"""Levels and designations over all years: which are named, what they are called, which years have them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.answering.question import Question
from actions.conversation import rulebook
from rules_engine import RuleSet

__all__ = ["every_ruleset", "level_years", "named_results", "newest_complete", "of_tier", "results_in", "title_of"]


def every_ruleset() -> list[RuleSet]:
    """The rules of every year, the oldest first."""
    return [rulebook().for_year(year) for year in rulebook().years]


def newest_complete() -> RuleSet:
    """The rules that levels are explained by while the letter's year isn't known; the answer names their year."""
    return [one for one in every_ruleset() if one.coverage == "complete"][-1]


def results_in(ruleset: RuleSet) -> list[str]:
    """The ids of a year's levels and designations."""
    return [*ruleset.levels, *(one.id for one in ruleset.designations)]


def title_of(result: str) -> str:
    """The name of a level or designation, from any year that has it."""
    return next(ruleset.title_of(result) for ruleset in every_ruleset() if result in results_in(ruleset))


def level_years(results: Iterable[str]) -> list[int]:
    """The years whose rules have all of `results`."""
    return [one.year for one in every_ruleset() if set(results) <= set(results_in(one))]


def named_results(question: Question) -> tuple[str, ...]:
    """The levels and designations that the question names, also by a term that stands for one."""
    terms = (rulebook().glossary[id_].result for id_ in question.terms if id_ in rulebook().glossary)
    known = {id_ for ruleset in every_ruleset() for id_ in results_in(ruleset)}
    return tuple(id_ for id_ in dict.fromkeys([*question.levels, *terms]) if id_ in known)


def of_tier(term: str, rulesets: Iterable[RuleSet]) -> list[str]:
    """The numbered levels of the tier that a glossary term names, in any of `rulesets`."""
    return list(dict.fromkeys(id_ for ruleset in rulesets for id_ in ruleset.levels if id_.startswith(f"{term}-")))
