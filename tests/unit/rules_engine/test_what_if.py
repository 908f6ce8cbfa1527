"""What decides a result, what would change it, and what is worth finding out next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules_engine import (
    Change,
    Determination,
    FactValue,
    Interval,
    RuleSet,
    changes,
    deciding_facts,
    determine,
    nearest_changes,
    prospects,
)
from tests.unit.rules_engine.drawn_facts import CATEGORIES, agreeing, judged, situations, values, verdict

Decide = Callable[..., Determination]

RANK = "intensive_evaluation_percent"
STUDENTS = "students_with_disabilities"
ELEMENTS = "elements_not_met"
SIGNIFICANT = "significantly_disproportionate"


def stands(result: Determination) -> tuple[object, ...]:
    return result.status, result.level, result.designations


def holds(value: FactValue, raw: object) -> bool:
    """Whether `value` covers the exact value `raw`."""
    return raw in value if isinstance(value, Interval) and not isinstance(raw, str) else raw == value


@pytest.mark.parametrize(
    ("facts", "deciding"),
    [
        ({RANK: 2}, (STUDENTS, RANK)),
        ({RANK: 2, SIGNIFICANT: True}, (STUDENTS, RANK, SIGNIFICANT)),
        ({"lea_type": "county_office", RANK: 2, SIGNIFICANT: None}, ("lea_type", RANK)),
        ({STUDENTS: 80}, ("lea_type", STUDENTS)),
        ({STUDENTS: None, SIGNIFICANT: None, RANK: "8+"}, ()),
    ],
    ids=["a level", "a level beside a designation", "a county office", "a small LEA", "nothing decided"],
)
def test_the_deciding_facts_are_as_few_as_can_be(
    decide: Decide, facts: dict[str, object], deciding: tuple[str, ...]
) -> None:
    """More than 100 students are selected whatever the type; a county office is, however many it has."""
    assert deciding == deciding_facts(decide(**facts))


@given(data=st.data())
@settings(max_examples=40)
def test_the_deciding_facts_alone_give_the_same_and_no_fewer_do(ruleset: RuleSet, data: st.DataObject) -> None:
    known = {id_: value for id_, value in data.draw(situations(ruleset)).known.items() if id_ != CATEGORIES}
    result = judged(known, ruleset)
    deciding = deciding_facts(result)

    def kept(some: tuple[str, ...]) -> tuple[object, ...]:
        return stands(judged({id_: known[id_] for id_ in some}, ruleset))

    assert stands(result) == kept(deciding)
    read = [id_ for id_ in known if id_ in ruleset.compiled.fact_ids]
    fewer = combinations(read, len(deciding) - 1) if deciding else ()
    assert [] == [some for some in fewer if kept(some) == stands(result)]


def test_a_change_says_what_would_be_otherwise(decide: Decide) -> None:
    result = decide(elements_not_met=2)
    found = [change.say(result.facts) for change in changes(result) if change.fact == ELEMENTS]

    assert [
        "elements with the target not met: 3 or more instead of 2 — Targeted Level 2 in monitoring year 2023.",
        "elements with the target not met: 0 instead of 2 — Universal in monitoring year 2023.",
    ] == found


def test_a_change_is_plain_data(decide: Decide) -> None:
    result = decide(elements_not_met=3)
    (change,) = (one for one in changes(result) if one.fact == SIGNIFICANT)

    assert {
        "fact": SIGNIFICANT,
        "value": True,
        "direction": "other",
        "status": "determined",
        "level": "targeted-2",
        "designations": ["significantly-disproportionate"],
        "text": (
            "significant disproportionality: yes instead of no — "
            "Targeted Level 2 and Significantly disproportionate in monitoring year 2023."
        ),
    } == change.to_dict(result.facts)


@pytest.mark.parametrize(
    ("facts", "fact", "directions"),
    [
        ({ELEMENTS: 2}, ELEMENTS, {"universal": "down", "targeted-2": "up"}),
        (
            {RANK: 15},
            RANK,
            {None: "other", "universal": "down", "intensive-1": "up", "intensive-2": "up", "intensive-3": "up"},
        ),
        (
            {RANK: 10.5},
            RANK,
            dict.fromkeys([None, "universal", "targeted-3", "intensive-1", "intensive-2", "intensive-3"], "other"),
        ),
        ({STUDENTS: 500, ELEMENTS: 1}, STUDENTS, {None: "other"}),
    ],
    ids=["elements", "ranks", "from no level", "to no level"],
)
def test_a_change_goes_up_to_a_more_intensive_level_and_down_to_a_less_intensive_one(
    decide: Decide, facts: dict[str, object], fact: str, directions: dict[str | None, str]
) -> None:
    """Without a level before or after there is no up or down."""
    found = [change for change in changes(decide(**facts)) if change.fact == fact]

    assert directions == {change.result.level: change.direction for change in found}


def test_the_nearest_change_comes_first(decide: Decide) -> None:
    """Downwards or upwards, whichever is less far from what was given."""
    found = [change for change in changes(decide(**{RANK: 9.5})) if change.fact == RANK]

    assert [
        ("targeted-3", "intensive-1"),
        ("intensive-1", "intensive-2"),
    ] == [change.result.possible_levels for change in found[:2]]


@pytest.mark.parametrize(
    ("fact", "given", "levels"),
    [
        (ELEMENTS, 2, ["targeted-2", "universal"]),
        (ELEMENTS, 0, ["targeted-1"]),
        (RANK, 19, ["targeted-1", "intensive-1", "targeted-1"]),
        (RANK, 9, ["intensive-2", "targeted-3", "targeted-1"]),
        (RANK, 20, ["targeted-1", "intensive-1", "targeted-1"]),
        ("lea_type", "county_office", []),
        (SIGNIFICANT, False, ["targeted-1"]),
    ],
)
def test_the_nearest_settled_results_lie_below_and_above(
    decide: Decide, fact: str, given: object, levels: list[str]
) -> None:
    """Gaps of the sources are passed over, and having no rank is neither. Beside a rank two elements are unmet."""
    found = [change for change in nearest_changes(decide(**{ELEMENTS: 2, fact: given})) if change.fact == fact]

    assert levels == [change.result.level for change in found]


@given(data=st.data())
@settings(max_examples=25)
def test_the_changes_are_all_that_one_fact_can_change(ruleset: RuleSet, data: st.DataObject) -> None:
    """A known fact given another value changes the result if, and only if, some change covers that value."""
    known = {id_: value for id_, value in data.draw(situations(ruleset)).known.items() if id_ != CATEGORIES}
    result = judged(known, ruleset)
    found: dict[str, list[Change]] = {}
    for change in changes(result):
        found.setdefault(change.fact, []).append(change)

    for fact_id in known:
        for raw in values(fact_id, ruleset):
            other = judged({**known, fact_id: raw}, ruleset)
            covering = [verdict(change.result) for change in found.get(fact_id, []) if holds(change.value, raw)]
            assert ([] if verdict(other) == verdict(result) else [verdict(other)]) == covering


def test_a_prospect_says_what_each_answer_would_leave(decide: Decide) -> None:
    result = decide(elements_not_met=None, lowest_lre_percent=None)
    found = {one.fact: one.answers for one in prospects(result)}

    assert tuple(found) == result.missing_facts == ("lowest_lre_percent", ELEMENTS)
    assert [
        (
            "lowest rank on any Least Restrictive Environment (LRE) indicator: bottom 10 % or lower — "
            "Targeted Level 3 in monitoring year 2023."
        )
    ] == [change.say(result.facts) for change in found["lowest_lre_percent"][:1]]
    assert [
        ("universal", "targeted-3"),
        ("targeted-1", "targeted-3"),
        ("targeted-2", "targeted-3"),
    ] == [change.result.possible_levels for change in found[ELEMENTS]]


def test_a_settled_result_has_no_prospects(decide: Decide) -> None:
    assert () == prospects(decide(elements_not_met=1))


def test_a_prospect_of_a_partly_known_fact_keeps_to_what_is_known(decide: Decide) -> None:
    """Who knows that it is two or more need not hear what none would mean."""
    (prospect,) = prospects(decide(elements_not_met="2+"))

    assert ["targeted-1", "targeted-2"] == [change.result.level for change in prospect.answers]


@given(data=st.data())
@settings(max_examples=25)
def test_each_answer_of_a_prospect_gives_what_it_says(ruleset: RuleSet, data: st.DataObject) -> None:
    known = {id_: value for id_, value in data.draw(situations(ruleset)).known.items() if id_ != CATEGORIES}
    result = judged(known, ruleset)

    assert list(result.missing_facts) == [one.fact for one in prospects(result)]
    for prospect in prospects(result):
        for raw in agreeing(prospect.fact, known.get(prospect.fact), ruleset):
            (answer,) = (one for one in prospect.answers if holds(one.value, raw))
            learnt = determine(result.facts.with_value(prospect.fact, raw), ruleset)
            assert verdict(learnt) == verdict(answer.result)
