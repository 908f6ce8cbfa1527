"""What is taken as a fact's value, what is refused and in which words, and how a value is said."""

from __future__ import annotations

import math
from typing import Any

import pytest

from rules_engine import NOT_RANKED, FactError, Interval, Vocabulary

NOTATION = '(a number, or "3+", "<=100", "<100", ">20", "4..7.99" or "10<..<11")'
ELEMENTS = f"Allowed: whole numbers from 0 to 100 {NOTATION}."
PERCENT = f'Allowed: percent from 0 to 100 {NOTATION}, or "not_ranked".'


@pytest.mark.parametrize(
    ("fact_id", "raw", "value"),
    [
        ("monitoring_year", 2023, Interval(2023, 2023)),
        ("monitoring_year", "2023", Interval(2023, 2023)),
        ("lea_type", "county_office", "county_office"),
        ("elements_not_met", 0, Interval(0, 0)),
        ("elements_not_met", 2.0, Interval(2, 2)),
        ("elements_not_met", 100, Interval(100, 100)),
        ("elements_not_met", "12", Interval(12, 12)),
        ("intensive_evaluation_percent", 0, Interval(0, 0)),
        ("intensive_evaluation_percent", 7.99, Interval(7.99, 7.99)),
        ("intensive_evaluation_percent", "15%", Interval(15, 15)),
        ("intensive_evaluation_percent", "15 %", Interval(15, 15)),
        ("intensive_evaluation_percent", 100, Interval(100, 100)),
        ("intensive_evaluation_percent", "not_ranked", NOT_RANKED),
        ("significantly_disproportionate", True, True),
        ("significantly_disproportionate", False, False),
        ("significantly_disproportionate", " Yes ", True),
        ("significantly_disproportionate", "no", False),
        ("significantly_disproportionate", "true", True),
        ("significantly_disproportionate", "False", False),
        ("significant_disproportionality_categories", [], frozenset()),
        ("significant_disproportionality_categories", ["placement"], frozenset({"placement"})),
        ("significant_disproportionality_categories", ("placement", "placement"), frozenset({"placement"})),
    ],
)
def test_an_exact_value_is_taken(vocabulary: Vocabulary, fact_id: str, raw: object, value: object) -> None:
    assert value == vocabulary[fact_id].parse(raw)


@pytest.mark.parametrize(
    ("fact_id", "raw", "value"),
    [
        ("elements_not_met", "3+", Interval(3, math.inf)),
        ("elements_not_met", ">2", Interval(3, math.inf)),
        ("elements_not_met", "2.5+", Interval(3, math.inf)),
        ("elements_not_met", "1..2", Interval(1, 2)),
        ("elements_not_met", "1<..<5", Interval(2, 4)),
        ("students_with_disabilities", "<=100", Interval(-math.inf, 100)),
        ("students_with_disabilities", "<100", Interval(-math.inf, 99)),
        ("intensive_evaluation_percent", ">20", Interval(20, math.inf, low_open=True)),
        ("intensive_evaluation_percent", "4..7.99", Interval(4, 7.99)),
        ("intensive_evaluation_percent", "10<..<11 %", Interval(10, 11, low_open=True, high_open=True)),
        ("intensive_evaluation_percent", Interval(4, 8), Interval(4, 8)),
    ],
)
def test_a_partly_known_number_is_taken(vocabulary: Vocabulary, fact_id: str, raw: object, value: Interval) -> None:
    """Of a count only its whole numbers are kept."""
    assert value == vocabulary[fact_id].parse(raw)


@pytest.mark.parametrize(
    ("fact_id", "raw", "exactly"),
    [
        ("elements_not_met", "<1", 0),
        ("elements_not_met", "<=0", 0),
        ("elements_not_met", "0<..<2", 1),
        ("elements_not_met", "100+", 100),
        ("intensive_evaluation_percent", "<=0", 0),
        ("intensive_evaluation_percent", "100+", 100),
    ],
)
def test_a_partly_known_number_with_one_possible_value_is_exact(
    vocabulary: Vocabulary, fact_id: str, raw: str, exactly: float
) -> None:
    assert Interval.exactly(exactly) == vocabulary[fact_id].parse(raw)


