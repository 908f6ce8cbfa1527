"""A sheet as the rest of the batch sees it: what its columns are, and its rows as texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from assistant.batch.columns import Layout, match_headings
from assistant.batch.wording import Wording

__all__ = ["HEADINGS_WITHIN", "Row", "Sheet", "SheetError", "find_headings", "rows_below"]

HEADINGS_WITHIN: Final = 20
"""The headings must stand in one of the first rows; titles and blank rows above them are passed over."""


class SheetError(Exception):
    """The file can't be taken as a sheet; the text says why and what to do."""


class Row(NamedTuple):
    """A row of a sheet: its number as a spreadsheet counts, and its cells.

    `broken` says why the row couldn't be read; it is empty where it could.
    """

    number: int
    cells: Sequence[str]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open sheet.

    `described` says how it is read, `fraction` how much of it has been read up to a row's number, from 0 to 1.
    """

    layout: Layout
    described: str
    rows: Iterator[Row]
    fraction: Callable[[int], float]


def find_headings(rows: Iterable[Row], wording: Wording) -> tuple[int, Layout]:
    """The number of the first row whose cells name a fact, and the layout that it gives.

    Raises SheetError where no row near the top does, LayoutError where two of its cells name the same fact.
    """
    top = list(islice(rows, HEADINGS_WITHIN))
    for row in top:
        layout = match_headings(row.cells, wording)
        if layout.facts:
            return row.number, layout
    filled = next((row.cells for row in top if any(row.cells)), ())
    found = f"The first row has {', '.join(map(repr, filled))}" if filled else "The sheet is empty"
    facts = ", ".join(dict.fromkeys(wording.facts.values()))
    raise SheetError(f"No column heading names a fact. {found}. Use these names as headings: {facts}.")


def rows_below(heading_row: int, layout: Layout, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows under the headings that aren't blank, each with one cell for every column."""
    width = len(layout.columns)
    for row in rows:
        number, cells, broken = row
        if number <= heading_row or not (broken or any(cells)):
            continue
        if len(cells) != width or broken:
            beyond = [cell for cell in cells[width:] if cell.strip()]
            if beyond and not broken:
                broken = f"{len(cells)} cells under {width} headings; one cell may hold a stray separator"
            yield Row(number, [*cells[:width], *[""] * (width - len(cells))], broken)
        elif not "".join(cells).isspace():
            yield row
