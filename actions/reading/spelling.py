"""Repairing the spelling of the words that reading depends on, against a closed list of them.

Only a word that is none that we know is repaired, and only where a single word of the list is the likeliest to have
been meant. What stays in doubt stays as it was typed: an unknown word, of which nothing is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from actions.reading.text import Span

__all__ = ["Repaired", "Speller"]

_WORD = re.compile(r"(?<![a-z'])(?:[bsw]/[bco]?(?![a-z])|[a-z]+(?:'[a-z]+)*(?![a-z']))")
_VOWELS = frozenset("aeiou")
_SOUND_ALIKE = frozenset({"ck", "cs", "ks", "sz", "iy", "ey", "dt", "mn"})
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORT = 5
"""Letters up to which a word isn't repaired where a letter is replaced by one that is neither near nor alike."""
_LONG = 8
"""Letters from which a word may have two letters wrong, or a wrong one at its beginning."""
_FAR = 3
"""How unlikely it is that a letter is replaced by one that is neither near nor alike."""
_ABBREVIATED = 7
"""Letters of the shortest word that is known by its consonants even where one of them is left out."""
_FEWEST = 3
"""Letters of the shortest word that is repaired, and of the shortest that may have been typed as one with another."""
_FORMS = [
    (re.compile(pattern), simple)
    for pattern, simple in (
        (r"(?:'s|s')$|(?<!s)s$|(?:(?<=[sxzo])|(?<=[cs]h))es$", ""),
        (r"i(?:es|ed|ly)$", "y"),
        (r"(?:ed|ing|ly)$", ""),
        (r"(?:ed|ing)$", "e"),
        (r"([bdglmnprt])\1(?:ed|ing)$", r"\1"),
    )
]
"""How regular forms of a word end, and what its simplest form has instead."""


class _Edit(NamedTuple):
    """A word's text, where it stood, and where what it was replaced by stands."""

    was: Span
    now: Span


@dataclass(frozen=True)
class Repaired:
    """A text with its spelling repaired, and the way between places in it and in what was typed."""

    text: str
    edits: tuple[_Edit, ...] = ()

    def place(self, span: tuple[int, int]) -> Span:
        """Where that which stood at `span` in the typed text stands now."""
        return Span(self._shift(span[0], 0, 1, at_end=False), self._shift(span[1], 0, 1, at_end=True))

    def typed(self, span: tuple[int, int]) -> Span:
        """Where that which stands at `span` stood in the typed text."""
        return Span(self._shift(span[0], 1, 0, at_end=False), self._shift(span[1], 1, 0, at_end=True))

    def _shift(self, position: int, source: int, target: int, *, at_end: bool) -> int:
        shift = 0
        for edit in self.edits:
            start, end = edit[source]
            if position >= end:
                shift = edit[target].end - end
            elif position > start or (position == start and not at_end):
                return edit[target].end if at_end else edit[target].start
            else:
                break
        return position + shift


class _Candidate(NamedTuple):
    """How likely a word was meant; the least is the likeliest."""

    edits: int
    unlikely: int
    """0 for a slip that happens to anyone, such as two letters swapped, up to `_FAR`."""
    word: str


class Speller:
    """Repairs texts. Knows words that may be meant, words that are left alone, and short ways to write."""

    def __init__(
        self, words: Iterable[str], known: Iterable[str], short_forms: Mapping[str, str], names: Iterable[str] = ()
    ) -> None:
        """`words` are what may be repaired to; `short_forms` are written out: "dont", "abt". Of the words in `names`
        even a consonant may be left out with the vowels: "chtr".
        """
        self._words = frozenset(words)
        self._known = self._words | frozenset(known)
        self._short_forms = dict(short_forms)
        for word in self._words:
            bones = _bones(word)
            if len(word) > _SHORT - 1 and len(bones) >= _FEWEST and bones not in self._known:
                # Two words with the same consonants: neither is meant for sure.
                self._short_forms[bones] = word if self._short_forms.get(bones, word) == word else bones
        self._short_forms |= self._shorter_forms(self._words.intersection(names))
        self._by_remains: dict[str, set[str]] = {}
        for word in self._words:
            if len(word) >= _FEWEST:
                for remains in _remains(word, 2 if len(word) >= _LONG else 1):
                    self._by_remains.setdefault(remains, set()).add(word)

    def _shorter_forms(self, names: Iterable[str]) -> dict[str, str]:
        """The `names` without vowels and one more letter, where only one can be meant."""
        meant: dict[str, set[str]] = {}
        for word in names:
            bones = _bones(word)
            if len(word) >= _ABBREVIATED and len(bones) > _FEWEST + 1:
                for at in range(1, len(bones) - 1):
                    meant.setdefault(bones[:at] + bones[at + 1 :], set()).add(word)
        return {
            short: min(words, key=len)
            for short, words in meant.items()
            if _is_one(words) and short not in self._short_forms and not self.knows(short)
        }

    def repair(self, text: str) -> Repaired:
        """Plain `text` with its words repaired."""
        parts: list[str] = []
        edits: list[_Edit] = []
        end = length = 0
        for match in _WORD.finditer(text):
            meant = self.meant_by(match[0])
            if meant == match[0]:
                continue
            if meant == self._short_forms.get(match[0]) and text[match.end() : match.end() + 1].isdigit():
                meant += " "
            parts += (text[end : match.start()], meant)
            length += match.start() - end
            edits.append(_Edit(Span(*match.span()), Span(length, length + len(meant))))
            length, end = length + len(meant), match.end()
        return Repaired("".join((*parts, text[end:])), tuple(edits))

    def meant_by(self, word: str) -> str:
        """The word that was meant by `word`: itself where it is known or nothing is likely."""
        if word in self._short_forms:
            return self._short_forms[word]
        if len(word) < _FEWEST or self.knows(word):
            return word
        found = sorted(self._candidates(word))
        if not found:
            return self._parted(word)
        return word if len(found) > 1 and found[0][:2] == found[1][:2] else found[0].word

    def knows(self, word: str) -> bool:
        """Whether it is a known word, or a regular form of one: "bands", "covered", "planning"."""
        return word in self._known or not self._known.isdisjoint(_stems(word))

    def _parted(self, word: str) -> str:
        """Two words that were typed as one; the word itself where it can't be parted, or in several ways."""
        halves = [(word[:at], word[at:]) for at in range(_FEWEST, len(word) - _FEWEST + 1)]
        found = [pair for pair in halves if self._words.issuperset(pair)]
        return " ".join(found[0]) if len(found) == 1 else word

    def _candidates(self, word: str) -> Iterator[_Candidate]:
        near = {
            one
            for remains in _remains(word, 2 if len(word) >= _LONG - 1 else 1)
            for one in self._by_remains.get(remains, ())
        }
        for one in near:
            most = _most_edits(word, one)
            if most:
                edits, unlikely = _difference(word, one)
                if edits <= most and (unlikely < _FAR or (edits == 1 and min(len(word), len(one)) > _SHORT)):
                    yield _Candidate(edits, unlikely, one)


