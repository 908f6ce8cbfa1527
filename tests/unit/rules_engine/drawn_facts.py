"""LEAs drawn at random, for what must hold of all of them.

A draw is a *truth*, which is exact, and what is *known* of it: each fact exactly, in part, or not at all. Values lie
on, just below and just above every boundary that the year's rules name, so that each band of values is hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import inf
from typing import Any, NamedTuple, TypeAlias

from hypothesis import strategies as st

from rules_engine import NOT_RANKED, Determination, Facts, Interval, RuleSet, determine
from rules_engine.condition import tests_of as each_test

Raw: TypeAlias = Any

CATEGORIES = "significant_disproportionality_categories"
SIGNIFICANT = "significantly_disproportionate"


class Situation(NamedTuple):
    """An LEA as it is, and as much as is known of it; by fact id, in the form that `Facts.parse` takes."""

    truth: dict[str, Raw]
    known: dict[str, Raw]


@cache
def boundaries(fact_id: str, ruleset: RuleSet) -> tuple[float, ...]:
    """The numbers at which some rule of the year changes what it says of the fact, and the ends of its values."""
    spec = ruleset.vocabulary[fact_id]
    conditions = [
        *(criterion.when for criterion in ruleset.criteria),
        *(designation.when for designation in ruleset.designations),
        *(note.when for note in ruleset.notes if note.when),
        *(gap.where for gap in ruleset.gaps),
    ]
    accepted = [
        value
        for condition in conditions
        for test in each_test(condition)
        for value in test.accepts
        if test.fact == fact_id and isinstance(value, Interval)
    ]
    ends = {end for interval in accepted for end in (interval.low, interval.high)}
    return tuple(sorted({end for end in ends if end in spec.domain} | {spec.minimum, spec.maximum}))


@cache
def values(fact_id: str, ruleset: RuleSet) -> list[Raw]:
    """Exact values that stand for all: a fact's choices, or what lies on and beside its boundaries."""
    spec = ruleset.vocabulary[fact_id]
    if spec.kind == "yes_no":
        return [False, True]
    if spec.kind == "choice":
        return list(spec.choices)
    if spec.kind == "choices":
        return [(), tuple(spec.choices)[:1], tuple(spec.choices)]
    step = 0.005 if spec.kind == "percent" else 1
    ends = boundaries(fact_id, ruleset)
    around = {round(end + by, 3) for end in ends for by in (-step, 0, step)}
    numbers = sorted(number for number in around if number in spec.domain)
    return [*numbers, NOT_RANKED] if spec.kind == "percent" else numbers


@cache
def facts_of(ruleset: RuleSet) -> tuple[str, ...]:
    """Every fact but the year."""
    return tuple(fact_id for fact_id, spec in ruleset.vocabulary.items() if spec.kind != "year")


@st.composite
def situations(draw: st.DrawFn, ruleset: RuleSet, open_at_most: int | None = None) -> Situation:
    """An LEA of which at most `open_at_most` facts (None: any number) are not known exactly."""
    truth = draw(truths(ruleset))
    if not truth[SIGNIFICANT]:
        truth[CATEGORIES] = ()
    not_exact = draw(some_facts(ruleset, open_at_most))
    known = {fact_id: value for fact_id, value in truth.items() if fact_id not in not_exact}
    for fact_id in not_exact:
        interval = draw(partly(fact_id, truth[fact_id], ruleset))
        if interval is not None:
            known[fact_id] = interval
    return Situation(truth, known)


@cache
def some_facts(ruleset: RuleSet, at_most: int | None = None) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(facts_of(ruleset)), unique=True, max_size=at_most)


@cache
def truths(ruleset: RuleSet) -> st.SearchStrategy[dict[str, Raw]]:
    return st.fixed_dictionaries({id_: st.sampled_from(values(id_, ruleset)) for id_ in facts_of(ruleset)})


@cache
def partly(fact_id: str, value: Raw, ruleset: RuleSet) -> st.SearchStrategy[Interval | None]:
    """What may be known of a fact that is truly `value`: an interval around it, or nothing."""
    if not ruleset.vocabulary[fact_id].is_number or value == NOT_RANKED:
        return st.none()
    ends = boundaries(fact_id, ruleset)
    below = st.sampled_from([end for end in ends if end <= value])
    above = st.sampled_from([end for end in ends if end >= value])
    between = st.builds(Interval, below, above, st.booleans(), st.booleans())
    at_least = st.builds(Interval, below, st.just(inf), st.booleans(), st.just(False))
    at_most = st.builds(Interval, st.just(-inf), above, st.just(False), st.booleans())
    around = st.one_of(between, at_least, at_most).map(lambda interval: interval if value in interval else None)
    return st.one_of(st.none(), around)


def parsed(raw: Mapping[str, Raw], ruleset: RuleSet) -> Facts:
    return Facts.parse(raw, ruleset.vocabulary)


def judged(raw: Mapping[str, Raw], ruleset: RuleSet) -> Determination:
    return determine(parsed(raw, ruleset), ruleset)


def verdict(result: Determination) -> tuple[object, ...]:
    """What an LEA cares for: the parts of a result that a missing fact can still change."""
    return result.status, result.level, result.possible_levels, result.designations


def completions(known: Mapping[str, Raw], ruleset: RuleSet) -> Iterator[dict[str, Raw]]:
    """Every truth that agrees with what is known. The categories are left out: they speak through what they imply."""
    fact_ids = [fact_id for fact_id in facts_of(ruleset) if fact_id != CATEGORIES]
    known = {**known, SIGNIFICANT: True} if known.get(CATEGORIES) else known
    for way in product(*(agreeing(fact_id, known.get(fact_id), ruleset) for fact_id in fact_ids)):
        yield dict(zip(fact_ids, way, strict=True))


def agreeing(fact_id: str, known: Raw, ruleset: RuleSet) -> list[Raw]:
    """The values of a fact that agree with what is known of it."""
    if known is None:
        return values(fact_id, ruleset)
    if isinstance(known, Interval):
        return [one for one in values(fact_id, ruleset) if one in known]
    return [known]
