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
        r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](?P<year>(?:20)?\d\d)(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"\b(?:{_DAY}\s+(?:of\s+)?)?{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"(?<![\w.,$-]){_YEAR}(?![\d%]|[.,]\d|\s*\+)",
    )
]


class YearMention(NamedTuple):
    """A year, or the two that a school year such as "2022-23" may mean; `dated` where only a date can be meant."""

    start: int
    end: int
    years: tuple[int, ...]
    dated: bool


def find_years(text: str) -> list[YearMention]:
    """The years in plain `text`, in order. A bare "2023" may as well be a count: it isn't `dated`."""
    found: list[YearMention] = []
    for at, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            if overlaps(match.span(), [mention[:2] for mention in found]):
                continue
            year = int(match["year"]) % 100 + 2000
            years: tuple[int, ...] = (year,)
            if second := match.groupdict().get("second"):
                if int(second) % 100 + 2000 != year + 1:
                    continue
                years = (year, year + 1)
            found.append(YearMention(match.start(), match.end(), years, at < len(_PATTERNS) - 1))
    return sorted(found)
