"""The answers: the public contract, and as the OpenAPI document says."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.api import answering
from assistant.api.problems import ProblemError
from assistant.api.reading import LIST_LIMIT
from rules_engine import Facts, RuleBook, determine

TWO_ELEMENTS = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 2,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": 45,
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": 30,
    "significantly_disproportionate": False,
}


def validator(document: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", **document})


@pytest.fixture(scope="module")
def facts_of_cases(book: RuleBook) -> list[dict[str, object]]:
    return [{"monitoring_year": year, **case.facts} for year in book.years for case in book.for_year(year).cases]


def test_a_determination_is_the_public_contract(book: RuleBook) -> None:
    expected = determine(Facts.parse(TWO_ELEMENTS, book.vocabulary), book.for_year(2023)).to_dict()

    assert answering.determination(TWO_ELEMENTS, book) == expected


def test_every_case_of_the_rule_files_is_taken_and_answered_as_documented(
    book: RuleBook, document: dict[str, Any], facts_of_cases: list[dict[str, object]]
) -> None:
    taken, answered = validator(document, "FactsOfAYear"), validator(document, "Determination")

    assert len(facts_of_cases) > 50
    for facts in facts_of_cases:
        assert not list(taken.iter_errors(facts))
        assert not list(answered.iter_errors(answering.determination(facts, book)))


def test_every_what_if_is_as_documented(
    book: RuleBook, document: dict[str, Any], facts_of_cases: list[dict[str, object]]
) -> None:
    documented = validator(document, "WhatIf")

    for facts in facts_of_cases:
        body = {"facts": facts, "changed_facts": {"elements_not_met": 3}, "other_year": 2022}
        assert not list(documented.iter_errors(answering.what_if(body, book)))


def test_a_what_if_says_what_decides_and_what_would_change_the_result(book: RuleBook) -> None:
    answer = answering.what_if({"facts": TWO_ELEMENTS}, book)

    assert answer["determination"] == answering.determination(TWO_ELEMENTS, book)
    assert "elements_not_met" in answer["deciding_facts"]
    up = next(one for one in answer["nearest_changes"] if (one["fact"], one["direction"]) == ("elements_not_met", "up"))
    assert up["level"] == "targeted-2"
    assert up["text"].startswith("elements with the target not met: 3 or more instead of 2")
    assert answer["prospects"] == []
    assert answer["changed"] is None
    assert answer["comparison"] is None


def test_a_what_if_answers_for_changed_facts_and_another_year(book: RuleBook) -> None:
    body = {"facts": TWO_ELEMENTS, "changed_facts": {"elements_not_met": None}, "other_year": 2022}

    answer = answering.what_if(body, book)

    assert answer["changed"]["missing_facts"] == ["elements_not_met"]
    assert answer["comparison"]["after"]["monitoring_year"] == 2022
    assert answer["comparison"]["same"] is False


def test_changed_facts_that_contradict_the_others_are_refused(book: RuleBook) -> None:
    body = {"facts": TWO_ELEMENTS, "changed_facts": {"significant_disproportionality_categories": ["discipline"]}}

    with pytest.raises(ProblemError, match="contradict"):
        answering.what_if(body, book)


def test_rule_sets_and_sources_are_as_documented(book: RuleBook, document: dict[str, Any]) -> None:
    documented = validator(document, "Ruleset")
    for year in book.years:
        assert not list(documented.iter_errors(answering.ruleset(book.for_year(year))))

    short = validator(document, "RulesetSummary")
    assert not [error for one in answering.rulesets(book)["rulesets"] for error in short.iter_errors(one)]
    source = validator(document, "Source")
    assert not [error for one in answering.sources(book)["sources"] for error in source.iter_errors(one)]


def test_every_source_that_a_rule_set_names_is_in_the_register(book: RuleBook) -> None:
    known = {source["id"] for source in answering.sources(book)["sources"]}
    named = {
        id_
        for year in book.years
        for part in ("criteria", "designations", "gaps", "notes", "obligations")
        for one in answering.ruleset(book.for_year(year))[part]
        for id_ in one["sources"]
    }

    assert named <= known


class TestDocument:
    """The OpenAPI document."""

    def test_it_is_valid_and_knows_the_facts_and_years_of_the_rule_book(
        self, book: RuleBook, document: dict[str, Any]
    ) -> None:
        schemas = document["components"]["schemas"]

        assert document["openapi"].startswith("3.1")
        assert list(schemas["Facts"]["properties"]) == list(book.vocabulary)
        assert schemas["Year"]["enum"] == list(book.years)
        for name in schemas:
            Draft202012Validator.check_schema(schemas[name])

    def test_every_reference_leads_somewhere(self, document: dict[str, Any]) -> None:
        def references(node: Any) -> list[str]:
            if isinstance(node, dict):
                own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
                return own + [found for value in node.values() for found in references(value)]
            return [found for value in node for found in references(value)] if isinstance(node, list) else []

        for reference in references(document):
            node: Any = document
            for part in reference.removeprefix("#/").split("/"):
                node = node[part]

    @pytest.mark.parametrize(
        ("fact_id", "value"),
        [
            ("elements_not_met", 2),
            ("elements_not_met", "3+"),
            ("elements_not_met", "1..2"),
            ("students_with_disabilities", "<=100"),
            ("intensive_evaluation_percent", 10.5),
            ("intensive_evaluation_percent", "10<..<11"),
            ("intensive_evaluation_percent", "not_ranked"),
            ("significantly_disproportionate", True),
            ("significantly_disproportionate", "No"),
            ("lea_type", "unknown"),
            ("lea_type", None),
            ("significant_disproportionality_categories", []),
        ],
    )
    def test_what_it_allows_is_taken(
        self, book: RuleBook, document: dict[str, Any], fact_id: str, value: object
    ) -> None:
        assert validator(document, "Facts").is_valid({fact_id: value})
        Facts.parse({fact_id: value}, book.vocabulary)

    @pytest.mark.parametrize(
        ("fact_id", "value"),
        [
            ("elements_not_met", -1),
            ("elements_not_met", 2.5),
            ("elements_not_met", True),
            ("elements_not_met", "not_ranked"),
            ("lea_type", "district"),
            ("significant_disproportionality_categories", "discipline"),
            ("significant_disproportionality_categories", ["discipline"] * (LIST_LIMIT + 1)),
            ("monitoring_year", 2019),
            ("nothing", 1),
        ],
    )
    def test_what_it_does_not_allow_is_refused(
        self, book: RuleBook, document: dict[str, Any], fact_id: str, value: object
    ) -> None:
        facts = {"monitoring_year": 2023, fact_id: value}

        assert not validator(document, "FactsOfAYear").is_valid(facts)
        with pytest.raises(ProblemError):
            answering.determination(facts, book)
