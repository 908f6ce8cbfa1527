"""What holds for every LEA and every year, however much is known."""

from __future__ import annotations

import json
import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules_engine import Outcome, RuleSet, determine, explain, next_fact, open_facts
from tests.unit.rules_engine.drawn_facts import (
    CATEGORIES,
    SIGNIFICANT,
    Raw,
    agreeing,
    completions,
    facts_of,
    judged,
    parsed,
    situations,
    some_facts,
    verdict,
)


@given(data=st.data())
def test_learning_a_fact_never_contradicts_what_was_settled(ruleset: RuleSet, data: st.DataObject) -> None:
    """Possibilities only shrink; what was met, not met, designated or determined stays so."""
    truth, known = data.draw(situations(ruleset))
    learnt = data.draw(some_facts(ruleset), label="learnt")
    before = judged(known, ruleset)
    after = judged({**known, **{fact_id: truth[fact_id] for fact_id in learnt}}, ruleset)

    if before.status == "determined":
        assert (before.level, before.possible_levels) == (after.level, after.possible_levels)
    assert before.status == "undetermined" or after.level is None or before.level == after.level
    assert set(before.possible_levels) >= set(after.possible_levels)
    assert set(before.levels_met) <= set(after.levels_met)
    assert set(before.designations) <= set(after.designations)
    assert set(before.missing_facts) >= set(after.missing_facts)
    changed = [
        (one, other)
        for one, other in zip(before.criteria, after.criteria, strict=True)
        if one.outcome not in (Outcome.CANNOT_TELL, other.outcome)
    ]
    assert [] == changed


@given(data=st.data())
def test_a_fact_that_is_not_missing_changes_nothing(ruleset: RuleSet, data: st.DataObject) -> None:
    """Whatever it turns out to be, and whatever else is learnt."""
    truth, known = data.draw(situations(ruleset))
    missing = judged(known, ruleset).missing_facts
    settled = [fact_id for fact_id in facts_of(ruleset) if fact_id not in (*missing, CATEGORIES, SIGNIFICANT)]
    assume(settled)
    fact_id = data.draw(st.sampled_from(settled), label="changed")
    other = data.draw(st.sampled_from(agreeing(fact_id, known.get(fact_id), ruleset)), label="to")

    assert verdict(judged(truth, ruleset)) == verdict(judged({**truth, fact_id: other}, ruleset))


@given(data=st.data())
def test_the_missing_facts_are_those_that_can_still_change_the_result(ruleset: RuleSet, data: st.DataObject) -> None:
    """For each of them, and for no other, two LEAs differ only in it and have different results."""
    known = data.draw(situations(ruleset, open_at_most=3)).known
    results = [(way, verdict(judged(way, ruleset))) for way in completions(known, ruleset)]
    deciding = set()
    for fact_id in facts_of(ruleset):
        outcomes: dict[tuple[Raw, ...], set[tuple[object, ...]]] = {}
        for way, result in results:
            others = tuple(value for id_, value in way.items() if id_ != fact_id)
            outcomes.setdefault(others, set()).add(result)
        if any(len(found) > 1 for found in outcomes.values()):
            deciding.add(fact_id)

    assert deciding == set(judged(known, ruleset).missing_facts)


@given(data=st.data())
def test_what_may_come_out_without_a_level_is_named_while_that_is_open(ruleset: RuleSet, data: st.DataObject) -> None:
    known = data.draw(situations(ruleset, open_at_most=3)).known
    result = judged(known, ruleset)
    ends = [judged(way, ruleset) for way in completions(known, ruleset)]
    without = {"not_covered"} if any(end.status == "not_covered" for end in ends) else set()
    without |= {id_ for end in ends if end.status == "determined" and end.level is None for id_ in end.designations[:1]}

    assert set(result.possible_otherwise) == (without if result.status == "undetermined" else set())


@given(data=st.data())
def test_a_determined_level_is_met_by_some_criterion(ruleset: RuleSet, data: st.DataObject) -> None:
    """It is the most intensive of those that are met."""
    result = judged(data.draw(situations(ruleset)).known, ruleset)

    if result.level is not None:
        assert "determined" == result.status
        assert result.level == result.levels_met[-1]
        assert (result.level,) == result.possible_levels


@given(data=st.data())
def test_an_interview_ends_in_the_result_of_all_facts(ruleset: RuleSet, data: st.DataObject) -> None:
    """It takes at most as many questions as there are facts, and never the same one twice."""
    truth, known = data.draw(situations(ruleset))
    facts = parsed(known, ruleset)
    asked: list[str] = []
    while (fact_id := next_fact(facts, ruleset)) is not None and len(asked) <= len(truth):
        asked.append(fact_id)
        facts = facts.with_value(fact_id, truth[fact_id])

    assert sorted(set(asked)) == sorted(asked)
    assert verdict(judged(truth, ruleset)) == verdict(determine(facts, ruleset))


@given(data=st.data())
def test_a_declined_fact_is_never_asked(ruleset: RuleSet, data: st.DataObject) -> None:
    """The interview goes on with the others, and ends without it."""
    truth, known = data.draw(situations(ruleset))
    declined = set(data.draw(some_facts(ruleset), label="declined"))
    facts = parsed(known, ruleset)
    asked: list[str] = []
    while (fact_id := next_fact(facts, ruleset, declined)) is not None and len(asked) <= len(truth):
        asked.append(fact_id)
        facts = facts.with_value(fact_id, truth[fact_id])

    assert set() == declined & set(asked)
    assert sorted(set(asked)) == sorted(asked)
    assert () == open_facts(facts, ruleset, declined)
    assert set(determine(facts, ruleset).missing_facts) <= declined


@given(data=st.data())
@settings(max_examples=30)
def test_the_order_in_which_facts_are_given_means_nothing(ruleset: RuleSet, data: st.DataObject) -> None:
    known = data.draw(situations(ruleset)).known
    shuffled = list(known.items())
    random.Random(len(known)).shuffle(shuffled)  # noqa: S311  (any other order will do)

    assert judged(known, ruleset).to_dict() == judged(dict(shuffled), ruleset).to_dict()


@given(data=st.data())
@settings(max_examples=30)
def test_facts_that_went_through_json_give_the_same_result(ruleset: RuleSet, data: st.DataObject) -> None:
    facts = parsed(data.draw(situations(ruleset)).known, ruleset)
    again = parsed(json.loads(json.dumps(facts.to_dict())), ruleset)

    assert facts == again
    assert determine(facts, ruleset).to_dict() == determine(again, ruleset).to_dict()


@given(data=st.data())
@settings(max_examples=30)
def test_every_result_can_be_explained_and_carries_its_sources(ruleset: RuleSet, data: st.DataObject) -> None:
    """No sentence of it is empty, and each names sources that the result lists."""
    result = judged(data.draw(situations(ruleset)).known, ruleset)
    explanation = explain(result)
    statements = (*explanation.reasons, *explanation.remarks)
    listed = {source["id"] for source in json.loads(json.dumps(result.to_dict()))["sources"]}

    assert all([explanation.headline, explanation.summary, *(statement.text for statement in statements)])
    assert all(statement.sources and set(statement.sources) <= listed for statement in statements)
