"""What a rule file may state as a condition, and what is known of it when facts are known in part.

The rule set here has nothing but a designation named `probe` with the condition in question.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rules_engine import Determination, Facts, RuleBook, RuleSetError, determine
from rules_engine.loading import read_ruleset
from rules_engine.yaml_source import read_yaml

Probe = Callable[[str, dict[str, object]], Determination]

CATEGORIES = "significant_disproportionality_categories"
RANK = "intensive_evaluation_percent"
LRE = "lowest_lre_percent"
SIGNIFICANT = "significantly_disproportionate"

RULE_SET = """\
year: 2023
version: probe
coverage: partial
verified: nothing
letter: {{date: null, sources: [SEED]}}
levels: {{}}
designations:
  probe: {{when: {condition}, title: Probe, summary: A probe., support: None., rule: A probe., sources: [SEED]}}
gaps: {{no-levels: {{where: always, says: No levels here., sources: [SEED]}}}}
no_date: No date.
obligations: {{}}
cases: {{base: {{}}, examples: []}}
"""


@pytest.fixture
def probe(book: RuleBook, tmp_path: Path) -> Probe:
    """`probe(condition, facts)`: the result where `condition` gives the designation."""

    def probed(condition: str, facts: dict[str, object]) -> Determination:
        path = tmp_path / "probe.yaml"
        path.write_text(RULE_SET.format(condition=condition), encoding="utf-8")
        ruleset = read_ruleset(read_yaml(path), book.vocabulary, book.sources, book.conflicts)
        return determine(Facts.parse(facts, book.vocabulary), ruleset)

    return probed


def outcome(result: Determination) -> str:
    return next(one.outcome.name for one in result.criteria if one.rule.id == "probe").lower()


ONE_TEST = [
    ("{elements_not_met: 2}", {"elements_not_met": 2}, "met"),
    ("{elements_not_met: 2}", {"elements_not_met": "2+"}, "cannot_tell"),
    ("{elements_not_met: 2}", {"elements_not_met": "3+"}, "not_met"),
    ("{elements_not_met: 2}", {}, "cannot_tell"),
    ("{elements_not_met: [0, 2]}", {"elements_not_met": 2}, "met"),
    ("{elements_not_met: [0, 2]}", {"elements_not_met": 1}, "not_met"),
    ('{elements_not_met: "0+"}', {}, "met"),
    ("{lea_type: [charter_school, county_office]}", {"lea_type": "county_office"}, "met"),
    ("{lea_type: [charter_school, county_office]}", {"lea_type": "school_district"}, "not_met"),
    ("{lea_type: [charter_school, county_office]}", {}, "cannot_tell"),
    (f"{{{SIGNIFICANT}: false}}", {SIGNIFICANT: False}, "met"),
    (f"{{{SIGNIFICANT}: false}}", {SIGNIFICANT: True}, "not_met"),
    (f"{{{SIGNIFICANT}: [true, false]}}", {}, "met"),
    ("{monitoring_year: 2023}", {"monitoring_year": 2023}, "met"),
    (f"{{{RANK}: not_ranked}}", {RANK: "not_ranked"}, "met"),
    (f"{{{RANK}: not_ranked}}", {RANK: 100}, "not_met"),
    (f"{{{RANK}: not_ranked}}", {}, "cannot_tell"),
    (f'{{{RANK}: "5..15"}}', {RANK: "not_ranked"}, "not_applicable"),
    (f'{{{RANK}: "5..15"}}', {RANK: "6..14"}, "met"),
    (f'{{{RANK}: "5..15"}}', {RANK: "15+"}, "cannot_tell"),
    (f'{{{RANK}: "5..15"}}', {RANK: ">15"}, "not_met"),
    (f'{{{RANK}: "5<..<15"}}', {RANK: "<=5"}, "not_met"),
    (f'{{{RANK}: "<50"}}', {RANK: "20..30"}, "met"),
    (f'{{{RANK}: [">50", not_ranked]}}', {RANK: "not_ranked"}, "met"),
]

CATEGORY_TESTS = [
    ("any", ["placement"], "met"),
    ("any", ["placement", "discipline", "indicator_9", "indicator_10"], "met"),
    ("any", [], "not_met"),
    ("any", None, "cannot_tell"),
    ("none", [], "met"),
    ("none", ["placement"], "not_met"),
    ("none", None, "cannot_tell"),
    ("placement", ["placement"], "met"),
    ("placement", ["discipline", "placement"], "met"),
    ("placement", ["discipline", "indicator_9", "indicator_10"], "not_met"),
    ("placement", [], "not_met"),
    ("placement", None, "cannot_tell"),
    ("[placement, indicator_9]", ["indicator_9"], "met"),
    ("[placement, indicator_9]", ["discipline", "indicator_10"], "not_met"),
]

SEVERAL_TESTS = [
    ("{elements_not_met: 1, disproportionate_years: 1}", {"elements_not_met": 1, "disproportionate_years": 1}, "met"),
    ("{elements_not_met: 1, disproportionate_years: 1}", {"elements_not_met": 1}, "cannot_tell"),
    ("{elements_not_met: 1, disproportionate_years: 1}", {"elements_not_met": 2}, "not_met"),
    (f"{{elements_not_met: 1, {RANK}: 5}}", {"elements_not_met": 1, RANK: "not_ranked"}, "not_applicable"),
    (f"{{any: [{{elements_not_met: 1}}, {{{RANK}: 5}}]}}", {"elements_not_met": 1}, "met"),
    (f"{{any: [{{elements_not_met: 1}}, {{{RANK}: 5}}]}}", {"elements_not_met": 2}, "cannot_tell"),
    (f"{{any: [{{elements_not_met: 1}}, {{{RANK}: 5}}]}}", {"elements_not_met": 2, RANK: "not_ranked"}, "not_met"),
    (f"{{any: [{{{LRE}: 5}}, {{{RANK}: 5}}]}}", {LRE: "not_ranked", RANK: "not_ranked"}, "not_applicable"),
    (
        f"{{any: [{{elements_not_met: 1}}, {{all: [{{{LRE}: 5}}, {{disproportionate_years: 0}}]}}]}}",
        {LRE: 5, "disproportionate_years": 0},
        "met",
    ),
    (
        f"{{any: [{{elements_not_met: 1}}, {{all: [{{{LRE}: 5}}, {{disproportionate_years: 0}}]}}]}}",
        {"elements_not_met": 0, "disproportionate_years": 1},
        "not_met",
    ),
    (
        f"{{all: [{{any: [{{elements_not_met: 1}}, {{{LRE}: 5}}]}}, {{any: [{{{LRE}: 6}}, {{{RANK}: 5}}]}}]}}",
        {LRE: 5, RANK: 5},
        "met",
    ),
]


@pytest.mark.parametrize(
    ("condition", "facts", "known"),
    [
        *ONE_TEST,
        *((f"{{{CATEGORIES}: {test}}}", {CATEGORIES: value}, known) for test, value, known in CATEGORY_TESTS),
        *SEVERAL_TESTS,
    ],
)
def test_a_condition_is_told_where_every_possibility_agrees(
    probe: Probe, condition: str, facts: dict[str, object], known: str
) -> None:
    """Met, not met, not applicable where the letter gives no such rank, and otherwise we can't tell."""
    result = probe(condition, facts)

    assert known == outcome(result)
    assert (known == "met") == ("probe" in result.designations)


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("{elements_not_met: [1, 2]}", {"elements_not_met": 1}),
        ("{any: [{elements_not_met: 1}, {elements_not_met: 2}]}", {"elements_not_met": "1..2"}),
        (f'{{{RANK}: ["30..40", "40<..50"]}}', {RANK: 35}),
    ],
)
def test_neighbouring_values_may_be_listed_apart(probe: Probe, condition: str, facts: dict[str, object]) -> None:
    """One or two is the same as one to two."""
    assert "met" == outcome(probe(condition, facts))


