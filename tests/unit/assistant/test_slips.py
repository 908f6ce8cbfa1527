"""Slips of typing are mended by the words that the examples are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.slips import SlipMender
from assistant.nlu.words import WordTokenizer

EXAMPLES = [f"{sentence} {word}" for word in "now today soon please".split() for sentence in ("give thanks", "go back")]


def message(text: str, *entities: dict[str, object]) -> Message:
    made = Message({TEXT: text, ENTITIES: list(entities), INTENT: "thank"})
    made.set(TOKENS_NAMES[TEXT], WordTokenizer(WordTokenizer.get_default_config()).tokenize(made, TEXT))
    return made


@pytest.fixture
def mender(tmp_path: Path) -> SlipMender:
    """As it was loaded again after it had learnt from the examples."""
    storage, resource = LocalModelStorage(tmp_path), Resource("mender")
    SlipMender({}, storage, resource).train(TrainingData([message(text) for text in EXAMPLES]))
    return SlipMender.load({}, storage, resource, None)  # type: ignore[arg-type, return-value]


def words(mender: SlipMender, typed: Message) -> list[str]:
    return [token.text for token in mender.process([typed])[0].get(TOKENS_NAMES[TEXT])]


@pytest.mark.parametrize(
    ("typed", "meant"), [("thnaks", "thanks"), ("GO BCAK", "go back"), ("tahnks bak", "thanks back")]
)
def test_a_slip_is_mended(mender: SlipMender, typed: str, meant: str) -> None:
    assert words(mender, message(typed)) == meant.split()


@pytest.mark.parametrize("text", ["tanks", "black", "gizmo", "1,200", "T3?"])
def test_known_words_numbers_and_what_is_like_nothing_stay(mender: SlipMender, text: str) -> None:
    assert words(mender, message(text)) == [token.text for token in message(text).get(TOKENS_NAMES[TEXT])]


def test_a_name_stays_one_and_a_word_keeps_its_place(mender: SlipMender) -> None:
    typed = message("thnaks SELPAS", {"entity": "term", "value": "selpa", "start": 7, "end": 13})
    thanks, selpa = mender.process([typed])[0].get(TOKENS_NAMES[TEXT])
    assert (thanks.text, thanks.lemma, thanks.start) == ("thanks", "thanks", 0)
    assert (selpa.lemma, selpa.start) == ("__term__", 7)
