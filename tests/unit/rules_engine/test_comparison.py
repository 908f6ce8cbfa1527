"""The same facts under two years' rules: one word may mean two things."""

from __future__ import annotations

import json

import pytest

from rules_engine import Facts, RuleBook, compare_years

NO_DUTIES = {
    "lea_type": "county_office",
    "intensive_evaluation_percent": "not_ranked",
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": "not_ranked",
    "elements_not_met": 0,
    "disproportionate_years": 0,
    "significantly_disproportionate": False,
}


@pytest.mark.parametrize(
    ("facts", "same", "sentences"),
    [
        (
            {"disproportionate_years": 1},
            False,
            [
                "Targeted Level 2 in monitoring year 2022.",
                "No level in our sources for monitoring year 2023.",
                "Targeted Level 2 in 2023: The target was not met for three or more elements.",
            ],
        ),
        (
            {"elements_not_met": 1},
            False,
            [
                "No level in our sources for monitoring year 2022.",
                "Targeted Level 1 in monitoring year 2023.",
                "Targeted Level 1 is not among the levels in our sources for 2022.",
            ],
        ),
        (
            {"disproportionate_years": 2},
            True,
            [
                "Targeted Level 3 in monitoring year 2022.",
                "Targeted Level 3 in monitoring year 2023.",
                "Targeted Level 3 in 2022: In 2022 this level was for an LEA in its second year of disproportionality.",
            ],
        ),
    ],
    ids=["a level gone", "a level come", "the same level with another meaning"],
)
def test_two_years_are_compared_in_sentences(
    book: RuleBook, facts: dict[str, object], same: bool, sentences: list[str]
) -> None:
    """What each year gives, and what the level means, or that there is none such, in the other."""
    known = Facts.parse({**NO_DUTIES, **facts}, book.vocabulary)
    comparison = compare_years(known, book.for_year(2022), book.for_year(2023))

    assert same == comparison.same
    assert [] == [sentence for sentence in sentences if sentence not in comparison.say()]
    assert sentences[:2] == list(comparison.say()[:2])


def test_duties_on_one_side_only_are_named(book: RuleBook) -> None:
    known = Facts.parse({**NO_DUTIES, "disproportionate_years": 2}, book.vocabulary)
    said = compare_years(known, book.for_year(2022), book.for_year(2023)).say()

    (only_2022,) = (sentence for sentence in said if sentence.startswith("Only in 2022: "))
    (only_2023,) = (sentence for sentence in said if sentence.startswith("Only in 2023: "))
    assert only_2022.endswith("Review policies, practices and procedures.")
    assert "; Find the root causes; " in only_2023


def test_the_year_of_the_facts_stands_in_no_ones_way(book: RuleBook) -> None:
    known = Facts.parse({**NO_DUTIES, "monitoring_year": 2023}, book.vocabulary)
    comparison = compare_years(known, book.for_year(2022), book.for_year(2023))

    assert [2022, 2023] == [comparison.before.ruleset.year, comparison.after.ruleset.year]


def test_a_year_beside_itself_is_the_same(book: RuleBook) -> None:
    known = Facts.parse({**NO_DUTIES, "elements_not_met": 1}, book.vocabulary)
    comparison = compare_years(known, book.for_year(2023), book.for_year(2023))

    assert comparison.same
    assert not any(sentence.startswith("Only in") for sentence in comparison.say())


def test_a_comparison_is_plain_data_with_both_results(book: RuleBook) -> None:
    known = Facts.parse(NO_DUTIES, book.vocabulary)
    comparison = compare_years(known, book.for_year(2022), book.for_year(2023))
    data = json.loads(json.dumps(comparison.to_dict()))

    assert ["same", "before", "after", "text"] == list(data)
    assert [2022, 2023] == [data["before"]["monitoring_year"], data["after"]["monitoring_year"]]
    assert list(comparison.say()) == data["text"]
