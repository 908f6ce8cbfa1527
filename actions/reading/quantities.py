"""Quantities in a text, as intervals: "at least 3", "5 to 10 %", "bottom 15 %", "about 1,200", "a couple"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from actions.reading.labels import labels
from actions.reading.numbers import Number, find_numbers
from actions.reading.text import overlaps
from rules_engine import Interval

__all__ = ["Quantity", "find_quantities"]


class Quantity(NamedTuple):
    """What was said about a number. `inexact` where the words leave room, so that the reading must be said back;
    `none` where it is a word such as "none", which for a rank isn't 0 but no rank; `denied` where what is said is only
    what it is not.
    """

    start: int
    end: int
    interval: Interval
    percent: bool = False
    inexact: bool = False
    none: bool = False
    denied: bool = False


class _Words(NamedTuple):
    """Words beside a number, and whether the bound that they set leaves the number itself out."""

    before: re.Pattern[str]
    after: re.Pattern[str]


def _before(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w])(?:{'|'.join(phrases)}))\s*(?:the\s+)?$")


def _after(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(phrases)})(?!\w)")


_NOT = r"(?:no|not)"
_MORE = (
    r"(?:(?:well|way|far|much|quite a bit) )?(?:"
    r"(?:more|greater|higher|larger|bigger|better) (?:than|then|as)|over|"
    r"above|beyond|>|exceeding|exceeds|in excess of|upwards of|north of|past)"
)
_LESS = (
    r"(?:(?:well|way|far|much) )?(?:(?:less|fewer|lower|smaller|worse) (?:than|then|as)|under|beneath|below|<|short of)"
)
_AT_LEAST = _Words(
    _before("at (?:least|last|lest)", rf"{_NOT} (?:{_LESS})", "(?:a )?min(?:imum)?(?: of)?", ">=", "=>", "\u2265"),
    _after(r"\+", "(?:or|and) (?:more|above|higher|up|over|greater|upwards)", "plus", "at least", "min(?:imum)?"),
)
_AT_MOST = _Words(
    _before("at most", rf"{_NOT} (?:{_MORE})", "up to", "(?:a )?max(?:imum)?(?: of)?", "<=", "=<", "\u2264"),
    _after("(?:or|and) (?:less|fewer|below|under|lower)", "at (?:the )?most", "max(?:imum)?", "tops"),
)
_MORE_THAN = _Words(_before(_MORE), _after(r"(?!x)x"))
_LESS_THAN = _Words(_before(_LESS), _after(r"(?!x)x"))
_JUST = re.compile(r"(?:just|slightly|a (?:little|bit|tad)|barely)\s+$")
_NEARLY = _before("nearly", "almost", "close to", "not quite", "approaching")
_ABOUT = _before(
    "about",
    "around",
    "roughly",
    "approx(?:imately|\\.)?",
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
_OR_SO = _after(
    "or so",
    "-?ish",
    "or thereabouts",
    "give or take",
    "approx(?:imately)?",
    "plus or minus",
)

_AND_MORE = _after(r"(?:-|\s)?something", r"(?:-|\s)?odd", "and (?:some|change)", "some(?:thing)? odd")
_PERCENT = re.compile(r"(?:\s*(?:st|nd|rd|th))?\s*(?:%\s?ile|%|percentile|per ?cent|pct(?!\w))")
_FROM_BOTTOM = _before("bottom", "lowest", "worst")
_FROM_TOP = _before("top", "highest", "best")
# "not among the", "outside the", "above the" before a band: what is meant is all that lies above it.
_OUTSIDE = re.compile(
    r"(?:\b(?:not|never|neither|outside|above|beyond|over|out|(?:better|higher|more|greater) than)|n't)"
    r"(?:\s+(?:of|been|being|be|ranked|even|actually|really))*"
    r"(?:\s+(?:in|among|amongst|within|inside|part of|one of))?(?:\s+(?:the|our))?\s*$"
)
_FRACTIONS = {"half": 50, "third": 33.33, "quarter": 25, "quartile": 25, "fifth": 20, "quintile": 20}
_FRACTIONS |= {"tenth": 10, "decile": 10}
_BOTTOM_FRACTION = re.compile(rf"\b(?:bottom|lowest)\s+({'|'.join(_FRACTIONS)})\b")
_DENIED = re.compile(
    r"(?:\b(?:not|never|without|dont|isnt|wasnt|arent|werent)|n't)\s+"
    r"(?:(?:only|just|exactly|really|even|think|have|had|be|been|at|in|among|the|a|actually|quite|missed|miss)\s+){0,3}$"
)

_VAGUE = {"couple": (2, 3), "few": (3, 5), "handful": (3, 7), "several": (3, 9)}
_VAGUE_WORDS = {
    "single digits": (1, 9), "double digits": (10, 99), "teens": (13, 19), "low teens": (11, 14), "mid teens": (14, 16),
    "high teens": (16, 19), "tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999),
}  # fmt: skip
_VAGUE_WORD = re.compile(
    rf"(?:\b(?:in|into) )?(?:\bthe )?\b({'|'.join(sorted(_VAGUE_WORDS, key=len, reverse=True))})\b"
)
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000}
_VAGUE_AMOUNT = re.compile(rf"\b(?:a\s+)?({'|'.join(_VAGUE)})(?:\s+of)?(?:\s+({'|'.join(_SCALE)}))?\b")
_NONE = re.compile(
    r"\b(?:none|nil|nothing|not (?:even )?(?:any|one|a single(?: one)?))\b"
    r"(?! (?:of (?:these|those|the above)|else|but)|,? but)"
)

_TO = re.compile(r"\s*%?\s*(?:percent\s*)?(?:-|to|thru|through|until|\.\.+|up to)\s*")
_OR = re.compile(r"\s*%?\s*(?:or|maybe|and maybe|/)\s*")
_AND = re.compile(r"\s*%?\s*(?:percent\s*)?(?:and|&|to|-)\s*")
_BETWEEN = _before("(?:any|some)where between", "between", "btw", "from")
_CHANGED_FROM = re.compile(r"\bfrom\s*$")
_OUT_OF = re.compile(r"\s*(?:out )?of (?:the |our |all )*$")


def find_quantities(text: str, taken: Iterable[tuple[int, int]] = (), changing: bool = False) -> list[Quantity]:
    """The quantities in plain `text`, in order; numbers within the spans `taken` belong to something else.

    `changing` says that the text corrects something: then "from 2 to 4" means 4, and not a range.
    """
    nothing = [match.span() for match in _NONE.finditer(text)]
    taken = [*taken, *labels(text), *nothing]
    numbers = [number for number in find_numbers(text) if not overlaps(number[:2], taken)]
    found = [_widened(text, quantity) for quantity in _joined(text, numbers, changing)]
    for other in _words_for_amounts(text):
        if other.none or not overlaps(other[:2], [*taken, *(quantity[:2] for quantity in found)]):
            found.append(other)
    return sorted(found)


def _joined(text: str, numbers: list[Number], changing: bool) -> Iterator[Quantity]:
    """Each number, or each range that two of them make."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        between = text[number.end : following.start] if following else ""
        if following and _OUT_OF.fullmatch(between):
            yield Quantity(number.start, following.end, Interval.exactly(number.value))
            at += 2
        elif following and changing and _TO.fullmatch(between) and _CHANGED_FROM.search(text, 0, number.start):
            yield Quantity(number.start, following.end, Interval.exactly(following.value))
            at += 2
        elif following and number.value < following.value and _makes_range(text, number, between):
            yield Quantity(number.start, following.end, Interval(number.value, following.value))
            at += 2
        else:
            yield Quantity(number.start, number.end, Interval.exactly(number.value))
            at += 1


