"""The criteria of 2023 read a second time, as plain conditions, against the engine.

The oracle shares nothing with the engine: it reads exact facts with if and elif, and a partly known LEA by trying every
completion. Between two neighbouring boundaries of the criteria one value stands for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules_engine import Facts, RuleSet, determine

LEVELS = ["universal", "targeted-1", "targeted-2", "targeted-3", "intensive-1", "intensive-2", "intensive-3"]
UNRANKED = "not_ranked"

Answer: TypeAlias = "int | float | str | bool"

POSSIBLE: Mapping[str, tuple[Answer, ...]] = {
    "lea_type": ("school_district", "charter_school", "county_office"),
    "students_with_disabilities": (30, 100, 101),
    "intensive_evaluation_percent": (0, 3.99, 3.995, 4, 7.99, 7.995, 8, 10, 10.5, 11, 20, 20.01, UNRANKED),
    "disproportionate_years": (0, 1, 2, 3),
    "preschool_intensive_evaluation_percent": (0, 10, 10.5, 11, 20, 20.01, UNRANKED),
    "lowest_lre_percent": (0, 10, 10.01, UNRANKED),
    "elements_not_met": (0, 1, 2, 3),
    "significantly_disproportionate": (False, True),
}

PARTLY: Mapping[str, Mapping[str, Callable[[float], bool]]] = {
    "students_with_disabilities": {"<=100": lambda n: n <= 100, ">100": lambda n: n > 100, "50+": lambda n: n >= 50},
    "intensive_evaluation_percent": {
        "<4": lambda n: n < 4,
        "3.99<..4": lambda n: 3.99 < n <= 4,
        "4..7.99": lambda n: 4 <= n <= 7.99,
        "5..12": lambda n: 5 <= n <= 12,
        "10<..<11": lambda n: 10 < n < 11,
        ">10": lambda n: n > 10,
        "15..30": lambda n: 15 <= n <= 30,
        ">20": lambda n: n > 20,
    },
    "disproportionate_years": {"1+": lambda n: n >= 1, "2+": lambda n: n >= 2, "<=1": lambda n: n <= 1},
    "preschool_intensive_evaluation_percent": {"<11": lambda n: n < 11, "11+": lambda n: n >= 11},
    "lowest_lre_percent": {"<=10": lambda n: n <= 10, "10+": lambda n: n >= 10},
    "elements_not_met": {"1+": lambda n: n >= 1, "2+": lambda n: n >= 2, "3+": lambda n: n >= 3, "<3": lambda n: n < 3},
}
"""Ways to know a number in part, with the numbers that are meant."""

BETWEEN: Mapping[str, tuple[Answer, ...]] = {
    "intensive_evaluation_percent": (2, 3.999, 6, 9, 10.001, 15, 15.5, 50),
    "preschool_intensive_evaluation_percent": (5, 15, 90),
    "lowest_lre_percent": (3, 50),
    "elements_not_met": (7,),
}
"""Values inside the bands, so that every way to know a number in part has a completion of its own kind."""


class Reading(NamedTuple):
    """What must come out."""

    status: str
    level: str | None
    possible_levels: tuple[str, ...]
    designations: tuple[str, ...]


def by_rank(rank: float | str) -> tuple[str, ...]:
    """The level of a rank of the Intensive Evaluation; two where the rank lies between two bands."""
    bands: list[tuple[bool, tuple[str, ...]]] = []
    if not isinstance(rank, str):
        bands = [
            (0 <= rank <= 3.99, ("intensive-3",)),
            (3.99 < rank < 4, ("intensive-2", "intensive-3")),
            (4 <= rank <= 7.99, ("intensive-2",)),
            (7.99 < rank < 8, ("intensive-1", "intensive-2")),
            (8 <= rank <= 10, ("intensive-1",)),
            (10 < rank < 11, ("targeted-3", "intensive-1")),
            (11 <= rank <= 20, ("targeted-3",)),
        ]
    return next((levels for holds, levels in bands if holds), ())


def by_preschool_rank(rank: float | str) -> tuple[str, ...]:
    """The level of a rank of the Preschool Intensive Evaluation; all from Targeted 3 on where none is stated."""
    if isinstance(rank, str) or rank > 20:
        return ()
    return ("targeted-3",) if rank >= 11 else ("targeted-3", "intensive-1", "intensive-2", "intensive-3")


def by_elements(elements: int) -> tuple[str, ...]:
    if elements >= 3:
        return ("targeted-2",)
    return ("targeted-1",) if elements >= 1 else ()


@cache
def read(
    lea_type: str,
    students: int,
    rank: float | str,
    years: int,
    preschool: float | str,
    lre: float | str,
    elements: int,
    significant: bool,
) -> Reading:
    """The level and designations of exact facts, by the criteria that CDE's pages of 2023 state."""
    small = lea_type in ("school_district", "charter_school") and students <= 100
    beside = (("small-lea-cyclical",) if small else ()) + (("significantly-disproportionate",) if significant else ())
    if small:
        return Reading("determined", None, (), beside)
    groups = [by_elements(elements), by_rank(rank), by_preschool_rank(preschool)]
    if years >= 2:
        groups.append(("targeted-3",))
    if not isinstance(lre, str) and lre <= 10:
        groups.append(("targeted-3",))
    groups = [levels for levels in groups if levels]
    if not groups and (years == 1 or significant):
        return Reading("not_covered", None, (), beside)
    # The letter may choose in each group; the most intensive of its choices is the level.
    choices = {max(map(LEVELS.index, choice), default=0) for choice in product(*groups)}
    possible = tuple(LEVELS[i] for i in sorted(choices))
    if len(possible) == 1:
        return Reading("determined", possible[0], possible, beside)
    return Reading("not_covered", None, possible, beside)


