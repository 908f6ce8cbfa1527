"""Numbers and quantities in a text."""

from __future__ import annotations

import pytest

from actions.reading.numbers import find_numbers
from actions.reading.quantities import find_quantities
from actions.reading.text import plain


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("98", [98]),
        ("1,200", [1200]),
        ("12.5", [12.5]),
        (".5", [0.5]),
        ("1,5", [1.5]),
        ("2k", [2000]),
        ("1.2k", [1200]),
        ("twelve", [12]),
        ("twenty-three", [23]),
        ("twenty three", [23]),
        ("a hundred and five", [105]),
        ("two hundred thousand", [200_000]),
        ("one thousand two hundred", [1200]),
        ("ten million", [10_000_000]),
        ("a dozen", [12]),
        ("half a dozen", [6]),
        ("three four", [3, 4]),
        ("-3", [-3]),
        ("minus three", [-3]),
        ("our second year", [2]),
        ("the second letter", []),
        ("one of the elements", [1]),
        ("the one", []),
        ("the preschool one", []),
        ("which one", []),
        ("a", []),
        ("k", []),
        ("１２", [12]),
        ("98swd", [98]),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, numbers: list[float]) -> None:
    assert [number.value for number in find_numbers(plain(text))] == numbers


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("98", "98"),
        ("at least 3", "3+"),
        ("no fewer than three", "3+"),
        ("3 or more", "3+"),
        ("3+", "3+"),
        (">= 3", "3+"),
        ("more than 100", ">100"),
        ("over 100", ">100"),
        ("not more than 100", "<=100"),
        ("up to 4", "<=4"),
        ("4 or fewer", "<=4"),
        ("fewer than 5", "<5"),
        ("under 5", "<5"),
        ("5-10", "5..10"),
        ("11\u201320", "11..20"),
        ("between 5 and 10", "5..10"),
        ("from 5 to 10", "5..10"),
        ("3 or 4", "3..4"),
        ("4 out of 12", "4"),
        ("7.99", "7.99"),
        ("-5", "-5"),
    ],
)
def test_words_beside_a_number_set_its_bounds(text: str, interval: str) -> None:
    (quantity,) = find_quantities(plain(text))

    assert quantity.interval.notation() == interval
    assert not quantity.inexact


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("about 1,200", "1080..1320"),
        ("roughly 50", "45..55"),
        ("100 or so", "90..110"),
        ("nearly 100", "90..<100"),
        ("just over 100", "100<..110"),
        ("a couple", "2..3"),
        ("a few", "3..5"),
        ("several", "3..9"),
        ("a few hundred", "300..500"),
        ("bottom 15", "15"),
        ("bottom 10 %", "0..10"),
        ("bottom fifth", "0..20"),
        ("15th percentile", "15"),
        ("top 20 %", "80+"),
    ],
)
def test_vague_words_become_ranges_that_are_said_back(text: str, interval: str) -> None:
    (quantity,) = find_quantities(plain(text))

    assert quantity.interval.notation() == interval
    assert quantity.inexact


@pytest.mark.parametrize(
    "text", ["12 %", "12 percent", "12 per cent", "bottom 12", "12 pct", "5-10 %", "between 5 and 10%"]
)
def test_a_percentage_is_known_as_one(text: str) -> None:
    assert [quantity.percent for quantity in find_quantities(plain(text))] == [True]


@pytest.mark.parametrize("text", ["indicator 9", "Targeted 2", "step 1", "level 3", "grade 4", "question 7"])
def test_the_number_in_a_name_is_no_quantity(text: str) -> None:
    assert find_quantities(plain(text)) == []


def test_from_two_to_four_is_a_range_and_in_a_correction_the_new_value() -> None:
    (told,) = find_quantities("from 2 to 4")
    (corrected,) = find_quantities("from 2 to 4", changing=True)

    assert told.interval.notation() == "2..4"
    assert corrected.interval.notation() == "4"


def test_plain_text_keeps_every_character_in_its_place() -> None:
    """Names are found in the original text; their positions must fit the plain one."""
    text = "\u0130stanbul \u2014 \uff11\u00bd \u201cLRE\u201d \ufb01ve"

    assert len(plain(text)) == len(text)
