"""Each combination of facts is claimed by one criterion or gap: neither by two of them nor by none."""

from __future__ import annotations

import pytest

from tests.unit.rules_engine.refusals import TARGETED_2_WHEN, Edit, place, refusal

OVERLAPS = [
    (
        "two criteria of one fact",
        TARGETED_2_WHEN,
        'when: {elements_not_met: "2+"}',
        (
            "an overlap of 'one-or-two-elements-not-met' and 'three-or-more-elements-not-met' at "
            "elements with the target not met: 2"
        ),
    ),
    (
        "a criterion and a narrower one",
        TARGETED_2_WHEN,
        'when: {elements_not_met: "2..9", disproportionate_years: 0}',
        (
            "an overlap of 'one-or-two-elements-not-met' and 'three-or-more-elements-not-met' at "
            "elements with the target not met: 2"
        ),
    ),
    (
        "one of several ways into a criterion",
        TARGETED_2_WHEN,
        'when: {any: [{elements_not_met: "3+"}, {lowest_lre_percent: 10}]}',
        (
            "an overlap of 'three-or-more-elements-not-met' and 'bottom-10-percent-lre' at "
            "lowest rank on any Least Restrictive Environment (LRE) indicator: bottom 10 %"
        ),
    ),
    (
        "a gap and a criterion",
        'where: {intensive_evaluation_percent: "10<..<11"}',
        'where: {intensive_evaluation_percent: "9<..<11"}',
        (
            "an overlap of 'bottom-8-to-10-percent' and 'between-10-and-11-percent' at "
            "Intensive Evaluation rank: between 9 and 10 %"
        ),
    ),
    (
        "two gaps",
        'where: {preschool_intensive_evaluation_percent: "0..10"}',
        'where: {preschool_intensive_evaluation_percent: "0..<11"}',
        (
            "an overlap of 'preschool-bottom-10-percent' and 'preschool-between-10-and-11-percent' at "
            "Preschool Intensive Evaluation rank: between 10 and 11 %"
        ),
    ),
]


@pytest.mark.parametrize(("old", "new", "found"), [pytest.param(*row, id=name) for name, *row in OVERLAPS])
def test_what_is_claimed_twice_is_refused_with_the_values_in_words(
    edited: Edit, old: str, new: str, found: str
) -> None:
    """Two rules that read the same facts must not both decide them."""
    error = refusal(edited(old, new))

    assert found == error.found
    assert "each combination of the same facts claimed by one criterion or gap" == error.allowed


def test_criteria_of_one_level_may_overlap(edited: Edit) -> None:
    """They decide the same."""
    book = edited('when: {lowest_lre_percent: "0..10"}', 'when: {disproportionate_years: "2+"}')

    assert "overlap" not in refusal(book).found


@pytest.mark.parametrize(
    "parts",
    ['{elements_not_met: "2+"}, {elements_not_met: "3+"}', '{elements_not_met: "3+"}, {elements_not_met: "2+"}'],
)
def test_conditions_that_must_both_hold_claim_only_what_meets_both(edited: Edit, parts: str) -> None:
    """Two and more, and three and more, leave one and two to another criterion."""
    edited(TARGETED_2_WHEN, f"when: {{all: [{parts}]}}").for_year(2023)


def test_criteria_that_read_different_facts_may_both_be_met(edited: Edit) -> None:
    """The most intensive one gives the level."""
    book = edited(
        'when: {disproportionate_years: "2+"}', 'when: {disproportionate_years: "2+", lea_type: county_office}'
    )

    assert "overlap" not in refusal(book).found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '{intensive_evaluation_percent: "10<..<11"}',
            '{intensive_evaluation_percent: "10<..<11", elements_not_met: "1+"}',
            "Intensive Evaluation rank: between 10 and 11 %",
        ),
        (TARGETED_2_WHEN, "when: {elements_not_met: 3}", "elements with the target not met: 4 or more"),
        (
            "where: {disproportionate_years: 1}",
            "where: {disproportionate_years: 1, lea_type: school_district}",
            "years identified as disproportionate: 1",
        ),
        (
            "  significantly-disproportionate-and-nothing-else:\n    where: {significantly_disproportionate: true}",
            (
                "  significantly-disproportionate-and-nothing-else:\n"
                "    where: {significantly_disproportionate: true, elements_not_met: 1}"
            ),
            "significant disproportionality: yes",
        ),
    ],
    ids=["a band between two others", "all above a number", "one type of LEA", "one designation"],
)
def test_what_is_left_open_unsaid_is_refused_with_an_example_in_words(
    edited: Edit, old: str, new: str, said: str
) -> None:
    """The example is an LEA for which the file gives neither a level nor a gap."""
    error = refusal(edited(old, new))

    assert "gaps" == place(error)
    assert error.found.startswith("no level and no gap for type of LEA: ")
    assert said in error.found.split("; ")
    assert "a criterion or a declared gap for every combination of facts" == error.allowed
