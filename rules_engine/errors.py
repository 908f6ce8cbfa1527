"""Everything this package raises.

    RulesEngineError
    ├── FactError              a fact can't be taken as given
    │   └── ContradictionError     two facts can't both be true
    ├── UnknownYearError       no rule set for that monitoring year
    └── RuleSetError           a rule file can't be taken as written

Kept apart from the modules that raise them, so that none has to import another for its errors.
"""

from __future__ import annotations

__all__ = ["ContradictionError", "FactError", "RuleSetError", "RulesEngineError", "UnknownYearError", "brief"]


class RulesEngineError(Exception):
    """Base of every error that this package raises on purpose; its text is fit to be shown to a person."""


class FactError(RulesEngineError):
    """A fact's name or value can't be taken.

    `fact_id` is the fact, `found` the value as given, `allowed` what would be taken, in words.
    """

    def __init__(self, fact_id: str, found: object, allowed: str, problem: str | None = None) -> None:
        self.fact_id = fact_id
        self.found = found
        self.allowed = allowed
        self.problem = problem or f"{brief(repr(found))} can't be taken"
        super().__init__(f"{fact_id}: {self.problem}. Allowed: {allowed}.")


class ContradictionError(FactError):
    """Two facts were given that can't both be true; `fact_ids` names both."""

    def __init__(self, fact_ids: tuple[str, ...], says: str) -> None:
        self.fact_ids = fact_ids
        RulesEngineError.__init__(self, f"{' and '.join(fact_ids)} contradict each other: {says}")
        self.fact_id = fact_ids[0]
        self.found = None
        self.allowed = says
        self.problem = says


class UnknownYearError(RulesEngineError):
    """There is no rule set for the monitoring year; `years` are those there are."""

    def __init__(self, year: object, years: tuple[int, ...]) -> None:
        self.year = year
        self.years = years
        listed = ", ".join(str(known) for known in years) or "none"
        super().__init__(f"monitoring_year: there is no rule set for {brief(repr(year))}. Covered years: {listed}.")


class RuleSetError(RulesEngineError):
    """A rule file is wrong: in which file, at which place, what was found there and what is allowed."""

    def __init__(self, file: str, path: str, found: str, allowed: str) -> None:
        self.file = file
        self.path = path
        self.found = found
        self.allowed = allowed
        super().__init__(f"{file}, at {path or 'the top'}: found {found}. Allowed: {allowed}.")


def brief(text: str) -> str:
    """`text`, cut to a length that fits an error line."""
    return text if len(text) <= 80 else f"{text[:77]}..."
