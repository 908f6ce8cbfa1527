"""Trying another answer without giving it."""

from __future__ import annotations

import pytest

from actions.conversation import Conversation
from assistant.panel.what_if import RefusedChangeError, variables, what_if
from tests.unit.panel.test_state import SETTLED


@pytest.fixture
def conversation() -> Conversation:
    return Conversation.from_slots(SETTLED)


def test_another_answer_leads_to_another_level_and_changes_nothing(conversation: Conversation) -> None:
    tried = what_if(conversation, {"fact": "elements_not_met", "value": "1..2"})
    assert tried["headline"] == "Targeted Level 1 in monitoring year 2023"
    assert tried["reasons"]
    assert not tried["same"]
    assert conversation.facts.to_dict() == SETTLED


def test_an_answer_that_changes_nothing_says_so(conversation: Conversation) -> None:
    assert what_if(conversation, {"fact": "elements_not_met", "value": 5})["same"]


def test_another_year_is_compared(conversation: Conversation) -> None:
    tried = what_if(conversation, {"fact": "monitoring_year", "value": 2022})
    assert tried["headline"].endswith("2022")
    assert any("2023" in sentence or "2022" in sentence for sentence in tried["sentences"])


def test_every_value_on_offer_can_be_tried(conversation: Conversation) -> None:
    assert conversation.determination is not None
    for variable in variables(conversation.determination):
        assert len(variable["options"]) > 1
        for option in variable["options"]:
            assert what_if(conversation, {"fact": variable["id"], "value": option["value"]})["headline"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"fact": "elements_not_met"},
        {"fact": "no_such_fact", "value": 1},
        {"fact": ["elements_not_met"], "value": 1},
        {"fact": "elements_not_met", "value": -1},
        {"fact": "elements_not_met", "value": {"$gt": 1}},
        {"fact": "elements_not_met", "value": "9" * 5000},
        {"fact": "lea_type", "value": "<script>"},
        {"fact": "monitoring_year", "value": 1999},
        {"fact": "monitoring_year", "value": True},
        {"fact": "monitoring_year", "value": "2022"},
    ],
)
def test_what_no_list_offers_is_refused_in_a_sentence(conversation: Conversation, data: object) -> None:
    with pytest.raises(RefusedChangeError) as refused:
        what_if(conversation, data)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


def test_without_a_year_there_is_nothing_to_try_on() -> None:
    with pytest.raises(RefusedChangeError):
        what_if(Conversation.from_slots({}), {"fact": "elements_not_met", "value": 1})