@pytest.mark.parametrize(
    ("fact_id", "raw", "message"),
    [
        ("elements_not_met", -1, f"elements_not_met: -1 is less than 0. {ELEMENTS}"),
        ("elements_not_met", "-1", f"elements_not_met: -1 is less than 0. {ELEMENTS}"),
        ("elements_not_met", "<0", f"elements_not_met: <0 leaves no possible value. {ELEMENTS}"),
        ("elements_not_met", 101, f"elements_not_met: 101 is more than 100. {ELEMENTS}"),
        ("elements_not_met", "101+", f"elements_not_met: 101 or more is more than 100. {ELEMENTS}"),
        ("elements_not_met", 10_000_000, f"elements_not_met: 10,000,000 is more than 100. {ELEMENTS}"),
        ("elements_not_met", 2.5, f"elements_not_met: 2.5 is not a whole number. {ELEMENTS}"),
        ("elements_not_met", "2.5", f"elements_not_met: 2.5 holds no whole number. {ELEMENTS}"),
        ("elements_not_met", "2.2..2.8", f"elements_not_met: 2.2..2.8 holds no whole number. {ELEMENTS}"),
        ("elements_not_met", "5 %", f"elements_not_met: '5 %' can't be taken. {ELEMENTS}"),
        ("elements_not_met", "90..200", f"elements_not_met: 90 to 200 is more than 100. {ELEMENTS}"),
        ("elements_not_met", True, f"elements_not_met: True can't be taken. {ELEMENTS}"),
        ("elements_not_met", "a few", f"elements_not_met: 'a few' can't be taken. {ELEMENTS}"),
        ("elements_not_met", "not_ranked", f"elements_not_met: 'not_ranked' can't be taken. {ELEMENTS}"),
        ("elements_not_met", [3], f"elements_not_met: [3] can't be taken. {ELEMENTS}"),
        ("intensive_evaluation_percent", -0.01, f"intensive_evaluation_percent: -0.01 is less than 0. {PERCENT}"),
        ("intensive_evaluation_percent", 140, f"intensive_evaluation_percent: 140 is more than 100. {PERCENT}"),
        ("intensive_evaluation_percent", "140 %", f"intensive_evaluation_percent: 140 % is more than 100. {PERCENT}"),
        ("intensive_evaluation_percent", 100.01, f"intensive_evaluation_percent: 100.01 is more than 100. {PERCENT}"),
        (
            "intensive_evaluation_percent",
            ">100",
            f"intensive_evaluation_percent: >100 leaves no possible value. {PERCENT}",
        ),
        (
            "intensive_evaluation_percent",
            "50..150",
            f"intensive_evaluation_percent: 50 to 150 is more than 100. {PERCENT}",
        ),
        ("intensive_evaluation_percent", "1%5", f"intensive_evaluation_percent: '1%5' can't be taken. {PERCENT}"),
        ("intensive_evaluation_percent", math.nan, f"intensive_evaluation_percent: nan can't be taken. {PERCENT}"),
        ("intensive_evaluation_percent", math.inf, f"intensive_evaluation_percent: inf can't be taken. {PERCENT}"),
        ("intensive_evaluation_percent", "11..10", f"intensive_evaluation_percent: '11..10' can't be taken. {PERCENT}"),
        ("intensive_evaluation_percent", False, f"intensive_evaluation_percent: False can't be taken. {PERCENT}"),
        (
            "students_with_disabilities",
            10_000_000,
            (
                "students_with_disabilities: 10,000,000 is more than 1,000,000. "
                f"Allowed: whole numbers from 0 to 1000000 {NOTATION}."
            ),
        ),
        (
            "monitoring_year",
            23,
            f"monitoring_year: 23 is less than 2000. Allowed: whole numbers from 2000 to 2099 {NOTATION}.",
        ),
        (
            "lea_type",
            "school district",
            "lea_type: 'school district' can't be taken. Allowed: school_district, charter_school, county_office.",
        ),
        (
            "lea_type",
            ["school_district"],
            "lea_type: ['school_district'] can't be taken. Allowed: school_district, charter_school, county_office.",
        ),
        (
            "significantly_disproportionate",
            1,
            "significantly_disproportionate: 1 can't be taken. Allowed: true or false.",
        ),
        (
            "significantly_disproportionate",
            "perhaps",
            "significantly_disproportionate: 'perhaps' can't be taken. Allowed: true or false.",
        ),
        (
            "significant_disproportionality_categories",
            ["discipline", "behaviour"],
            (
                "significant_disproportionality_categories: ['discipline', 'behaviour'] can't be taken. "
                "Allowed: a list of discipline, placement, indicator_9, indicator_10."
            ),
        ),
        (
            "significant_disproportionality_categories",
            "discipline",
            (
                "significant_disproportionality_categories: 'discipline' can't be taken. "
                "Allowed: a list of discipline, placement, indicator_9, indicator_10."
            ),
        ),
    ],
)
def test_anything_else_is_refused_with_what_was_found_and_what_is_allowed(
    vocabulary: Vocabulary, fact_id: str, raw: Any, message: str
) -> None:
    with pytest.raises(FactError) as refused:
        vocabulary[fact_id].parse(raw)

    assert message == str(refused.value)
    assert fact_id == refused.value.fact_id
    assert raw is refused.value.found


