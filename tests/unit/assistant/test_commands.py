"""The command line, as far as it needs no server."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main

TARGETED_2 = {"monitoring_year": 2023, "lea_type": "school_district", "students_with_disabilities": 1200,
              "elements_not_met": 3, "disproportionate_years": 0, "intensive_evaluation_percent": "not_ranked",
              "preschool_intensive_evaluation_percent": "not_ranked", "lowest_lre_percent": "not_ranked",
              "significantly_disproportionate": False}  # fmt: skip


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(TARGETED_2), encoding="utf-8")
    return file


def test_determine_prints_the_contract_as_json(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["determine", "--facts", str(facts), "--json"]) == 0

    result = json.loads(capsys.readouterr().out)
    assert (result["status"], result["level"]) == ("determined", "targeted-2")


def test_determine_prints_level_reasons_sources_and_duties(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["determine", "--facts", str(facts)]) == 0

    text = capsys.readouterr().out
    for expected in ("Targeted Level 2 in monitoring year 2023", "Why", "cde.ca.gov", "What must be done"):
        assert expected in text
    assert "\x1b[" not in text


def test_determine_reads_yaml_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("monitoring_year: 2023\nelements_not_met: 3+\n"))

    assert main(["determine", "--facts", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "undetermined"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"monitoring_year": 2023, "elements_nt_met": 3}', "did you mean elements_not_met"),
        ('{"monitoring_year": 2023, "elements_not_met": 400}', "elements_not_met: 400 is more than 100"),
        ('{"monitoring_year": 1999}', "monitoring_year"),
        ('{"elements_not_met": 3}', "monitoring_year: is needed"),
        ("[1, 2]", "found list; needs an object of facts"),
        ("", "found nothing"),
        ("{a: b: c", "line 1"),
        ('{"1": 2, "monitoring_year": 2023}', "no such fact"),
    ],
)
def test_bad_facts_end_with_a_plain_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, expected: str
) -> None:
    file = tmp_path / "facts.yml"
    file.write_text(content, encoding="utf-8")

    assert main(["determine", "--facts", str(file)]) == 2

    problem = capsys.readouterr().err
    assert expected in problem
    assert problem.startswith("cim: ")
    assert "Traceback" not in problem


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["determine", "--facts", str(tmp_path / "none.json")]) == 2
    assert "can't be read" in capsys.readouterr().err


def test_check_passes_and_says_what_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0

    text = capsys.readouterr().out
    assert "2023" in text
    assert "content: 10 facts" in text


def _modules_after(code: str) -> set[str]:
    script = f"import sys; {code}; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_the_command_line_loads_neither_rasa_nor_spacy_nor_numpy() -> None:
    modules = _modules_after("import assistant.cli")

    assert not modules & {"rasa", "rasa_sdk", "spacy", "numpy", "sanic", "rich"}


def test_rasa_lite_loads_no_tensorflow() -> None:
    code = "import warnings; warnings.simplefilter('ignore'); from assistant.rasa_lite import import_rasa_lite; "
    modules = _modules_after(code + "import_rasa_lite(); import rasa.core.agent")

    assert "rasa.core.agent" in modules
    assert not modules & {"tensorflow", "keras", "skops"}


def test_a_conversation_is_not_kept_where_it_can_t_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("something else, and long enough to be a file of its own kind", encoding="utf-8")

    for unusable in (tmp_path, letter):
        assert main(["chat", "--keep", str(unusable)]) == 2
        assert f"can't be kept in {unusable}" in capsys.readouterr().err

    assert letter.read_text(encoding="utf-8").startswith("something else")
