"""Quantities in a text, as intervals: "at least 3", "5 to 10 %", "bottom 15 %", "about 1,200", "a couple"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from actions.reading.bounds import before, bounded
from actions.reading.labels import labels
from actions.reading.numbers import Number, find_numbers
from actions.reading.quantity import Quantity
from actions.reading.text import overlaps
from actions.reading.vague import DECADE, NONE, NTH_PART, OUTSIDE, words_for_amounts
from rules_engine import Interval

__all__ = ["find_quantities"]

_PERCENT = re.compile(r"(?:\s*(?:st|nd|rd|th))?\s*(?:%\s?-?t?ile|%|percentile|per ?cent|pct(?!\w))")
_FROM_BOTTOM = before("bottom", "bot\\.?", "lowest", "worst")
_FROM_TOP = before("top", "highest", "best")
# "None below 20" means that all lie above it.
_NONE_OF_THEM = re.compile(
    r"\b(?:none|nothing|neither)\s+(?:of\s+(?:them|those|these|the\s+\w+|our\s+\w+)\s+)?(?:is\s+|are\s+|was\s+|were\s+|ranked\s+)*$"
)
# "85 % of districts did better": from which end that counts isn't said.
_OF_OTHERS = re.compile(
    r"\s+of\s+(?:(?:all|the|other|our|california|state)\s+)*(?:leas|districts|schools|charters|agencies)\b"
)
_DENIED = re.compile(
    r"\b(?:half|third|quarter|part)\s+of\s+(?:the\s+|our\s+)?$|\bnowhere\s+(?:near|close\s+to)\s+(?:the\s+)?$|\bnot\s+(?:even\s+)?close\s+to\s+$|(?:\b(?:not|never|without|dont|isnt|wasnt|arent|werent)|n't)\s+"
    r"(?:(?:only|just|exactly|really|even|think|have|had|be|been|at|in|among|the|a|actually|quite|missed|miss)\s+){0,3}$"
)

_TO = re.compile(r"(?:st|nd|rd|th)?\s*%?\s*(?:percent\s*)?(?:-|to|thru|through|until|\.\.+|(?:up|down) to)\s*")
_OR = re.compile(r"(?:st|nd|rd|th)?\s*%?\s*(?:or|maybe|and maybe)\s*|/")
_AND = re.compile(r"(?:st|nd|rd|th)?\s*%?\s*(?:percent\s*)?(?:an|and|&|to|-)\s*(?:the\s+)?")
_BETWEEN = before("(?:any|some)where between", "between", "btw", "from")
_WENT = re.compile(r"\b(?:went|up|down|dropped|fell|rose|grew|increased|decreased|improved|changed)\s+from\s*$")
_CHANGED_FROM = re.compile(r"\bfrom\s*$")
# "on one of the indicators", beside another number.
_ONE_OF = re.compile(r"one\s+of\s+(?:the|our|those|these|them)\s+(?!\d)")
_MET_BEHIND = re.compile(r"\s+(?:elements?|targets?|of them|were|are|have been|\s)*\s*(?:met|passed|fine|ok|good)\b")
_MET_BEFORE = re.compile(r"(?<!not )(?<!n't )\b(?:met|passed|hit|made)\s+(?:the targets? (?:on|for|in)\s+)?$")
# "14 % of 2,000": neither number is a count.
_PERCENT_OF = re.compile(
    r"\s*(?:%|percent|per cent)\s+of\s+(?:(?:our|the|about|around|all|roughly|a|total)\s+)*"
    r"(?:enroll?ment|population)?(?:\s+of)?\s*"
)
_WIDE = 8
"""How many times the first of two numbers the second may be if a dash with spaces makes a range of them."""
_OUT_OF = re.compile(r"\s*(?:out )?of (?:the |our |all )*$")


def find_quantities(text: str, taken: Iterable[tuple[int, int]] = (), changing: bool = False) -> list[Quantity]:
    """The quantities in plain `text`, in order; numbers within the spans `taken` belong to something else.

    `changing` says that the text corrects something: then "from 2 to 4" means 4, and not a range.
    """
    whole = [match.span() for pattern in (NONE, DECADE, NTH_PART) for match in pattern.finditer(text)]
    taken = [*taken, *labels(text)]
    numbers = [number for number in find_numbers(text) if not overlaps(number[:2], [*taken, *whole])]
    numbers = [number for number in numbers if len(numbers) == 1 or not _ONE_OF.match(text, number.start)]
    found = [_widened(text, quantity) for quantity in _joined(text, numbers, changing)]
    for other in words_for_amounts(text):
        if not overlaps(other[:2], [*taken, *(quantity[:2] for quantity in found)]):
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
            # "13 out of 14 met" leaves one that wasn't.
            met = _MET_BEHIND.match(text, following.end) or _MET_BEFORE.search(text, 0, number.start)
            rest = following.value - number.value if met else number.value
            yield Quantity(number.start, following.end, Interval.exactly(rest), inexact=met is not None, counted=True)
            at += 2
        elif following and _PERCENT_OF.fullmatch(between):
            yield Quantity(number.start, number.end, Interval.exactly(number.value))
            at += 2
        elif (
            following
            and (changing or _WENT.search(text, 0, number.start))
            and _TO.fullmatch(between)
            and _CHANGED_FROM.search(text, 0, number.start)
        ):
            yield Quantity(number.start, following.end, Interval.exactly(following.value))
            at += 2
        elif following and number.value < following.value and _makes_range(text, number, following, between):
            yield Quantity(number.start, following.end, Interval(number.value, following.value))
            at += 2
        else:
            yield Quantity(number.start, number.end, Interval.exactly(number.value))
            at += 1


def _makes_range(text: str, first: Number, second: Number, between: str) -> bool:
    if between.isspace() or (
        between.strip(" %") == "-" and between != "-" and second.value > _WIDE * max(first.value, 5)
    ):
        return False  # "PS 13 - 476 SWD"
    if _TO.fullmatch(between) or _OR.fullmatch(between):
        return first.value >= 0
    return bool(_AND.fullmatch(between) and _BETWEEN.search(text, 0, first.start))


def _widened(text: str, quantity: Quantity) -> Quantity:
    """`quantity` with the words beside it taken into account."""
    start, end, interval = quantity[:3]
    percent, inexact, doubtful = False, quantity.inexact, False
    if match := _PERCENT.match(text, end):
        end, percent = match.end(), True
        inexact = inexact or "percentile" in match[0]
        doubtful = interval.is_exact and _OF_OTHERS.match(text, end) is not None
    if match := _BETWEEN.search(text, 0, start):
        start = match.start()
    if interval.is_exact:
        start, end, interval, loose = bounded(text, start, end, interval.low)
        inexact = inexact or loose
        if not interval.is_exact and (none := _NONE_OF_THEM.search(text, 0, start)):
            start, interval = none.start(), _complement(interval)
    if match := _FROM_BOTTOM.search(text, 0, start):
        start, percent, inexact, doubtful = match.start(), True, True, False
        if outside := OUTSIDE.search(text, 0, start):
            above = Interval(interval.high, math.inf, low_open=True)
            # "not in the bottom 11 to 20" may as well mean below it.
            return Quantity(outside.start(), end, above, percent, inexact, denied=not interval.is_exact)
        if interval.is_exact and interval.low > 0 and interval.low % 10 == 0:
            # "in the bottom 10 %" names a group more often than a rank: all of it stays possible.
            interval = Interval(0, interval.low)
    elif match := _FROM_TOP.search(text, 0, start):
        start, percent, inexact = match.start(), True, True
        interval = Interval(100 - interval.high, math.inf)
    denied = (doubtful and interval.is_exact) or _DENIED.search(text, 0, start) is not None
    return Quantity(start, end, interval, percent, inexact, denied=denied, counted=quantity.counted)


def _complement(interval: Interval) -> Interval:
    """What lies on the other side of a bound; an interval with two ends stays as it is."""
    if math.isinf(interval.high) and not math.isinf(interval.low):
        return Interval(-math.inf, interval.low, high_open=not interval.low_open)
    if math.isinf(interval.low) and not math.isinf(interval.high):
        return Interval(interval.high, math.inf, low_open=not interval.high_open)
    return interval
