"""What the columns of a sheet are taken for."""

from __future__ import annotations

import pytest

from assistant.batch import Column, LayoutError, Wording, match_headings


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [Column(at, "").letter for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_heading_names_a_fact_a_kept_column_or_nothing(wording: Wording) -> None:
    layout = match_headings(["LEA Name", "Elements not met", "Phone"], wording)

    assert [column.heading for column in layout.kept] == ["LEA Name"]
    assert [column.fact_id for column in layout.facts] == ["elements_not_met"]
    assert layout.columns[2] == Column(2, "Phone")


def test_a_heading_with_a_slip_is_not_read_but_told_what_it_resembles(wording: Wording) -> None:
    (column,) = match_headings(["Elements not mett"], wording).columns

    assert column.fact_id is None
    assert column.near == "elements_not_met"


def test_two_columns_for_one_fact_are_refused_with_both_named(wording: Wording) -> None:
    with pytest.raises(
        LayoutError, match=r"A \('SWD'\) and C \('census day SWD'\) both give students_with_disabilities"
    ):
        match_headings(["SWD", "", "census day SWD"], wording)
