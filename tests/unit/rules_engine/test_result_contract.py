"""The public contract: the keys and types of a result as plain data, its sources, and the errors of the package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

import rules_engine
from rules_engine import (
    LEVELS,
    ContradictionError,
    Determination,
    FactError,
    Facts,
    RuleBook,
    RulesEngineError,
    RuleSet,
    RuleSetError,
    UnknownYearError,
    determine,
    obligations,
)

Decide = Callable[..., Determination]
Json = Any
Schema = Mapping[str, tuple[type, ...]]

TEXT, FLAG, TEXTS = (str,), (bool,), (list,)
OPTIONAL_TEXT = (str, type(None))

RESULT = {
    "monitoring_year": (int,),
    "status": TEXT,
    "level": OPTIONAL_TEXT,
    "levels_met": TEXTS,
    "possible_levels": TEXTS,
    "possible_otherwise": TEXTS,
    "designations": TEXTS,
    "missing_facts": TEXTS,
    "criteria": (list,),
    "notes": (list,),
    "obligations": (list,),
    "sources": (list,),
    "ruleset": (dict,),
}
CRITERION = {
    "id": TEXT,
    "level": OPTIONAL_TEXT,
    "designation": OPTIONAL_TEXT,
    "outcome": TEXT,
    "facts": (dict,),
    "basis": TEXT,
    "inference": OPTIONAL_TEXT,
    "because": TEXT,
    "sources": TEXTS,
}
NOTE = {"id": TEXT, "text": TEXT, "conflict": OPTIONAL_TEXT, "local": FLAG, "sources": TEXTS}
OBLIGATION = {
    "id": TEXT,
    "for": TEXT,
    "step": (int, type(None)),
    "title": TEXT,
    "what": TEXT,
    "support": TEXT,
    "due": (dict,),
    "deliverable": OPTIONAL_TEXT,
    "basis": TEXT,
    "inference": OPTIONAL_TEXT,
    "local": FLAG,
    "sources": TEXTS,
}
DUE = {"date": OPTIONAL_TEXT, "text": TEXT, "local": FLAG}
SOURCE = {"id": TEXT, "title": TEXT, "href": OPTIONAL_TEXT, "read_as": TEXT, "local": FLAG}
RULESET = {"year": (int,), "version": TEXT, "coverage": TEXT}


@pytest.fixture
def results(ruleset: RuleSet) -> list[Json]:
    """What comes out for every test case of the year's own file, and for an LEA of which nothing is known."""
    cases = [case.facts for case in ruleset.cases]
    facts = [Facts.parse(raw, ruleset.vocabulary) for raw in [{}, *cases]]
    return [json.loads(json.dumps(determine(one, ruleset).to_dict())) for one in facts]


def misfits(schema: Schema, data: Json) -> Iterator[str]:
    """What is wrong with `data`: a key too many, one too few, or a value of another type."""
    yield from schema.keys() ^ data.keys()
    yield from (key for key, types in schema.items() if key in data and type(data[key]) not in types)


def test_a_result_has_the_keys_and_types_of_the_contract(results: list[Json]) -> None:
    """They survive the way through JSON, and there is none beside them."""
    parts: list[tuple[Schema, Json]] = [(RESULT, result) for result in results]
    for result in results:
        parts += [(CRITERION, one) for one in result["criteria"]]
        parts += [(NOTE, one) for one in result["notes"]]
        parts += [(OBLIGATION, one) for one in result["obligations"]]
        parts += [(DUE, one["due"]) for one in result["obligations"]]
        parts += [(SOURCE, one) for one in result["sources"]]
        parts += [(RULESET, result["ruleset"])]

    assert [] == [(part, problem) for schema, part in parts for problem in misfits(schema, part)]


def test_a_result_keeps_to_the_words_of_the_contract(results: list[Json], ruleset: RuleSet) -> None:
    designations = {one.id for one in ruleset.designations}
    for result in results:
        assert result["status"] in ("determined", "undetermined", "not_covered")
        assert {*result["levels_met"], *result["possible_levels"]} <= set(LEVELS)
        assert set(result["designations"]) <= designations
        assert set(result["missing_facts"]) <= set(ruleset.vocabulary)
        assert {one["outcome"] for one in result["criteria"]} <= {"met", "not_met", "not_applicable", "cannot_tell"}
        assert {one["basis"] for one in result["criteria"]} <= {"stated", "inferred"}
        assert {ruleset.year} == {result["monitoring_year"], result["ruleset"]["year"]}


def test_levels_are_listed_from_the_least_to_the_most_intensive(results: list[Json]) -> None:
    for result in results:
        for listed in (result["levels_met"], result["possible_levels"]):
            assert sorted(listed, key=LEVELS.index) == listed


def test_a_status_means_what_the_contract_says(results: list[Json]) -> None:
    """A level comes with `determined` alone; what can't be told names what is missing."""
    for result in results:
        level, possible, missing = result["level"], result["possible_levels"], result["missing_facts"]
        if level is not None:
            assert ("determined", [level]) == (result["status"], possible)
        elif result["status"] == "determined":
            assert [] == possible
            assert {"not_applicable"} >= {one["outcome"] for one in result["criteria"] if one["level"]}
        elif result["status"] == "undetermined":
            assert [] != missing


