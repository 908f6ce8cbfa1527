"""The words by which people name facts and give answers, as data that the reader is handed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from actions.reading.spelling import Speller
from actions.reading.text import Span

__all__ = ["Cue", "Lexicon"]

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")


class Cue:
    """Finds any of some phrases in plain text, as whole words and the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        ordered = sorted(phrases, key=len, reverse=True)
        alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
        self._pattern = re.compile(rf"(?<![\w'])(?:{alternatives})(?![\w'])" if ordered else r"(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Where the phrases stand in `text` between `start` and `end`."""
        stop = len(text) if end is None else end
        return [Span(*match.span()) for match in self._pattern.finditer(text, start, stop)]

    def is_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase stands in `text` between `start` and `end`."""
        return self._pattern.search(text, start, len(text) if end is None else end) is not None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with one of the phrases."""
        return self._pattern.match(text.lstrip()) is not None


@dataclass(frozen=True)
class Lexicon:
    """One language's words. `facts` and `choices` hold the phrases for facts and for their choices by id, `units` the
    words behind a number that say which fact it counts. Misspelt words are repaired to the words of all of these and to
    `more_words`; `left_alone` are English words near to them, `short_forms` what is written out.
    """

    facts: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    not_meant: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    bare_answers: Mapping[str, Mapping[str, str]]
    cue_phrases: Mapping[str, tuple[str, ...]]
    more_words: tuple[str, ...]
    left_alone: tuple[str, ...]
    short_forms: Mapping[str, str]

    @cached_property
    def speller(self) -> Speller:
        """Repairs the spelling of plain text."""
        by_id = (*self.choices.values(), self.facts, self.units, self.cue_phrases)
        phrases = [phrase for group in by_id for several in group.values() for phrase in several]
        words = _WORD.findall(" ".join([*phrases, *self.not_meant, *self.more_words, *self.short_forms.values()]))
        return Speller(words, self.left_alone, self.short_forms)

    @cached_property
    def _cues(self) -> Mapping[str, Cue]:
        return {name: Cue(phrases) for name, phrases in self.cue_phrases.items()}

    @cached_property
    def _units(self) -> Mapping[str, Cue]:
        return {fact: Cue(words) for fact, words in self.units.items()}

    def unit_at(self, text: str, position: int) -> tuple[str, Span] | None:
        """The fact that is counted, if the word in `text` at `position` says so, and where that word stands."""
        for fact, words in self._units.items():
            for span in words.find(text, position):
                if not text[position : span.start].strip():
                    return fact, span
        return None

    def cue(self, name: str) -> Cue:
        """The cue called `name` in the lexicon file."""
        return self._cues[name]
