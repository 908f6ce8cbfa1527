"""What a message says, given what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.actions.conftest import Reader

YEAR, TYPE, COUNT = "monitoring_year", "lea_type", "students_with_disabilities"
ELEMENTS, DISPRO = "elements_not_met", "disproportionate_years"
RANK, PRESCHOOL, LRE = "intensive_evaluation_percent", "preschool_intensive_evaluation_percent", "lowest_lre_percent"
SIG_DIS, CATEGORIES = "significantly_disproportionate", "significant_disproportionality_categories"


def said(reading: Any) -> dict[str, Any]:
    return {one.fact: one.value for one in reading.said}


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("2023", YEAR, 2023),
        ("the letter of March 20, 2023", YEAR, 2023),
        ("3/20/2023", YEAR, 2023),
        ("charter", TYPE, "charter_school"),
        ("we are a unified district", TYPE, "school_district"),
        ("COE", TYPE, "county_office"),
        ("we're a district, not a charter", TYPE, "school_district"),
        ("shool distrct", TYPE, "school_district"),
        ("we have 98", COUNT, 98),
        ("around a hundred", COUNT, "90..110"),
        ("twelve", ELEMENTS, 12),
        ("none", ELEMENTS, 0),
        ("no", ELEMENTS, 0),
        ("all targets were met", ELEMENTS, 0),
        ("not sure if 3 or 4", ELEMENTS, "3..4"),
        ("it's 4 or 5, not sure", ELEMENTS, "4..5"),
        ("5, not 4", ELEMENTS, 5),
        ("second year", DISPRO, 2),
        ("two years in a row", DISPRO, 2),
        ("no", DISPRO, 0),
        ("yes", DISPRO, "1+"),
        ("bottom 15 %", RANK, 15),
        ("12.5", RANK, 12.5),
        ("none", RANK, "not_ranked"),
        ("0", RANK, 0),
        ("no", PRESCHOOL, "not_ranked"),
        ("we have no preschool", PRESCHOOL, "not_ranked"),
        ("n/a", LRE, "not_ranked"),
        ("more than 4 but less than 10", LRE, "4<..<10"),
        ("yes", SIG_DIS, True),
        ("yes we were", SIG_DIS, True),
        ("no, we're not", SIG_DIS, False),
        ("we are not", SIG_DIS, False),
        ("discipline and placement", CATEGORIES, ["discipline", "placement"]),
        ("suspensions", CATEGORIES, ["discipline"]),
        ("indicator 10", CATEGORIES, ["indicator_10"]),
        ("none of them", CATEGORIES, []),
    ],
)
def test_an_answer_to_the_question_asked(reading_of: Reader, text: str, asked: str, value: object) -> None:
    assert said(reading_of(text, asked)) == {asked: value}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "unified district, about 1,200 SWD, missed 4 elements, not sig dis",
            {TYPE: "school_district", COUNT: "1080..1320", ELEMENTS: 4, SIG_DIS: False},
        ),
        ("98 swd 4 elements", {COUNT: 98, ELEMENTS: 4}),
        (
            "elements: 3, swd: 250, lre 12%, preschool not ranked",
            {ELEMENTS: 3, COUNT: 250, LRE: 12, PRESCHOOL: "not_ranked"},
        ),
        ("charter school with 45 kids", {TYPE: "charter_school", COUNT: 45}),
        ("we are sig dis for discipline", {SIG_DIS: True, CATEGORIES: ["discipline"]}),
        ("sig dis: no; dispro for two years", {SIG_DIS: False, DISPRO: 2}),
        ("the 2023 letter says we missed 3 elements", {YEAR: 2023, ELEMENTS: 3}),
        ("actually it was 4 elements", {ELEMENTS: 4}),
        ("change the enrolment to 98", {COUNT: 98}),
        ("change elements from 2 to 4", {ELEMENTS: 4}),
        ("can you change the elements to 5?", {ELEMENTS: 5}),
        ("elements were 3, no wait, 4", {ELEMENTS: 4}),
        ("prescool not rankd", {PRESCHOOL: "not_ranked"}),
    ],
)
def test_facts_that_are_named_are_taken_whatever_was_asked(
    reading_of: Reader, text: str, facts: dict[str, Any]
) -> None:
    for asked in (None, RANK, TYPE):
        assert said(reading_of(text, asked)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "what is an element?",
        "what if we missed 4 elements?",
        "why do you ask about the 4 elements",
        "no idea what an element is",
        "would it be different with 4 elements",
        "what if we had 4 elements and 98 students",
        "what must we do with 4 elements and 98 students",
        "explain the 2023 letter",
        "we're worried about sig dis",
        "the sig dis plan is due",
        "1234567890",
        "my student was born on 3/4/2012",
        "asdf",
        "",
        "\U0001f642",
    ],
)
def test_what_isnt_an_answer_says_nothing(reading_of: Reader, text: str) -> None:
    for asked in (None, ELEMENTS, COUNT):
        assert not reading_of(text, asked).said


@pytest.mark.parametrize(
    "text", ["not sure", "I don't know", "skip", "don't have it with me", "no idea", "pass", "idk"]
)
def test_not_knowing_declines_the_question(reading_of: Reader, text: str) -> None:
    assert reading_of(text, ELEMENTS).declined == (ELEMENTS,)
    assert not reading_of(text, ELEMENTS).said


def test_not_knowing_a_named_fact_declines_that_one(reading_of: Reader) -> None:
    assert reading_of("not sure about the elements", COUNT).declined == (ELEMENTS,)


@pytest.mark.parametrize(
    ("text", "asked", "problem"),
    [
        ("-4", ELEMENTS, "less than 0"),
        ("1,5", COUNT, "not a whole number"),
        ("2.5", ELEMENTS, "not a whole number"),
        ("15 %", ELEMENTS, "percentage"),
        ("140 %", RANK, "more than 100"),
        ("ten million students", COUNT, "more than 1,000,000"),
        ("400 elements", COUNT, "more than 100"),
    ],
)
def test_an_impossible_value_is_refused_with_the_reason(
    reading_of: Reader, text: str, asked: str, problem: str
) -> None:
    reading = reading_of(text, asked)

    assert not reading.said
    assert problem in reading.refused[0].problem


@pytest.mark.parametrize(
    ("text", "asked", "latest", "options"),
    [
        ("15 %", SIG_DIS, None, [(RANK, 15), (PRESCHOOL, 15), (LRE, 15)]),
        ("sorry, 4", COUNT, ELEMENTS, [(ELEMENTS, 4), (COUNT, 4)]),
        ("2022-23", YEAR, None, [(YEAR, 2022), (YEAR, 2023)]),
        ("we have 120 swd or 150 swd", COUNT, None, [(COUNT, 120), (COUNT, 150)]),
        ("charter or district", TYPE, None, [(TYPE, "charter_school"), (TYPE, "school_district")]),
    ],
)
def test_what_can_mean_several_things_is_left_to_the_user(
    reading_of: Reader, text: str, asked: str, latest: str | None, options: list[tuple[str, object]]
) -> None:
    reading = reading_of(text, asked, (latest,) if latest else ())

    assert not reading.said
    assert [(one.fact, one.value) for one in reading.unclear[0].options] == options


def test_a_number_in_a_wordy_sentence_has_to_be_confirmed(reading_of: Reader) -> None:
    reading = reading_of("our team worked on this with 3 other people in spring", ELEMENTS)

    assert not reading.said
    assert [(one.fact, one.value) for one in reading.unclear[0].options] == [(ELEMENTS, 3)]


@pytest.mark.parametrize("text", ["3 widgets", "12 thingies", "98 scholars"])
def test_a_number_of_something_unknown_has_to_be_confirmed(reading_of: Reader, text: str) -> None:
    reading = reading_of(text, RANK)

    assert not reading.said
    assert len(reading.unclear[0].options) == 1


def test_a_number_of_years_is_never_a_rank(reading_of: Reader) -> None:
    """A rank of 0 % would be the most intensive level."""
    for text in ("0 years", "1 year", "first year", "two yrs"):
        assert set(said(reading_of(text, RANK))) == {DISPRO}


def test_a_number_that_only_a_rank_can_be_is_asked_back_as_one(reading_of: Reader) -> None:
    (unclear,) = reading_of("7.995", SIG_DIS).unclear

    assert [option.fact for option in unclear.options] == [RANK, PRESCHOOL, LRE]


def test_asking_whether_something_is_correct_is_no_yes(reading_of: Reader) -> None:
    reading = reading_of("is this correct", SIG_DIS)

    assert reading.asks
    assert not reading.said


def test_a_correction_goes_to_the_latest_answer_where_the_question_takes_no_number(reading_of: Reader) -> None:
    assert said(reading_of("actually it was 4", SIG_DIS, told=(ELEMENTS,))) == {ELEMENTS: 4}


def test_a_wish_to_change_without_a_value_reopens_the_fact(reading_of: Reader) -> None:
    assert reading_of("change the enrolment", RANK).reopened == (COUNT,)


def test_a_known_choice_isnt_changed_in_passing(reading_of: Reader) -> None:
    """People of a charter school say "our district" of the one in which it lies."""
    known = {TYPE: "charter_school"}

    assert said(reading_of("the district office counted 98 students", COUNT, **known)) == {COUNT: 98}
    assert said(reading_of("we are a district", COUNT, **known)) == {TYPE: "school_district"}


def test_a_year_is_a_year_only_where_years_are_spoken_of(reading_of: Reader) -> None:
    assert said(reading_of("2023", COUNT)) == {COUNT: 2023}
    assert said(reading_of("the 2023 letter", COUNT)) == {YEAR: 2023}


def test_an_answer_may_come_with_a_question(reading_of: Reader) -> None:
    reading = reading_of("12, but why do you ask?", ELEMENTS)

    assert said(reading) == {ELEMENTS: 12}
    assert reading.asks


def asked_back(reading: Any) -> dict[str, Any]:
    return {option.fact: option.value for unclear in reading.unclear for option in unclear.options}


@pytest.mark.parametrize(
    ("text", "asked", "back"),
    [
        ("hardly 60", COUNT, {COUNT: 60}),
        ("att lzt 3", ELEMENTS, {ELEMENTS: 3}),
        ("klose to the 12", RANK, {RANK: 12}),
        ("abqxout 3 elements", None, {ELEMENTS: 3}),
        ("we missed cirka 3 elements", None, {ELEMENTS: 3}),
        ("not 4", ELEMENTS, {ELEMENTS: 4}),
        ("it wasn't 4 elements", RANK, {ELEMENTS: 4}),
    ],
)
def test_a_number_behind_a_word_that_may_qualify_it_is_asked_back(
    reading_of: Reader, text: str, asked: str | None, back: dict[str, object]
) -> None:
    """A misspelt "about" must not make the number exact."""
    reading = reading_of(text, asked)

    assert not reading.said
    assert asked_back(reading) == back


@pytest.mark.parametrize(
    ("text", "value"),
    [("we counted 60", 60), ("the population is 60", 60), ("in total we serve 60", 60), ("number: 60", 60)],
)
def test_ordinary_words_before_a_number_leave_it_exact(reading_of: Reader, text: str, value: int) -> None:
    assert said(reading_of(text, COUNT)) == {COUNT: value}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("no ideea", ELEMENTS),
        ("not shure", SIG_DIS),
        ("we dont now yet", DISPRO),
        ("no idaya if sig dis", SIG_DIS),
        ("not surre of the elements", ELEMENTS),
        ("not certein about disproportionate", None),
    ],
)
def test_a_misspelt_not_knowing_is_never_a_no(reading_of: Reader, text: str, asked: str | None) -> None:
    assert not reading_of(text, asked).said


@pytest.mark.parametrize("text", ["we don't have the enrolment yet", "don't have our census count here"])
def test_not_having_a_figure_declines_it_and_is_no_zero(reading_of: Reader, text: str) -> None:
    reading = reading_of(text, ELEMENTS)

    assert not reading.said
    assert reading.declined == (COUNT,)


def test_not_having_a_preschool_is_an_answer_and_not_having_its_rank_is_none(reading_of: Reader) -> None:
    assert said(reading_of("we don't have a preschool", PRESCHOOL)) == {PRESCHOOL: "not_ranked"}
    assert reading_of("I don't have the preschool rank", PRESCHOOL).declined == (PRESCHOOL,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("not in the bottom 20", "20<"),
        ("outside the lowest 10 percent", "10<"),
        ("we were not among the bottom fifth", "20<"),
    ],
)
def test_a_band_that_is_denied_means_what_lies_above_it(reading_of: Reader, text: str, value: str) -> None:
    (one,) = reading_of(text, RANK).said

    assert one.value == f">{value[:-1]}"
    assert one.inexact


def test_not_one_is_none(reading_of: Reader) -> None:
    assert said(reading_of("not a single one", ELEMENTS)) == {ELEMENTS: 0}
    assert said(reading_of("not one", ELEMENTS)) == {ELEMENTS: 0}


@pytest.mark.parametrize(
    "text",
    [
        "we sent in 5a and 5b",
        "it is about section 619",
        "indicator 13",
        "see page 4",
        "mostly in 6th grade",
        "they have a 504 plan",
        "we are T2",
        "not 100% sure",
    ],
)
def test_the_number_of_a_label_is_no_answer(reading_of: Reader, text: str) -> None:
    for asked in (COUNT, ELEMENTS, RANK):
        reading = reading_of(text, asked)
        assert not reading.said
        assert not reading.unclear


@pytest.mark.parametrize(
    "text", ["actually it was 2", "I mistyped, 2", "no wait, 2", "wait no 2", "on second thought 2", "make it 2"]
)
def test_a_corrected_number_is_for_the_number_told_just_before(reading_of: Reader, text: str) -> None:
    assert said(reading_of(text, RANK, (ELEMENTS, TYPE), elements_not_met=4)) == {ELEMENTS: 2}


@pytest.mark.parametrize(
    ("text", "told", "back"),
    [
        ("actually it was 2", {COUNT: 1200}, {COUNT: 2, RANK: 2}),
        ("actually it was 2", {COUNT: "1080..1320", ELEMENTS: 5}, {COUNT: 2, ELEMENTS: 2, RANK: 2}),
        ("no wait, 1150", {ELEMENTS: 4, COUNT: 1200, LRE: 30}, {COUNT: 1150}),
    ],
)
def test_a_correction_that_can_hardly_be_of_the_number_just_told_is_asked_back(
    reading_of: Reader, text: str, told: dict[str, object], back: dict[str, object]
) -> None:
    just_told = (LRE,) if LRE in told else (COUNT,)
    reading = reading_of(text, RANK, just_told, **told)

    assert not reading.said
    assert asked_back(reading) == back


@pytest.mark.parametrize(("told", "text"), [(1200, "actually 98"), (1200, "actually 120"), (44, "actually 4")])
def test_a_slip_of_a_digit_is_just_corrected(reading_of: Reader, told: int, text: str) -> None:
    assert list(said(reading_of(text, RANK, (COUNT,), **{COUNT: told}))) == [COUNT]


@pytest.mark.parametrize("text", ["actually it was 2", "I mistyped, 2", "no wait, 2"])
def test_a_corrected_number_is_never_for_the_question_where_other_numbers_were_told(
    reading_of: Reader, text: str
) -> None:
    several = reading_of(text, RANK, (COUNT, ELEMENTS), elements_not_met=4, students_with_disabilities=500)
    earlier = reading_of(text, RANK, (TYPE,), elements_not_met=4, students_with_disabilities=500)

    assert not several.said
    assert asked_back(several) == {COUNT: 2, ELEMENTS: 2}
    assert not earlier.said
    assert set(asked_back(earlier)) == {COUNT, ELEMENTS, RANK}


@pytest.mark.parametrize(
    "text",
    [
        "I do not have the letter with me",
        "that figure isn't at hand, can't say",
        "nobody told me that",
        "haven't received it",
        "I would have to ask our data person",
        "I need to look that up",
        "we could not find that number",
        "still waiting for that",
        "me not know this",
        "to be determined",
    ],
)
def test_short_messages_of_lacking_something_decline_the_question(reading_of: Reader, text: str) -> None:
    for asked in (COUNT, ELEMENTS, RANK, SIG_DIS):
        reading = reading_of(text, asked)
        assert not reading.said
        assert reading.declined == (asked,)
