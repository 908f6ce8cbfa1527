"""A rule book is read from its folder: whole files, missing ones, files that are no rule set, and cases that fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules_engine import RuleBook, UnknownYearError, load_rulebook
from rules_engine.cases import failed_cases
from tests.unit.rules_engine.refusals import Edit, refusal


def test_an_intact_copy_loads(folder: Path, book: RuleBook) -> None:
    """So that what the other tests see is their own edit."""
    copy = load_rulebook(folder)

    assert [book.for_year(year).criteria for year in book.years] == [
        copy.for_year(year).criteria for year in copy.years
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "an empty file"),
        ("# a remark\n", "an empty file"),
        ("year: [2023", "a YAML mistake: did not find expected ',' or ']'"),
        ("year: 2023\n\tcoverage: c", "a YAML mistake: found a tab character that violates indentation"),
        ("year: *nowhere", "a YAML mistake: found undefined alias"),
        ("year: 2023\n---\nyear: 2024", "a YAML mistake: but found another document"),
        ("- year", "a list"),
        ("2023", "a single value"),
    ],
)
def test_a_file_that_is_no_rule_set_at_all_is_refused(folder: Path, text: str, found: str) -> None:
    (folder / "2023.yaml").write_text(text, encoding="utf-8")
    error = refusal(load_rulebook(folder))

    assert ("2023.yaml", found) == (error.file, error.found)


def test_a_yaml_mistake_names_its_line(folder: Path) -> None:
    (folder / "2023.yaml").write_text("year: 2023\ncoverage: *nowhere\n", encoding="utf-8")

    assert "line 2" == refusal(load_rulebook(folder)).path


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "2023.yaml").write_bytes(b"year: \xff")

    assert "a YAML mistake: text that is not UTF-8" == refusal(load_rulebook(folder)).found


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "sources.yaml").unlink()
    error = refusal(load_rulebook(folder))

    assert ("sources.yaml", "a YAML file") == (error.file, error.allowed)
    assert "no readable file (No such file or directory)" == error.found


def test_a_year_without_a_file_is_not_covered(folder: Path, book: RuleBook) -> None:
    (folder / "2023.yaml").unlink()
    left = load_rulebook(folder)

    assert tuple(year for year in book.years if year != 2023) == left.years
    with pytest.raises(UnknownYearError):
        left.for_year(2023)


@pytest.mark.parametrize(
    ("old", "new", "failure"),
    [
        (
            "gives: {status: determined, level: universal}",
            "gives: {status: determined, level: targeted-1}",
            (
                "2023.yaml, case 'Nothing amiss gives Universal': "
                "level came out as 'universal', and the file says 'targeted-1'"
            ),
        ),
        (
            "facts: {}, gives: {status: determined, level: universal}",
            "facts: {}, gives: {notes: [letter-prevails, county-office]}",
            (
                "2023.yaml, case 'Nothing amiss gives Universal': notes came out as "
                "['letter-prevails', 'universal-duties'], "
                "and the file says ['letter-prevails', 'county-office']"
            ),
        ),
        (
            "facts: {}, gives: {status: determined, level: universal}",
            "facts: {elements: 1}, gives: {level: universal}",
            "2023.yaml, case 'Nothing amiss gives Universal': elements: there is no such fact",
        ),
    ],
    ids=["another level", "a note that isn't there", "an unknown fact"],
)
def test_a_case_that_comes_out_otherwise_says_so(edited: Edit, old: str, new: str, failure: str) -> None:
    (said,) = failed_cases(edited(old, new).for_year(2023))

    assert said.startswith(failure)
