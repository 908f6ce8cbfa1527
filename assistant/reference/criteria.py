"""The parts of a year's page that say what gives which level: levels, decision table, designations, gaps."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reference.conditions import alternatives, in_words, values_in_words
from assistant.reference.links import conflict_link, source_links
from assistant.reference.markdown import bullets, escaped, table
from rules_engine import LEVELS, Conflict, RuleSet

__all__ = ["criteria_in_words", "decision_table", "designations", "gaps", "levels"]


def levels(ruleset: RuleSet) -> str:
    """Every level of the year, the most intensive first."""
    known = [ruleset.levels[id_] for id_ in reversed(LEVELS) if id_ in ruleset.levels]
    rows = [
        [f"**{escaped(one.title)}**", escaped(one.summary), escaped(one.support), source_links(one.sources)]
        for one in known
    ]
    return table(["Level", "What it means", "Who supports", "Sources"], rows) if rows else "None in the sources."


def decision_table(ruleset: RuleSet) -> str:
    """A row for each way into a level, the most intensive first; a column for each fact that some way reads."""
    ways = [
        (criterion, tests)
        for criterion in sorted(ruleset.criteria, key=lambda one: -LEVELS.index(one.level))
        for tests in alternatives(criterion.when)
    ]
    vocabulary = ruleset.vocabulary
    facts = [id_ for id_ in vocabulary if any(id_ in tests for _, tests in ways)]
    rows = [
        [
            f"**{escaped(ruleset.title_of(criterion.level))}**",
            *(escaped(values_in_words(tests[fact], vocabulary)) if fact in tests else "" for fact in facts),
            criterion.basis,
            source_links(criterion.sources),
        ]
        for criterion, tests in ways
    ]
    headings = ["Level", *(escaped(vocabulary[fact].label) for fact in facts), "Basis", "Sources"]
    return table(headings, rows) if rows else ""


def criteria_in_words(ruleset: RuleSet) -> str:
    """Each criterion's sentence and id, and why it is inferred where it is."""
    ordered = sorted(ruleset.criteria, key=lambda one: -LEVELS.index(one.level))
    return bullets(
        f"{escaped(one.rule)} (`{one.id}`)" + (f" *Inferred:* {escaped(one.inference)}" if one.inference else "")
        for one in ordered
    )


def designations(ruleset: RuleSet) -> str:
    """What may stand beside a level or in its place."""
    rows = [
        [
            f"**{escaped(one.title)}**",
            "instead of a level" if one.instead_of_level else "beside a level",
            escaped(in_words(one.when, ruleset.vocabulary)),
            escaped(one.summary),
            escaped(one.support),
            one.basis,
            source_links(one.sources),
        ]
        for one in ruleset.designations
    ]
    return table(["Designation", "Stands", "When", "What it means", "Who supports", "Basis", "Sources"], rows)


def gaps(ruleset: RuleSet, conflicts: Mapping[str, Conflict]) -> str:
    """The declared gaps, and the levels that the letter might give there."""
    rows = [
        [
            escaped(in_words(gap.where, ruleset.vocabulary)),
            escaped(gap.says),
            escaped(" or ".join(map(ruleset.title_of, gap.leaves_open))),
            conflict_link(gap.conflict, conflicts),
            source_links(gap.sources),
        ]
        for gap in ruleset.gaps
    ]
    return table(["Where", "What we say", "The letter may give", "Conflict", "Sources"], rows) if rows else "Nothing."
