"""The answer to each row of a sheet.

Pure: rows come in as texts and go out as answers. The rules can't tell apart what lies between two boundaries that
they name, so rows whose facts lie in the same bands share one answer, and cells of the same text are read once.
What is remembered is bounded: the memory needed doesn't grow with the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from assistant.batch.answers import Answer, answer, answer_in_full
from assistant.batch.columns import YEAR, Column, Layout
from assistant.batch.memory import Remembered
from assistant.batch.sheet import Row
from assistant.batch.wording import Wording
from rules_engine import (
    Determination,
    FactError,
    Facts,
    FactSpec,
    FactValue,
    Interval,
    RuleBook,
    RuleSet,
    UnknownYearError,
    determine,
)

__all__ = ["Answered", "Problem", "Refused", "RowDeterminer"]

CELLS_REMEMBERED: Final = 16_000
"""For each column: more than there are ranks of two decimals."""
ANSWERS_REMEMBERED: Final = 8192
"""For each year."""


class Problem(NamedTuple):
    """Why a row can't be answered: what is wrong with what was `found` in `column`, and what is `allowed` there.

    `column` is None where no single column is at fault.
    """

    column: Column | None
    found: str
    says: str
    allowed: str = ""


class Answered(NamedTuple):
    """A row that was answered. `facts` are its cells as they were understood, for each fact column but the year."""

    row: int
    kept: list[str]
    facts: list[str]
    answer: Answer


class Refused(NamedTuple):
    """A row that was left out, with every problem found in it."""

    row: int
    kept: list[str]
    problems: tuple[Problem, ...]


class RowDeterminer:
    """Determines the rows of one sheet; `year` is the monitoring year of rows that name none.

    Where answers are wanted `in_full`, with the sentences that repeat a row's own numbers, rows in the same bands
    can't share theirs, and a row takes some ten times as long.
    """

    def __init__(
        self,
        layout: Layout,
        wording: Wording,
        book: RuleBook,
        *,
        year: int | None = None,
        in_full: bool = False,
    ) -> None:
        self._layout = layout
        self._wording = wording
        self._book = book
        self._year = year
        self._in_full = in_full
        self._year_column = layout.column_of(YEAR)
        self._plans: dict[int, _Plan] = {}

    def determine(self, rows: Iterable[Row]) -> Iterator[Answered | Refused]:
        """Each of `rows`, answered or refused, in their order."""
        kept_at = [column.at for column in self._layout.kept]
        facts_at = [column.at for column in self._layout.undated_facts]
        year_at = self._year_column.at if self._year_column else None
        plans = Remembered(self._plan_for, CELLS_REMEMBERED)
        for number, cells, broken in rows:
            kept = [cells[at] for at in kept_at]
            if broken:
                yield Refused(number, kept, (Problem(None, "", broken),))
                continue
            try:
                plan = plans["" if year_at is None else cells[year_at]]
                readings = [memory[cells[at]] for at, memory in zip(facts_at, plan.cells, strict=True)]
                bands = tuple([reading.band for reading in readings])
                if bands not in plan.answers:
                    plan.find(bands, readings)
                yield Answered(number, kept, [reading.text for reading in readings], plan.answers[bands])
            except _NotTakenError as refusal:
                yield Refused(number, kept, refusal.problems)

    def fractions(self) -> tuple[Column, ...]:
        """The rank columns in which no cell so far exceeds 1, and some lie below: fractions rather than percents?"""
        highest: dict[Column, float] = {}
        for plan in self._plans.values():
            for column, ranks in plan.exact_ranks():
                highest[column] = max([highest.get(column, 0), *ranks])
        return tuple(column for column, rank in highest.items() if 0 < rank <= 1)

    def _plan_for(self, cell: str) -> _Plan:
        ruleset = self._ruleset(cell)
        if ruleset.year not in self._plans:
            self._plans[ruleset.year] = _Plan(ruleset, self._layout.undated_facts, self._wording, self._in_full)
        return self._plans[ruleset.year]

    def _ruleset(self, cell: str) -> RuleSet:
        """The rule set for a row whose year cell is `cell`. Raises _NotTakenError."""
        spec = self._book.vocabulary[YEAR]

        def refusal(says: str) -> _NotTakenError:
            return _NotTakenError(Problem(self._year_column, cell, says, ", ".join(map(str, self._book.years))))

        try:
            value = self._wording.read_cell(spec, cell)
        except FactError as error:
            raise refusal(error.problem) from error
        year = self._year if value is None else spec.to_json(value)
        if year is None:
            raise refusal("the row names no monitoring year")
        if not isinstance(year, int):
            raise refusal(f"{cell!r} is not one exact year")
        try:
            return self._book.for_year(year)
        except UnknownYearError as error:
            raise refusal(f"there is no rule set for {year}") from error


class _NotTakenError(Exception):
    """A row can't be answered."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


