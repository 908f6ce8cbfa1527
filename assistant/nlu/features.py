"""What the language model sees of a message: its words, alone and in pairs, and the pieces of its words.

The words come twice: with placeholders for names and numbers, since a model that is trained on some thousand sentences
has seen no term with every question; and as they were typed. Pieces of words forgive typing errors.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.reading.text import plain

__all__ = ["KINDS", "Features"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_SHORTEST, _LONGEST = 2, 5
"""Characters of a piece of a word, with the space before and behind the word."""
_SEEN: Final[Mapping[str, int]] = {"in_general": 1, "as_typed": 1, "pieces": 2}
"""Examples that a feature of each kind must stand in to be learnt from."""


def _in_general(message: Message) -> Iterator[str]:
    words = [token.lemma for token in _tokens(message) if token.lemma]
    return _with_pairs(["__number__" if _NUMBER.fullmatch(word) else word for word in words])


def _as_typed(message: Message) -> Iterator[str]:
    return _with_pairs([token.text for token in _tokens(message)])


def _pieces(message: Message) -> Iterator[str]:
    for word in plain(message.get(TEXT)).split():
        padded = f" {word} "
        for length in range(_SHORTEST, min(_LONGEST, len(padded)) + 1):
            yield from (padded[at : at + length] for at in range(len(padded) - length + 1))


def _tokens(message: Message) -> list[Token]:
    return list(message.get(TOKENS_NAMES[TEXT], []))


def _with_pairs(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


_WORDS: Final = ("in_general", "as_typed")
"""The kinds that have whole words among them."""
KINDS: Final[Mapping[str, Callable[[Message], Iterator[str]]]] = {
    "in_general": _in_general,
    "as_typed": _as_typed,
    "pieces": _pieces,
}
"""The kinds of features, and how those of a message are found. The message must have been tokenized."""


class Features:
    """The features of messages as numbers: a column for each that was learnt, the rarer the heavier (TF-IDF)."""

    def __init__(self, columns: Mapping[str, Mapping[str, int]], weights: npt.NDArray[np.float32]) -> None:
        """`columns` holds, by kind, the column of each feature; `weights` what each column weighs."""
        self.columns = columns
        self.weights = weights

    @classmethod
    def learnt(cls, examples: Sequence[Message], kinds: Sequence[str] = tuple(KINDS)) -> Features:
        """The features that are found in the examples."""
        columns: dict[str, dict[str, int]] = {}
        weights: list[float] = []
        for kind in kinds:
            found = Counter(feature for example in examples for feature in set(KINDS[kind](example)))
            seen = [feature for feature, times in found.items() if times >= _SEEN[kind]]
            columns[kind] = {feature: len(weights) + at for at, feature in enumerate(sorted(seen))}
            weights += [1 + math.log((1 + len(examples)) / (1 + found[feature])) for feature in columns[kind]]
        return cls(columns, np.array(weights, dtype=np.float32))

    def all_strange(self, message: Message) -> bool:
        """Whether the message has several words, and none that was learnt."""
        kinds = [self.columns[kind] for kind in _WORDS if kind in self.columns]
        forms = [form for token in _tokens(message) for form in {token.text, token.lemma}]
        return bool(kinds) and len(_tokens(message)) > 1 and not any(form in known for form in forms for known in kinds)

    def of(self, message: Message) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The columns that the message sets, and their values: those of each kind have length 1 together."""
        columns: list[npt.NDArray[np.int64]] = []
        values: list[npt.NDArray[np.float32]] = []
        for kind, known in self.columns.items():
            counts = Counter(known[feature] for feature in KINDS[kind](message) if feature in known)
            at = np.fromiter(counts, dtype=np.int64, count=len(counts))
            often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
            value = (1 + np.log(often)) * self.weights[at]
            columns.append(at)
            values.append(value / (np.linalg.norm(value) or 1.0))
        return np.concatenate(columns), np.concatenate(values)
