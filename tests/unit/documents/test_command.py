"""`cim document`, as its user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from icalendar import Calendar

from assistant.cli import main
from rules_engine.rulebook import RULESETS
from tests.unit.documents.cases import NAME, QUIET, SIG_DIS_2024


class Run(NamedTuple):
    """How a run ended: exit code, stdout, stderr."""

    code: int
    out: bytes
    told: str


@pytest.fixture
def cim_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Run]:
    """Runs `cim document` in an empty folder with these facts and further arguments."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CIM_OVERLAY", raising=False)

    def run(facts: dict[str, object], *arguments: str) -> Run:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps(facts), "utf-8")
        code = main(["document", "--facts", str(file), *arguments])
        file.unlink()
        out, told = capfdbinary.readouterr()
        return Run(code, out, told.decode())

    return run


TARGETED_2 = {**QUIET, "elements_not_met": 4}


@pytest.mark.parametrize("ending", ["docx", "html", "json"])
def test_without_a_name_the_file_goes_into_this_folder_and_is_named_after_the_result(
    cim_document: Callable[..., Run], tmp_path: Path, ending: str
) -> None:
    run = cim_document(TARGETED_2, "--format", ending)
    assert run == Run(0, b"", f"Written: cim-2023-targeted-2.{ending}\n")
    assert [file.name for file in tmp_path.iterdir()] == [f"cim-2023-targeted-2.{ending}"]


def test_each_form_holds_the_result_and_the_name(cim_document: Callable[..., Run]) -> None:
    word = cim_document(TARGETED_2, "--format", "docx", "-o", "-", "--lea", NAME).out
    assert [paragraph.text for paragraph in docx.Document(BytesIO(word)).paragraphs[:2]] == [
        "CIM: level and checklist",
        NAME,
    ]
    assert NAME in cim_document(TARGETED_2, "--format", "html", "-o", "-", "--lea", NAME).out.decode()
    data = json.loads(cim_document(TARGETED_2, "--format", "json", "-o", "-", "--lea", NAME).out)
    assert (data["level"], data["lea"]) == ("targeted-2", NAME)
    calendar = Calendar.from_ical(cim_document(SIG_DIS_2024, "--format", "ics", "-o", "-", "--lea", NAME).out)
    assert str(calendar.walk("VEVENT")[0]["SUMMARY"]).startswith(f"{NAME}: CIM: ")


def test_a_calendar_without_dates_is_said_in_words_and_no_file_is_made(
    cim_document: Callable[..., Run], tmp_path: Path
) -> None:
    run = cim_document(TARGETED_2, "--format", "ics", "-o", "dates.ics")
    assert run.code == 1
    assert "There is no day to put into a calendar: our sources give no date for Targeted Level 2, 2023." in run.told
    assert list(tmp_path.iterdir()) == []


def test_a_site_s_own_dates_are_taken(cim_document: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIM_OVERLAY", str(RULESETS / "overlay.example.yaml"))
    run = cim_document(TARGETED_2, "--format", "ics", "-o", "-")
    assert run.code == 0
    assert len(Calendar.from_ical(run.out).walk("VEVENT")) == 2


def test_a_site_s_file_that_cannot_be_read_is_named(
    cim_document: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIM_OVERLAY", "nowhere.yaml")
    run = cim_document(TARGETED_2, "--format", "json")
    assert run.code == 2
    assert "nowhere.yaml" in run.told


def test_a_file_that_is_there_is_replaced_only_by_name(cim_document: Callable[..., Run], tmp_path: Path) -> None:
    """Someone may have ticked boxes and made notes in it."""
    earlier = tmp_path / "cim-2023-targeted-2.docx"
    earlier.write_text("with my notes", "utf-8")

    run = cim_document(TARGETED_2, "--format", "docx")
    assert run.code == 2
    assert "is there already. To replace it, name it: -o cim-2023-targeted-2.docx" in run.told
    assert earlier.read_text("utf-8") == "with my notes"

    assert cim_document(TARGETED_2, "--format", "docx", "-o", earlier.name).code == 0
    assert earlier.read_bytes()[:2] == b"PK"


def test_a_name_becomes_a_harmless_part_of_the_file_s_name(cim_document: Callable[..., Run], tmp_path: Path) -> None:
    cim_document(TARGETED_2, "--format", "json", "--lea", "../../<b>Cañón</b>\n\udce9")
    assert [file.name for file in tmp_path.iterdir()] == ["cim-2023-targeted-2-b-canon-b.json"]


@pytest.mark.parametrize(
    ("facts", "arguments", "problem"),
    [
        ({"elements_not_met": 4}, ("--format", "html"), "monitoring_year: is needed"),
        ({"monitoring_year": 2001}, ("--format", "html"), "there is no rule set for 2001"),
        ({"monitoring_year": 2023, "elements": 4}, ("--format", "html"), "did you mean"),
        (TARGETED_2, ("--format", "html", "-o", "nowhere/page.html"), "nowhere/page.html: can't be written"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    cim_document: Callable[..., Run], tmp_path: Path, facts: dict[str, object], arguments: tuple[str, ...], problem: str
) -> None:
    run = cim_document(facts, *arguments)
    assert run.code == 2
    assert problem in run.told
    assert "Traceback" not in run.told
    assert list(tmp_path.iterdir()) == []


def test_a_word_file_is_not_thrown_at_a_terminal(
    cim_document: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run = cim_document(TARGETED_2, "--format", "docx", "-o", "-")
    assert run.code == 2
    assert run.out == b""
    assert "Name a file: -o FILE" in run.told
