"""A site's own additions to the rule sets: trainings, due dates, links and contacts that the public sources lack.

An overlay never touches a criterion, a gap or a level. It adds obligations and notes, and sets due dates, each on a
source of its own; whatever comes from it says so (`local`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rules_engine.conflicts import Conflict
from rules_engine.loading import RuleReader, read_local_sources
from rules_engine.rules import DueDate, Note, Obligation, Source
from rules_engine.ruleset import RuleSet
from rules_engine.yaml_source import Entry

__all__ = ["Overlay"]


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay file, read as far as it can be without the rule sets that it adds to."""

    site: str
    sources: Mapping[str, Source]
    years: Mapping[int, Entry]

    @classmethod
    def read(cls, top: Entry, known_sources: Mapping[str, Source], years: tuple[int, ...]) -> Overlay:
        """The overlay written at `top`. Raises RuleSetError."""
        fields = top.fields(["site", "sources", "years"])
        sources = read_local_sources(fields["sources"])
        for id_, entry in fields["sources"].mapping().items():
            if id_ in known_sources:
                raise entry.error(f"the source id {id_!r}, which the public register has", "an id of your own")
        entries: dict[int, Entry] = {}
        for year, entry in fields["years"].mapping().items():
            if year not in map(str, years):
                raise entry.error(f"the year {year!r}", ", ".join(map(str, years)))
            entries[int(year)] = entry
        return cls(fields["site"].text(), sources, entries)

    def applied(self, ruleset: RuleSet, conflicts: Mapping[str, Conflict]) -> RuleSet:
        """`ruleset` with this overlay's entries for its year. Raises RuleSetError where they don't fit it."""
        entry = self.years.get(ruleset.year)
        if entry is None:
            return ruleset
        fields = entry.fields((), ["due", "obligations", "notes"])
        supports = {one.id: one.support for one in ruleset.levels.values()}
        supports |= {one.id: one.support for one in ruleset.designations}
        no_date = f"{self.site} gives no date for this."
        reader = RuleReader(ruleset.vocabulary, self.sources, conflicts, supports, no_date, local=True)
        owed = list(ruleset.obligations)
        for id_, one in _entries(fields, "due"):
            owed = _with_due(owed, id_, one, reader)
        for id_, one in _entries(fields, "obligations"):
            _refuse_known(id_, one, [obligation.id for obligation in ruleset.obligations])
            owed.extend(reader.obligations(id_, one))
        return replace(
            ruleset,
            version=f"{ruleset.version} with {self.site}",
            sources={**ruleset.sources, **self.sources},
            obligations=tuple(owed),
            notes=(*ruleset.notes, *_notes(fields, ruleset, reader)),
        )


def _entries(fields: Mapping[str, Entry], key: str) -> Iterator[tuple[str, Entry]]:
    if key in fields:
        yield from fields[key].mapping().items()


def _notes(fields: Mapping[str, Entry], ruleset: RuleSet, reader: RuleReader) -> Iterator[Note]:
    for id_, one in _entries(fields, "notes"):
        _refuse_known(id_, one, [note.id for note in ruleset.notes] + [gap.id for gap in ruleset.gaps])
        yield reader.note(id_, one)


def _with_due(owed: list[Obligation], id_: str, entry: Entry, reader: RuleReader) -> list[Obligation]:
    """`owed` with the due date at `entry` set on the obligations named `id_`, for some or all of their levels."""
    results = [one.result for one in owed if one.id == id_]
    if not results:
        raise entry.error(f"the unknown obligation {id_!r}", ", ".join(dict.fromkeys(one.id for one in owed)))
    fields = entry.fields(["says", "sources"], ["date", "for"])
    meant = fields["for"].some_of(results) if "for" in fields else tuple(results)
    day = fields["date"].day() if "date" in fields else None
    due = DueDate(fields["says"].text(), day, local=True, sources=reader.sources_of(fields))
    return [replace(one, due=due) if one.id == id_ and one.result in meant else one for one in owed]


def _refuse_known(id_: str, entry: Entry, known: list[str]) -> None:
    if id_ in known:
        raise entry.error(f"the id {id_!r}, which the rule set has", "an id of your own, or the date under due")
