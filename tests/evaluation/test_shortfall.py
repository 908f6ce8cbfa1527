"""Where a target is missed, the page says by how much and in which messages; where none is, it says nothing."""

from __future__ import annotations

from typing import Any

from assistant.evaluation.judging import Judged
from assistant.evaluation.report import page
from assistant.evaluation.shortfall import shortfalls
from tests.evaluation.test_judging import judged, message, outcome


def right(label: str = "thank", times: int = 1, **more: Any) -> list[Judged]:
    return [judged(message(label, **more), outcome(label))] * times


def test_nothing_is_said_where_every_target_is_met() -> None:
    met = [*right(times=10), *right("out_of_scope", 10, kind="weather")]
    assert list(shortfalls(met)) == []
    assert "## Where a target is missed" not in page(met, {}, "these versions")


def test_facts_are_told_apart_by_what_became_of_them() -> None:
    told = message(facts={"elements_not_met": 3})
    missed, wrong = judged(told, outcome("thank")), judged(told, outcome("inform", facts={"elements_not_met": 4}))
    understood, facts = shortfalls([*right(times=8), missed, missed, wrong])
    assert "3 of 11 messages were not acted upon as meant. 3 of them tell facts" in understood
    assert "it would be 100.0%" in understood
    assert "2 not heard" in facts
    assert "1 heard wrong" in facts
    assert "asked back," not in facts
    assert "`elements_not_met` (3 of 3)" in facts


def test_what_got_through_is_named_by_kind_the_most_first() -> None:
    def through(kind: str, times: int) -> list[Judged]:
        return [judged(message("out_of_scope", kind=kind), outcome("ask_duties"))] * times

    (said,) = shortfalls([*right("out_of_scope", 10, kind="weather"), *through("hr", 1), *through("appeals", 2)])
    assert said.index("`appeals` (2 of 2)") < said.index("`hr` (1 of 1)")
    assert "weather" not in said


def test_the_page_says_it_below_the_figures() -> None:
    text = page([*right(times=3), judged(message("greet"), outcome("thank"))], {}, "these versions")
    assert text.index("## Figures") < text.index("## Where a target is missed") < text.index("## Time for")
    assert all(len(line) <= 120 for line in text.split("## Where")[1].split("## Time")[0].splitlines())
