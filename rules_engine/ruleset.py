"""One monitoring year's rules: everything that its file says, and the same compiled for running."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rules_engine.compiled import CompiledRules
from rules_engine.rules import Case, Criterion, Designation, Gap, Level, Note, Obligation, Source
from rules_engine.vocabulary import Vocabulary

__all__ = ["RuleSet"]


@dataclass(frozen=True, eq=False, repr=False)
class RuleSet:
    """The rules of one year. Compared by identity: two loads of a file are two rule sets.

    `letter_date` is the date of the Annual Determination Letter, None where the sources don't give it. `coverage`
    is "complete" where the year's level criteria are in the sources, else "partial". `entry_of`, `title_of` and
    `summary_of` serve levels and designations alike.
    """

    file: str
    year: int
    version: str
    coverage: str
    verified: str
    letter_date: dt.date | None
    letter_sources: tuple[str, ...]
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    levels: Mapping[str, Level]
    criteria: tuple[Criterion, ...]
    gaps: tuple[Gap, ...]
    designations: tuple[Designation, ...]
    notes: tuple[Note, ...]
    obligations: tuple[Obligation, ...]
    cases: tuple[Case, ...]

    def __repr__(self) -> str:
        return f"RuleSet({self.year}, version={self.version!r})"

    @cached_property
    def compiled(self) -> CompiledRules:
        """The rules made ready to run; built at the first use."""
        return CompiledRules(self.vocabulary, self.criteria, self.gaps, self.designations, self.notes)

    @cached_property
    def _designations_by_id(self) -> Mapping[str, Designation]:
        return {designation.id: designation for designation in self.designations}

    def entry_of(self, result_id: str) -> Level | Designation:
        """The level or designation with that id."""
        return self.levels.get(result_id) or self._designations_by_id[result_id]

    def title_of(self, result_id: str) -> str:
        """The name of a level or designation as people say it."""
        return self.entry_of(result_id).title

    def summary_of(self, result_id: str) -> str:
        """What a level or designation means, in a sentence or two."""
        return self.entry_of(result_id).summary

    @property
    def cited(self) -> frozenset[str]:
        """The ids of the sources that anything in the rule set names."""
        groups = (self.levels.values(), self.criteria, self.designations, self.gaps, self.notes, self.obligations)
        named = {id_ for group in groups for one in group for id_ in one.sources}
        due = {id_ for one in self.obligations for id_ in one.due.sources}
        return frozenset(named | due | {*self.letter_sources})

    def to_dict(self) -> dict[str, object]:
        """The contract's keys."""
        return {"year": self.year, "version": self.version, "coverage": self.coverage}
