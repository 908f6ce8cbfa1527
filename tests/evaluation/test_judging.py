"""What the evaluation counts as right."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.evaluation.figures import Share, calibration, figures, percentile
from assistant.evaluation.judging import Heard, Judged, judge
from assistant.evaluation.listening import Outcome
from assistant.evaluation.measuring import fallen
from assistant.evaluation.messages import HeldOut, is_meant
from rules_engine import Facts, load_rulebook

VOCABULARY = load_rulebook().vocabulary


def message(label: str = "inform", **more: Any) -> HeldOut:
    return HeldOut("...", "hurried", label, frozenset({label}), **more)


def outcome(*acts: str, facts: dict[str, Any] | None = None, **more: Any) -> Outcome:
    given = {"asked_back": frozenset(), "declined": (), "terms": (), "confidence": 0.9, "seconds": 0.01, **more}
    heard = dict(Facts.parse(facts or {}, VOCABULARY))
    return Outcome(intent=acts[0], likeliest=acts[0], acts=frozenset(acts), facts=heard, **given)


def judged(meant: HeldOut, came: Outcome) -> Judged:
    return judge(meant, came, VOCABULARY)


@pytest.mark.parametrize(
    ("expected", "value", "right"),
    [
        (240, 240, True),
        (240, "230..250", False),
        ("3+", ">2", True),
        ({"contains": 240}, "230..250", True),
        ({"contains": 240}, 240, False),
        ({"contains": 240}, "250+", False),
        ({"contains": 240}, "0+", False),
        ({"accept": [240, {"contains": 240}]}, 240, True),
    ],
)
def test_a_value_is_the_one_that_was_meant(expected: object, value: object, right: bool) -> None:
    spec = VOCABULARY["students_with_disabilities"]
    assert is_meant(spec, expected, spec.parse(value)) is right


def test_a_range_means_the_same_with_and_without_its_impossible_part() -> None:
    spec = VOCABULARY["lowest_lre_percent"]
    assert is_meant(spec, "<=20", spec.parse("0..20"))


def test_facts_decide_whether_a_message_that_tells_some_was_understood() -> None:
    meant = message(facts={"elements_not_met": 3})
    assert judged(meant, outcome("inform", facts={"elements_not_met": 3})).understood is True
    assert judged(meant, outcome("inform", facts={"elements_not_met": 4})).heard is Heard.WRONG
    assert judged(meant, outcome("inform", asked_back=frozenset({"elements_not_met"}))).heard is Heard.ASKED_BACK
    assert judged(meant, outcome("nlu_fallback")).heard is Heard.MISSED


def test_a_fact_that_nobody_told_is_wrong_unless_it_was_mentioned_in_passing() -> None:
    heard = outcome("ask_duties", facts={"lea_type": "school_district"})
    assert judged(message("ask_duties"), heard).understood is False
    assert judged(message("ask_duties", may={"lea_type": "school_district"}), heard).understood is True


def test_a_fact_that_follows_from_another_is_no_false_alarm() -> None:
    meant = message(facts={"significant_disproportionality_categories": ["discipline"]})
    heard = outcome("inform", facts={"significant_disproportionality_categories": ["discipline"]})
    assert "significantly_disproportionate" in heard.facts
    assert judged(meant, heard).heard is Heard.RIGHT


def test_a_fact_that_cannot_be_given_must_be_declined() -> None:
    meant = message("say_not_sure", declined=("elements_not_met",))
    assert judged(meant, outcome("say_not_sure", declined=("elements_not_met",))).understood is True
    assert judged(meant, outcome("say_not_sure")).understood is False


def test_a_question_for_a_word_wants_that_word() -> None:
    meant = message("ask_term", term="lre")
    assert judged(meant, outcome("ask_term", terms=("lre",))).understood is True
    assert judged(meant, outcome("ask_term", terms=("adl",))).understood is False


def test_what_is_out_of_scope_must_not_be_acted_upon() -> None:
    meant = message("out_of_scope", kind="weather")
    assert judged(meant, outcome("out_of_scope")).understood is True
    assert judged(meant, outcome("nlu_fallback")).understood is True
    assert judged(meant, outcome("start_interview")).understood is False
    assert judged(meant, outcome("out_of_scope", facts={"elements_not_met": 3})).understood is False


def test_without_an_intent_that_answers_it_only_invented_facts_count() -> None:
    waiting = HeldOut("...", "formal", "ask_trainings", frozenset())
    one = judged(waiting, outcome("ask_duties"))
    assert (one.understood, one.named, one.heard) == (None, None, Heard.RIGHT)
    assert figures([one])["understood"] == Share(0, 0)
    assert figures([one])["nothing_invented"] == Share(1, 1)


def test_the_calibration_error_is_the_gap_between_sure_and_right() -> None:
    sure_and_right = judged(message("thank"), outcome("thank", confidence=0.9))
    sure_and_wrong = judged(message("thank"), outcome("greet", confidence=0.9))
    assert calibration([sure_and_right])[0] == pytest.approx(0.1)
    assert calibration([sure_and_right, sure_and_wrong])[0] == pytest.approx(0.4)


def test_a_figure_may_fall_by_a_point_and_no_more() -> None:
    assert fallen({"understood": 0.95}, {"understood": 0.96}) == []
    assert len(fallen({"understood": 0.94}, {"understood": 0.96})) == 1


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([1, 2, 3, 4], 50) == 2
    assert percentile([1, 2, 3, 4], 95) == 4
