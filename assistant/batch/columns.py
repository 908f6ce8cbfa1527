"""What the columns of a sheet are: facts, columns to hand on, or nothing that we read."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.batch.wording import Wording, plain

__all__ = ["YEAR", "Column", "Layout", "LayoutError", "match_headings"]

YEAR: Final = "monitoring_year"


class LayoutError(Exception):
    """The headings can't be taken; the text says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `at` counts from 0. `fact_id` is None where it gives no fact; `near` is a fact that its heading
    resembles without naming it.
    """

    at: int
    heading: str
    fact_id: str | None = None
    kept: bool = False
    near: str | None = None

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A, B, ... Z, AA."""
        letters, rest = "", self.at + 1
        while rest:
            rest, last = divmod(rest - 1, 26)
            letters = chr(ord("A") + last) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet, in its order."""

    columns: tuple[Column, ...]

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns that are handed on as they are."""
        return tuple(column for column in self.columns if column.kept)

    @property
    def facts(self) -> tuple[Column, ...]:
        """The columns that give a fact."""
        return tuple(column for column in self.columns if column.fact_id)

    @property
    def undated_facts(self) -> tuple[Column, ...]:
        """The columns that give a fact other than the monitoring year."""
        return tuple(column for column in self.facts if column.fact_id != YEAR)

    def column_of(self, fact_id: str) -> Column | None:
        """The column that gives `fact_id`; None where the sheet has none."""
        return next((column for column in self.columns if column.fact_id == fact_id), None)


def match_headings(headings: Sequence[str], wording: Wording) -> Layout:
    """The layout of a sheet with these `headings`.

    Raises LayoutError where two columns give the same fact: which of them counts would be a guess.
    """
    columns = tuple(_column(at, heading, wording) for at, heading in enumerate(headings))
    owners: dict[str, Column] = {}
    for column in columns:
        if column.fact_id:
            owner = owners.setdefault(column.fact_id, column)
            if owner is not column:
                raise LayoutError(
                    f"Columns {owner.letter} ({owner.heading!r}) and {column.letter} ({column.heading!r}) both give "
                    f"{column.fact_id}. Allowed: one column for each fact. Delete or rename one of them."
                )
    return Layout(columns)


def _column(at: int, heading: str, wording: Wording) -> Column:
    said = plain(heading)
    if said in wording.facts:
        return Column(at, heading, fact_id=wording.facts[said])
    if said in wording.kept:
        return Column(at, heading, kept=True)
    near = difflib.get_close_matches(said, wording.facts, n=1, cutoff=0.8)
    return Column(at, heading, near=wording.facts[near[0]] if near else None)
