"""Ticking duties off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.conversation import Conversation
from actions.leas.command import LeaCommand
from actions.leas.turns import carry_out
from assistant.checklist import UnknownDutyError, duty_id, ticked
from rules_engine import obligations


@pytest.fixture
def settled() -> Conversation:
    return Conversation.from_slots(
        {
            "monitoring_year": 2023,
            "lea_type": "school_district",
            "students_with_disabilities": 1200,
            "elements_not_met": 4,
            "disproportionate_years": 0,
            "intensive_evaluation_percent": "not_ranked",
            "preschool_intensive_evaluation_percent": "not_ranked",
            "lowest_lre_percent": "not_ranked",
            "significantly_disproportionate": False,
        }
    )


@pytest.fixture
def duties(settled: Conversation) -> list[str]:
    assert settled.determination is not None
    return [duty_id(one, 2023) for one in obligations(settled.determination)]


def test_what_is_ticked_is_done_until_the_tick_is_taken_back(settled: Conversation, duties: list[str]) -> None:
    first, second = duties[:2]
    once = replace(settled, done=ticked(settled, {"duty": first, "done": True}))
    twice = replace(once, done=ticked(once, {"duty": second, "done": True}))
    assert twice.done == (first, second)
    assert ticked(twice, {"duty": first, "done": False}) == (second,)


def test_a_tick_twice_is_one_tick(settled: Conversation, duties: list[str]) -> None:
    once = replace(settled, done=ticked(settled, {"duty": duties[0], "done": True}))
    assert ticked(once, {"duty": duties[0], "done": True}) == (duties[0],)


def test_duties_of_another_year_or_level_are_others(settled: Conversation, duties: list[str]) -> None:
    other = settled.facts.with_value("elements_not_met", 1)
    lower = replace(settled, facts=other, done=(duties[0],)).determination
    assert lower is not None
    assert {duty_id(one, 2023) for one in obligations(lower)}.isdisjoint(duties)
    assert {duty_id(one, 2022) for one in obligations(lower)}.isdisjoint(
        duty_id(one, 2023) for one in obligations(lower)
    )


def test_ticks_outlive_the_slots_that_hold_them(settled: Conversation, duties: list[str]) -> None:
    kept = replace(settled, done=(duties[0],)).to_slots()
    assert Conversation.from_slots(kept).done == (duties[0],)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"duty": "2023/targeted-1/attend-trainings", "done": True},
        {"duty": ["2023"], "done": True},
        {"duty": "2023/targeted-2/attend-trainings", "done": "yes"},
    ],
)
def test_what_is_not_on_the_list_cannot_be_ticked(settled: Conversation, data: object) -> None:
    with pytest.raises(UnknownDutyError):
        ticked(settled, data)


def test_without_a_year_there_is_no_list() -> None:
    with pytest.raises(UnknownDutyError):
        ticked(Conversation.from_slots({}), {"duty": "2023/targeted-2/attend-trainings", "done": True})


def test_each_lea_keeps_its_own_ticks(settled: Conversation, duties: list[str]) -> None:
    first = replace(settled, lea="Oak Valley", done=(duties[0],))
    second = carry_out(first, LeaCommand("add", "Cedar Ridge")).conversation
    assert second.done == ()
    kept = Conversation.from_slots(second.to_slots())
    assert carry_out(kept, LeaCommand("switch", "Oak Valley")).conversation.done == (duties[0],)


def test_who_starts_over_starts_with_empty_boxes(settled: Conversation, duties: list[str]) -> None:
    assert replace(settled, done=(duties[0],)).emptied().done == ()
