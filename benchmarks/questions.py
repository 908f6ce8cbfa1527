"""`python -m benchmarks questions`: how many questions lead to a result, beside a fixed list that asks for every fact.

Exact, not sampled: every way through the interview is walked, with one answer for each band of values that the year's
rules can tell apart. A way counts as often as there are combinations of facts that it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from benchmarks.document import put_section
from rules_engine import Determination, Facts, RuleSet, determine, load_rulebook

__all__ = ["FIXED_LIST", "Row", "rows", "run"]

_BOOK = load_rulebook()
FIXED_LIST = len(_BOOK.vocabulary)
"""The questions of a list that asks for every fact."""
_NO_LEVEL = "No level in the sources"
_INTRODUCTION = f"""\
## Questions up to a result

Command: `python -m benchmarks questions`. The same on every machine: every way through the interview is walked, with
one answer for each band of values that the year's rules tell apart. The question for the letter's year is counted. A
fixed list that asks for every fact has {FIXED_LIST} questions, whatever the answers. The median is over all
combinations of facts that lead to the result."""
_HEAD = ("| Year | Result | fewest | median | most | ways |", "|---|---|---:|---:|---:|---:|")


@dataclass(frozen=True)
class Row:
    """The questions up to one result of one year, that for the year included. `ways` are the ways that lead there."""

    year: int
    result: str
    ways: int
    fewest: int
    median: int
    worst: int

    def __str__(self) -> str:
        return f"| {self.year} | {self.result} | {self.fewest} | {self.median} | {self.worst} | {self.ways:,} |"


def rows() -> Iterator[Row]:
    """A row for each result of each year, the years in order and the results as they come in the rule set."""
    for year in _BOOK.years:
        ruleset = _BOOK.for_year(year)
        counts: dict[str, Counter[int]] = {}
        ways: Counter[str] = Counter()
        for result, asked, combinations in _ways(
            Facts.parse({"monitoring_year": year}, ruleset.vocabulary), ruleset, 1
        ):
            name = _name(result)
            counts.setdefault(name, Counter())[asked] += combinations
            ways[name] += 1
        for name in sorted(counts, key=_order(ruleset).__getitem__):
            count = counts[name]
            yield Row(year, name, ways[name], min(count), _median(count), max(count))


def run(arguments: Sequence[str]) -> int:
    """Print the table and put it on the page of measurements."""
    text = "\n".join([_INTRODUCTION, "", *_HEAD, *map(str, rows())])
    print(text)
    put_section("questions", text)
    return 0


def _ways(facts: Facts, ruleset: RuleSet, asked: int) -> Iterator[tuple[Determination, int, int]]:
    """Every way on from `facts`: its result, the questions up to it, and the combinations that it stands for."""
    result = determine(facts, ruleset)
    if not result.missing_facts:
        left = (axis for axis in ruleset.compiled.axes if axis.spec.id not in facts)
        yield result, asked, prod(len(axis.bands) for axis in left)
        return
    fact = result.missing_facts[0]
    for band in ruleset.compiled.axis_of[fact][1].bands:
        yield from _ways(Facts({**facts, fact: band}, ruleset.vocabulary), ruleset, asked + 1)


def _name(result: Determination) -> str:
    """The level; where there is none, what stands in its place."""
    instead = [one.id for one in result.ruleset.designations if one.instead_of_level and one.id in result.designations]
    id_ = result.level or next(iter(instead), None)
    return result.ruleset.title_of(id_) if id_ else _NO_LEVEL


def _order(ruleset: RuleSet) -> Mapping[str, int]:
    names = [one.title for one in (*ruleset.levels.values(), *ruleset.designations)]
    return {name: at for at, name in enumerate([*names, _NO_LEVEL])}


def _median(count: Counter[int]) -> int:
    """The lower median of numbers that come as often as `count` says."""
    half, seen = count.total() / 2, 0
    for number in sorted(count):
        seen += count[number]
        if seen >= half:
            return number
    raise AssertionError("nothing was counted")
