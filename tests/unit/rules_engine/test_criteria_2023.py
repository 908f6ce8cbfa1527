"""The criteria of 2023 at their boundaries, one by one and together.

Wherever a test doesn't say otherwise, the LEA is a school district of 1,200 students with disabilities with all targets
met, no disproportionality and ranks that give no level.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules_engine import NOT_RANKED, Determination, Outcome

Decide = Callable[..., Determination]

RANK = "intensive_evaluation_percent"
PRESCHOOL = "preschool_intensive_evaluation_percent"

UNIVERSAL = "all-targets-met"
ONE_OR_TWO = "one-or-two-elements-not-met"
THREE_OR_MORE = "three-or-more-elements-not-met"
YEARS = "disproportionate-two-or-more-years"
BOTTOM_20 = "bottom-11-to-20-percent"
LRE = "bottom-10-percent-lre"
BOTTOM_10 = "bottom-8-to-10-percent"
BOTTOM_8 = "bottom-4-to-7.99-percent"
BOTTOM_4 = "bottom-0-to-3.99-percent"
FROM_TARGETED_3 = ("targeted-3", "intensive-1", "intensive-2", "intensive-3")
CRITERIA = (UNIVERSAL, ONE_OR_TWO, THREE_OR_MORE, YEARS, BOTTOM_20, LRE, BOTTOM_10, BOTTOM_8, BOTTOM_4)
RANKED = (BOTTOM_20, BOTTOM_10, BOTTOM_8, BOTTOM_4)


def outcomes(result: Determination) -> dict[str, Outcome]:
    return {one.rule.id: one.outcome for one in result.criteria}


def met(result: Determination) -> set[str]:
    return {id_ for id_, outcome in outcomes(result).items() if outcome is Outcome.MET}


def noted(result: Determination) -> set[str]:
    return {note.id for note in result.notes}


@pytest.mark.parametrize(
    ("fact", "value", "level", "criterion"),
    [
        ("elements_not_met", 0, "universal", UNIVERSAL),
        ("elements_not_met", 1, "targeted-1", ONE_OR_TWO),
        ("elements_not_met", 2, "targeted-1", ONE_OR_TWO),
        ("elements_not_met", 3, "targeted-2", THREE_OR_MORE),
        ("elements_not_met", 100, "targeted-2", THREE_OR_MORE),
        ("disproportionate_years", 0, "universal", UNIVERSAL),
        ("disproportionate_years", 2, "targeted-3", YEARS),
        ("disproportionate_years", 30, "targeted-3", YEARS),
        ("lowest_lre_percent", 0, "targeted-3", LRE),
        ("lowest_lre_percent", 10, "targeted-3", LRE),
        ("lowest_lre_percent", 10.01, "universal", UNIVERSAL),
        ("lowest_lre_percent", NOT_RANKED, "universal", UNIVERSAL),
        (RANK, 0, "intensive-3", BOTTOM_4),
        (RANK, 3.99, "intensive-3", BOTTOM_4),
        (RANK, 4, "intensive-2", BOTTOM_8),
        (RANK, 7.99, "intensive-2", BOTTOM_8),
        (RANK, 8, "intensive-1", BOTTOM_10),
        (RANK, 10, "intensive-1", BOTTOM_10),
        (RANK, 11, "targeted-3", BOTTOM_20),
        (RANK, 20, "targeted-3", BOTTOM_20),
        (RANK, 20.01, "universal", UNIVERSAL),
        (RANK, 100, "universal", UNIVERSAL),
        (RANK, NOT_RANKED, "universal", UNIVERSAL),
        (PRESCHOOL, 11, "targeted-3", BOTTOM_20),
        (PRESCHOOL, 20, "targeted-3", BOTTOM_20),
        (PRESCHOOL, 20.01, "universal", UNIVERSAL),
        (PRESCHOOL, NOT_RANKED, "universal", UNIVERSAL),
    ],
)
def test_one_fact_alone_gives_its_level(decide: Decide, fact: str, value: object, level: str, criterion: str) -> None:
    """The criterion of that level is met and no other, and nothing is left to ask."""
    result = decide(**{fact: value})

    assert ("determined", level, (level,), ()) == (
        result.status,
        result.level,
        result.possible_levels,
        result.missing_facts,
    )
    assert {criterion} == met(result)
    assert Outcome.CANNOT_TELL not in outcomes(result).values()


@pytest.mark.parametrize(
    ("facts", "possible", "gap"),
    [
        ({RANK: 3.995}, ("intensive-2", "intensive-3"), "between-3.99-and-4-percent"),
        ({RANK: 7.995}, ("intensive-1", "intensive-2"), "between-7.99-and-8-percent"),
        ({RANK: 10.01}, ("targeted-3", "intensive-1"), "between-10-and-11-percent"),
        ({RANK: 10.5}, ("targeted-3", "intensive-1"), "between-10-and-11-percent"),
        ({RANK: 10.99}, ("targeted-3", "intensive-1"), "between-10-and-11-percent"),
        ({PRESCHOOL: 0}, FROM_TARGETED_3, "preschool-bottom-10-percent"),
        ({PRESCHOOL: 10}, FROM_TARGETED_3, "preschool-bottom-10-percent"),
        ({PRESCHOOL: 10.5}, FROM_TARGETED_3, "preschool-between-10-and-11-percent"),
        ({"disproportionate_years": 1}, (), "first-year-disproportionality"),
        ({"significantly_disproportionate": True}, (), "significantly-disproportionate-and-nothing-else"),
    ],
)
def test_where_the_sources_are_silent_no_level_is_made_up(
    decide: Decide, facts: dict[str, object], possible: tuple[str, ...], gap: str
) -> None:
    """The result is not covered, names the levels that the letter might give, and says so in words."""
    result = decide(**facts)

    assert ("not_covered", None, possible, ()) == (
        result.status,
        result.level,
        result.possible_levels,
        result.missing_facts,
    )
    assert set() == met(result) - {"significantly-disproportionate"}
    assert gap in noted(result)


@pytest.mark.parametrize(
    ("facts", "level", "levels_met"),
    [
        ({"elements_not_met": 2, "disproportionate_years": 2}, "targeted-3", ("targeted-1", "targeted-3")),
        ({"elements_not_met": 3, "lowest_lre_percent": 4}, "targeted-3", ("targeted-2", "targeted-3")),
        ({"elements_not_met": 1, RANK: 9}, "intensive-1", ("targeted-1", "intensive-1")),
        (
            {"elements_not_met": 9, "disproportionate_years": 4, RANK: 5},
            "intensive-2",
            ("targeted-2", "targeted-3", "intensive-2"),
        ),
        ({RANK: 2, PRESCHOOL: 15}, "intensive-3", ("targeted-3", "intensive-3")),
        ({RANK: 15, PRESCHOOL: 15}, "targeted-3", ("targeted-3",)),
    ],
)
def test_of_several_levels_the_most_intensive_is_the_working_level(
    decide: Decide, facts: dict[str, object], level: str, levels_met: tuple[str, ...]
) -> None:
    """All of them are reported; where they differ, a note says that no source orders them."""
    result = decide(**facts)

    assert (level, levels_met) == (result.level, result.levels_met)
    assert (len(result.levels_met) > 1) == ("several-levels" in noted(result))


@pytest.mark.parametrize(
    ("facts", "status", "level", "possible"),
    [
        ({RANK: 10.5, "elements_not_met": 2}, "not_covered", None, ("targeted-3", "intensive-1")),
        ({RANK: 10.5, "disproportionate_years": 2}, "not_covered", None, ("targeted-3", "intensive-1")),
        ({PRESCHOOL: 5, RANK: 9}, "not_covered", None, ("intensive-1", "intensive-2", "intensive-3")),
        ({PRESCHOOL: 5, RANK: 7.995}, "not_covered", None, ("intensive-1", "intensive-2", "intensive-3")),
        ({PRESCHOOL: 5, RANK: 3}, "determined", "intensive-3", ("intensive-3",)),
        ({RANK: 45, "elements_not_met": 1}, "determined", "targeted-1", ("targeted-1",)),
        ({"disproportionate_years": 1, "elements_not_met": 3}, "determined", "targeted-2", ("targeted-2",)),
    ],
)
def test_a_silence_keeps_a_level_open_only_where_it_might_be_the_more_intensive_one(
    decide: Decide, facts: dict[str, object], status: str, level: str | None, possible: tuple[str, ...]
) -> None:
    result = decide(**facts)

    assert (status, level, possible) == (result.status, result.level, result.possible_levels)


@pytest.mark.parametrize("lea_type", ["school_district", "charter_school"])
@pytest.mark.parametrize("students", [0, 100])
def test_a_district_or_charter_of_one_hundred_students_is_small(decide: Decide, lea_type: str, students: int) -> None:
    """It is not selected on indicators: no criterion applies, there is no level, and that is settled."""
    result = decide(lea_type=lea_type, students_with_disabilities=students, elements_not_met=5, **{RANK: 2})

    assert ("determined", None, (), ()) == (result.status, result.level, result.levels_met, result.possible_levels)
    assert ("small-lea-cyclical",) == result.designations
    assert {Outcome.NOT_APPLICABLE} == {one.outcome for one in result.criteria if one.rule.id in CRITERIA}


@pytest.mark.parametrize("lea_type", ["school_district", "charter_school"])
def test_a_district_or_charter_of_one_hundred_and_one_students_is_not_small(decide: Decide, lea_type: str) -> None:
    result = decide(lea_type=lea_type, students_with_disabilities=101, elements_not_met=5)

    assert ("targeted-2", ()) == (result.level, result.designations)


@pytest.mark.parametrize("students", [0, 100, 101])
def test_a_county_office_is_never_small_by_the_definition(decide: Decide, students: int) -> None:
    result = decide(lea_type="county_office", students_with_disabilities=students, elements_not_met=1)

    assert ("targeted-1", ()) == (result.level, result.designations)
    assert "county-office" in noted(result)


@pytest.mark.parametrize(
    ("facts", "status", "level", "designations"),
    [
        ({}, "not_covered", None, ("significantly-disproportionate",)),
        ({"elements_not_met": 1}, "determined", "targeted-1", ("significantly-disproportionate",)),
        ({"disproportionate_years": 3}, "determined", "targeted-3", ("significantly-disproportionate",)),
        ({RANK: 1}, "determined", "intensive-3", ("significantly-disproportionate",)),
        (
            {"students_with_disabilities": 60},
            "determined",
            None,
            ("small-lea-cyclical", "significantly-disproportionate"),
        ),
    ],
    ids=["alone", "beside Targeted 1", "beside Targeted 3", "beside Intensive 3", "beside a small LEA"],
)
def test_significant_disproportionality_stands_beside_a_level_and_is_never_universal(
    decide: Decide, facts: dict[str, object], status: str, level: str | None, designations: tuple[str, ...]
) -> None:
    result = decide(significantly_disproportionate=True, **facts)

    assert (status, level, designations) == (result.status, result.level, result.designations)
    assert "universal" not in result.levels_met


def test_a_named_category_is_significant_disproportionality(decide: Decide) -> None:
    result = decide(significantly_disproportionate=None, significant_disproportionality_categories=["indicator_9"])

    assert ("significantly-disproportionate",) == result.designations


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"elements_not_met": 0}, {ONE_OR_TWO: Outcome.NOT_MET, THREE_OR_MORE: Outcome.NOT_MET}),
        ({"elements_not_met": 2}, {ONE_OR_TWO: Outcome.MET, THREE_OR_MORE: Outcome.NOT_MET}),
        ({"elements_not_met": 3}, {ONE_OR_TWO: Outcome.NOT_MET, THREE_OR_MORE: Outcome.MET}),
        ({"elements_not_met": None}, {ONE_OR_TWO: Outcome.CANNOT_TELL, THREE_OR_MORE: Outcome.CANNOT_TELL}),
        ({"elements_not_met": "1+"}, {ONE_OR_TWO: Outcome.CANNOT_TELL, UNIVERSAL: Outcome.NOT_MET}),
        ({"elements_not_met": "3+"}, {ONE_OR_TWO: Outcome.NOT_MET, THREE_OR_MORE: Outcome.MET}),
        ({"disproportionate_years": "1+"}, {YEARS: Outcome.CANNOT_TELL}),
        ({"lowest_lre_percent": NOT_RANKED}, {LRE: Outcome.NOT_APPLICABLE}),
        ({"lowest_lre_percent": ">10"}, {LRE: Outcome.NOT_MET}),
        ({"lowest_lre_percent": "10+"}, {LRE: Outcome.CANNOT_TELL}),
        ({RANK: NOT_RANKED, PRESCHOOL: NOT_RANKED}, dict.fromkeys(RANKED, Outcome.NOT_APPLICABLE)),
        ({RANK: NOT_RANKED, PRESCHOOL: 30}, {BOTTOM_20: Outcome.NOT_MET, BOTTOM_4: Outcome.NOT_APPLICABLE}),
        ({RANK: NOT_RANKED, PRESCHOOL: None}, {BOTTOM_20: Outcome.CANNOT_TELL, BOTTOM_10: Outcome.NOT_APPLICABLE}),
        ({RANK: None, PRESCHOOL: 12}, {BOTTOM_20: Outcome.MET, BOTTOM_10: Outcome.CANNOT_TELL}),
        (
            {RANK: "8..20"},
            {BOTTOM_20: Outcome.CANNOT_TELL, BOTTOM_10: Outcome.CANNOT_TELL, BOTTOM_8: Outcome.NOT_MET},
        ),
    ],
)
def test_each_criterion_says_what_is_known_of_it(
    decide: Decide, facts: dict[str, object], expected: dict[str, Outcome]
) -> None:
    """Met or not met where every possibility agrees, not applicable without a rank, and otherwise we can't tell."""
    result = outcomes(decide(**facts))

    assert expected == {id_: result[id_] for id_ in expected}


def test_no_criterion_is_told_before_it_is_clear_that_the_lea_is_selected(decide: Decide) -> None:
    result = decide(students_with_disabilities=None, elements_not_met=4)

    assert {Outcome.CANNOT_TELL} == {one.outcome for one in result.criteria if one.rule.id in CRITERIA}
    assert ("undetermined", ("targeted-2",)) == (result.status, result.possible_levels)
