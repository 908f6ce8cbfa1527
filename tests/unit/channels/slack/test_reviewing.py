"""The modal in which all answers are corrected in one go."""

from __future__ import annotations

from typing import Any

import pytest

from actions.conversation import rulebook
from assistant.channels.slack.places import Place
from assistant.channels.slack.reviewing import Review, opened_at, read_review, review_view
from rules_engine import Facts
from tests.unit.channels.slack.block_kit import view_problems

PLACE = Place("T1", "D1", "U1")
SOME = {"monitoring_year": 2023, "elements_not_met": "3+", "lea_type": "charter_school"}


def facts(**values: object) -> Facts:
    return Facts.parse(values, rulebook().vocabulary)


def filled(view: dict[str, Any], **answers: object) -> dict[str, dict[str, dict[str, Any]]]:
    """The view's values as Slack sends them, with some answers changed."""
    values: dict[str, dict[str, dict[str, Any]]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            fact = block["block_id"].removeprefix("fact:")
            values[block["block_id"]] = {element["action_id"]: _answer(element, answers.get(fact, element))}
    return values


def _answer(element: dict[str, Any], given: Any) -> dict[str, Any]:
    kind = element["type"]
    as_shown = given is element
    if kind == "checkboxes":
        chosen = (
            element.get("initial_options", [])
            if as_shown
            else [one for one in element["options"] if one["value"] in given]
        )
        return {"type": kind, "selected_options": chosen}
    if kind == "static_select":
        by_value = {one["value"]: one for one in element["options"]}
        return {"type": kind, "selected_option": element.get("initial_option") if as_shown else by_value.get(given)}
    return {"type": kind, "value": element.get("initial_value") if as_shown else given}


def review(known: Facts, **answers: object) -> Review:
    view = review_view(known, PLACE)
    return read_review(filled(view, **answers), view["private_metadata"], known)


@pytest.mark.parametrize(
    "known",
    [
        facts(),
        facts(**SOME),
        facts(significant_disproportionality_categories=["discipline"], intensive_evaluation_percent="not_ranked"),
        facts(monitoring_year=2023, students_with_disabilities=">100", significantly_disproportionate=False),
    ],
)
def test_the_view_is_one_that_slack_takes_and_opens_unchanged(known: Facts) -> None:
    assert view_problems(review_view(known, PLACE)) == []
    assert review(known) == Review()


def test_every_fact_has_a_field_with_its_label_and_help() -> None:
    fields = [block for block in review_view(facts(), PLACE)["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in fields] == [f"fact:{fact}" for fact in rulebook().vocabulary]
    assert all(block["hint"]["text"] and block["optional"] for block in fields)


def test_it_shows_what_is_known() -> None:
    fields = {b["block_id"]: b["element"] for b in review_view(facts(**SOME), PLACE)["blocks"] if b["type"] == "input"}
    assert fields["fact:monitoring_year"]["initial_option"]["value"] == "2023"
    assert fields["fact:lea_type"]["initial_option"]["text"]["text"] == "Charter school"
    assert fields["fact:elements_not_met"]["initial_value"] == "3 or more"


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("elements_not_met", "4", 4),
        ("elements_not_met", "at least 3", "3+"),
        ("elements_not_met", "none", 0),
        ("students_with_disabilities", "1,200", 1200),
        ("students_with_disabilities", "100 or fewer", "<=100"),
        ("intensive_evaluation_percent", "15", 15),
        ("intensive_evaluation_percent", "bottom 15 %", 15),
        ("intensive_evaluation_percent", "not ranked", "not_ranked"),
        ("significantly_disproportionate", "true", True),
        ("lea_type", "county_office", "county_office"),
        ("monitoring_year", "2022", 2022),
        ("significant_disproportionality_categories", ["placement"], ["placement"]),
    ],
)
def test_what_is_changed_is_read_as_an_answer_would_be(fact: str, typed: object, value: object) -> None:
    assert review(facts(), **{fact: typed}).changes == {fact: value}


def test_all_changes_come_in_one_answer() -> None:
    made = review(facts(**SOME), elements_not_met="2", students_with_disabilities="80")
    assert made.payload() == '/inform{"students_with_disabilities": 80, "elements_not_met": 2}'
    assert made.shown(facts(**SOME)) == (
        "students with disabilities on census day: 80; elements with the target not met: 2"
    )


@pytest.mark.parametrize(
    ("fact", "typed", "says"),
    [
        ("elements_not_met", "-3", ""),
        ("elements_not_met", "lots of them", "for example"),
        ("intensive_evaluation_percent", "140 %", "100"),
        ("students_with_disabilities", "3.5", ""),
    ],
)
def test_what_cannot_be_taken_is_an_error_at_its_field(fact: str, typed: str, says: str) -> None:
    made = review(facts(**SOME), **{fact: typed})
    assert list(made.problems) == [f"fact:{fact}"]
    assert says in made.problems[f"fact:{fact}"]
    assert made.changes == {}


def test_one_wrong_field_keeps_the_others_from_being_taken() -> None:
    made = review(facts(), elements_not_met="-3", students_with_disabilities="80")
    assert made.changes == {}


def test_two_answers_that_contradict_each_other_are_errors_at_both_fields() -> None:
    made = review(
        facts(), significantly_disproportionate="false", significant_disproportionality_categories=["discipline"]
    )
    assert set(made.problems) == {
        "fact:significantly_disproportionate",
        "fact:significant_disproportionality_categories",
    }


def test_an_answer_whose_field_is_emptied_is_taken_back() -> None:
    made = review(facts(**SOME), elements_not_met="", lea_type=None)
    assert made.payload() == '/inform{"lea_type": "withdrawn", "elements_not_met": "withdrawn"}'
    assert made.shown(facts(**SOME)).endswith("elements with the target not met: taken back")


def test_the_year_stays() -> None:
    assert "year" in review(facts(**SOME), monitoring_year=None).problems["fact:monitoring_year"]


def test_an_answer_that_follows_from_others_goes_with_them_alone() -> None:
    known = facts(significant_disproportionality_categories=["discipline"])
    alone = review(known, significantly_disproportionate=None)
    assert "follows from" in alone.problems["fact:significantly_disproportionate"]
    assert review(known, significant_disproportionality_categories=[]).changes == {
        "significant_disproportionality_categories": "withdrawn"
    }


def test_an_answer_may_contradict_one_that_is_taken_back() -> None:
    known = facts(significant_disproportionality_categories=["discipline"])
    made = review(known, significant_disproportionality_categories=[], significantly_disproportionate="false")
    assert made.problems == {}


def test_what_was_answered_since_the_view_was_opened_stays() -> None:
    view = review_view(facts(**SOME), PLACE)
    now = facts(**SOME, students_with_disabilities=500)
    made = read_review(filled(view, elements_not_met="2"), view["private_metadata"], now)
    assert made.changes == {"elements_not_met": 2}


def test_the_view_remembers_where_it_was_asked_for() -> None:
    place = Place("T1", "C1", "U1", "17.5")
    assert opened_at(review_view(facts(), place)["private_metadata"]) == place


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"place": {"x": 1}, "facts": {"no_such_fact": 1}}'])
def test_a_foreign_note_is_not_read(note: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json's own errors among them)
        opened_at(note)
    with pytest.raises(ValueError):  # noqa: PT011 (the same)
        read_review({}, note, facts())
