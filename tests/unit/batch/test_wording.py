"""What headings and cells stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.batch.wording import HEADINGS, Wording, WordingError, load_wording, plain
from rules_engine import NOT_RANKED, FactError, Interval, RuleBook


def test_every_fact_is_understood_by_its_id_and_its_label(book: RuleBook, wording: Wording) -> None:
    for spec in book.vocabulary.values():
        assert wording.facts[plain(spec.id)] == spec.id
        assert wording.facts[plain(spec.label)] == spec.id


def test_every_choice_is_understood_by_its_id_and_its_name(book: RuleBook, wording: Wording) -> None:
    for spec in book.vocabulary.values():
        for id_, name in spec.choices.items():
            expected = frozenset([id_]) if spec.kind == "choices" else id_
            assert wording.read_cell(spec, id_) == expected
            assert wording.read_cell(spec, name.upper()) == expected


@pytest.mark.parametrize("heading", ["SWD", "swd count", " Students with Disabilities ", "students_with_disabilities"])
def test_capitals_and_punctuation_in_a_heading_make_no_difference(wording: Wording, heading: str) -> None:
    assert wording.facts[plain(heading)] == "students_with_disabilities"


@pytest.mark.parametrize("heading", ["LRE", "Elements", "SD", "Percent"])
def test_headings_that_may_mean_something_else_are_not_understood(wording: Wording, heading: str) -> None:
    assert plain(heading) not in wording.facts


@pytest.mark.parametrize(
    ("fact_id", "cell", "value"),
    [
        ("elements_not_met", "3+", Interval.parse("3+")),
        ("students_with_disabilities", " <=100 ", Interval.parse("<=100").within(Interval(0, 1_000_000))),
        ("intensive_evaluation_percent", "15%", Interval.exactly(15)),
        ("intensive_evaluation_percent", "Not ranked", NOT_RANKED),
        ("significantly_disproportionate", "Y", True),
        ("significantly_disproportionate", "No", False),
        ("lea_type", "COE", "county_office"),
        (
            "significant_disproportionality_categories",
            "Discipline; Indicator 9",
            frozenset(["discipline", "indicator_9"]),
        ),
        ("significant_disproportionality_categories", "none", frozenset()),
        ("elements_not_met", "", None),
        ("elements_not_met", "not sure", None),
    ],
)
def test_cells_are_read_as_people_write_them(
    book: RuleBook, wording: Wording, fact_id: str, cell: str, value: object
) -> None:
    found = wording.read_cell(book.vocabulary[fact_id], cell)

    if fact_id == "students_with_disabilities":
        assert isinstance(found, Interval)
        assert (99 in found, 100 in found, 101 in found) == (True, True, False)
    else:
        assert found == value


@pytest.mark.parametrize(
    ("fact_id", "cell"),
    [
        ("intensive_evaluation_percent", "n/a"),  # not ranked, or not known to who wrote the sheet?
        ("elements_not_met", "not ranked"),
        ("elements_not_met", "-"),
        ("significantly_disproportionate", "maybe"),
        ("significant_disproportionality_categories", "discipline; weather"),
        ("lea_type", "hospital"),
    ],
)
def test_a_cell_that_could_mean_several_things_or_nothing_is_refused(
    book: RuleBook, wording: Wording, fact_id: str, cell: str
) -> None:
    with pytest.raises(FactError):
        wording.read_cell(book.vocabulary[fact_id], cell)


def test_a_wording_for_two_columns_is_refused(book: RuleBook, tmp_path: Path) -> None:
    twice = tmp_path / "headings.yml"
    twice.write_text(HEADINGS.read_text("utf-8").replace("[SELPA, ", "[SWD, SELPA, "), "utf-8")

    with pytest.raises(
        WordingError, match=r"'swd' stands for students_with_disabilities and for the kept column selpa"
    ):
        load_wording(book.vocabulary, twice)


def test_headings_for_an_unknown_fact_are_refused(book: RuleBook, tmp_path: Path) -> None:
    unknown = tmp_path / "headings.yml"
    unknown.write_text(HEADINGS.read_text("utf-8").replace("  lea_type: [", "  lea_kind: [", 1), "utf-8")

    with pytest.raises(WordingError, match=r"headings for 'lea_kind'. Allowed: the facts monitoring_year, lea_type"):
        load_wording(book.vocabulary, unknown)