def read_all(readings: Iterable[Reading]) -> Reading:
    """What is known when each of `readings` may be the one."""
    found = set(readings)
    possible = tuple(level for level in LEVELS if any(level in one.possible_levels for one in found))
    always = set.intersection(*(set(one.designations) for one in found))
    beside = tuple(one for one in ("small-lea-cyclical", "significantly-disproportionate") if one in always)
    results = {(one.status, one.level) for one in found}
    if len(results) == 1:
        ((status, level),) = results
        return Reading(status, level, possible, beside)
    return Reading("undetermined", None, possible, beside)


def completions(known: Mapping[str, Answer]) -> list[tuple[Answer, ...]]:
    """Every way in which the facts may turn out, in the order of POSSIBLE."""
    return list(product(*(tuple(values_of(fact, known.get(fact))) for fact in POSSIBLE)))


def values_of(fact: str, answer: Answer | None) -> Iterator[Answer]:
    partly = PARTLY.get(fact, {}).get(answer) if isinstance(answer, str) else None
    if answer is None:
        yield from POSSIBLE[fact]
    elif partly is None:
        yield answer
    else:
        numbers = (one for one in (*POSSIBLE[fact], *BETWEEN.get(fact, ())) if not isinstance(one, str))
        yield from filter(partly, numbers)


def matters(position: int, ways: list[tuple[Answer, ...]]) -> bool:
    """Whether two of `ways` differ only in the fact at `position` and give different readings."""
    first: dict[tuple[Answer, ...], Reading] = {}
    for way in ways:
        others = way[:position] + way[position + 1 :]
        reading = read(*way)
        if first.setdefault(others, reading) != reading:
            return True
    return False


def answers(fact: str) -> st.SearchStrategy[Answer | None]:
    exact = (*POSSIBLE[fact], *BETWEEN.get(fact, ()))
    return st.one_of(st.sampled_from(exact), st.sampled_from((None, *PARTLY.get(fact, ()))))


def engine_reading(known: Mapping[str, Answer], year_2023: RuleSet) -> tuple[Reading, set[str]]:
    result = determine(Facts.parse(known, year_2023.vocabulary), year_2023)
    return Reading(result.status, result.level, result.possible_levels, result.designations), set(result.missing_facts)


@pytest.mark.parametrize("lea_type", POSSIBLE["lea_type"])
@pytest.mark.parametrize("students", POSSIBLE["students_with_disabilities"])
def test_every_combination_of_exact_facts_gives_what_the_pages_say(
    year_2023: RuleSet, lea_type: str, students: int
) -> None:
    """All of them, so that no combination of criteria goes unread."""
    differing = []
    for way in completions({"lea_type": lea_type, "students_with_disabilities": students}):
        came, missing = engine_reading(dict(zip(POSSIBLE, way, strict=True)), year_2023)
        if came != read(*way) or missing:
            differing.append((way, came))

    assert [] == differing


@example(known={})
@example(known={"lea_type": "county_office"})
@example(known={"lea_type": "school_district", "students_with_disabilities": 101})
@given(
    known=st.fixed_dictionaries({fact: answers(fact) for fact in POSSIBLE}).map(
        lambda all_: {fact: answer for fact, answer in all_.items() if answer is not None}
    )
)
@settings(max_examples=100)
def test_partly_known_facts_give_what_all_their_completions_agree_on(
    year_2023: RuleSet, known: dict[str, Answer]
) -> None:
    """Level, what is still possible, designations, and exactly the facts that can still change any of them."""
    ways = completions(known)
    reading = read_all(read(*way) for way in ways)
    deciding = {fact for position, fact in enumerate(POSSIBLE) if matters(position, ways)}

    assert (reading, deciding) == engine_reading(known, year_2023)
