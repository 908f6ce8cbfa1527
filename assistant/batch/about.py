"""What a reader of a workbook of answers should know: where they come from, and what they don't say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from assistant.batch.answers import standing_notes
from assistant.batch.columns import Layout
from assistant.batch.tally import Tally
from rules_engine import RuleSet

__all__ = ["about_lines", "column_lines"]

UNKNOWN: Final = (
    "An empty cell counts as unknown, never as zero. A level is named only where it follows from what is known."
)


def about_lines(source: str, layout: Layout, tally: Tally, day: dt.date) -> Iterator[list[str]]:
    """Lines of one to three texts. `source` names the sheet that was read, `day` the day on which that was done."""
    yield ["Made", f"on {day:%Y-%m-%d} from {source}"]
    yield ["Rows", f"{tally.answered:,} answered, {tally.refused:,} refused"]
    for ruleset in tally.rulesets:
        letter = f"letter of {ruleset.letter_date}" if ruleset.letter_date else "letter's date not in the sources"
        yield [f"Rules of {ruleset.year}", f"version {ruleset.version}, {ruleset.coverage}; {letter}", ruleset.verified]
    notes = [UNKNOWN, *(note for ruleset in tally.rulesets for note in standing_notes(ruleset).values())]
    yield from (["Please note", note] for note in dict.fromkeys(notes))
    yield [""]
    yield ["Results"]
    yield from tally.table()
    yield [""]
    yield ["Columns of the sheet"]
    yield from column_lines(layout)
    yield [""]
    yield ["Sources"]
    cited = {id_: ruleset.sources[id_] for ruleset in tally.rulesets for id_ in _cited(ruleset)}
    for id_, source_of in sorted(cited.items()):
        yield [id_, f"{source_of.title} {source_of.href or ''}".strip(), source_of.read_as]


def _cited(ruleset: RuleSet) -> set[str]:
    """The ids of the sources that an answer of `ruleset` may name."""
    parts = (ruleset.criteria, ruleset.designations, ruleset.gaps, ruleset.notes)
    return {id_ for part in parts for rule in part for id_ in rule.sources}


def column_lines(layout: Layout) -> Iterator[list[str]]:
    """For each column of a sheet its letter and heading, and what it is read as."""
    for column in layout.columns:
        if column.fact_id:
            read_as = column.fact_id
        elif column.kept:
            read_as = "kept as it is"
        else:
            read_as = f"not read; did you mean {column.near}?" if column.near else "not read"
        yield [f"{column.letter}: {column.heading}" if column.heading else column.letter, read_as]
