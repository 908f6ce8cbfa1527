"""Sheets as programs write them, and files that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.batch import LayoutError, Row, SheetError, Wording, open_sheet


def read(path: Path, wording: Wording) -> tuple[list[str], list[Row]]:
    with open_sheet(path, wording) as sheet:
        return [column.heading for column in sheet.layout.columns], list(sheet.rows)


def workbook(path: Path, *rows: list[object], formats: dict[str, str] | None = None) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    book.save(path)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_every_dialect_of_spreadsheet_programs(
    tmp_path: Path, wording: Wording, separator: str, encoding: str
) -> None:
    path = tmp_path / "leas.csv"
    path.write_bytes(f'LEA{separator}SWD\r\n"Cañada{separator} Unified"{separator}98\r\n'.encode(encoding))

    assert read(path, wording) == (["LEA", "SWD"], [Row(2, [f"Cañada{separator} Unified", "98"])])


def test_titles_above_the_headings_and_blank_rows_are_passed_over(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "leas.csv"
    path.write_text("LEAs of our SELPA\n\nLEA,SWD\n\nA,1\n,\n , \nB,2\n", "utf-8")

    assert read(path, wording) == (["LEA", "SWD"], [Row(5, ["A", "1"]), Row(8, ["B", "2"])])


def test_rows_that_are_too_short_are_filled_with_unknowns(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "leas.csv"
    path.write_text("LEA,SWD,Elements missed\nA,1\n", "utf-8")

    assert read(path, wording)[1] == [Row(2, ["A", "1", ""])]


def test_a_row_with_more_cells_than_headings_is_broken(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "leas.csv"
    path.write_text("LEA,SWD\nSmith, Unified,98\nB,2,\n", "utf-8")

    first, second = read(path, wording)[1]

    assert first.broken == "3 cells under 2 headings; one cell may hold a stray separator"
    assert second == Row(3, ["B", "2"])


def test_a_quotation_mark_that_is_never_closed_takes_no_row_with_it_unsaid(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "leas.csv"
    path.write_text('LEA,SWD\nA,1\n"B,2\nC,3\nD,4\n', "utf-8")

    good, broken = read(path, wording)[1]

    assert good == Row(2, ["A", "1"])
    assert broken.broken.startswith("lines 3 to 5 of the file were read as one row, because a quotation mark in line 3")


def test_reading_goes_on_after_a_broken_row(tmp_path: Path, wording: Wording) -> None:
    path = tmp_path / "leas.csv"
    path.write_text('LEA,SWD\n"A"x,1\nB,2\n', "utf-8")

    broken, good = read(path, wording)[1]

    assert broken.broken.startswith("line 2 of the file can't be read")
    assert good == Row(3, ["B", "2"])


def test_workbook_cells_are_read_as_a_reader_sees_them(tmp_path: Path, wording: Wording) -> None:
    """A percent cell of 0.105 is shown as 10.5 %, and a computed 3.9900000000000002 as 3.99."""
    path = workbook(
        tmp_path / "leas.xlsx",
        ["LEA", "SWD", "Intensive rank", "Preschool rank", "LRE rank", "Sig Dis", "County"],
        ["A", 98, 0.105, 0.07, 3.9900000000000002, True, None],
        [dt.date(2023, 3, 20), 98.0, "15%", 1, 7.5, False, "X"],
        formats={"C2": "0.0%", "D2": "0%"},
    )

    assert [row.cells for row in read(path, wording)[1]] == [
        ["A", "98", "10.5%", "7%", "3.99", "yes", ""],
        ["2023-03-20 00:00:00", "98", "15%", "1", "7.5", "no", "X"],
    ]


def test_only_the_first_visible_worksheet_is_read_and_the_others_are_named(tmp_path: Path, wording: Wording) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "hidden"
    book.active.sheet_state = "hidden"
    for title, count in (("LEAs", 98), ("Old", 5)):
        sheet = book.create_sheet(title)
        sheet.append(["SWD"])
        sheet.append([count])
    book.active = 1
    book.save(tmp_path / "leas.xlsx")

    with open_sheet(tmp_path / "leas.xlsx", wording) as sheet:
        assert sheet.described == "read from the worksheet 'LEAs'; not read: 'hidden', 'Old'"
        assert list(sheet.rows) == [Row(2, ["98"])]


def test_how_far_the_reading_is_grows_to_one(csv_sheet: Callable[..., Path], tmp_path: Path, wording: Wording) -> None:
    paths = [
        csv_sheet(["SWD"], *([number] for number in range(500))),
        workbook(tmp_path / "leas.xlsx", ["SWD"], *([number] for number in range(500))),
    ]
    for path in paths:
        with open_sheet(path, wording) as sheet:
            done = [sheet.fraction(row.number) for row in sheet.rows]
        assert done == sorted(done)
        assert done[-1] == 1.0


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("leas.xls", b"", r"leas.xls is no .csv or .xlsx file"),
        ("leas.csv", b"", r"No column heading names a fact. The sheet is empty"),
        (
            "leas.csv",
            b"Phone,Mail\n1,2\n",
            r"The first row has 'Phone', 'Mail'. Use these names as headings: monitoring_year",
        ),
        ("leas.csv", b"\x81\x8d,\x8f\n", r"leas.csv holds bytes that are no text"),
        ("leas.xlsx", b"PK\x03\x04 no zip", r"leas.xlsx is damaged, or protected by a password"),
        ("leas.xlsx", b"plain text", r"leas.xlsx is damaged, or protected by a password"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_what_to_do(
    tmp_path: Path, wording: Wording, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(SheetError, match=problem):
        read(tmp_path / name, wording)


def test_a_workbook_cut_off_in_the_middle_is_refused(tmp_path: Path, wording: Wording) -> None:
    path = workbook(tmp_path / "leas.xlsx", ["SWD"], *([number] for number in range(5000)))
    path.write_bytes(path.read_bytes()[:9000])

    with pytest.raises(SheetError, match="damaged"):
        read(path, wording)


def test_a_missing_file_is_named(tmp_path: Path, wording: Wording) -> None:
    with pytest.raises(SheetError, match=r"nowhere.csv can't be read: No such file"):
        read(tmp_path / "nowhere.csv", wording)


def test_two_columns_for_one_fact_are_refused(csv_sheet: Callable[..., Path], wording: Wording) -> None:
    with pytest.raises(LayoutError, match="both give students_with_disabilities"):
        read(csv_sheet(["SWD", "SWD count"], [1, 2]), wording)
