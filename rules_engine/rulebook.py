"""All rule sets of a folder, with the facts, the sources and the glossary that they share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from rules_engine.conflicts import Conflict, read_conflicts
from rules_engine.errors import UnknownYearError
from rules_engine.glossary import Term, read_glossary
from rules_engine.loading import read_ruleset, read_sources
from rules_engine.overlay import Overlay
from rules_engine.rules import Source
from rules_engine.ruleset import RuleSet
from rules_engine.vocabulary import Vocabulary
from rules_engine.yaml_source import read_yaml

__all__ = ["RULESETS", "RuleBook", "load_rulebook"]

RULESETS: Final = Path(__file__).parent / "rulesets"
"""The folder of the rule sets that come with this package."""


class RuleBook:
    """The rule sets of one folder. A year's file is read and checked when it is first asked for, then kept."""

    def __init__(self, folder: Path, overlay: Path | None = None) -> None:
        """The rule sets in `folder`, with a site's own additions from the file `overlay`."""
        self._folder = folder
        self._overlay_file = overlay
        self._rulesets: dict[int, RuleSet] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts that rule sets read."""
        return Vocabulary.read(read_yaml(self._folder / "facts.yaml"))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The source register by id."""
        return read_sources(read_yaml(self._folder / "sources.yaml"))

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """The register of conflicts between sources by id."""
        return read_conflicts(read_yaml(self._folder / "conflicts.yaml"), self.sources)

    @cached_property
    def overlay(self) -> Overlay | None:
        """The site's own additions, if there are any."""
        if self._overlay_file is None:
            return None
        return Overlay.read(read_yaml(self._overlay_file), self.sources, self.years)

    @cached_property
    def glossary(self) -> Mapping[str, Term]:
        """The words of the field by id."""
        return read_glossary(read_yaml(self._folder / "glossary.yaml"), self.sources)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The monitoring years that have a rule set, the oldest first."""
        return tuple(sorted(int(path.stem) for path in self._folder.glob("[0-9][0-9][0-9][0-9].yaml")))

    def for_year(self, year: int) -> RuleSet:
        """The rule set of `year`. Raises UnknownYearError where there is none, RuleSetError where it is wrong."""
        if year not in self.years:
            raise UnknownYearError(year, self.years)
        if year not in self._rulesets:
            top = read_yaml(self._folder / f"{year}.yaml")
            ruleset = read_ruleset(top, self.vocabulary, self.sources, self.conflicts)
            if ruleset.year != year:
                raise top.mapping()["year"].error(str(ruleset.year), f"{year}, as the file's name says")
            overlay = self.overlay
            self._rulesets[year] = overlay.applied(ruleset, self.conflicts) if overlay else ruleset
        return self._rulesets[year]


def load_rulebook(folder: Path = RULESETS, overlay: Path | None = None) -> RuleBook:
    """The rule book in `folder`, with the additions of the file `overlay`; files are read on demand."""
    return RuleBook(folder, overlay)
