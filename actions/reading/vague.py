"""Amounts that are words alone: "none", "a couple", "a few hundred", "in the teens", "the bottom fifth"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from actions.reading.quantity import Quantity
from rules_engine import Interval

__all__ = ["DECADE", "NONE", "NTH_PART", "OUTSIDE", "words_for_amounts"]

# "not among the", "outside the", "none of our indicators is in the" before a band: meant is all that lies above it.
OUTSIDE = re.compile(
    r"(?:\b(?:not|never|neither|none|nothing|nowhere|outside|above|beyond|over|out|(?:better|higher|more|greater) than)"
    r"|n't)"
    r"(?:\s+(?:of|is|are|was|were|been|being|be|ranked|ranks?|falls?|falling|lands?|listed|placed|found|even|actually|really"
    r"|anywhere|close|near|to|them|these|those|us|we|any|our|the|lre|indicators?|ranks|rankings|ones))*"
    r"(?:\s+(?:in|among|amongst|within|inside|part of|one of))?(?:\s+(?:the|our))?\s*$"
)
_FRACTIONS = {"half": 50, "third": 33.33, "quarter": 25, "quartile": 25, "fifth": 20, "quintile": 20}
_FRACTIONS |= {"tenth": 10, "decile": 10}
_FRACTION = re.compile(
    rf"\b(?:(?:bottom|lowest|lower)|(?P<top>top|highest|upper))\s+(?P<part>{'|'.join(_FRACTIONS)})\b"
)
_NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
NTH_PART = re.compile(rf"\b(?P<nth>{'|'.join(_NTHS)})\s+(?P<part>decile|quintile|quartile)\b")
_VAGUE = {"couple": (2, 3), "few": (3, 5), "handful": (3, 7), "several": (3, 9)}
_VAGUE_WORDS = {
    "single digits": (1, 9), "double digits": (10, 99), "teens": (13, 19), "low teens": (11, 14), "mid teens": (14, 16),
    "high teens": (16, 19), "tens": (20, 99), "dozens": (24, 99), "low hundreds": (100, 400), "hundreds": (200, 999),
    "thousands": (2000, 9999),
}  # fmt: skip
_VAGUE_WORD = re.compile(
    rf"(?:\b(?:in|into) )?(?:\bthe )?\b({'|'.join(sorted(_VAGUE_WORDS, key=len, reverse=True))})\b"
)
DECADE = re.compile(
    r"\b(?:(?P<part>low|lower|early|mid|middle|high|upper|late)[\s-]+)?(?:the\s+)?(?P<number>[1-9]\d*0)'?s\b"
)
_PARTS = {"low": (0.0, 0.4), "lower": (0.0, 0.4), "early": (0.0, 0.4), "mid": (0.3, 0.7), "middle": (0.3, 0.7)}
_PARTS |= {"high": (0.6, 1.0), "upper": (0.6, 1.0), "late": (0.6, 1.0)}
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000}
_VAGUE_AMOUNT = re.compile(rf"\b(?:a\s+)?({'|'.join(_VAGUE)})(?:\s+of)?(?:\s+({'|'.join(_SCALE)}))?\b")
NONE = re.compile(
    r"\b(?:none|nil|nothing|not (?:even )?(?:any|one|a single(?: one)?))\b"
    r"(?! (?:of (?:these|those|the above)|else|but)|,? but)"
)


def words_for_amounts(text: str) -> Iterator[Quantity]:
    """The amounts that are words alone: "none", "a couple", "a few hundred", "the bottom fifth"."""
    for match in NONE.finditer(text):
        yield Quantity(match.start(), match.end(), Interval.exactly(0.0), none=True)
    for match in _VAGUE_AMOUNT.finditer(text):
        low, high = _VAGUE[match[1]]
        scale = _SCALE.get(match[2] or "", 1)
        yield Quantity(match.start(), match.end(), Interval(low * scale, high * scale), inexact=True)
    for match in _VAGUE_WORD.finditer(text):
        yield Quantity(match.start(), match.end(), Interval(*_VAGUE_WORDS[match[1]]), inexact=True)
    for match in DECADE.finditer(text):
        yield Quantity(match.start(), match.end(), _decade(int(match["number"]), match["part"]), inexact=True)
    for match in NTH_PART.finditer(text):
        last, width = _NTHS[match["nth"]], _FRACTIONS[match["part"]]
        interval = Interval(width * (last - 1), width * last)
        yield Quantity(match.start(), match.end(), interval, percent=True, inexact=True)
    for match in _FRACTION.finditer(text):
        width = _FRACTIONS[match["part"]]
        interval = Interval(100 - width, 100) if match["top"] else Interval(0, width)
        start = match.start()
        if (outside := OUTSIDE.search(text, 0, start)) and not match["top"]:
            start, interval = outside.start(), Interval(interval.high, math.inf, low_open=True)
        yield Quantity(start, match.end(), interval, percent=True, inexact=True)


def _decade(number: int, part: str | None) -> Interval:
    """What "the 40s" or "high 300s" range over."""
    width = 1
    while number % (width * 10) == 0:
        width *= 10
    first, last = _PARTS.get(part or "", (0.0, 1.0))
    return Interval(number + math.floor(first * width), number + math.ceil(last * width) - 1)