class _Reading(NamedTuple):
    """A cell as it was understood. Cells of equal `band` give equal answers."""

    text: str = ""
    value: FactValue | None = None
    band: Hashable = None
    problem: Problem | None = None


class _Plan:
    """How to answer the rows of one monitoring year."""

    def __init__(
        self,
        ruleset: RuleSet,
        columns: Sequence[Column],
        wording: Wording,
        in_full: bool,
    ) -> None:
        self._ruleset = ruleset
        self._columns = columns
        self._answer: Callable[[Determination], Answer] = answer_in_full if in_full else answer
        self._limit = 16 if in_full else ANSWERS_REMEMBERED
        band = _value_itself if in_full else _band_finder(ruleset)
        self.cells = [Remembered(_cell_reader(column, ruleset, wording, band), CELLS_REMEMBERED) for column in columns]
        self.answers: dict[tuple[Hashable, ...], Answer] = {}

    def find(self, bands: tuple[Hashable, ...], readings: Sequence[_Reading]) -> None:
        """Put the answer to `readings` into `answers`, for `bands`. Raises _NotTakenError."""
        problems = [reading.problem for reading in readings if reading.problem]
        if problems:
            raise _NotTakenError(*problems)
        known = {str(column.fact_id): one.value for column, one in zip(self._columns, readings, strict=True)}
        try:
            facts = Facts.parse({YEAR: self._ruleset.year, **known}, self._ruleset.vocabulary)
        except FactError as error:
            raise _NotTakenError(Problem(None, "", str(error))) from error
        if len(self.answers) >= self._limit:
            self.answers.clear()
        self.answers[bands] = self._answer(determine(facts, self._ruleset))

    def exact_ranks(self) -> Iterator[tuple[Column, list[float]]]:
        """Each column of ranks, with the exact ones among the cells that are remembered."""
        for column, memory in zip(self._columns, self.cells, strict=True):
            values = [reading.value for reading in memory.values()]
            if self._ruleset.vocabulary[str(column.fact_id)].kind == "percent":
                yield column, [value.low for value in values if isinstance(value, Interval) and value.is_exact]


def _cell_reader(
    column: Column, ruleset: RuleSet, wording: Wording, band: Callable[[str, FactValue], Hashable]
) -> Callable[[str], _Reading]:
    spec = ruleset.vocabulary[str(column.fact_id)]

    def read(cell: str) -> _Reading:
        try:
            value = wording.read_cell(spec, cell)
        except FactError as error:
            problem = Problem(column, cell, error.problem, error.allowed)
            # A band of its own: never that of an empty cell, whose answer may be remembered.
            return _Reading(band=problem, problem=problem)
        if value is None:
            return _Reading()
        return _Reading(_text(spec, value), value, band(spec.id, value))

    return read


def _text(spec: FactSpec, value: FactValue) -> str:
    """`value` as it stands in a cell."""
    raw = spec.to_json(value)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list):
        return "; ".join(raw) or "none"
    return str(raw)


def _band_finder(ruleset: RuleSet) -> Callable[[str, FactValue], Hashable]:
    """Of a fact and its value, the band that they lie in; the value itself for facts that the rules don't read."""
    axes = dict(zip(ruleset.compiled.fact_ids, ruleset.compiled.axes, strict=True))

    def band(fact_id: str, value: FactValue) -> Hashable:
        axis = axes.get(fact_id)
        return axis.bits(value) if axis else value

    return band


def _value_itself(_: str, value: FactValue) -> Hashable:
    return value