def _makes_range(text: str, first: Number, between: str) -> bool:
    if _TO.fullmatch(between) or _OR.fullmatch(between):
        return first.value >= 0
    return bool(_AND.fullmatch(between) and _BETWEEN.search(text, 0, first.start))


def _widened(text: str, quantity: Quantity) -> Quantity:
    """`quantity` with the words beside it taken into account."""
    start, end, interval = quantity[:3]
    percent = inexact = False
    if match := _PERCENT.match(text, end):
        end, percent = match.end(), True
        inexact = "percentile" in match[0]
    if match := _BETWEEN.search(text, 0, start):
        start = match.start()
    if interval.is_exact:
        start, end, interval, loose = _bounded(text, start, end, interval.low)
        inexact = inexact or loose
    if match := _FROM_BOTTOM.search(text, 0, start):
        start, percent, inexact = match.start(), True, True
        if outside := _OUTSIDE.search(text, 0, start):
            above = Interval(interval.high, math.inf, low_open=True)
            # "not in the bottom 11 to 20" may as well mean below it.
            return Quantity(outside.start(), end, above, percent, inexact, denied=not interval.is_exact)
        if interval.is_exact and interval.low > 0 and interval.low % 10 == 0:
            # "in the bottom 10 %" names a group more often than a rank: all of it stays possible.
            interval = Interval(0, interval.low)
    elif match := _FROM_TOP.search(text, 0, start):
        start, percent, inexact = match.start(), True, True
        interval = Interval(100 - interval.high, math.inf)
    return Quantity(start, end, interval, percent, inexact, denied=_DENIED.search(text, 0, start) is not None)


