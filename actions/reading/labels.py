"""Digits that are no amounts: the numbers of indicators, levels, steps, pages, grades and plans."""

from __future__ import annotations

import re

from actions.reading.text import Span

__all__ = ["labels"]

_ONE = (
    r"indicator|ind\.?|step|level|targeted|intensive|t|i|cycle|question|grade|gr\.?|age|page|pp?\.|pg\.?|section|sec\.?"
    r"|part|tier|phase|activity|room|appendix|table|box|line|item|row|column|form|attachment|version|#"
)
_SEVERAL = r"indicators|inds|steps|levels|questions|grades|ages|pages|sections|parts|activities|cycles|rows|lines"
_TO = r"\s*(?:-|/|to|thru|through)\s*"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.'])(?:{_ONE})\s*#?\d+[a-z]?(?:(?:{_TO})\d+[a-z]?)?(?![\w%])(?!\.\d)",
        rf"\b(?:{_SEVERAL})\s*#?\d+[a-z]?(?:(?:{_TO}|\s*(?:,|and|or|&)\s*)\d+[a-z]?)*(?![\w%])",
        rf"\b(?:{_ONE}|{_SEVERAL})\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b",
        r"(?<![\w.,])\d{1,2}[a-d]\b",
        r"\b\d{1,2}(?:st|nd|rd|th)?[\s-]+(?:grade|graders?|page)\b",
        r"\b504(?:s|'s)?(?=\s+(?:plans?|accommodations?|eligib\w+|coordinators?|meetings?|teams?))",
        r"\b(?:a|the|on|with)\s+504\b|\b504s\b",
        r"\b(?:100|hundred)\s*(?:%|percent|per ?cent)\s+(?:sure|certain|positive|clear|confident)\b",
        r"\bus\s+(?:two|three|four|five)\b",
    )
]


def labels(text: str) -> list[Span]:
    """Where such numbers stand in plain `text`, with the words that they are the numbers of."""
    return [Span(*match.span()) for pattern in _PATTERNS for match in pattern.finditer(text)]
