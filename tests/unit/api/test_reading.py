"""What is taken as a request, and how anything else is refused."""

from __future__ import annotations

import json

import pytest

from assistant.api.problems import ProblemError
from assistant.api.reading import LIST_LIMIT, TEXT_LIMIT, json_object, read_query, ruleset_of
from rules_engine import RuleBook


def refusal(body: bytes) -> str:
    with pytest.raises(ProblemError) as refused:
        json_object(body, ["facts"], ["other_year"])
    assert refused.value.status == 400
    return refused.value.detail


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "The body is no JSON: Expecting value in line 1, column 1."),
        (
            b'{"facts": {}\n,}',
            "The body is no JSON: Expecting property name enclosed in double quotes in line 2, column 2.",
        ),
        (b'{"facts": "\xff"}', "The body is not UTF-8."),
        (b"[" * 60_000, "The body is nested too deeply."),
        (b'{"facts": NaN}', "The body is no JSON that can be taken: NaN is no JSON number."),
        (b'{"facts": 1, "facts": 2}', "The body is no JSON that can be taken: the member 'facts' comes twice."),
        (b"[]", "The body is no JSON object. Send one with facts."),
        (b"{}", "In the body 'facts' is missing. Allowed: facts, other_year."),
        (b'{"facts": {}, "fact": 1}', "In the body 'fact' is unknown. Allowed: facts, other_year."),
    ],
)
def test_a_body_that_is_no_such_object_is_refused_with_what_to_send(body: bytes, detail: str) -> None:
    assert refusal(body) == detail


def test_a_number_of_five_thousand_digits_is_no_crash(book: RuleBook) -> None:
    body = b'{"facts": {"monitoring_year": 2023, "elements_not_met": ' + b"9" * 4000 + b"}}"
    with pytest.raises(ProblemError) as refused:
        read_query(json_object(body, ["facts"])["facts"], book)

    assert len(refused.value.detail) < 400


@pytest.mark.parametrize(
    ("facts", "fact_ids"),
    [
        ({"monitoring_year": 2023, "elements": 1}, ["elements"]),
        ({"monitoring_year": 2023, "elements_not_met": "many"}, ["elements_not_met"]),
        ({"monitoring_year": 2023, "elements_not_met": "1" * (TEXT_LIMIT + 1)}, ["elements_not_met"]),
        ({"monitoring_year": 2023, "significant_disproportionality_categories": ["discipline"] * (LIST_LIMIT + 1)},
         ["significant_disproportionality_categories"]),
        ({"monitoring_year": 2023, "lea_type": {"a": 1}}, ["lea_type"]),
        ({"monitoring_year": 2019}, ["monitoring_year"]),
        ({"monitoring_year": "2023"}, ["monitoring_year"]),
        ({"monitoring_year": True}, ["monitoring_year"]),
        ({"monitoring_year": None}, ["monitoring_year"]),
        ({}, ["monitoring_year"]),
        ({"monitoring_year": 2023, "significantly_disproportionate": False,
          "significant_disproportionality_categories": ["placement"]},
         ["significantly_disproportionate", "significant_disproportionality_categories"]),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_taken_are_named_with_what_is_allowed(
    book: RuleBook, facts: dict[str, object], fact_ids: list[str]
) -> None:
    with pytest.raises(ProblemError) as refused:
        read_query(facts, book)

    problem = json.loads(refused.value.body())
    assert problem["status"] == 422
    assert problem["fact_ids"] == fact_ids
    assert problem["fact_id"] == fact_ids[0]
    assert problem["allowed"]
    assert fact_ids[0] in problem["detail"]


@pytest.mark.parametrize("facts", [None, 1, "facts", [], [["monitoring_year", 2023]]])
def test_facts_that_are_no_object_are_refused(book: RuleBook, facts: object) -> None:
    with pytest.raises(ProblemError) as refused:
        read_query(facts, book)

    assert refused.value.status == 400


def test_the_facts_decide_on_the_rules(book: RuleBook) -> None:
    query = read_query({"monitoring_year": 2022.0, "elements_not_met": "3+"}, book)

    assert query.ruleset is book.for_year(2022)
    assert query.facts.to_dict() == {"monitoring_year": 2022, "elements_not_met": "3+"}


@pytest.mark.parametrize("year", [2019, "2023", 2023.5, True, None, 1e300, float("inf")])
def test_a_year_without_rules_is_refused(book: RuleBook, year: object) -> None:
    with pytest.raises(ProblemError, match="there is no rule set for"):
        ruleset_of(year, book)
