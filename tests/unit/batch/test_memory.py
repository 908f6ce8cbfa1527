"""Flat memory: what is remembered is bounded."""

from __future__ import annotations

import tracemalloc
from collections import deque
from collections.abc import Iterator

import pytest

from assistant.batch import Row, RowDeterminer, Wording, match_headings
from assistant.batch.memory import Remembered
from rules_engine import RuleBook


def test_a_key_is_found_once_while_it_is_remembered() -> None:
    looked_up: list[int] = []

    def double(key: int) -> int:
        looked_up.append(key)
        return 2 * key

    memory = Remembered(double, limit=3)

    assert [memory[key] for key in (1, 2, 1, 1)] == [2, 4, 2, 2]
    assert looked_up == [1, 2]


def test_no_more_is_remembered_than_the_limit() -> None:
    memory = Remembered(str, limit=3)
    for key in range(100):
        assert memory[key] == str(key)
        assert len(memory) <= 3


def test_three_times_as_many_rows_need_no_more_memory(
    book: RuleBook, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured: the peak while rows that are all different go through, many more than are remembered."""
    monkeypatch.setattr("assistant.batch.determining.CELLS_REMEMBERED", 500)
    headings = ["name", "students_with_disabilities", "elements_not_met", "intensive_evaluation_percent"]
    layout = match_headings(headings, wording)

    def rows(count: int) -> Iterator[Row]:
        for number in range(count):
            yield Row(number, [f"LEA {number}", str(number), str(number % 7), f"{number % 10_000 / 100}"])

    def peak(count: int) -> int:
        tracemalloc.start()
        deque(RowDeterminer(layout, wording, book, year=2023).determine(rows(count)), maxlen=0)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(2_000)  # what the engine itself remembers is there from now on
    assert peak(6_000) < 1.1 * peak(2_000)
