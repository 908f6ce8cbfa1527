"""What the user of a batch is told in the terminal, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.batch.about import column_lines
from assistant.batch.columns import YEAR, Column, Layout
from assistant.batch.determining import Refused
from assistant.batch.tally import Tally
from rules_engine import Vocabulary

__all__ = ["fraction_warning", "mapping_lines", "refusal_text", "tally_lines"]


_WIDEST = 48
"""Characters; some labels of facts are longer, and would push everything else aside."""


def mapping_lines(layout: Layout, vocabulary: Vocabulary) -> Iterator[str]:
    """What each column is read as, and which facts no column gives."""
    yield from _aligned(list(column_lines(layout)))
    missing = [spec.id for spec in vocabulary.values() if spec.id != YEAR and layout.column_of(spec.id) is None]
    if missing:
        yield f"  No column gives {', '.join(missing)}: unknown in every row."


def refusal_text(row: Refused) -> str:
    """Why `row` was left out, a line for each problem."""
    name = f" ({row.kept[0]})" if row.kept and row.kept[0] else ""
    lines = []
    for problem in row.problems:
        column = problem.column
        where = f', column {column.letter} "{column.heading}"' if column else ""
        allowed = f" Allowed: {problem.allowed}." if problem.allowed else ""
        lines.append(f"Row {row.row}{name}{where}: {problem.says.rstrip('.')}.{allowed}")
    return "\n".join(lines)


def fraction_warning(columns: Sequence[Column]) -> str:
    """What to say where `columns` of ranks may hold fractions instead of percents."""
    named = " and ".join(f'{column.letter} "{column.heading}"' for column in columns)
    return (
        f"Please check column {named}: no rank in it is above 1. A rank of 0.15 was read as the bottom 0.15 %. If it "
        "means 15 %, write 15 or 15%."
    )


def tally_lines(tally: Tally) -> Iterator[str]:
    """The counts by result and year, and how many rows were refused."""
    yield f"{tally.answered:,} {'row' if tally.answered == 1 else 'rows'} answered, {tally.refused:,} refused."
    if tally.answered:
        yield from _aligned(tally.table())


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """`rows` as a table: the first column to the left and cut to a length, numbers to the right."""
    rows = [[first if len(first) <= _WIDEST else f"{first[: _WIDEST - 1]}…", *others] for first, *others in rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for first, *others in rows:
        cells = [
            cell.rjust(width) if cell[:1].isdigit() else cell for cell, width in zip(others, widths[1:], strict=True)
        ]
        yield f"  {first.ljust(widths[0])}  {'  '.join(cells)}".rstrip()
