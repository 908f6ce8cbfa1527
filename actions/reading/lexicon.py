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
_PARTING = re.compile(r"[\s:=-]+")
"""What may stand between the words of a phrase: "not-met", "sd: no"."""


class Cue:
    """Finds any of some phrases in plain text, as whole words and the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        ordered = sorted(phrases, key=len, reverse=True)
        self._longest = len(ordered[0]) + 2 if ordered else 0
        alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"(?:[\s-]+|\s*[:=]\s*)") for phrase in ordered)
        self._pattern = re.compile(rf"(?<![\w'])(?:{alternatives})(?![\w'])" if ordered else r"(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Where the phrases stand in `text` between `start` and `end`."""
        stop = len(text) if end is None else end
        return [Span(*match.span()) for match in self._pattern.finditer(text, start, stop)]

    def is_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase stands in `text` between `start` and `end`."""
        return self._pattern.search(text, start, len(text) if end is None else end) is not None

    def ends_at(self, text: str, position: int) -> Span | None:
        """Where a phrase stands that ends at `position` of `text`, spaces and signs left aside."""
        end = len(text[:position].rstrip(" :=#-"))
        return next((span for span in self.find(text, max(0, end - self._longest), end) if span.end == end), None)

    def opens(self, text: str) -> bool:
        """Whether `text` begins with one of the phrases."""
        return self._pattern.match(text.lstrip()) is not None


def _simple(phrase: str) -> str:
    return _PARTING.sub(" ", phrase)


class _Values:
    """Finds phrases that give a value."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._cue = Cue(phrase for several in phrases.values() for phrase in several)
        self._values = {_simple(phrase): value for value, several in phrases.items() for phrase in several}

    def find(self, text: str, span: Span) -> list[tuple[Span, str]]:
        """Where they stand in `span` of `text`, and which values they give."""
        found = self._cue.find(text, *span)
        return [(one, self._values[_simple(text[slice(*one)])]) for one in found]


@dataclass(frozen=True)
class Lexicon:
    """One language's words. `facts` and `choices` hold the phrases for facts and for their choices by id, `units` the
    words behind a number that say which fact it counts, `verbs` those in front of it, `when_asked` the phrases that
    give a value only to the fact in question, `outright` those that give one whatever is asked. Misspelt words are
    repaired to the words of all of these and to `more_words`; `left_alone` are common English words, `short_forms`
    what is written out.
    """

    facts: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    not_meant: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    when_asked: Mapping[str, Mapping[str, tuple[str, ...]]]
    outright: Mapping[str, Mapping[str, tuple[str, ...]]]
    bare_answers: Mapping[str, Mapping[str, str]]
    cue_phrases: Mapping[str, tuple[str, ...]]
    more_words: tuple[str, ...]
    left_alone: tuple[str, ...]
    short_forms: Mapping[str, str]

    @cached_property
    def speller(self) -> Speller:
        """Repairs the spelling of plain text."""
        by_id = (
            *self.choices.values(),
            *self.when_asked.values(),
            *self.outright.values(),
            self.facts,
            self.units,
            self.verbs,
            self.cue_phrases,
        )
        phrases = [phrase for group in by_id for several in group.values() for phrase in several]
        words = _WORD.findall(" ".join([*phrases, *self.not_meant, *self.more_words, *self.short_forms.values()]))
        named = (*self.facts.values(), *(phrases for by_id in self.choices.values() for phrases in by_id.values()))
        names = _WORD.findall(" ".join(phrase for phrases in named for phrase in phrases))
        return Speller(words, self.left_alone, self.short_forms, names)

    @cached_property
    def _cues(self) -> Mapping[str, Cue]:
        return {name: Cue(phrases) for name, phrases in self.cue_phrases.items()}

    @cached_property
    def _units(self) -> Mapping[str, Cue]:
        return {fact: Cue(words) for fact, words in self.units.items()}

    @cached_property
    def _verbs(self) -> Mapping[str, Cue]:
        return {fact: Cue(words) for fact, words in self.verbs.items()}

    @cached_property
    def _when_asked(self) -> Mapping[str, _Values]:
        return {fact: _Values(values) for fact, values in self.when_asked.items()}

    @cached_property
    def _outright(self) -> Mapping[str, _Values]:
        return {fact: _Values(values) for fact, values in self.outright.items()}

    def values_when_asked(self, fact: str, text: str, span: Span) -> list[tuple[Span, str]]:
        """The phrases in `span` of `text` that give a value to `fact` while it is asked for, and those values."""
        return self._when_asked[fact].find(text, span) if fact in self._when_asked else []

    def values_outright(self, text: str, span: Span) -> list[tuple[Span, str, str]]:
        """The phrases in `span` of `text` that give a value whatever is asked, each with its fact and that value."""
        return [(place, fact, value) for fact, of in self._outright.items() for place, value in of.find(text, span)]

    def verb_before(self, text: str, position: int) -> tuple[str, Span] | None:
        """The fact that is counted, if the words in `text` directly before `position` say so, and where they stand."""
        found = ((fact, cue.ends_at(text, position)) for fact, cue in self._verbs.items())
        return next(((fact, span) for fact, span in found if span), None)

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
