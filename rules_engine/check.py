"""Everything that can be checked of a rule book, in one go: what `cim check` prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import prod

from rules_engine.cases import failed_cases, untested_bands
from rules_engine.errors import RulesEngineError
from rules_engine.rulebook import RuleBook

__all__ = ["YearReport", "check_shared", "check_year"]


@dataclass(frozen=True, slots=True)
class YearReport:
    """What was checked of one year. `combinations` are those of bands of facts, every one of which was shown to end
    in a level, a designation in place of one, or a declared gap.
    """

    year: int
    coverage: str = ""
    combinations: int = 0
    criteria: int = 0
    gaps: int = 0
    cases: int = 0
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.problems:
            return f"{self.year}: {len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        return (
            f"{self.year} ({self.coverage}): {self.criteria} criteria and {self.gaps} declared gaps cover all "
            f"{self.combinations:,} combinations of facts; {self.cases} cases pass"
        )


def check_year(book: RuleBook, year: int) -> YearReport:
    """The report on `year`; what is wrong stands in its `problems`, one sentence each."""
    try:
        # Loading proves that no combination is open or claimed twice; a rule set that fails it isn't loaded.
        ruleset = book.for_year(year)
        problems = (*failed_cases(ruleset), *untested_bands(ruleset))
    except RulesEngineError as error:
        return YearReport(year, problems=(str(error),))
    return YearReport(
        year,
        ruleset.coverage,
        prod(len(axis.bands) for axis in ruleset.compiled.axes),
        len(ruleset.criteria),
        len(ruleset.gaps),
        len(ruleset.cases),
        problems,
    )


def check_shared(book: RuleBook, used_elsewhere: Collection[str] = ()) -> Iterator[str]:
    """One sentence for each thing wrong in the files that all years share, or in the overlay.

    A source that nothing uses is wrong too, unless it is among those `used_elsewhere`, outside this package.
    """
    try:
        _ = book.vocabulary, book.sources, book.conflicts, book.glossary, book.overlay
    except RulesEngineError as error:
        yield str(error)
        return
    try:
        used = _sources_used(book)
    except RulesEngineError:
        return  # a year's own report has it
    for id_ in sorted(book.sources.keys() - used - {*used_elsewhere}):
        yield f"sources.yaml: {id_} is used by no rule set, glossary term or conflict"


def _sources_used(book: RuleBook) -> set[str]:
    used = {id_ for term in book.glossary.values() for id_ in term.sources}
    used |= {id_ for one in book.conflicts.values() for position in one.positions for id_ in position.sources}
    return used.union(*(book.for_year(year).cited for year in book.years))
