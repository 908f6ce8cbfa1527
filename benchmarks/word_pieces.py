"""Text as the numbers of word pieces, in the way of BERT without letter case: longest known piece first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["WordPieces"]

_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST_WORD: Final = 100
"""Letters from which a word counts as unknown."""
_CHINESE = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
"""Chinese characters: each is a word."""


class WordPieces:
    """Cuts texts into the pieces of a vocabulary; a piece that goes on within a word begins with `##` in it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary` holds each piece at the place that is its number."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}

    def of(self, text: str, most: int) -> list[int]:
        """The numbers of the first `most` pieces of `text`, those that mark its beginning and end among them."""
        pieces = [piece for word in _words(text) for piece in self._cut(word)]
        return [self._numbers[piece] for piece in (_START, *pieces[: most - 2], _END)]

    def _cut(self, word: str) -> list[str]:
        pieces: list[str] = []
        at = 0
        while at < len(word):
            mark = "##" if at else ""
            ends = range(len(word), at, -1)
            end = next((end for end in ends if mark + word[at:end] in self._numbers), None)
            if end is None or len(word) > _LONGEST_WORD:
                return [_UNKNOWN]
            pieces.append(mark + word[at:end])
            at = end
        return pieces


def _words(text: str) -> Iterator[str]:
    """Words without case and accents; each punctuation mark is a word."""
    plain = unicodedata.normalize("NFD", _CHINESE.sub(r" \1 ", text.lower()))
    kinds = [(letter, unicodedata.category(letter)) for letter in plain]
    spaced = [
        f" {letter} " if _is_punctuation(letter, kind) else " " if letter.isspace() else letter
        for letter, kind in kinds
        if kind != "Mn" and (letter.isspace() or kind[0] != "C")
    ]
    yield from "".join(spaced).split()


def _is_punctuation(letter: str, kind: str) -> bool:
    return kind[0] == "P" or (letter.isascii() and not letter.isalnum() and not letter.isspace())
