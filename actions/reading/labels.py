"""Digits that are no amounts: the numbers of indicators, levels, steps, pages, grades and plans."""

from __future__ import annotations

import re

from actions.reading.text import Span

__all__ = ["labels", "names_upper_grades"]

_ONE = (
    r"indicator|ind\.?|sppi|step|level|cycle|question|grade|gr\.?|age|page|pp?\.|pg\.?|section|sec\.?"
    r"|part|tier|phase|activity|room|appendix|table|box|line|item|row|column|form|attachment|version|#"
)
_SEVERAL = (
    r"indicators|inds|sppis?|steps|levels|questions|grades|ages|pages|sections|parts|activities|cycles|rows|lines"
)
_TO = r"\s*(?:-|/|to|thru|through)\s*"
_FEW = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|an?|a few|a couple(?: of)?)"
)
_GRADES = r"(?<![\w.])(?:[5-9]|10)(?:th)?\s*(?:-|to|thru|through|until)\s*(?:8|12)(?:th)?(?![\w%]|\s*percent)"
_UPPER_GRADES = re.compile(
    rf"\b(?:only|grades?|serves?|we are|we're)\b[a-z\s]{{0,20}}{_GRADES}|{_GRADES}\s+(?:only|school|district|grades?)\b"
)
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        (
            rf"(?<![\w.'])(?<!school )(?<!school-)(?:{_ONE})\s*#?(?!20\d\d\b)\d+[a-z]?"
            rf"(?:(?:{_TO})\d+[a-z]?|\s+of\s+\d+)?(?![\w%])(?!\.\d)"
        ),
        r"\b(?:targeted|intensive|t|i)[\s-]*[1-3](?![\d%]|\.\d)(?!\s*(?:%|percent))(?:\s*(?:or|and|vs\.?|/)\s*[1-3]\b)?",
        r"\b(?:targeted|intensive)\s+(?:one|two|three)(?:\s+(?:or|and)\s+(?:one|two|three))?\b",
        # Indicators of which one has a letter: "indicator 4a and 14".
        r"\b(?:indicators?|inds?\.?|sppis?)\s*\d+[a-d](?:\s*(?:,|and|or|&)\s*\d+[a-d]?)+(?![\w%])",
        r"(?<![\w%-])(?:(?:tk|pk|prek|pre-k|k)\s*(?:-|to|thru|through)\s*|t?k\s?)\d{1,2}(?:th)?(?![\w%])",
        r"(?<![\w./])\d{1,2}/\d{1,2}(?![\d/%])",
        (
            r"\b(?:out )?of (?:the|all|our|those|these)\s+(?:two|three|four|five|six|\d{1,2})\b"
            r"(?=\s*$|,|\s+(?!of|percent)[a-z])"
        ),
        r"\b(?:calpads|report|version|v|rule|code|ed code|form|area|items?)\s*#?(?!20\d\d\b)\d+(?:\.\d+)*\b",
        rf"\b(?:{_SEVERAL})\s*#?\d+[a-z]?(?:(?:{_TO}|\s*(?:,|and|or|&)\s*)\d+[a-z]?)*(?![\w%])",
        rf"\b(?:{_ONE}|{_SEVERAL})\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b",
        r"(?<![\w.,])\d{1,2}[a-d]\b",
        r"\b\d{1,2}(?:st|nd|rd|th)?[\s-]+(?:grade|graders?|page)\b",
        r"\b504(?:s|'s)?(?=\s+(?:plans?|accommodations?|eligib\w+|coordinators?|meetings?|teams?))",
        r"\b(?:a|the|on|with)\s+504\b|\b504s\b",
        r"\b(?:100|hundred)\s*(?:%|percent|per ?cent)\s+(?:sure|certain|positive|clear|confident)\b",
        r"(?:[<>]\s*)?\b\d+\+?\s+days?\b",
        r"\ball\s+(?:4|four)\b(?=\s*(?:$|[.,!]|of them|categories|areas))",
        r"\bset(?:ting)?[\s-]?aside\b[a-z\s]{0,14}\b15\s*(?:%|percent)",
        r"\b15\s*(?:%|percent)\s+(?:set[\s-]?aside|reserve\w*|of (?:our |the )?(?:idea|part b|funds?|money|grant))\b",
        r"\bdata\s+(?:from|of|for)?\s*20\d\d(?:\s?[-/]\s?\d\d)?\b|\b20\d\d(?:\s?[-/]\s?\d\d)?\s+data\b",
        rf"\b{_FEW}\s+(?:more\s+)?(?:secs?|moments?|mins?|minutes?|hrs?|hours?|weeks?|months?)\b|\b(?:one|1|a)\s+second\b",
        rf"\b{_FEW}\s+years?\s+ago\b",
        # Of the one who types, not of the LEA: "I have been here for 12 years", "my second year in the job".
        rf"\b(?:i|i've|i'm)\s+(?:have\s+)?(?:been|worked|was|in)\b[a-z\s]{{0,25}}\b{_FEW}\s+years?\b",
        r"\bmy\s+[a-z\d]+\s+year\b|\b[a-z\d]+\s+years?\s+(?:in|at|on)\s+(?:the|this|my)\s+(?:job|role|position|work|seat)\b",
        r"\b(?:by|at|until|before)\s+\d{1,2}(?::\d\d)?\s*(?:am|pm|o'clock)\b|\b(?:answer|it|this|done|back)\s+by\s+\d{1,2}\b",
        r"\b\d+(?:st|nd|rd|th)\s+time\s+(?:today|this week)\b",
        (
            r"\b(?:director|coordinator|teacher|specialist|job|role|worked|working)\b[a-z\s]{0,20}"
            r"\b(?:\d+|one|two|three|four|five|six|ten)\s+years?\b"
        ),
        r"\bone\s+(?:group|race|ethnicity|person|box|column|row|thing)\b",
        r"\bus\s+(?:two|three|four|five)\b",
        r"\b(?:two|three|four|five|\d)\s+of\s+us\b|\bone\s+of\s+(?:those|these|them)\s+(?:days|things|weeks|years)\b",
    )
]


def labels(text: str) -> list[Span]:
    """Where such numbers stand in plain `text`, with the words that they are the numbers of."""
    return [Span(*match.span()) for pattern in (*_PATTERNS, _UPPER_GRADES) for match in pattern.finditer(text)]


def names_upper_grades(text: str) -> bool:
    """Whether plain `text` says that an LEA has upper grades only: "we serve 7 to 12"."""
    return _UPPER_GRADES.search(text) is not None