def _stems(word: str) -> set[str]:
    """The words of which `word` may be a regular form."""
    stems = {pattern.sub(simple, word) for pattern, simple in _FORMS}
    return {stem for stem in stems if len(stem) >= _FEWEST}


def _most_edits(typed: str, word: str) -> int:
    """How many edits there may be between what was typed and the word that was meant; none: it can't be that one."""
    shorter = min(len(typed), len(word))
    if len(word) <= _FEWEST or shorter < _FEWEST:
        return int(len(typed) == len(word) and sorted(typed) == sorted(word))
    if typed[0] == word[0]:
        return 2 if shorter >= _LONG - 1 and len(word) >= _LONG else 1
    return int(shorter >= _LONG - 1 or typed[:2] == word[1::-1])


def _difference(typed: str, word: str) -> tuple[int, int]:
    """How many edits lead from one to the other, and how unlikely the least likely of them is."""
    rows: list[list[tuple[int, int]]] = [[(column, min(column, 1)) for column in range(len(word) + 1)]]
    for at, letter in enumerate(typed, start=1):
        row = [(at, 1)]
        for column, meant in enumerate(word, start=1):
            steps = [
                _plus(rows[-1][column], 0 if _doubled(typed, at - 1) else 2),
                _plus(row[-1], 0 if _doubled(word, column - 1) else 1),
                rows[-1][column - 1] if letter == meant else _plus(rows[-1][column - 1], _strangeness(letter, meant)),
            ]
            if at > 1 and column > 1 and letter == word[column - 2] and typed[at - 2] == meant and letter != meant:
                steps.append(_plus(rows[-2][column - 2], 0))
            row.append(min(steps))
        rows.append(row)
    return rows[-1][-1]


def _plus(cost: tuple[int, int], unlikely: int) -> tuple[int, int]:
    return cost[0] + 1, max(cost[1], unlikely)


def _doubled(word: str, at: int) -> bool:
    """Whether the letter is the second of two that are the same."""
    return word[at] in (word[at - 1 : at], word[at + 1 : at + 2])


def _strangeness(typed: str, meant: str) -> int:
    """2 where a letter is easily typed for the other: both vowels, alike in sound, or neighbours on the keyboard."""
    alike = (typed in _VOWELS and meant in _VOWELS) or "".join(sorted(typed + meant)) in _SOUND_ALIKE
    return 2 if alike or meant in _NEIGHBOURS.get(typed, ()) else _FAR


def _neighbours() -> dict[str, set[str]]:
    places = {key: (row, column + row / 2) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
    return {
        key: {other for other, (r, c) in places.items() if other != key and abs(r - row) <= 1 and abs(c - column) <= 1}
        for key, (row, column) in places.items()
    }


_NEIGHBOURS = _neighbours()


def _remains(word: str, most: int) -> set[str]:
    """What is left of `word` without up to `most` of its letters."""
    remains = last = {word}
    for _ in range(most):
        last = {one[:at] + one[at + 1 :] for one in last for at in range(len(one))}
        remains = remains | last
    return remains


def _is_one(words: set[str]) -> bool:
    """Whether they are forms of one word: "charter" and "charters"."""
    shortest = min(words, key=len)
    return all(word == shortest or shortest in _stems(word) for word in words)


def _bones(word: str) -> str:
    """The word as hurried people write it: without vowels, except a first one."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
