"""Text made plain for reading: lower case, one kind of dash, quote and space, every character in its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Places", "Span", "clauses", "overlaps", "plain", "word_spans", "words"]

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\t\u00a0\u2007\u202f", " "),
    }
)
_MARKUP = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|i|iframe|img|li|ol|p|pre|s|script|span|strong|style|svg|table|t[dhr]|u|ul)"
    r"\b[^<>]*/?>",
    re.IGNORECASE,
)
"""Tags, which say nothing; the ">" in one is no "more than"."""
_O_FOR_ZERO = re.compile(r"(?<=\d)o(?=o*\d)")
_WORD = re.compile(r"[a-z0-9][a-z0-9'.%+-]*")
# A comma or full stop between digits belongs to the number.
_CLAUSE_END = re.compile(r"[;!?\n]|[.,](?!\d)|(?<!\d)[.,]|:(?=\s*\n)")


class Span(NamedTuple):
    """Where something stands in a text."""

    start: int
    end: int


class Places:
    """Spans of a text, made ready to be asked often; a message of many numbers is."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if joined and start < joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def overlap(self, span: tuple[int, int]) -> bool:
        """Whether one of them shares a character with `span`."""
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._ends[before - 1] > span[0]


def plain(text: str) -> str:
    """`text` in lower case and simple characters; positions stay what they were, so that spans still fit."""
    without_tags = _MARKUP.sub(lambda tag: " " * len(tag[0]), text) if "<" in text else text
    return _O_FOR_ZERO.sub("0", "".join(_plain_character(character) for character in without_tags.translate(_ALIKE)))


def _plain_character(character: str) -> str:
    for simpler in (unicodedata.normalize("NFKC", character).lower(), character.lower()):
        if len(simpler) == 1:
            return simpler
    return character


def clauses(text: str) -> Iterator[Span]:
    """The parts of plain `text` between its punctuation marks."""
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start:].strip():
        yield Span(start, len(text))


def words(text: str, without: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The words of plain `text` that don't overlap the spans in `without`."""
    return [text[slice(*span)] for span in word_spans(text, without)]


def word_spans(text: str, without: Iterable[tuple[int, int]] = ()) -> list[Span]:
    """Where the words of plain `text` stand that don't overlap the spans in `without`."""
    spans = list(without)
    return [Span(*match.span()) for match in _WORD.finditer(text) if not overlaps(match.span(), spans)]


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether `span` shares a character with any of `others`."""
    return any(span[0] < end and start < span[1] for start, end in others)
