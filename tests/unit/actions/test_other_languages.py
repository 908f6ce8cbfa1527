"""Messages in other languages are recognised, and places with foreign names aren't taken for them."""

from __future__ import annotations

import pytest

from actions.answering import answer
from actions.answering.question import Question
from actions.conversation import Conversation, rulebook
from actions.other_languages import is_in_another, names_another
from rules_engine import Facts


@pytest.mark.parametrize(
    "text",
    [
        "¿qué tenemos que hacer?",
        "necesito ayuda con la carta",
        "No sé",
        "NOUS AVONS REÇU UNE LETTRE",
        "wir brauchen Hilfe",
        "tôi cần giúp đỡ",
        "什么时候",
        "когда срок",
        "متى الموعد النهائي",
    ],
)
def test_another_language_is_recognised(text: str) -> None:
    assert is_in_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "La Cañada Unified",
        "El Dorado COE, 2 elements",
        "Dos Palos",
        "San José",
        "no",
        "a para quit",
        "what is the LRE",
        "¯\\_(ツ)_/¯",
        "",
        "42 %",
    ],
)
def test_names_of_places_and_plain_english_are_not(text: str) -> None:
    assert not is_in_another(text)


def test_who_asks_for_another_language_or_writes_in_one_is_told_that_it_has_to_be_english() -> None:
    nothing = Conversation(Facts({}, rulebook().vocabulary))
    said = [answer(nothing, Question("out_of_scope", text))[0].text for text in ("Spanish please", "no hablo inglés")]
    assert names_another("Spanish please")
    assert said[0] == said[1]
    assert "English" in said[0]
    assert answer(nothing, Question("out_of_scope", "any jokes?"))[0].text != said[0]
