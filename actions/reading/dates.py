"""Years of letters, in a text: "the 2023 letter", "March 20, 2023", "3/20/2023", "2022-23"."""

from __future__ import annotations

import re
from typing import NamedTuple

from actions.reading.text import overlaps

__all__ = ["YearMention", "find_years"]

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d\d)"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?[-/]\s?(?P<second>(?:20)?\d\d)(?![\d%/-])",
        rf"(?<!\d){_YEAR}-\d\d-\d\d(?!\d)",
        rf"(?<!\d){_YEAR}/(?:0[1-9]|1[0-2])(?![\d/])",
        rf"(?<!\d){_YEAR},?\s+{_MONTH}(?:\s+{_DAY})?(?![\d%])",
        rf"(?<![\d/-])(?:0?[1-9]|1[0-2])-{_YEAR}(?!\d)",
        r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](?P<year>(?:20)?\d\d)(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"\b(?:{_DAY}\s+(?:of\s+)?)?{_MONTH},?\s+(?:(?:in|of)\s+)?{_YEAR}(?!\d)",
        rf"(?<![\w.,$-]){_YEAR}(?![\d%]|[.,]\d|\+)",
    )
]


_SHORT_YEAR = r"(?P<year>1[89]|2\d|30)"
_TENS = {"eighteen": 18, "nineteen": 19, "twenty": 20} | {
    f"twenty{dash}{word}": 20 + n
    for n, word in enumerate("one two three four five six seven eight nine".split(), start=1)
    for dash in (" ", "-")
}
_SPOKEN = re.compile(
    rf"\b(?:twenty|two thousand(?: and)?)[ -](?P<spoken>{'|'.join(sorted(_TENS, key=len, reverse=True))})\b"
)
_ASKED = [
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+'?{_SHORT_YEAR}(?!\d)",
        rf"(?<!\d)\d{{1,2}}[/-]\d{{1,2}}[/-]{_SHORT_YEAR}(?!\d)",
        rf"\b{_MONTH},?\s+'?{_SHORT_YEAR}(?![\d%]|st|nd|rd|th|,?\s+'?\d\d)",
        rf"(?<![\w.,$/-])'?{_SHORT_YEAR}\s?[-/]\s?(?P<second>\d\d)(?![\d%/-])",
        rf"(?<![\w.,$/-])'?{_SHORT_YEAR}(?![\d%/-]|[.,]\d|\+)",
    )
]
_BESIDE_LETTER = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:adl|letter)\s+(?:of|from|for|dated)\s+(?:the\s+)?(?:year\s+)?{_YEAR}(?!\d)",
        rf"(?<![\w.,$/-])'{_SHORT_YEAR}(?![\d%/-]|[.,]\d)",
        rf"(?<![\w.,$/-])'?{_SHORT_YEAR}(?=\s+(?:adl|letter|determination)\b)",
        rf"\b(?:adl|letter(?:\s+(?:of|from))?|fy|sy)\s+'?{_SHORT_YEAR}(?![\d%/-]|[.,]\d|\s+[a-z])",
    )
]


_MONITORING = re.compile(rf"\bmy'?(?:20)?{_SHORT_YEAR}(?!\w)")
"""The monitoring year, for short: "MY23"."""


class YearMention(NamedTuple):
    """A year, or the two that a school year such as "2022-23" may mean; `dated` where only a date can be meant."""

    start: int
    end: int
    years: tuple[int, ...]
    dated: bool


def find_years(text: str, asked: bool = False) -> list[YearMention]:
    """The years in plain `text`, in order. A bare "2023" may as well be a count: it isn't `dated`.

    Two digits are a year beside the letter; anywhere, where a year is what was `asked` for.
    """
    found = [
        YearMention(match.start(), match.end(), (2000 + _TENS[match["spoken"]],), True)
        for match in _SPOKEN.finditer(text)
    ]
    for at, pattern in enumerate((*_PATTERNS, _MONITORING, *(_ASKED if asked else _BESIDE_LETTER))):
        for match in pattern.finditer(text):
            if overlaps(match.span(), [mention[:2] for mention in found]):
                continue
            year = int(match["year"]) % 100 + 2000
            years: tuple[int, ...] = (year,)
            if second := match.groupdict().get("second"):
                if int(second) % 100 + 2000 != year + 1:
                    continue
                years = (year, year + 1)
            found.append(YearMention(match.start(), match.end(), years, at != len(_PATTERNS) - 1))
    return sorted(found)
