"""A conversation that another version has kept: what this one can't read is left out, and what was told goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from actions.conversation import Conversation

TOLD: Mapping[str, Any] = {"monitoring_year": 2023, "elements_not_met": 4, "requested_slot": "lea_type"}
CHOICE = {"kind": "choose", "text": "Which?", "options": [{"title": "Elements", "facts": {"elements_not_met": 4}}]}


@pytest.mark.parametrize(
    ("slot", "kept"),
    [
        ("open_question", {"text": "Which?", "options": []}),
        ("open_question", {**CHOICE, "kind": "of_another_version"}),
        ("open_question", {**CHOICE, "options": [{"title": "Staff", "facts": {"number_of_staff": 4}}]}),
        ("open_question", "Which?"),
        ("topic", {"intent": "ask_duties"}),
        ("tour", "going"),
        ("other_leas", [{"facts": {}}]),
        ("reopened_fact", "number_of_staff"),
        ("declined_facts", ["number_of_staff"]),
        ("number_of_staff", 4),
    ],
)
def test_what_can_not_be_read_is_left_out_and_the_answers_stay(slot: str, kept: object) -> None:
    conversation = Conversation.from_slots({**TOLD, slot: kept})

    assert conversation == Conversation.from_slots(TOLD)
    assert conversation.facts.to_dict() == {"monitoring_year": 2023, "elements_not_met": 4}


def test_what_can_be_read_is_kept_beside_it() -> None:
    others = [{"name": "Oak Valley", "facts": {"monitoring_year": 2022}, "declined": []}, {"facts": {}}]

    conversation = Conversation.from_slots({**TOLD, "other_leas": others, "open_question": CHOICE})

    assert [one.name for one in conversation.others] == ["Oak Valley"]
    assert conversation.open_question is not None
