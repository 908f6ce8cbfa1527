"""Answers as CSV: ids as in the public contract, for programs to read, and the reasons as sentences."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, Final

from assistant.batch.answers import Answer
from assistant.batch.columns import Layout
from assistant.batch.determining import Answered, Refused
from assistant.batch.harmless import harmless_all
from assistant.batch.memory import Remembered

__all__ = ["ANSWER_COLUMNS", "REFUSED_COLUMNS", "CsvAnswers", "CsvRefusals", "refusal_lines"]

ANSWER_COLUMNS: Final = [
    *("monitoring_year", "status", "level", "levels_met", "possible_levels", "designations", "missing_facts"),
    *("reasons", "basis", "notes", "sources", "ruleset"),
]
REFUSED_COLUMNS: Final = ["row", "column", "heading", "found", "problem", "allowed"]


class CsvAnswers:
    """Writes answered rows to a stream: the kept columns, the facts as they were understood, the answer."""

    def __init__(self, stream: IO[str], layout: Layout) -> None:
        self._write = stream.write
        self._line = csv.writer(_Lines()).writerow
        # Most of a line is the answer, which many rows share: its text is made once.
        self._answers = Remembered(_answer_line, limit=8192)
        kept = harmless_all(column.heading for column in layout.kept)
        self._write(self._line([*kept, *(str(column.fact_id) for column in layout.undated_facts), *ANSWER_COLUMNS]))

    def write(self, row: Answered) -> None:
        """Write one row."""
        own: str = self._line([*harmless_all(row.kept), *row.facts])
        self._write(f"{own[:-2]},{self._answers[row.answer]}")


class CsvRefusals:
    """Writes refused rows to a stream, a line for each problem."""

    def __init__(self, stream: IO[str], layout: Layout) -> None:
        self._write = csv.writer(stream).writerow
        self._write([*REFUSED_COLUMNS, *harmless_all(column.heading for column in layout.kept)])

    def write(self, row: Refused) -> None:
        """Write one row."""
        for line in refusal_lines(row):
            self._write(line)


def refusal_lines(row: Refused) -> Iterable[list[str | int]]:
    """For each problem of `row` the cells under REFUSED_COLUMNS and the kept columns."""
    for problem in row.problems:
        letter, heading = (problem.column.letter, problem.column.heading) if problem.column else ("", "")
        texts = harmless_all([letter, heading, problem.found, problem.says, problem.allowed, *row.kept])
        yield [row.row, *texts]


def _answer_line(answer: Answer) -> str:
    """The cells under ANSWER_COLUMNS as the end of a line."""
    lists = (answer.levels_met, answer.possible_levels, answer.designations, answer.missing_facts)
    cells = [
        str(answer.ruleset.year),
        answer.status,
        answer.level or "",
        *map("; ".join, lists),
        " ".join(answer.reasons),
        answer.basis,
        " ".join(answer.notes),
        "; ".join(answer.sources),
        answer.ruleset.version,
    ]
    line: str = csv.writer(_Lines()).writerow(cells)
    return line


class _Lines:
    """Makes `writerow` return the line, which ends in a carriage return and a line feed, instead of writing it."""

    def write(self, line: str) -> str:
        return line
