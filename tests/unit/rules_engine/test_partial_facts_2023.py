"""What follows from facts of 2023 that are known only in part: nothing more than they say, and nothing less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules_engine import Determination, Facts, RuleSet, determine

Decide = Callable[..., Determination]

RANK = "intensive_evaluation_percent"
PRESCHOOL = "preschool_intensive_evaluation_percent"
STUDENTS = "students_with_disabilities"
LRE = "lowest_lre_percent"
TYPE = "lea_type"


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"elements_not_met": "3+"}, "targeted-2"),
        ({"elements_not_met": "1..2"}, "targeted-1"),
        ({"disproportionate_years": "2+"}, "targeted-3"),
        ({RANK: "4..7.99"}, "intensive-2"),
        ({RANK: "5..6"}, "intensive-2"),
        ({RANK: "<=3.99"}, "intensive-3"),
        ({RANK: "8..10", "elements_not_met": None}, "intensive-1"),
        (
            {RANK: 2, "elements_not_met": None, LRE: None, PRESCHOOL: None, "disproportionate_years": None},
            "intensive-3",
        ),
        ({RANK: ">20"}, "universal"),
        ({STUDENTS: ">100", "elements_not_met": 1}, "targeted-1"),
        ({STUDENTS: "<=100", TYPE: "county_office", "elements_not_met": 1}, "targeted-1"),
        ({STUDENTS: None, TYPE: "county_office", "elements_not_met": 1}, "targeted-1"),
    ],
)
def test_partly_known_facts_settle_a_level_when_all_possibilities_agree(
    decide: Decide, facts: dict[str, object], level: str
) -> None:
    result = decide(**facts)

    assert ("determined", level, ()) == (result.status, result.level, result.missing_facts)
    assert level in result.levels_met


@pytest.mark.parametrize(
    ("facts", "possible", "missing"),
    [
        ({"elements_not_met": "2+"}, ("targeted-1", "targeted-2"), ("elements_not_met",)),
        ({"elements_not_met": "<=2"}, ("universal", "targeted-1"), ("elements_not_met",)),
        ({"elements_not_met": None}, ("universal", "targeted-1", "targeted-2"), ("elements_not_met",)),
        ({RANK: "<8"}, ("intensive-1", "intensive-2", "intensive-3"), (RANK,)),
        ({RANK: "10+"}, ("universal", "targeted-3", "intensive-1"), (RANK,)),
        ({RANK: "11+"}, ("universal", "targeted-3"), (RANK,)),
        (
            {LRE: "5..15", "elements_not_met": "2+"},
            ("targeted-1", "targeted-2", "targeted-3"),
            (LRE, "elements_not_met"),
        ),
        ({"disproportionate_years": "<=1"}, ("universal",), ("disproportionate_years",)),
        ({STUDENTS: "<=200", "elements_not_met": 1}, ("targeted-1",), (STUDENTS,)),
        ({STUDENTS: "<=100", TYPE: None, "elements_not_met": 1}, ("targeted-1",), (TYPE,)),
    ],
)
def test_what_is_open_is_named_with_what_to_find_out(
    decide: Decide, facts: dict[str, object], possible: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    result = decide(**facts)

    assert ("undetermined", None, possible, missing) == (
        result.status,
        result.level,
        result.possible_levels,
        result.missing_facts,
    )


@pytest.mark.parametrize("facts", [{STUDENTS: "<=100"}, {STUDENTS: "<100", "elements_not_met": None, RANK: None}])
def test_one_hundred_students_at_most_settle_that_a_district_is_small(decide: Decide, facts: dict[str, object]) -> None:
    """Its other facts are not asked for, since they change nothing."""
    result = decide(**facts)

    assert ("determined", None, ("small-lea-cyclical",), ()) == (
        result.status,
        result.level,
        result.designations,
        result.missing_facts,
    )


def test_a_settled_level_still_asks_for_an_open_designation(decide: Decide) -> None:
    result = decide(significantly_disproportionate=None, elements_not_met=3)

    assert ("determined", "targeted-2", ()) == (result.status, result.level, result.designations)
    assert ("significantly_disproportionate",) == result.missing_facts


def test_a_silence_of_the_sources_asks_for_what_narrows_it_down(decide: Decide) -> None:
    """The letter decides between fewer levels once the preschool rank is known."""
    result = decide(**{RANK: 10.5, PRESCHOOL: None})

    assert "not_covered" == result.status
    assert ("targeted-3", "intensive-1", "intensive-2", "intensive-3") == result.possible_levels
    assert (PRESCHOOL,) == result.missing_facts


def test_knowing_nothing_leaves_everything_open(year_2023: RuleSet) -> None:
    """Every fact that a criterion reads is missing, those that decide most first; none of them counts as zero."""
    result = determine(Facts.parse({}, year_2023.vocabulary), year_2023)

    assert ("undetermined", None, (), ()) == (result.status, result.level, result.levels_met, result.designations)
    assert (
        "universal",
        "targeted-1",
        "targeted-2",
        "targeted-3",
        "intensive-1",
        "intensive-2",
        "intensive-3",
    ) == result.possible_levels
    assert (
        TYPE,
        STUDENTS,
        RANK,
        "disproportionate_years",
        PRESCHOOL,
        LRE,
        "elements_not_met",
        "significantly_disproportionate",
    ) == result.missing_facts


def test_wholly_unknown_facts_are_missing_before_partly_known_ones(decide: Decide) -> None:
    """They are easier to find out."""
    assert ("elements_not_met", RANK) == decide(**{RANK: "11+", "elements_not_met": None}).missing_facts
