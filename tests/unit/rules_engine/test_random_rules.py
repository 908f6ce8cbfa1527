"""Rule sets drawn at random, read twice: by the engine, and by trying out every LEA that there can be.

The shipped rule sets are few and tidy. What the engine promises of any rule set (the levels that are possible, the
facts that matter, the region that nothing covers) has to hold for untidy ones as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from rules_engine import LEVELS, NOT_RANKED, FactSpec, FactValue, Interval, Outcome, Vocabulary
from rules_engine.compiled import UNDECLARED, CompiledRules
from rules_engine.condition import AllOf, AnyOf, Condition, Test
from rules_engine.finding import Finding, find
from rules_engine.rules import Criterion, Designation, Gap

Lea: TypeAlias = Mapping[str, FactValue]

SPECS = Vocabulary(
    {
        "type": FactSpec("type", "choice", "type", "", choices={"district": "", "charter": "", "county": ""}),
        "count": FactSpec("count", "count", "count", "", maximum=3),
        "rank": FactSpec("rank", "percent", "rank", "", maximum=2),
        "named": FactSpec("named", "yes_no", "named", ""),
        "areas": FactSpec("areas", "choices", "areas", "", choices={"school": "", "home": ""}),
    }
)
"""Facts of every kind, with few values each."""

VALUES: Mapping[str, tuple[FactValue, ...]] = {
    "type": ("district", "charter", "county"),
    "count": tuple(Interval.exactly(number) for number in range(4)),
    "rank": (*(Interval.exactly(half / 2) for half in range(5)), NOT_RANKED),
    "named": (False, True),
    "areas": (frozenset(), frozenset({"school"}), frozenset({"home"}), frozenset({"school", "home"})),
}
EVERY_LEA = [dict(zip(VALUES, way, strict=True)) for way in product(*VALUES.values())]

COUNTS = [SPECS["count"].parse(text) for text in ("0", "1", "2", "1..2", "2+", "3", "<=1", "<3")]
RANKS = [SPECS["rank"].parse(text) for text in ("0", "1", "0..1", "0<..1", "1<..<2", "1+", ">1", "<2", "<=1")]
ACCEPTED: Mapping[str, list[FactValue]] = {
    "type": ["district", "charter", "county"],
    "count": COUNTS,
    "rank": [*RANKS, NOT_RANKED],
    "named": [False, True],
    "areas": ["any", "none", frozenset({"school"}), frozenset({"home"})],
}


class Rules(NamedTuple):
    """The parts of a rule set that decide."""

    criteria: list[Criterion]
    gaps: list[Gap]
    designations: list[Designation]


@st.composite
def fact_tests(draw: st.DrawFn) -> Condition:
    fact = draw(st.sampled_from(list(ACCEPTED)))
    return Test(fact, tuple(draw(st.lists(st.sampled_from(ACCEPTED[fact]), min_size=1, max_size=2, unique=True))))


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(AllOf, several), st.builds(AnyOf, several))


CONDITIONS = st.recursive(fact_tests(), joined, max_leaves=4)


@st.composite
def rule_sets(draw: st.DrawFn) -> Rules:
    levels = draw(st.lists(st.sampled_from(LEVELS), max_size=4))
    criteria = [Criterion(f"criterion-{i}", level, draw(CONDITIONS), "", ()) for i, level in enumerate(levels)]
    some_levels = st.lists(st.sampled_from(LEVELS), max_size=3, unique=True).map(tuple)
    gaps = [Gap(f"gap-{i}", draw(CONDITIONS), draw(some_levels), "", ()) for i in range(draw(st.integers(0, 2)))]
    designations = [
        Designation(f"designation-{i}", "", "", "", draw(CONDITIONS), "", (), instead_of_level=draw(st.booleans()))
        for i in range(draw(st.integers(0, 2)))
    ]
    return Rules(criteria, gaps, designations)


@st.composite
def knowledge(draw: st.DrawFn) -> dict[str, FactValue]:
    """Facts known exactly, in part, or not at all."""
    partly = {"count": COUNTS, "rank": RANKS}
    known = {fact: draw(st.sampled_from((None, *values, *partly.get(fact, ())))) for fact, values in VALUES.items()}
    return {fact: value for fact, value in known.items() if value is not None}


def holds(condition: Condition, lea: Lea) -> bool:
    """Whether `condition` holds of an LEA all of whose facts are known."""
    if isinstance(condition, Test):
        return any(takes(one, lea[condition.fact]) for one in condition.accepts)
    return (any if isinstance(condition, AnyOf) else all)(holds(part, lea) for part in condition.parts)


def takes(accepted: FactValue, value: FactValue) -> bool:
    if isinstance(accepted, Interval):
        return isinstance(value, Interval) and value.low in accepted
    if isinstance(value, frozenset):
        return bool(value & accepted) if isinstance(accepted, frozenset) else bool(value) == (accepted == "any")
    return accepted == value


def agrees(lea: Lea, known: Lea) -> bool:
    """Whether an LEA may be the one of which these facts are `known`."""
    return all(
        value == lea[fact] or (isinstance(value, Interval) and takes(value, lea[fact])) for fact, value in known.items()
    )


def level_of(rules: Rules, lea: Lea) -> tuple[str, tuple[str, ...]]:
    """What the rules say of one LEA: the most intensive level met, or those that a gap leaves to the letter."""
    if any(holds(one.when, lea) for one in rules.designations if one.instead_of_level):
        return "not selected", ()
    floor = max((LEVELS.index(one.level) for one in rules.criteria if holds(one.when, lea)), default=-1)
    inside = [gap for gap in rules.gaps if holds(gap.where, lea)]
    choices = [[LEVELS.index(level) for level in gap.leaves_open] for gap in inside if gap.leaves_open]
    possible = {max((floor, *choice)) for choice in product(*choices)}
    if possible == {-1}:
        return "gap" if inside else "undeclared", ()
    return "levels", tuple(LEVELS[i] for i in sorted(possible))


def compiled(rules: Rules) -> CompiledRules:
    return CompiledRules(SPECS, rules.criteria, rules.gaps, rules.designations, [])


def found(rules: Rules, known: Lea) -> Finding:
    engine = compiled(rules)
    return find(engine, engine.masks(known))


@settings(max_examples=40)
@given(rules=rule_sets(), known=knowledge())
def test_the_possible_levels_are_those_of_some_lea_that_agrees_with_the_facts(rules: Rules, known: Lea) -> None:
    said = {level_of(rules, lea) for lea in EVERY_LEA if agrees(lea, known)}
    finding = found(rules, known)

    assert {level for _, levels in said for level in levels} == set(finding.possible_levels)
    assert (finding.level is not None) == (len(said) == 1 and len(finding.possible_levels) == 1)
    assert (finding.status == "determined") == (
        len(said) == 1 and (finding.level is not None or said == {("not selected", ())})
    )


@settings(max_examples=40)
@given(rules=rule_sets(), known=knowledge())
def test_the_missing_facts_are_those_in_which_two_leas_of_different_results_differ(rules: Rules, known: Lea) -> None:
    results: dict[str, dict[tuple[FactValue, ...], set[object]]] = {fact: {} for fact in VALUES}
    for lea in (lea for lea in EVERY_LEA if agrees(lea, known)):
        result = level_of(rules, lea), tuple(holds(one.when, lea) for one in rules.designations)
        for fact, by_others in results.items():
            others = tuple(value for id_, value in lea.items() if id_ != fact)
            by_others.setdefault(others, set()).add(result)
    deciding = {fact for fact, by_others in results.items() if any(len(said) > 1 for said in by_others.values())}

    assert deciding == set(found(rules, known).missing_facts)


@settings(max_examples=40)
@given(rules=rule_sets(), known=knowledge())
def test_an_outcome_holds_of_every_lea_that_agrees_with_the_facts(rules: Rules, known: Lea) -> None:
    """It may be "cannot tell" where all agree, but never met or not met where one doesn't."""
    leas = [lea for lea in EVERY_LEA if agrees(lea, known)]
    selected = [lea for lea in leas if level_of(rules, lea)[0] != "not selected"]
    for one in found(rules, known).criteria:
        among = selected if isinstance(one.rule, Criterion) else leas
        truths = {holds(one.rule.when, lea) for lea in among}
        assert one.outcome is not Outcome.MET or truths == {True}
        assert one.outcome not in (Outcome.NOT_MET, Outcome.NOT_APPLICABLE) or True not in truths
        assert one.outcome is not Outcome.CANNOT_TELL or len(leas) > 1


@settings(max_examples=40)
@given(rules=rule_sets())
def test_a_region_that_nothing_covers_is_found_with_an_example(rules: Rules) -> None:
    """There is an example if, and only if, some LEA gets neither a level nor a gap; and the example is such an LEA."""
    engine = compiled(rules)
    bands = engine.diagram.example(UNDECLARED)
    uncovered = [lea for lea in EVERY_LEA if level_of(rules, lea)[0] == "undeclared"]

    assert bool(uncovered) == (bands is not None)
    if bands is not None:
        region = engine.facts_at(bands)
        inside = [lea for lea in EVERY_LEA if agrees(lea, region)]
        assert inside
        assert {("undeclared", ())} == {level_of(rules, lea) for lea in inside}
