"""The notation of numbers that are known exactly or in part."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules_engine import Interval

INF = math.inf
NUMBERS = st.integers(0, 2000).map(lambda hundredths: hundredths / 100)

NOTATIONS = [
    ("2", Interval(2, 2)),
    ("7.99", Interval(7.99, 7.99)),
    ("-1", Interval(-1, -1)),
    ("3+", Interval(3, INF)),
    (">20", Interval(20, INF, low_open=True)),
    ("<=100", Interval(-INF, 100)),
    ("<100", Interval(-INF, 100, high_open=True)),
    ("4..7.99", Interval(4, 7.99)),
    ("10<..<11", Interval(10, 11, low_open=True, high_open=True)),
    ("10<..11", Interval(10, 11, low_open=True)),
    ("10..<11", Interval(10, 11, high_open=True)),
]


@pytest.mark.parametrize(("text", "interval"), NOTATIONS, ids=[text for text, _ in NOTATIONS])
def test_each_notation_is_read_and_written_back(text: str, interval: Interval) -> None:
    """What `parse` reads, `notation` writes in the same words."""
    assert interval == Interval.parse(text)
    assert text == interval.notation()


@pytest.mark.parametrize(
    ("text", "plain"),
    [(" 3 + ", "3+"), (">=3", "3+"), ("< 100", "<100"), ("4 .. 7.99", "4..7.99"), ("2.0", "2"), ("5..5", "5")],
)
def test_other_ways_to_write_it_mean_the_same(text: str, plain: str) -> None:
    assert plain == Interval.parse(text).notation()


@pytest.mark.parametrize(
    "text",
    ["", "+", "three", "3-5", "1,5", ".5", "5.", "1e3", "nan", "inf", "3++", "+3", "-3+", "1..", "..5", "1...5", "=3"],
)
def test_anything_else_is_refused_with_the_notation(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an interval: write a number, or \"3\+\""):
        Interval.parse(text)


@pytest.mark.parametrize("text", ["11..10", "10<..10", "10..<10", "10<..<10"])
def test_an_interval_that_holds_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an interval"):
        Interval.parse(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("8..10", [8, 9, 10], [7.99, 10.01]),
        ("10<..<11", [10.01, 10.5, 10.99], [10, 11]),
        ("3+", [3, 1e9], [2.99, 0]),
        (">20", [20.01], [20, 0]),
        ("<=100", [-5, 100], [100.01]),
        ("<100", [99.99], [100]),
    ],
)
def test_ends_belong_to_it_unless_they_are_left_out(text: str, inside: list[float], outside: list[float]) -> None:
    interval = Interval.parse(text)

    assert [] == [number for number in inside if number not in interval]
    assert [] == [number for number in outside if number in interval]


def test_only_numbers_are_in_an_interval() -> None:
    assert "9" not in Interval.parse("8..10")  # type: ignore[comparison-overlap]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("1.5+", (2, INF)), ("2<..<5", (3, 4)), ("2..5", (2, 5)), ("<=2.7", (-INF, 2)), ("0<..<1", (1, 0))],
)
def test_whole_numbers_are_the_closed_interval_inside(text: str, whole: tuple[float, float]) -> None:
    """Between 0 and 1 there is none, which shows as an empty interval."""
    assert Interval(*whole) == Interval.parse(text).whole_numbers()


def intervals() -> st.SearchStrategy[Interval]:
    bounds = st.one_of(NUMBERS, st.sampled_from([-INF, INF]))
    drawn = st.builds(Interval, bounds, bounds, st.booleans(), st.booleans())
    return drawn.filter(lambda one: not one.is_empty() and math.isfinite(min(abs(one.low), abs(one.high)))).map(closed)


def closed(interval: Interval) -> Interval:
    """Nothing is left out at an end that isn't there."""
    return interval._replace(
        low_open=interval.low_open and interval.low > -INF, high_open=interval.high_open and interval.high < INF
    )


@given(interval=intervals())
def test_notation_loses_nothing(interval: Interval) -> None:
    assert interval == Interval.parse(interval.notation())


@given(one=intervals(), other=intervals(), number=NUMBERS)
def test_what_two_intervals_share_is_what_lies_in_both(one: Interval, other: Interval, number: float) -> None:
    assert (number in one and number in other) == (number in one.within(other))


@given(one=intervals(), other=intervals(), number=NUMBERS)
def test_an_interval_covers_another_when_nothing_of_that_lies_outside(
    one: Interval, other: Interval, number: float
) -> None:
    assert one.covers(one.within(other)) or one.within(other).is_empty()
    assert not (one.covers(other) and number in other and number not in one)
