"""How many questions lead to a result: never more than the page of measurements says."""

from __future__ import annotations

import re

import pytest

from benchmarks.document import PAGE
from benchmarks.questions import FIXED_LIST, rows

FOUND = {(row.year, row.result): row for row in rows()}
RECORDED = {
    (int(year), result): int(worst)
    for year, result, worst in re.findall(
        r"^\| (20\d\d) \| (.+?) \| \d+ \| \d+ \| (\d+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
}


def test_every_result_is_on_the_page_of_measurements() -> None:
    assert set(RECORDED) == set(FOUND)


@pytest.mark.parametrize("result", FOUND, ids=str)
def test_no_result_takes_more_questions_than_recorded(result: tuple[int, str]) -> None:
    assert FOUND[result].worst <= RECORDED[result]


def test_the_interview_is_never_longer_than_the_fixed_list() -> None:
    assert max(row.worst for row in FOUND.values()) < FIXED_LIST


def test_a_small_lea_takes_four_questions() -> None:
    """The year, the type, the count, and whether it is significantly disproportionate; counted by hand."""
    small = next(row for (year, name), row in FOUND.items() if year == 2023 and name.startswith("Small LEA"))

    assert (small.fewest, small.median, small.worst) == (4, 4, 4)
