"""The rules after the language model: bare terms, told facts, and who wins where they and the model disagree."""

from __future__ import annotations

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.bare_terms import BareTermSpotter
from assistant.nlu.components import rank
from assistant.nlu.extractor import NameExtractor
from assistant.nlu.reader import AnswerSpotter
from assistant.nlu.words import WordTokenizer

NAMES, WORDS = NameExtractor(), WordTokenizer(WordTokenizer.get_default_config())
ANSWERS, TERMS = AnswerSpotter(), BareTermSpotter()


def understood(text: str, model: str = "nlu_fallback", confidence: float = 0.4) -> str:
    """The intent after the rules, where the language model is as sure as told of `model`."""
    message = Message(data={TEXT: text})
    NAMES.process([message])
    message.set(TOKENS_NAMES[TEXT], WORDS.tokenize(message, TEXT))
    rank(message, [(model, confidence), ("thank", 0.01)])
    TERMS.process(ANSWERS.process([message]))
    assert model in [one["name"] for one in message.get(INTENT_RANKING_KEY)]
    return str(message.get(INTENT)["name"])


@pytest.mark.parametrize(
    "text", ["LRE?", "whats a SELPA", "define root cause analysis pls", "T3 meaning", "ok so what is CCEIS again"]
)
def test_little_more_than_one_term_asks_what_it_means(text: str) -> None:
    assert understood(text) == "ask_term"


@pytest.mark.parametrize("text", ["who is on the CIM team", "LRE or FAPE", "why T3", "what is the weather"])
def test_more_than_that_is_left_to_the_language_model(text: str) -> None:
    assert understood(text, "ask_cim_team", 0.5) == "ask_cim_team"


def test_a_sure_model_is_believed_that_something_else_is_asked() -> None:
    assert understood("small LEA cycle?", "ask_small_lea_cycle", 0.95) == "ask_small_lea_cycle"
    assert understood("cyclical monitoring?", "ask_small_lea_cycle", 0.6) == "ask_term"


@pytest.mark.parametrize("text", ["tenemos 4 elementos", "什么是 CIM", "no hablo inglés"])
def test_another_language_is_nothing_for_us(text: str) -> None:
    assert understood(text, "deny", 0.95) == "out_of_scope"


def test_a_courtesy_in_another_language_is_returned() -> None:
    assert understood("hola", "greet", 0.9) == "greet"


@pytest.mark.parametrize(
    "text", ["we missed 4 elements", "letter is from 2023", "we are not sig dis", "a charter, 45 swd"]
)
def test_a_told_fact_is_meant_for_the_interview(text: str) -> None:
    assert understood(text) == "inform"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("add a COE", "add_lea"),
        ("any changes for 2024 ADL", "ask_year_difference"),
        ("can a parent sue us because we are sig dis", "out_of_scope"),
    ],
)
def test_a_fact_only_mentioned_tells_nothing_where_the_model_is_sure(text: str, meant: str) -> None:
    assert understood(text, meant, 0.95) == meant
    assert understood(text, meant, 0.5) == "inform"


def test_who_tells_and_asks_is_heard_in_both() -> None:
    assert understood("we have 120 swd, what must we do", "ask_duties", 0.95) == "inform"


def test_a_told_fact_is_no_bare_term_and_a_sure_model_no_reason_against_it() -> None:
    assert understood("we are not sig dis", "deny", 0.95) == "inform"