def _bounded(text: str, start: int, end: int, number: float) -> tuple[int, int, Interval, bool]:
    """Span, interval and inexactness of an exact number with "at least", "or fewer", "about" and the like."""
    tenth = max(1.0, abs(number) / 10)
    for words, interval in (
        (_AT_LEAST, Interval(number, math.inf)),
        (_AT_MOST, Interval(-math.inf, number)),
        (_MORE_THAN, Interval(number, math.inf, low_open=True)),
        (_LESS_THAN, Interval(-math.inf, number, high_open=True)),
    ):
        before, after = words.before.search(text, 0, start), words.after.match(text, end)
        if before or after:
            start, end = before.start() if before else start, after.end() if after else end
            if just := _JUST.search(text, 0, start):
                near = Interval(number - tenth, number + tenth)
                return just.start(), end, interval.within(near), True
            return start, end, interval, False
    if nearly := _NEARLY.search(text, 0, start):
        return nearly.start(), end, Interval(number - tenth, number, high_open=True), True
    about, or_so = _ABOUT.search(text, 0, start), _OR_SO.match(text, end)
    if more := _AND_MORE.match(text, end):
        return start, more.end(), Interval(number, number + _unit(number), high_open=True), True
    if about or or_so:
        span = about.start() if about else start, or_so.end() if or_so else end
        return *span, Interval(number - tenth, number + tenth), True
    return start, end, Interval.exactly(number), False


def _unit(number: float) -> int:
    """What the last digit of a round number counts: "two hundred something" is less than three hundred."""
    unit = 1
    while unit < number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def _words_for_amounts(text: str) -> Iterator[Quantity]:
    """The amounts that are words alone: "none", "a couple", "a few hundred", "the bottom fifth"."""
    for match in _NONE.finditer(text):
        yield Quantity(match.start(), match.end(), Interval.exactly(0.0), none=True)
    for match in _VAGUE_AMOUNT.finditer(text):
        low, high = _VAGUE[match[1]]
        scale = _SCALE.get(match[2] or "", 1)
        yield Quantity(match.start(), match.end(), Interval(low * scale, high * scale), inexact=True)
    for match in _VAGUE_WORD.finditer(text):
        yield Quantity(match.start(), match.end(), Interval(*_VAGUE_WORDS[match[1]]), inexact=True)
    for match in _BOTTOM_FRACTION.finditer(text):
        interval = Interval(0, _FRACTIONS[match[1]])
        start = match.start()
        if outside := _OUTSIDE.search(text, 0, start):
            start, interval = outside.start(), Interval(interval.high, math.inf, low_open=True)
        yield Quantity(start, match.end(), interval, percent=True, inexact=True)
