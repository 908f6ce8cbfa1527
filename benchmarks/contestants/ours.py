"""The rules engine of this project, from a plain dict of facts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.contestants import Contestant
from benchmarks.leas import RULESET, Lea, Verdict
from rules_engine import Determination, Facts, Outcome, determine, load_rulebook, next_fact
from rules_engine.finding import find

__all__ = ["CONTESTANTS", "interview", "load_all", "load_year", "next_question", "next_question_unseen"]


def _determination(lea: Lea) -> Determination:
    """The determination of one LEA."""
    return determine(Facts.parse(lea, RULESET.vocabulary), RULESET)


def _verdict(result: Determination) -> Verdict:
    met = [one.rule.id for one in result.criteria if one.outcome is Outcome.MET]
    return frozenset(met), result.level


def _with_trace(lea: Lea) -> Verdict:
    return _verdict(_determination(lea))


def _from_nothing(lea: Lea) -> Verdict:
    find.cache_clear()
    return _verdict(_determination(lea))


def _as_contract(lea: Lea) -> Verdict:
    result = _determination(lea)
    result.to_dict()
    return _verdict(result)


def interview(lea: Lea) -> Iterator[Facts]:
    """What is known at each step of an interview that asks for the next fact until none matters."""
    facts = Facts.parse({"monitoring_year": RULESET.year}, RULESET.vocabulary)
    yield facts
    while fact_id := next_fact(facts, RULESET):
        facts = facts.with_value(fact_id, lea[fact_id])
        yield facts


def next_question(facts: Facts) -> str | None:
    """The fact to ask for where `facts` are known."""
    return next_fact(facts, RULESET)


def next_question_unseen(facts: Facts) -> str | None:
    """The same for the first LEA with facts in these bands."""
    find.cache_clear()
    return next_fact(facts, RULESET)


def load_year() -> None:
    """Read and compile the rules of one year."""
    _ = load_rulebook().for_year(RULESET.year).compiled


def load_all() -> None:
    """Read and compile the rules of every year."""
    book = load_rulebook()
    for year in book.years:
        _ = book.for_year(year).compiled


_TRACE = "outcome of every rule, gaps, notes, what is missing"

CONTESTANTS = [
    Contestant("rules_engine", None, _TRACE, _with_trace),
    Contestant("rules_engine, bands not seen before", None, _TRACE, _from_nothing),
    Contestant(
        "rules_engine, as plain data",
        None,
        "the same in the keys of the contract, with sentences and duties",
        _as_contract,
    ),
]
