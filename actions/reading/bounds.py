"""Words beside a number that make a range of it: "at least 3", "3 or fewer", "just over 100", "about 60"."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from rules_engine import Interval

__all__ = ["before", "bounded"]


class _Words(NamedTuple):
    """Words beside a number, and whether the bound that they set leaves the number itself out."""

    in_front: re.Pattern[str]
    behind: re.Pattern[str]


def before(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:(?<!\w)|(?=[<>=~\u2264\u2265]))(?:{'|'.join(phrases)}))\s*(?:the\s+)?$")


def after(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(phrases)})(?!\w)")


_NOT = r"(?:no|not)"
_MORE = (
    r"(?:(?:well|way|far|much|quite a bit) )?(?:"
    r"(?:more|greater|higher|larger|bigger|better) (?:than|then|as|of)|over|"
    r"above|beyond|>|exceeding|exceeds|in excess of|upwards of|north of|superior to|(?<!the )(?<!these )(?<!our )past)"
)
_LESS = (
    r"(?:(?:well|way|far|much) )?(?:(?:less|fewer|lower|smaller|worse) (?:than|then|as|of)"
    r"|(?:under|beneath|below)(?: of)?|inferior to|sub-|<)"
)
_AT_LEAST = _Words(
    before(
        "at (?:the (?:very )?)?(?:least|last|lest)",
        rf"{_NOT} (?:{_LESS})",
        "(?:a )?min(?:imum)?(?: of)?",
        "(?:at|equal to) or (?:above|over|more than)",
        "(?:above|over|more than) or (?:at|equal to)",
        ">=",
        "=>",
        "\u2265",
    ),
    after(
        r"(?<!\s)\+",
        "(?:or|and) (?:more|above|higher|up|over|greater|upwards)",
        r"plus(?!\s*\d)",
        "at least",
        "minimum",
    ),
)
_AT_MOST = _Words(
    before(
        "at most",
        rf"{_NOT} (?:{_MORE})",
        "up to",
        "(?:a )?max(?:imum)?(?: of)?",
        "(?:at|equal to) or (?:below|under|less than)",
        "(?:below|under|less than) or (?:at|equal to)",
        "<=",
        "=<",
        "\u2264",
    ),
    after("(?:or|and) (?:less|fewer|below|under|lower)", "at (?:the )?most", "max(?:imum)?", "tops"),
)
_MORE_THAN = _Words(before(_MORE), after(r"(?!x)x"))
_LESS_THAN = _Words(before(_LESS, r"(?:not|n't) (?:arrive|come|get|go)(?: up)? to"), after(r"(?!x)x"))
_JUST = re.compile(r"(?:just|slightly|a (?:little|bit|tad|hair|touch)|barely)\s+$")
_NEARLY = before(
    "nearly", "almost", "close to", "not quite", "approaching", "(?:just |a (?:little|bit|hair) )?(?:shy|short) of"
)
_FAR = re.compile(r"\b(?:not|nowhere|not even|isn't|aren't)\s+$")
_ABOUT = before(
    "(?:about|around)(?: of)?",
    "(?:more |maybe )?(?<!looks )(?<!look )(?<!seems )(?<!sounds )like",
    "roughly",
    r"approx(?:imate(?:ly)?)?\.?",
    "circa",
    "some",
    "~",
    "near(?: to)?",
    "closely",
    "let's say",
    "(?:let's )?call it",
    "ballpark",
    "in the region of",
    "ca\\.?",
    "in the neighbou?rhood of",
    "in the vicinity of",
    "something like",
    "somewhere around",
    "more or less",
    "estimated(?: at)?",
    "give or take",
)
_OR_SO = after(
    "or so",
    "-?ish",
    "or thereabouts",
    r",?\s*give or take(?: a (?:few|couple|bit)| some)?",
    "approx(?:imately)?",
    "plus or minus",
)

# The same behind what is counted: "120 students or so".
_TRAILING = re.compile(r"(?:\s+[a-z]+){1,3}\s+(?:or so|or thereabouts|give or take|more or less)\b")
_AND_MORE = after(
    r"(?:-|\s)?something", r"(?:-|\s)?odd", "point something", "and (?:some|change)", "some(?:thing)? odd"
)


def bounded(text: str, start: int, end: int, number: float) -> tuple[int, int, Interval, bool]:
    """Span, interval and inexactness of an exact number with "at least", "or fewer", "about" and the like."""
    tenth = max(1.0, abs(number) / 10)
    for words, interval in (
        (_AT_LEAST, Interval(number, math.inf)),
        (_AT_MOST, Interval(-math.inf, number)),
        (_MORE_THAN, Interval(number, math.inf, low_open=True)),
        (_LESS_THAN, Interval(-math.inf, number, high_open=True)),
    ):
        in_front, behind = words.in_front.search(text, 0, start), words.behind.match(text, end)
        if in_front or behind:
            start, end = in_front.start() if in_front else start, behind.end() if behind else end
            if just := _JUST.search(text, 0, start):
                near = Interval(number - tenth, number + tenth)
                return just.start(), end, interval.within(near), True
            return start, end, interval, False
    if nearly := _beside(_NEARLY, text, start):
        return nearly.start(), end, Interval(number - tenth, number, high_open=True), True
    about, or_so = _beside(_ABOUT, text, start), _OR_SO.match(text, end)
    if more := _AND_MORE.match(text, end):
        return start, more.end(), Interval(number, number + _unit(number), high_open=True), True
    if about or or_so or _TRAILING.match(text, end):
        span = about.start() if about else start, or_so.end() if or_so else end
        return *span, Interval(number - tenth, number + tenth), True
    return start, end, Interval.exactly(number), False


def _beside(words: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The words before `start`, unless they are turned round: "nowhere near"."""
    match = words.search(text, 0, start)
    return None if match and _FAR.search(text, 0, match.start()) else match


def _unit(number: float) -> int:
    """What the last digit of a round number counts: "two hundred something" is less than three hundred."""
    unit = 1
    while unit < number and number % (unit * 10) == 0:
        unit *= 10
    return unit
