"""The comparison of pipelines: its parts, on a toy set."""

from __future__ import annotations

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.answering import ANSWERS
from assistant.evaluation.judging import judge
from assistant.evaluation.listening import named_alone
from assistant.evaluation.messages import HeldOut
from benchmarks.candidates import CANDIDATES
from benchmarks.nearest import Examples
from benchmarks.norms import WordNorms
from benchmarks.pipelines import render, run
from benchmarks.retrieval import answers
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


def _measured(named: float, **other: float) -> dict[str, object]:
    shares = {
        "named": named,
        "out_of_scope": 0.9,
        "out_of_scope_said": 0.8,
        "not_lost": 0.98,
        "calibration_error": 0.03,
    }
    costs = {"p50": 0.004, "p95": 0.01, "start": 5.0, "memory": 300.0}
    return {**shares, **costs, **other, "counts": {"inside": 1000, "outside": 100}}


def test_the_choice_follows_from_the_figures() -> None:
    ours, second, third = CANDIDATES[:3]
    page = render({ours.id: _measured(0.9), second.id: _measured(0.85, p95=0.02), third.id: _measured(0.91)})
    assert f"**{second.name}**: intents -5.0 points, out of scope +0.0; 95 of 100 messages in 2.0 times" in page
    assert page.index(f"**{third.name}**") < page.index(f"**{second.name}**")
    assert "with no other are more intents right" in page
    better = render({ours.id: _measured(0.9), third.id: _measured(0.95)})
    assert f"only with {third.name}" in better


def test_without_the_pipeline_in_use_nothing_is_concluded() -> None:
    assert "The choice" not in render({CANDIDATES[1].id: _measured(0.9)})


def test_every_question_has_answers_to_be_found_by() -> None:
    found: dict[str, list[str]] = {}
    for intent, text in answers():
        found.setdefault(intent, []).append(text)
    assert {"ask_duties", "ask_term", "ask_due_dates"} <= set(found) <= set(ANSWERS)
    assert all(texts and all(texts) for texts in found.values())


def test_norms_stand_for_words_and_not_for_names() -> None:
    message = Message(data={TEXT: "it's LRE"})
    word, name = Token("it's", 0), Token("lre", 5, lemma="__term__")
    message.set(TOKENS_NAMES[TEXT], [word, name])
    WordNorms().process([message])
    assert (word.lemma, name.lemma) == ("it 's", "__term__")


def test_an_unknown_candidate_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().out
