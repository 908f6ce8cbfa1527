"""Recognising a message that isn't in English, so that it is answered as such and nothing is made of it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from actions.content import read_content

__all__ = ["is_in_another", "names_another"]

_WORD: Final = re.compile(r"[^\W\d_]+")


def is_in_another(text: str) -> bool:
    """Whether the text is in another language: half of its letters are of another script, or most of its words of one.

    Two words are enough where as many may be names. Short words that both may have don't count, as "La" and "de".
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    letters = "".join(words)
    foreign = sum(not unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in letters)
    if foreign > 1 and foreign * 2 >= len(letters):
        return True
    telling = [word for word in words if word not in _listed("besides")]
    strange = sum(not _listed("words").isdisjoint((word, _without_accents(word))) for word in telling)
    return strange * 2 > len(telling) or 1 < strange == len(telling) - strange


def names_another(text: str) -> bool:
    """Whether the text names another language."""
    return not _listed("names").isdisjoint(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(read_content("other_languages.yml")[key])


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
