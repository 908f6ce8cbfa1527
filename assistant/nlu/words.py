"""The pipeline's tokenizer: the words of a message, and in their place the kind of name that they belong to.

A language model trained on a few thousand sentences has seen no term with every question. To it, "what is LRE" is
"what is __term__" as well as what was typed.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.reading.text import plain

__all__ = ["WordTokenizer"]

_PLACEHOLDERS = ("level", "term", "elsewhere")
"""The kinds of names that stand for each other; the first wins where one text is several."""
_WORD = re.compile(r"[\w'&+%$@]+|[?!]+|[^\w\s.,;:\"()-]+")
_YEAR = re.compile(r"20\d\d")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class WordTokenizer(Tokenizer):
    """Tokens whose `text` is the word as typed and whose `lemma` is the placeholder. Comes after the name extractor."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What Rasa's base class asks for: intents are one token each."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordTokenizer:
        """The component as Rasa builds it."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of the message; of the words of one name, the first stands for all."""
        raw = message.get(attribute)
        entities = message.get(ENTITIES, []) if attribute == TEXT else []
        text = plain(raw)
        names = [_name_at(match.start(), entities) for match in _WORD.finditer(text)]
        tokens: list[Token] = []
        before: tuple[int, str] | None = None
        for match, name in zip(_WORD.finditer(text), names, strict=True):
            token = Token(match[0], match.start())
            if name:
                token.lemma = "" if name == before else f"__{name[1]}__"
            elif _YEAR.fullmatch(match[0]):
                token.lemma = "__year__"
            tokens.append(token)
            before = name
        return tokens or [Token(raw, 0)]


def _name_at(position: int, entities: list[dict[str, Any]]) -> tuple[int, str] | None:
    """Where the name begins that the character belongs to, and its kind."""
    for kind in _PLACEHOLDERS:
        for entity in entities:
            if entity["entity"] == kind and entity["start"] <= position < entity["end"]:
                return entity["start"], kind
    return None