def test_every_source_that_a_result_names_is_listed_once(results: list[Json]) -> None:
    for result in results:
        groups = [*result["criteria"], *result["notes"], *result["obligations"]]
        named = [id_ for group in groups for id_ in group["sources"]]
        listed = [source["id"] for source in result["sources"]]

        assert [] == [group["id"] for group in groups if not group["sources"]]
        assert set(listed) == set(named)
        assert len(listed) == len(set(listed))


def test_each_criterion_stands_in_every_result(results: list[Json], ruleset: RuleSet) -> None:
    """Whatever came out, a reader sees what was looked at."""
    rules = [*(criterion.id for criterion in ruleset.criteria), *(one.id for one in ruleset.designations)]

    assert [rules] * len(results) == [[one["id"] for one in result["criteria"]] for result in results]


def test_an_inference_is_always_marked_and_explained(results: list[Json]) -> None:
    for result in results:
        for one in (*result["criteria"], *result["obligations"]):
            assert bool(one["inference"]) == (one["basis"] == "inferred")


def test_obligations_are_those_of_the_level_and_the_designations(results: list[Json], ruleset: RuleSet) -> None:
    for result in results:
        settled = [result["level"], *result["designations"]]

        owed = [(one.id, id_) for id_ in settled for one in ruleset.obligations if one.result == id_]
        assert owed == [(one["id"], one["for"]) for one in result["obligations"]]


def test_a_criterion_says_in_one_sentence_which_fact_met_it(decide: Decide) -> None:
    (criterion,) = (one for one in decide(elements_not_met=2).to_dict()["criteria"] if one["outcome"] == "met")  # type: ignore[attr-defined]

    assert {
        "id": "one-or-two-elements-not-met",
        "level": "targeted-1",
        "designation": None,
        "outcome": "met",
        "facts": {"elements_not_met": 2},
        "basis": "stated",
        "inference": None,
        "because": "One or two elements with the target not met give Targeted Level 1 "
        "(elements with the target not met: 2).",
        "sources": ["T12-2023", "SEED"],
    } == criterion


def test_a_designation_says_what_it_is_and_which_facts_it_read(decide: Decide) -> None:
    result = decide(
        lea_type=None, significantly_disproportionate=None, significant_disproportionality_categories=["placement"]
    )
    found = {one["designation"]: one for one in result.to_dict()["criteria"] if one["level"] is None}  # type: ignore[attr-defined]

    assert {"lea_type": None, "students_with_disabilities": 1200} == found["small-lea-cyclical"]["facts"]
    assert "not_met" == found["small-lea-cyclical"]["outcome"]
    assert {"significantly_disproportionate": True} == found["significantly-disproportionate"]["facts"]
    assert "met" == found["significantly-disproportionate"]["outcome"]


def test_an_obligation_says_what_when_and_with_whose_support(decide: Decide) -> None:
    (plan,) = (one for one in obligations(decide(elements_not_met=3)) if one.deliverable)

    assert {
        "for": "targeted-2",
        "support": "Your SELPA supports you. The work is done independently of CDE.",
        "due": {
            "date": None,
            "text": "By the end of the 2023 monitoring period. The sources don't give the day on which it ends.",
            "local": False,
        },
        "deliverable": "A fully developed improvement plan",
        "basis": "stated",
    }.items() <= plan.to_dict().items()


def test_nothing_is_owed_before_anything_is_settled(year_2023: RuleSet) -> None:
    assert () == obligations(determine(Facts.parse({}, year_2023.vocabulary), year_2023))


def test_a_result_is_frozen(decide: Decide) -> None:
    with pytest.raises(AttributeError):
        decide().level = "intensive-3"  # type: ignore[misc]


def test_facts_of_another_year_are_refused(ruleset: RuleSet) -> None:
    """A level means different things in different years."""
    other = Facts.parse({"monitoring_year": ruleset.year + 1}, ruleset.vocabulary)

    with pytest.raises(FactError) as refused:
        determine(other, ruleset)

    allowed = f"{ruleset.year}, the year of the rule set"
    assert f"monitoring_year: {ruleset.year + 1} can't be taken. Allowed: {allowed}." == str(refused.value)


@pytest.mark.parametrize("year", [{}, {"monitoring_year": 2023}, {"monitoring_year": "2022+"}])
def test_facts_of_the_same_year_or_of_none_are_taken(year_2023: RuleSet, year: dict[str, object]) -> None:
    result = determine(Facts.parse(year, year_2023.vocabulary), year_2023)

    assert 2023 == result.to_dict()["monitoring_year"]


def test_a_year_without_rules_is_refused_with_those_there_are(book: RuleBook) -> None:
    with pytest.raises(UnknownYearError) as refused:
        book.for_year(1999)

    covered = ", ".join(str(year) for year in book.years)
    assert f"monitoring_year: there is no rule set for 1999. Covered years: {covered}." == str(refused.value)
    assert (1999, book.years) == (refused.value.year, refused.value.years)


def test_a_year_is_read_once(book: RuleBook) -> None:
    assert book.for_year(2023) is book.for_year(2023)


def test_whatever_this_package_refuses_can_be_caught_as_one_error() -> None:
    """A contradiction is an error of facts as well."""
    assert all(issubclass(one, RulesEngineError) for one in (FactError, UnknownYearError, RuleSetError))
    assert issubclass(ContradictionError, FactError)


def test_every_public_name_is_there_once() -> None:
    names = rules_engine.__all__

    assert [] == [name for name in names if not hasattr(rules_engine, name)]
    assert len(names) == len(set(names))
