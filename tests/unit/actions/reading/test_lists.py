"""Facts listed one after another, as people write them: all are heard, whatever parts them and in whatever order."""

from __future__ import annotations

from itertools import permutations

import pytest

from rules_engine import Facts
from tests.unit.actions.conftest import Reader
from tests.unit.actions.reading.test_messages import VOCABULARY

_WAYS: dict[str, dict[str, object]] = {
    "SWD: 412": {"students_with_disabilities": 412},
    "SWD n=2018": {"students_with_disabilities": 2018},
    "# not met: 4": {"elements_not_met": 4},
    "missed 4 elements": {"elements_not_met": 4},
    "dispro Y2": {"disproportionate_years": 2},
    "dispro: no": {"disproportionate_years": 0},
    "IE bottom 14.5%": {"intensive_evaluation_percent": 14.5},
    "IE NR": {"intensive_evaluation_percent": "not_ranked"},
    "preK 13": {"preschool_intensive_evaluation_percent": 13},
    "no preschool": {"preschool_intensive_evaluation_percent": "not_ranked"},
    "5b 9%": {"lowest_lre_percent": 9},
    "sig dis: N": {"significantly_disproportionate": False},
    "MY23": {"monitoring_year": 2023},
    "chtr": {"lea_type": "charter_school"},
}


@pytest.mark.parametrize("between", [", ", "; ", ". ", "\n", " / ", " | ", " - ", " + ", " and "])
def test_two_facts_in_a_list_are_heard(reading_of: Reader, between: str) -> None:
    for (one, first), (other, second) in permutations(_WAYS.items(), 2):
        if first.keys() == second.keys():
            continue
        reading = reading_of(one + between + other)

        heard = Facts.parse({said.fact: said.value for said in reading.said}, VOCABULARY)
        assert (heard, reading.unclear) == (Facts.parse(first | second, VOCABULARY), ()), one + between + other


def test_amounts_belong_to_names_in_their_order_where_nothing_parts_them(reading_of: Reader) -> None:
    told = "swd 412 elements 4 dispro 0 ie 14 lre 9"

    heard = {said.fact: said.value for said in reading_of(told).said}

    assert heard == {
        "students_with_disabilities": 412,
        "elements_not_met": 4,
        "disproportionate_years": 0,
        "intensive_evaluation_percent": 14,
        "lowest_lre_percent": 9,
    }


@pytest.mark.parametrize("row", ["Elements not met | 4", "Elements not met - 4", "Elements not met: 4"])
def test_a_name_and_its_value_in_a_table_stay_together(reading_of: Reader, row: str) -> None:
    assert [(said.fact, said.value) for said in reading_of(row).said] == [("elements_not_met", 4)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("2 in red 1 in yellow", "elements_not_met"),
        ("80% of LEAs are better than us", "intensive_evaluation_percent"),
        ("rank 12 of 950", "intensive_evaluation_percent"),
        ("0.15", "intensive_evaluation_percent"),
        ("we met 3 targets", "elements_not_met"),
        ("half of 200", "students_with_disabilities"),
        ("I'm on page 3 of 5", "elements_not_met"),
        ("back in 5 min", "disproportionate_years"),
        ("we closed our preschool two years ago", "disproportionate_years"),
        ("I have been here for 12 years", "disproportionate_years"),
        ("Ind 4a and 14 not met", "elements_not_met"),
        ("Is a charter school with 60 students with disabilities monitored differently?", None),
        ("a friend's charter has 80 swd", None),
    ],
)
def test_a_number_that_may_count_something_else_is_never_just_taken(
    reading_of: Reader, text: str, asked: str | None
) -> None:
    assert not [said for said in reading_of(text, asked).said if said.fact == asked or asked is None]
