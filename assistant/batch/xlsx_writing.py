"""Answers as an Excel workbook for people: a sheet of answers, one of refused rows, and one about both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assistant.batch.about import about_lines
from assistant.batch.answers import Answer
from assistant.batch.columns import Layout
from assistant.batch.csv_writing import REFUSED_COLUMNS, refusal_lines
from assistant.batch.determining import Answered, Refused
from assistant.batch.harmless import harmless, harmless_all
from assistant.batch.memory import Remembered
from assistant.batch.tally import Tally
from rules_engine import Vocabulary

__all__ = ["XlsxBook"]

STATUS_WORDS: Final = {
    "determined": "Determined",
    "undetermined": "Open: facts are missing",
    "not_covered": "Not in the sources",
}
ANSWER_COLUMNS: Final = {  # heading and width, in characters
    "Monitoring year": 11,
    "Status": 23,
    "Level": 20,
    "Still possible": 24,
    "Beside or instead of a level": 28,
    "Why": 60,
    "Basis": 10,
    "To find out": 36,
    "Remarks": 70,
    "Sources": 24,
}
KEPT_WIDTH: Final = 30
FACT_WIDTH: Final = 16

HEADING_FONT: Final = Font(bold=True, color="FFFFFFFF")
HEADING_FILL: Final = PatternFill("solid", start_color="FF1F4E5F")
HEADING_ALIGNMENT: Final = Alignment(wrap_text=True, vertical="center")
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
NOT_TEXT: Final = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)], "�")
"""Control characters, which a workbook can't hold."""


class XlsxBook:
    """Writes both answered and refused rows to a workbook, which `save` brings to its file."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self._book = Workbook(write_only=True)
        self._vocabulary = vocabulary
        self._cells = Remembered(self._answer_cells, limit=8192)
        self._facts = Remembered(_number_or_text, limit=10_000)
        kept = [column.heading for column in layout.kept]
        labels = [vocabulary[str(column.fact_id)].label for column in layout.undated_facts]
        widths = [KEPT_WIDTH] * len(kept) + list(ANSWER_COLUMNS.values()) + [FACT_WIDTH] * len(labels)
        self._answers = _Table(self._book, "Answers", [*kept, *ANSWER_COLUMNS, *labels], widths, len(kept))
        refused_widths = [8, 8, 28, 24, 40, 70, *[KEPT_WIDTH] * len(kept)]
        self._refused = _Table(
            self._book, "Refused rows", [*map(str.capitalize, REFUSED_COLUMNS), *kept], refused_widths
        )

    def write(self, row: Answered) -> None:
        """Write one answered row."""
        self._answers.add([*row.kept, *self._cells[row.answer], *(self._facts[text] for text in row.facts)])

    def refuse(self, row: Refused) -> None:
        """Write one refused row, a line for each problem."""
        for line in refusal_lines(row):
            self._refused.add(line)

    def save(self, path: Path, source: str, layout: Layout, tally: Tally, day: dt.date) -> None:
        """Bring everything to the file at `path`. `source` names the sheet that the rows come from, `day` is today."""
        about = _Table(self._book, "About", ["About this workbook", "", ""], [34, 60, 60])
        for line in about_lines(source, layout, tally, day):
            about.add(line)
        self._answers.finish()
        self._refused.finish()
        self._book.save(path)

    def _answer_cells(self, answer: Answer) -> list[str | float]:
        """The cells under ANSWER_COLUMNS."""
        title = answer.ruleset.title_of
        return [
            answer.ruleset.year,
            STATUS_WORDS[answer.status],
            title(answer.level) if answer.level else "",
            "" if answer.level else " or ".join(map(title, answer.possible_levels)),
            "; ".join(map(title, answer.designations)),
            " ".join(answer.reasons),
            answer.basis,
            "; ".join(self._vocabulary[fact_id].label for fact_id in answer.missing_facts),
            " ".join(answer.notes),
            ", ".join(answer.sources),
        ]


class _Table:
    """One worksheet: a heading row that stays in view, columns of set widths, wrapped texts."""

    def __init__(
        self, book: Workbook, title: str, headings: Sequence[str], widths: Sequence[int], still: int = 0
    ) -> None:
        """`still` is how many columns on the left stay in view."""
        self._sheet: Any = book.create_sheet(title)
        self._width = len(widths)
        self._rows = 1
        for at, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(at)].width = width
        self._sheet.freeze_panes = f"{get_column_letter(still + 1)}2"
        self._sheet.append([self._heading(text) for text in harmless_all(headings)])
        # Cells of a write-only sheet are written at once and may be used again for the next row.
        self._cells = [WriteOnlyCell(self._sheet) for _ in widths]
        for cell in self._cells:
            cell.alignment = WRAPPED

    def _heading(self, text: str) -> Any:
        cell = WriteOnlyCell(self._sheet, text.translate(NOT_TEXT))
        cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, HEADING_ALIGNMENT
        return cell

    def add(self, values: Sequence[str | float]) -> None:
        """Write one row; texts are made harmless."""
        self._rows += 1
        for cell, value in zip(self._cells, values, strict=False):
            cell.value = harmless(value).translate(NOT_TEXT) if isinstance(value, str) else value
        self._sheet.append(self._cells[: len(values)])

    def finish(self) -> None:
        """Let the reader filter the rows."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(self._width)}{self._rows}"


def _number_or_text(fact: str) -> str | float:
    """`fact` as a number where it is one, so that the sheet can sort by it."""
    try:
        return float(fact)
    except ValueError:
        return fact
