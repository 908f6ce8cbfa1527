"""The comparison of pipelines: its parts, on a toy set."""

from __future__ import annotations

import pytest

from assistant.evaluation.judging import judge
from assistant.evaluation.listening import named_alone
from assistant.evaluation.messages import HeldOut
from benchmarks.candidates import CANDIDATES
from benchmarks.nearest import Examples
from benchmarks.pipelines import render, run
from benchmarks.trial import config_of, figures_of
from rules_engine import load_rulebook

OURS = config_of(CANDIDATES[0])["pipeline"]


def test_the_first_candidate_is_the_pipeline_in_use() -> None:
    assert any(component["name"].endswith("IntentClassifier") for component in OURS)


@pytest.mark.parametrize("candidate", CANDIDATES[1:], ids=lambda one: one.id)
def test_every_other_candidate_differs_from_it_but_keeps_names_threshold_and_rules(candidate: object) -> None:
    pipeline = config_of(candidate)["pipeline"]  # type: ignore[arg-type]
    assert pipeline != OURS
    assert pipeline[0] == OURS[0]
    assert pipeline[-3:] == OURS[-3:]


def test_a_message_means_what_the_nearest_example_means() -> None:
    examples = Examples(["thank you very much", "start over please"], ["thank", "start_over"])
    ranking = examples.ranking("pls start over")
    assert [intent for intent, _ in ranking] == ["start_over", "thank"]
    assert 0 <= ranking[1][1] < ranking[0][1] < 1
    assert examples.ranking("thank you very much")[0] == ("thank", pytest.approx(1))


def test_figures_count_what_is_right_lost_and_let_through() -> None:
    def judged(label: str, intent: str, likeliest: str, confidence: float) -> object:
        ranking = [{"name": likeliest, "confidence": confidence}]
        parsed = {"intent": {"name": intent}, "intent_ranking": ranking}
        message = HeldOut("...", "hurried", label, frozenset({label}))
        return judge(message, named_alone(parsed, 0.01), load_rulebook().vocabulary)

    figures = figures_of(
        [
            judged("thank", "thank", "thank", 1.0),
            judged("greet", "nlu_fallback", "greet", 0.0),
            judged("out_of_scope", "nlu_fallback", "thank", 0.0),
            judged("out_of_scope", "thank", "thank", 1.0),
        ]  # type: ignore[arg-type]
    )
    assert figures["named"] == 0.5
    assert figures["not_lost"] == 0.5
    assert figures["out_of_scope"] == 0.5
    assert figures["out_of_scope_said"] == 0
    assert figures["counts"] == {"inside": 2, "outside": 2}


def test_a_candidate_that_cannot_be_tried_is_listed_with_the_reason() -> None:
    assert f"| {CANDIDATES[-1].name} | not measured: tensorflow isn't installed |" in render(
        {CANDIDATES[-1].id: "tensorflow isn't installed"}
    )


def test_an_unknown_candidate_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().out
