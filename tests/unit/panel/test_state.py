"""What the page's panel is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.conversation import Conversation, rulebook
from assistant.panel.state import corrections, state
from tests.browser.interview import LEVEL

SETTLED = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 3,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": "not_ranked",
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": "not_ranked",
    "significantly_disproportionate": False,
}


def test_before_anything_is_said_there_is_nothing_but_the_years() -> None:
    shown = state(Conversation.from_slots({}))
    assert (shown["year"], shown["answered"], shown["left"], shown["result"]) == (None, 0, None, None)
    assert shown["facts"] == []
    assert shown["years"] == list(rulebook().years)


def test_of_several_leas_each_shows_where_it_stands_and_the_others_can_be_gone_to() -> None:
    waiting = {"name": "Cedar Ridge", "facts": SETTLED, "declined": [], "latest": None}
    shown = state(Conversation.from_slots({"lea_name": "Oak Valley", "other_leas": [waiting], "monitoring_year": 2023}))

    assert shown["lea"] == "Oak Valley"
    assert [one["name"] for one in shown["leas"]] == ["Cedar Ridge", "Oak Valley"]
    assert "Targeted Level 2" in shown["leas"][0]["standing"]
    assert "still open" in shown["leas"][1]["standing"]
    assert shown["leas"][0]["switch"] == {
        "title": "Go to Cedar Ridge",
        "payload": '/switch_lea{"lea": "Cedar Ridge"}',
    }
    assert shown["leas"][1]["switch"] is None


def test_answers_unsure_ones_and_open_ones_are_told_apart() -> None:
    shown = state(Conversation.from_slots({"monitoring_year": 2023, "declined_facts": ["lea_type"]}))
    kinds = {fact["id"]: (fact["kind"], fact["value"]) for fact in shown["facts"]}
    assert kinds["monitoring_year"] == ("given", "2023")
    assert kinds["lea_type"] == ("declined", None)
    assert kinds["elements_not_met"] == ("open", None)
    assert (shown["answered"], shown["left"], shown["settled"]) == (2, 7, False)


def test_a_fact_that_follows_from_another_says_so_and_cannot_be_edited() -> None:
    slots = {"monitoring_year": 2023, "significant_disproportionality_categories": ["discipline"]}
    facts = {fact["id"]: fact for fact in state(Conversation.from_slots(slots))["facts"]}
    if "significantly_disproportionate" not in facts:
        pytest.fail("the implied fact isn't shown")
    follows = facts["significantly_disproportionate"]
    assert (follows["kind"], follows["value"], follows["change"]) == ("follows", "yes", None)


def test_every_answer_can_be_corrected_and_nothing_else() -> None:
    conversation = Conversation.from_slots({"monitoring_year": 2023, "declined_facts": ["lea_type"]})
    offered = [fact["change"] for fact in state(conversation)["facts"] if fact["change"]]
    assert offered == [choice.to_dict() for choice in corrections(conversation)]
    assert [json.loads(one["payload"].removeprefix("/change_answer"))["fact"] for one in offered] == [
        "monitoring_year",
        "lea_type",
    ]


def test_a_settled_result_has_its_criterion_its_duties_and_their_sources() -> None:
    shown = state(Conversation.from_slots(SETTLED))
    result = shown["result"]
    assert shown["settled"]
    assert result["headline"].startswith(LEVEL)
    assert [one["title"] for one in result["criteria"] if one["outcome"] == "met"] == [LEVEL]
    assert [one["title"] for one in result["path"] if one["result"]] == [LEVEL]
    tasks = [task for duties in result["duties"] for step in duties["steps"] for task in step["tasks"]]
    assert tasks
    named = {id_ for one in [*result["criteria"], *result["notes"], *tasks] for id_ in one["sources"]}
    assert named <= result["sources"].keys()


def test_levels_run_from_the_most_intensive_down_and_designations_come_last() -> None:
    path = state(Conversation.from_slots(SETTLED))["result"]["path"]
    assert [one["title"] for one in path][:2] == ["Intensive Level 3", "Intensive Level 2"]
    assert [one["designation"] for one in path] == sorted(one["designation"] for one in path)


def test_each_level_has_the_outcomes_of_its_criteria_and_the_best_of_them() -> None:
    path = {one["title"]: one for one in state(Conversation.from_slots(SETTLED))["result"]["path"]}
    assert path[LEVEL]["criteria"] == ["met"]
    assert len(path["Targeted Level 3"]["criteria"]) == 3
    assert all(one["outcome"] in one["criteria"] for one in path.values())


def test_what_was_ticked_off_is_done_and_nothing_else() -> None:
    def tasks(slots: dict[str, object]) -> list[dict[str, Any]]:
        result = state(Conversation.from_slots(slots))["result"]
        return [task for duties in result["duties"] for step in duties["steps"] for task in step["tasks"]]

    first = tasks(SETTLED)[0]["id"]
    assert not any(task["done"] for task in tasks(SETTLED))
    assert [task["id"] for task in tasks({**SETTLED, "done_duties": [first]}) if task["done"]] == [first]


@pytest.mark.parametrize("year", rulebook().years)
def test_every_year_can_be_shown_as_json(year: int) -> None:
    shown = state(Conversation.from_slots({**SETTLED, "monitoring_year": year}))
    assert shown["year"] == year
    assert json.loads(json.dumps(shown)) == shown
