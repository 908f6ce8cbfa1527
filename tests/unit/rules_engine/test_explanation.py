"""A result in plain sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules_engine import Determination, Facts, RuleBook, RuleSet, determine, explain

Decide = Callable[..., Determination]

RANK = "intensive_evaluation_percent"


@pytest.mark.parametrize(
    ("facts", "headline", "summary"),
    [
        (
            {"elements_not_met": 1},
            "Targeted Level 1 in monitoring year 2023",
            "The target was not met for one or two elements.",
        ),
        (
            {"elements_not_met": 1, "significantly_disproportionate": True},
            "Targeted Level 1 and Significantly disproportionate in monitoring year 2023",
            (
                "The target was not met for one or two elements. The letter names the LEA for over-representation of "
                "a race or ethnicity in discipline, placement, special education in general (Indicator 9) or a "
                "disability category (Indicator 10). It has a path of its own."
            ),
        ),
        (
            {"elements_not_met": "2+"},
            "The level is still open for monitoring year 2023",
            "Still possible: Targeted Level 1 or Targeted Level 2. To find out: elements with the target not met.",
        ),
        (
            {"elements_not_met": None, "lowest_lre_percent": None, "significantly_disproportionate": True},
            "Significantly disproportionate, and the level is still open for monitoring year 2023",
            (
                "Still possible: Targeted Level 1, Targeted Level 2, Targeted Level 3 or no level in our sources. To "
                "find out: lowest rank on any Least Restrictive Environment (LRE) indicator and elements with the "
                "target not met."
            ),
        ),
        (
            {"students_with_disabilities": None, "disproportionate_years": 1},
            "The level is still open for monitoring year 2023",
            (
                "Still possible: no level in our sources or Small LEA, monitored in cycles. To find out: students with "
                "disabilities on census day."
            ),
        ),
        (
            {RANK: 10.5},
            "No level in our sources for monitoring year 2023",
            "Your letter decides: it may give Targeted Level 3 or Intensive Level 1, or none of them.",
        ),
        (
            {RANK: 10.5, "elements_not_met": 2},
            "No level in our sources for monitoring year 2023",
            (
                "Your letter decides: it may give Targeted Level 3 or Intensive Level 1, or none of them. Your other "
                "answers alone give Targeted Level 1."
            ),
        ),
        (
            {"students_with_disabilities": "90..110", "elements_not_met": 2},
            "The level is still open for monitoring year 2023",
            (
                "Still possible: Targeted Level 1 or Small LEA, monitored in cycles. To find out: students with "
                "disabilities on census day."
            ),
        ),
        ({"disproportionate_years": 1}, "No level in our sources for monitoring year 2023", "Your letter decides."),
        (
            {"significantly_disproportionate": True},
            "Significantly disproportionate, without a level in our sources for monitoring year 2023",
            "Your letter decides.",
        ),
    ],
)
def test_a_result_is_said_in_a_headline_and_a_summary(
    decide: Decide, facts: dict[str, object], headline: str, summary: str
) -> None:
    explanation = explain(decide(**facts))

    assert (headline, summary) == (explanation.headline, explanation.summary)


def test_each_met_criterion_is_a_reason_with_its_sources(decide: Decide) -> None:
    reasons = explain(decide(elements_not_met=3, disproportionate_years=2)).reasons

    assert [
        (
            (
                "Three or more elements with the target not met give Targeted Level 2 "
                "(elements with the target not met: 3)."
            ),
            ("T12-2023", "SEED"),
        ),
        (
            (
                "Being identified as disproportionate for two or more years gives Targeted Level 3 "
                "(years identified as disproportionate: 2)."
            ),
            ("T3-2023", "SEED"),
        ),
    ] == [(reason.text, reason.sources) for reason in reasons]


def test_a_reason_that_we_infer_says_why(decide: Decide) -> None:
    (reason,) = explain(decide(**{RANK: 5})).reasons

    assert reason.inference is not None
    assert reason.inference.startswith("No page of 2023 for this level was at hand.")


def test_a_reason_says_what_was_given_and_what_is_not_known(decide: Decide) -> None:
    (reason,) = explain(decide(**{RANK: None, "preschool_intensive_evaluation_percent": "11..20"})).reasons

    assert reason.text.endswith(
        "(Intensive Evaluation rank: not known yet; Preschool Intensive Evaluation rank: bottom 11 to 20 %)."
    )


def test_the_gaps_that_the_facts_lie_in_come_before_other_remarks(decide: Decide) -> None:
    remarks = explain(decide(**{RANK: 10.5})).remarks

    assert remarks[0].text.startswith("The sources give Intensive 1 up to 10 % and Targeted 3 from 11 %")
    assert [("I1-2023", "T3-2023"), ("CIM-2023",)] == [remarks[0].sources, remarks[-1].sources]


def test_remarks_on_a_result_stand_beside_that_result_alone(decide: Decide) -> None:
    """What is to be said of small LEAs is not said of others, and the letter prevails over every result."""
    small = {note.id for note in decide(students_with_disabilities=50).notes}
    other = {note.id for note in decide().notes}

    assert {"letter-prevails", "small-lea-cycle", "small-lea-count"} <= small
    assert {"letter-prevails", "universal-duties"} <= other
    assert set() == {"small-lea-cycle", "small-lea-count"} & other


def test_gaps_between_levels_are_no_matter_of_an_lea_outside_the_levels(decide: Decide) -> None:
    """A small LEA hears nothing of ranks between two bands."""
    gap = "between-10-and-11-percent"

    assert gap in {note.id for note in decide(**{RANK: 10.5}).notes}
    assert gap not in {note.id for note in decide(**{RANK: 10.5}, students_with_disabilities=50).notes}


@pytest.mark.parametrize(
    ("facts", "note", "noted"),
    [
        ({"disproportionate_years": 3}, "three-years-not-significant", True),
        ({"disproportionate_years": "3+"}, "three-years-not-significant", True),
        ({"disproportionate_years": "2+"}, "three-years-not-significant", False),
        ({"disproportionate_years": 3, "significantly_disproportionate": None}, "three-years-not-significant", False),
        ({"disproportionate_years": 3, "significantly_disproportionate": True}, "three-years-not-significant", False),
        ({RANK: "not_ranked"}, "no-rank-given", True),
        ({RANK: None}, "no-rank-given", False),
    ],
)
def test_a_remark_on_facts_is_made_where_they_surely_are_so(
    decide: Decide, facts: dict[str, object], note: str, noted: bool
) -> None:
    assert noted == (note in {one.id for one in decide(**facts).notes})


def test_a_year_whose_criteria_are_not_known_says_so(book: RuleBook) -> None:
    ruleset: RuleSet = book.for_year(2024)
    explanation = explain(determine(Facts.parse({}, ruleset.vocabulary), ruleset))

    assert "No level in our sources for monitoring year 2024" == explanation.headline
    assert explanation.remarks[0].text.startswith("The criteria of 2024 for the targeted and intensive levels are not")