@pytest.mark.parametrize(
    ("condition", "facts", "fact", "missing"),
    [
        (f"{{{CATEGORIES}: placement}}", {}, CATEGORIES, True),
        (f"{{{CATEGORIES}: placement}}", {CATEGORIES: ["discipline"]}, CATEGORIES, False),
        ("{lea_type: county_office, elements_not_met: 50}", {"elements_not_met": "40+"}, "elements_not_met", True),
        ("{lea_type: county_office, elements_not_met: 50}", {"elements_not_met": "60+"}, "lea_type", False),
    ],
)
def test_a_fact_is_missing_while_it_can_still_change_a_designation(
    probe: Probe, condition: str, facts: dict[str, object], fact: str, missing: bool
) -> None:
    assert missing == (fact in probe(condition, facts).missing_facts)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (f"{{{CATEGORIES}: behaviour}}", "'behaviour'"),
        ("{lea_type: county}", "'county'"),
        (f"{{{SIGNIFICANT}: perhaps}}", "'perhaps'"),
        (f"{{{RANK}: 101}}", "101"),
        ("{elements_not_met: not_ranked}", "'not_ranked'"),
        ("{elements_not_met: {a: b}}", "a mapping"),
        ("{any: [{elements_not_met: 1}, 2]}", "a single value"),
        ("{all: {elements_not_met: 1}}", "a mapping"),
        ("[{elements_not_met: 1}]", "a list"),
    ],
)
def test_a_value_that_a_fact_can_not_have_is_refused(probe: Probe, condition: str, found: str) -> None:
    with pytest.raises(RuleSetError) as refused:
        probe(condition, {})

    assert found == refused.value.found
    assert refused.value.path.startswith("designations.probe.when")


@pytest.mark.parametrize(
    ("condition", "found", "allowed"),
    [
        ("{}", "no fact", "facts with their values, or any or all with a list of conditions"),
        ("{any: []}", "0 condition", "two or more"),
        ("{all: [{elements_not_met: 1}]}", "1 condition", "two or more"),
        ("{elements_not_met: []}", "an empty list", "whole numbers from 0 to 100"),
    ],
)
def test_a_condition_that_says_too_little_is_refused(probe: Probe, condition: str, found: str, allowed: str) -> None:
    with pytest.raises(RuleSetError) as refused:
        probe(condition, {})

    assert found == refused.value.found
    assert refused.value.allowed.startswith(allowed)
