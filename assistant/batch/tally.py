"""How many rows came out how: what is shown at the end of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from assistant.batch.answers import Answer
from rules_engine import LEVELS, RuleSet

__all__ = ["Tally"]

WITHOUT_LEVEL: Final = {
    "undetermined": "Level still open, facts are missing",
    "not_covered": "No level in the sources",
}


class Tally:
    """Counts of answered rows by year and result, and of refused rows."""

    def __init__(self) -> None:
        self.answered = 0
        self.refused = 0
        self._rulesets: dict[int, RuleSet] = {}
        self._counts: Counter[tuple[int, str]] = Counter()

    def count(self, answer: Answer) -> None:
        """Count one answered row, under its level or status and under each of its designations."""
        self.answered += 1
        year = answer.ruleset.year
        self._rulesets[year] = answer.ruleset
        if answer.status != "determined":
            self._counts[year, answer.status] += 1
        elif answer.level:
            self._counts[year, answer.level] += 1
        for designation in answer.designations:
            self._counts[year, designation] += 1

    @property
    def rulesets(self) -> tuple[RuleSet, ...]:
        """The rule sets that answered, the oldest first."""
        return tuple(self._rulesets[year] for year in sorted(self._rulesets))

    def table(self) -> list[list[str]]:
        """A heading row, then one row for each result that came up, with a column for each year."""
        years = [ruleset.year for ruleset in self.rulesets]
        rows = [[name, *(f"{self._counts[year, key]:,}" for year in years)] for key, name in self._results()]
        return [["", *map(str, years)], *rows]

    def _results(self) -> Iterator[tuple[str, str]]:
        seen = {key for _, key in self._counts}
        titles = {one.id: one.title for ruleset in self.rulesets for one in ruleset.levels.values()}
        yield from ((level, titles[level]) for level in LEVELS if level in seen)
        designations = {one.id: one for ruleset in self.rulesets for one in ruleset.designations if one.id in seen}
        instead = [one for one in designations.values() if one.instead_of_level]
        yield from ((one.id, one.title) for one in instead)
        yield from ((status, name) for status, name in WITHOUT_LEVEL.items() if status in seen)
        yield from ((one.id, f"of these: {one.title}") for one in designations.values() if one not in instead)
