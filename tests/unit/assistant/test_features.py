"""What the language model sees of a message."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.features import KINDS, Features
from assistant.nlu.words import WordTokenizer


def message(text: str, *names: tuple[str, str]) -> Message:
    """A tokenized message in which `names`, each a text and its kind, were found."""
    entities = [
        {"entity": kind, "value": kind, "start": text.index(name), "end": text.index(name) + len(name)}
        for name, kind in names
    ]
    made = Message(data={TEXT: text, ENTITIES: entities})
    made.set(TOKENS_NAMES[TEXT], WordTokenizer(WordTokenizer.get_default_config()).tokenize(made, TEXT))
    return made


def test_a_name_stands_for_its_kind_and_stays_as_typed_too() -> None:
    asks = message("what is LRE", ("LRE", "term"))
    assert "is __term__" in KINDS["in_general"](asks)
    assert "is lre" in KINDS["as_typed"](asks)


def test_a_name_of_several_words_is_one() -> None:
    asks = message("define root cause analysis now", ("root cause analysis", "term"))
    assert [*KINDS["in_general"](asks)][:3] == ["define", "__term__", "now"]


@pytest.mark.parametrize("number", ["7", "1,200", "10.5%"])
def test_numbers_are_all_alike(number: str) -> None:
    assert "__number__" in KINDS["in_general"](message(f"rank {number}"))


def test_a_misspelt_word_shares_most_of_its_pieces_with_the_right_one() -> None:
    right, wrong = (set(KINDS["pieces"](message(word))) for word in ("previous", "previus"))
    assert len(right & wrong) > len(right - wrong)


def test_what_is_rare_weighs_more() -> None:
    features = Features.learnt([message("the plan"), message("the team"), message("the level")], ["as_typed"])
    columns, values = features.of(message("the team"))
    by_name = dict(zip(columns, values, strict=True))
    assert by_name[features.columns["as_typed"]["team"]] > by_name[features.columns["as_typed"]["the"]]


def test_each_kind_has_unit_length_and_what_was_never_seen_has_no_column() -> None:
    features = Features.learnt([message("who is on the team"), message("who helps our team")])
    columns, values = features.of(message("who is on the zebra team"))
    assert np.linalg.norm(values) == pytest.approx(len(KINDS) ** 0.5)
    assert columns.max() < len(features.weights)


def test_a_message_without_anything_known_has_no_features() -> None:
    columns, _ = Features.learnt([message("team")]).of(message("###"))
    assert columns.size == 0


def test_several_words_of_which_none_was_seen_are_strange() -> None:
    features = Features.learnt([message("who is on the team"), message("what is LRE", ("LRE", "term"))])
    assert features.all_strange(message("zebra crossing"))
    assert not features.all_strange(message("zebra team"))
    assert not features.all_strange(message("zebra SELPA", ("SELPA", "term")))
    assert not features.all_strange(message("zebra"))
