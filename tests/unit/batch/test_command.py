"""`cim batch`, as its user meets it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.batch.harmless import FORMULA_STARTS, harmless
from rules_engine import Facts, RuleBook, determine
from rules_engine.rulebook import RULESETS

HEADINGS = ["LEA Name", "Year", "LEA type", "SWD", "Elements missed", "Years disproportionate", "Intensive rank"]
HEADINGS += ["Preschool rank", "LRE rank", "Sig Dis"]


def lea(name: str, **cells: object) -> list[object]:
    quiet = dict(zip(HEADINGS, [name, 2023, "district", 1200, 2, 0, 45, 60, 30, "no"], strict=True))
    return list((quiet | {key.replace("_", " "): value for key, value in cells.items()}).values())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def thousand(csv_sheet: Callable[..., Path]) -> Path:
    """A sheet of a thousand rows, every tenth of them with a bad cell."""
    rows = [
        lea(f"LEA {number}", **({"Elements_missed": "many"} if number % 10 == 0 else {"SWD": number + 1}))
        for number in range(1000)
    ]
    return csv_sheet(HEADINGS, *rows)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_a_thousand_rows_with_bad_cells_come_back_whole_and_explained(
    cim_batch: Callable[..., Any], thousand: Path, tmp_path: Path, kind: str
) -> None:
    """Every row is either answered or listed as refused, with its row number, its column and what is allowed."""
    target = tmp_path / f"out.{kind}"

    run = cim_batch(thousand, "-o", target)

    assert run.code == 1
    assert "900 rows answered, 100 refused." in run.told
    if kind == "xlsx":
        answers, refused, _ = load_workbook(target).worksheets
        answered = [row[0] for row in answers.iter_rows(min_row=2, values_only=True)]
        problems = [row[:6] for row in refused.iter_rows(min_row=2, values_only=True)]
        names = [row[6] for row in refused.iter_rows(min_row=2, values_only=True)]
    else:
        lines = target.read_text("utf-8").splitlines()
        answered = (
            [json.loads(line)["kept"]["LEA Name"] for line in lines]
            if kind == "jsonl"
            else [row["LEA Name"] for row in rows_of(target)]
        )
        listed = rows_of(tmp_path / "out.refused.csv")
        problems = [(int(row["row"]), *list(row.values())[1:6]) for row in listed]
        names = [row["LEA Name"] for row in listed]
    assert answered == [f"LEA {number}" for number in range(1000) if number % 10]
    assert names == [f"LEA {number}" for number in range(0, 1000, 10)]
    assert [problem[0] for problem in problems] == [number + 2 for number in range(0, 1000, 10)]
    assert {problem[1:5] for problem in problems} == {("E", "Elements missed", "many", "'many' can't be taken")}
    assert all(str(problem[5]).startswith("whole numbers from 0 to 100") for problem in problems)


def test_the_first_refused_rows_are_told_and_the_others_counted(
    cim_batch: Callable[..., Any], thousand: Path, tmp_path: Path
) -> None:
    told = cim_batch(thousand, "-o", tmp_path / "out.csv").told

    assert "Row 2 (LEA 0), column E \"Elements missed\": 'many' can't be taken. Allowed: whole numbers" in told
    assert told.count("Row ") == 20
    assert "... and 80 more refused rows." in told
    assert "out.refused.csv" in told


def test_without_a_file_the_answers_go_to_stdout_and_every_refused_row_is_told(
    cim_batch: Callable[..., Any], thousand: Path
) -> None:
    run = cim_batch(thousand)

    assert len(run.answers) == 900
    assert run.told.count("Row ") == 100


def test_the_user_sees_what_each_column_is_read_as(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path]
) -> None:
    told = cim_batch(csv_sheet(["LEA", "SWD", "Elements not mett"], ["A", 98, 3]), "--year", "2023").told

    assert "leas.csv: read as UTF-8, separated by commas." in told
    assert "A: LEA                kept as it is" in told
    assert "B: SWD                students_with_disabilities" in told
    assert "C: Elements not mett  not read; did you mean elements_not_met?" in told
    assert "No column gives lea_type, elements_not_met" in told


def test_a_summary_by_level_and_year_comes_last(cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path]) -> None:
    sheet = csv_sheet(
        HEADINGS,
        lea("A"),
        lea("B", Elements_missed=3),
        lea("C", Year=2026),
        lea("D", SWD=80, Sig_Dis="yes"),
        lea("E", Elements_missed=""),
    )

    run = cim_batch(sheet)

    assert run.code == 0
    assert [line.split() for line in run.told.splitlines()[-8:]] == [
        "5 rows answered, 0 refused.".split(),
        "2023 2026".split(),
        "Targeted Level 1 1 0".split(),
        "Targeted Level 2 1 0".split(),
        "Small LEA, monitored in cycles 1 0".split(),
        "Level still open, facts are missing 1 0".split(),
        "No level in the sources 0 1".split(),
        "of these: Significantly disproportionate 1 0".split(),
    ]


def test_csv_answers_carry_the_contracts_ids_and_the_reasons_in_words(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path]
) -> None:
    (row,) = cim_batch(csv_sheet(HEADINGS, lea("A", Elements_missed="3+", Years_disproportionate="2"))).answers

    assert row["LEA Name"] == "A"
    assert row["elements_not_met"] == "3+"
    assert (row["status"], row["level"], row["levels_met"]) == ("determined", "targeted-3", "targeted-2; targeted-3")
    assert "Being identified as disproportionate for two or more years gives Targeted Level 3." in row["reasons"]
    assert "T3-2023" in row["sources"].split("; ")
    assert row["ruleset"] == "2023.1"


def test_json_lines_hold_the_public_contract(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path, book: RuleBook
) -> None:
    cim_batch(csv_sheet(HEADINGS, lea("A", SWD=98.0, Elements_missed="3+")), "-o", tmp_path / "out.jsonl")

    line = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))

    facts = Facts.parse(line["facts"], book.vocabulary)
    assert (line["row"], line["kept"]) == (2, {"LEA Name": "A"})
    assert line["determination"] == json.loads(json.dumps(determine(facts, book.for_year(2023)).to_dict()))


class TestWorkbook:
    """The workbook of answers, opened again."""

    @pytest.fixture
    def answers(self, cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path) -> Any:
        sheet = csv_sheet(HEADINGS, lea("A"), lea("B", SWD=80), lea("C", Elements_missed=""), lea("D", Sig_Dis="maybe"))
        assert cim_batch(sheet, "-o", tmp_path / "out.xlsx").code == 1
        return load_workbook(tmp_path / "out.xlsx")

    def test_it_has_a_sheet_of_answers_one_of_refused_rows_and_one_about_them(self, answers: Any) -> None:
        assert answers.sheetnames == ["Answers", "Refused rows", "About"]

    def test_the_headings_stay_in_view_and_can_be_filtered(self, answers: Any) -> None:
        sheet = answers["Answers"]

        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == "A1:S4"
        assert sheet["A1"].font.b
        assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABCDEFGHIJKLMNOPQRS")

    def test_it_speaks_in_words_and_keeps_numbers_as_numbers(self, answers: Any) -> None:
        heading, first, small, still_open = answers["Answers"].iter_rows(values_only=True)

        row = dict(zip(heading, first, strict=True))
        assert (row["LEA Name"], row["Level"], row["Status"]) == ("A", "Targeted Level 1", "Determined")
        assert row["Why"] == "One or two elements with the target not met give Targeted Level 1."
        assert row["students with disabilities on census day"] == 1200
        assert (
            dict(zip(heading, small, strict=True))["Beside or instead of a level"] == "Small LEA, monitored in cycles"
        )
        row = dict(zip(heading, still_open, strict=True))
        assert row["To find out"] == "elements with the target not met"
        assert row["Still possible"].startswith("Universal or Targeted Level 1")

    def test_it_says_which_rules_answered_when_and_that_the_letter_decides(self, answers: Any) -> None:
        lines = [" ".join(filter(None, row)) for row in answers["About"].iter_rows(values_only=True)]

        assert any(line.startswith("Rules of 2023 version 2023.1, complete") for line in lines)
        assert any("Your Annual Determination Letter decides." in line for line in lines)
        assert any(line.startswith("Made on 20") and line.endswith("from leas.csv") for line in lines)
        assert any(line.startswith("T12-2023 CDE: Targeted Level 1 or 2 https://") for line in lines)
        assert "D: SWD students_with_disabilities" in lines


ATTACKS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "＝1+1"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_looks_like_a_formula_is_written_as_text(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path, attack: str
) -> None:
    """In names, headings and refused cells alike."""
    sheet = csv_sheet([*HEADINGS, "Code"], [*lea(attack), "1"], [*lea("B", Elements_missed=attack), attack])

    cim_batch(sheet, "-o", tmp_path / "out.csv")
    cim_batch(sheet, "-o", tmp_path / "out.xlsx")

    texts = [
        cell for name in ("out.csv", "out.refused.csv") for row in rows_of(tmp_path / name) for cell in row.values()
    ]
    assert harmless(attack) in texts
    assert not [text for text in texts if text[:1] in FORMULA_STARTS]
    cells = [
        cell for sheet in load_workbook(tmp_path / "out.xlsx").worksheets for row in sheet.iter_rows() for cell in row
    ]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or str(cell.value)[:1] in FORMULA_STARTS]


def test_control_characters_do_not_spoil_a_workbook(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path
) -> None:
    assert cim_batch(csv_sheet(HEADINGS, lea("A\x0bB")), "-o", tmp_path / "out.xlsx").code == 0

    assert load_workbook(tmp_path / "out.xlsx")["Answers"]["A2"].value == "A\ufffdB"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["-o", "out.pdf"], r"answers are written as .csv, .jsonl, .xlsx"),
        (["-o", "nowhere/out.csv"], r"nowhere is no folder"),
        (["-o", "leas.csv"], r"leas.csv is the sheet itself"),
        (["--year", "1999"], r"there is no rule set for 1999"),
        ([], r"No column gives the monitoring year. Add one, or use --year: 2022, 2023"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(
    cim_batch: Callable[..., Any],
    csv_sheet: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    csv_sheet(["SWD"], [98])

    run = cim_batch("leas.csv", *arguments)

    assert run.code == 2
    assert problem in run.told
    assert [path.name for path in tmp_path.iterdir()] == ["leas.csv"]


def test_a_sheet_without_rows_is_refused_and_leaves_earlier_answers_alone(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("earlier", "utf-8")

    run = cim_batch(csv_sheet(["SWD"]), "-o", tmp_path / "out.csv", "--year", "2023")

    assert run.code == 2
    assert "There is no row under the headings" in run.told
    assert (tmp_path / "out.csv").read_text("utf-8") == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["leas.csv", "out.csv"]


def test_refused_rows_of_an_earlier_run_do_not_stay_beside_new_answers(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path
) -> None:
    cim_batch(csv_sheet(HEADINGS, lea("A", SWD="?x")), "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.refused.csv").exists()

    cim_batch(csv_sheet(HEADINGS, lea("A")), "-o", tmp_path / "out.csv")

    assert not (tmp_path / "out.refused.csv").exists()


def test_ranks_that_look_like_fractions_are_pointed_out(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path]
) -> None:
    told = cim_batch(csv_sheet(HEADINGS, lea("A", Intensive_rank=0.45), lea("B", Intensive_rank=0.15))).told

    assert 'Please check column G "Intensive rank": no rank in it is above 1.' in told


def test_on_a_terminal_a_bar_shows_how_far_it_is(
    cim_batch: Callable[..., Any], thousand: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert "Answering" in cim_batch(thousand, "-o", tmp_path / "out.csv").told


def test_a_name_with_line_breaks_and_quotes_comes_back_as_it_was(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path
) -> None:
    name = 'Cañada, "East"\nUnified\r\nDistrict'

    cim_batch(csv_sheet(HEADINGS, lea(name), lea(name, SWD="?x")), "-o", tmp_path / "out.csv")

    assert [row["LEA Name"] for row in rows_of(tmp_path / "out.csv")] == [name]
    assert [row["LEA Name"] for row in rows_of(tmp_path / "out.refused.csv")] == [name]


@pytest.fixture
def use_overlay(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Configures a site's own additions."""

    def use(path: Path) -> None:
        monkeypatch.setenv("CIM_OVERLAY", str(path))

    return use


def test_a_sites_own_additions_stand_in_the_answers(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path, use_overlay: Callable[[Path], None]
) -> None:
    use_overlay(RULESETS / "overlay.example.yaml")

    cim_batch(csv_sheet(HEADINGS, lea("A")), "-o", tmp_path / "out.jsonl")

    obligations = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["determination"]["obligations"]
    assert [one for one in obligations if one["local"] or one["due"]["local"]]


def test_a_wrong_file_of_additions_is_told(
    cim_batch: Callable[..., Any], csv_sheet: Callable[..., Path], tmp_path: Path, use_overlay: Callable[[Path], None]
) -> None:
    (tmp_path / "ours.yaml").write_text("sites: us\n", "utf-8")
    use_overlay(tmp_path / "ours.yaml")

    run = cim_batch(csv_sheet(HEADINGS, lea("A")))

    assert run.code == 2
    assert "ours.yaml" in run.told
