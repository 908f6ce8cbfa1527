"""Finding in a message the words that are said to the tour."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["breaks_off", "is_one_of", "names_one_of"]

_FILLERS = re.compile(
    r"\b(?:ok(?:ay)?|please|pls|thanks|thank you|well|so|let's|lets|just|now|i|we|want to|it's|its)\b"
)
_AWAY = re.compile(r"(?:stop|quit|enough|leave|end|finish)\b(?! *\d)")
_NOT_WORDS = re.compile(r"[^\w\s'%]+")


def is_one_of(text: str, phrases: Iterable[str]) -> bool:
    """Whether the message is one of `phrases`, apart from words that add nothing."""
    plain = _plain(text)
    said = {plain, _squeezed(_FILLERS.sub(" ", plain))}
    return any(_plain(phrase) in said for phrase in phrases)


def names_one_of(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases` stands in the message, as whole words."""
    plain = f" {_plain(text)} "
    return any(f" {_plain(phrase)} " in plain for phrase in phrases)


def breaks_off(text: str) -> bool:
    """Whether the message begins with a word for leaving: "stop asking me". "Stop 3" names a stop."""
    return _AWAY.match(_plain(text)) is not None


def _plain(text: str) -> str:
    return _squeezed(_NOT_WORDS.sub(" ", text.casefold().replace("\u2019", "'")))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
