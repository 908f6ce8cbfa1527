"""The same facts under two years' rules: what is different, and why the same word may mean two things."""

from __future__ import annotations

from dataclasses import dataclass

from rules_engine.determination import Determination, determine, obligations
from rules_engine.explanation import headline
from rules_engine.facts import Facts
from rules_engine.ruleset import RuleSet

__all__ = ["YearComparison", "compare_years"]


@dataclass(frozen=True, slots=True)
class YearComparison:
    """Two results of the same facts, `before` under one year's rules and `after` under another's."""

    before: Determination
    after: Determination

    @property
    def same(self) -> bool:
        """Whether status, level and designations are the same; the level may still mean something else."""
        before, after = self.before, self.after
        return (before.status, before.level, before.designations) == (after.status, after.level, after.designations)

    def say(self) -> tuple[str, ...]:
        """The comparison in sentences: both results, what the years' criteria are, and duties on one side only."""
        sentences = [f"{headline(self.before)}.", f"{headline(self.after)}."]
        for one, other in ((self.before, self.after), (self.after, self.before)):
            if one.level and one.level in other.ruleset.levels:
                meaning = other.ruleset.summary_of(one.level)
                sentences.append(f"{one.ruleset.title_of(one.level)} in {other.ruleset.year}: {meaning}")
            elif one.level:
                title = one.ruleset.title_of(one.level)
                sentences.append(f"{title} is not among the levels in our sources for {other.ruleset.year}.")
            titles = _titles(one) - _titles(other)
            if titles:
                sentences.append(f"Only in {one.ruleset.year}: {'; '.join(sorted(titles))}.")
        return tuple(dict.fromkeys(sentences))

    def to_dict(self) -> dict[str, object]:
        """The comparison as plain data, with both results in full."""
        return {
            "same": self.same,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "text": list(self.say()),
        }


def compare_years(facts: Facts, before: RuleSet, after: RuleSet) -> YearComparison:
    """What `facts`, whatever their monitoring year, give under both rule sets."""
    undated = facts.without("monitoring_year")
    return YearComparison(determine(undated, before), determine(undated, after))


def _titles(result: Determination) -> set[str]:
    return {obligation.title for obligation in obligations(result)}
