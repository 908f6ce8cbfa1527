"""Sheets as Excel workbooks: the first visible worksheet, with the cells as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from assistant.batch.sheet import Row, Sheet, find_headings, rows_below
from assistant.batch.wording import Wording

__all__ = ["open_xlsx"]


def open_xlsx(path: Path, wording: Wording) -> tuple[Sheet, Callable[[], None]]:
    """The sheet in the workbook at `path`, and what closes it. Raises SheetError, LayoutError and openpyxl's errors."""
    workbook: Any = load_workbook(path, read_only=True, data_only=True)
    worksheet = next(one for one in workbook.worksheets if one.sheet_state == "visible")
    last_row = max(worksheet.max_row or 0, 1)
    worksheet.reset_dimensions()  # some programs write wrong ones, and what lies beyond them would not be read
    heading_row, layout = find_headings(_records(worksheet), wording)
    others = [one.title for one in workbook.worksheets if one is not worksheet]
    not_read = f"; not read: {', '.join(map(repr, others))}" if others else ""
    rows = rows_below(heading_row, layout, _records(worksheet))
    described = f"read from the worksheet {worksheet.title!r}{not_read}"
    return Sheet(layout, described, rows, lambda row: min(row / last_row, 1.0)), workbook.close


def _records(worksheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        yield Row(number, [_text(cell) for cell in cells])


def _text(cell: Any) -> str:
    """The cell's text; a number in the 15 digits that spreadsheets show, 0.105 as 10.5% where it is shown so."""
    value = cell.value
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value * 100:.13g}%" if "%" in cell.number_format else f"{value:.15g}"
    return str(value)