@pytest.mark.parametrize(
    ("fact_id", "raw", "end"),
    [
        ("lea_type", "the letter says " * 100, "... can't be taken."),
        ("elements_not_met", "9" * 400, "... is more than 100."),
        ("elements_not_met", 10**400, "... is more than 100."),
    ],
    ids=["a pasted letter", "a number without end as text", "a number without end"],
)
def test_a_long_value_is_cut_in_the_message(vocabulary: Vocabulary, fact_id: str, raw: object, end: str) -> None:
    """It doesn't drown what is allowed."""
    with pytest.raises(FactError) as refused:
        vocabulary[fact_id].parse(raw)

    problem, _, _ = str(refused.value).partition(" Allowed: ")
    assert problem.endswith(end)
    assert len(problem) < 130


@pytest.mark.parametrize(
    ("fact_id", "raw", "said"),
    [
        ("lea_type", "school_district", "school district"),
        ("elements_not_met", 3, "3"),
        ("elements_not_met", "3+", "3 or more"),
        ("elements_not_met", "1..2", "1 to 2"),
        ("elements_not_met", "0+", "any number"),
        ("students_with_disabilities", "<=100", "100 or fewer"),
        ("intensive_evaluation_percent", 15, "bottom 15 %"),
        ("intensive_evaluation_percent", "11..20", "bottom 11 to 20 %"),
        ("intensive_evaluation_percent", "0..3.99", "bottom 3.99 % or lower"),
        ("intensive_evaluation_percent", "<=100", "any rank"),
        ("intensive_evaluation_percent", "20+", "20 % or above"),
        ("intensive_evaluation_percent", ">20", "above 20 %"),
        ("intensive_evaluation_percent", "<8", "lower than bottom 8 %"),
        ("intensive_evaluation_percent", "10<..<11", "between 10 and 11 %"),
        ("intensive_evaluation_percent", "10<..11", "between 10 and 11 %"),
        ("intensive_evaluation_percent", "not_ranked", "no rank given"),
        ("significantly_disproportionate", True, "yes"),
        ("significantly_disproportionate", False, "no"),
        ("significant_disproportionality_categories", [], "none"),
        (
            "significant_disproportionality_categories",
            ["placement", "discipline"],
            "disciplinary action (suspension and expulsion), placement in more restrictive environments",
        ),
    ],
)
def test_a_value_is_said_in_plain_words(vocabulary: Vocabulary, fact_id: str, raw: object, said: str) -> None:
    spec = vocabulary[fact_id]

    assert said == spec.say(spec.parse(raw))
