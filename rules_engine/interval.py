"""Numbers that may be known only in part: closed, half-open and unbounded intervals, and their notation.

2          exactly 2               <=100      100 or fewer
3+         3 or more               <100       fewer than 100
>20        more than 20            4..7.99    from 4 to 7.99, both included
>=3        3 or more               10<..<11   between 10 and 11, both excluded
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

__all__ = ["NOTATION", "Interval"]

NOTATION = 'a number, or "3+", "<=100", "<100", ">20", "4..7.99" or "10<..<11"'

_NUMBER = r"\d+(?:\.\d+)?"
_AT_LEAST = re.compile(rf"({_NUMBER})\s*\+")
_BOUND = re.compile(rf"(<=|<|>=|>)\s*({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})\s*(<?)\.\.(<?)\s*({_NUMBER})")
_EXACT = re.compile(rf"-?{_NUMBER}")


class Interval(NamedTuple):
    """The numbers from `low` to `high`; an end is excluded where it is `open`. Never empty when made by `parse`."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, number: float) -> Interval:
        """The interval that holds only `number`."""
        return cls(number, number)

    @classmethod
    def parse(cls, text: str) -> Interval:
        """The interval written in `text`, in the notation of this module.

        Raises ValueError, with the notation, where `text` is none of it or the interval would be empty.
        """
        stripped = text.strip()
        interval: Interval | None = None
        if _EXACT.fullmatch(stripped):
            interval = cls.exactly(float(stripped))
        elif match := _AT_LEAST.fullmatch(stripped):
            interval = cls(float(match[1]), math.inf)
        elif match := _BOUND.fullmatch(stripped):
            number, strict = float(match[2]), match[1] in ("<", ">")
            below = match[1].startswith("<")
            interval = cls(-math.inf, number, False, strict) if below else cls(number, math.inf, strict, False)
        elif match := _RANGE.fullmatch(stripped):
            interval = cls(float(match[1]), float(match[4]), match[2] == "<", match[3] == "<")
        if interval is None or interval.is_empty():
            raise ValueError(f"{text!r} is not an interval: write {NOTATION}")
        return interval

    @property
    def is_exact(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high

    def is_empty(self) -> bool:
        """Whether no number is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, (int, float)):
            return False
        above = number > self.low or (number == self.low and not self.low_open)
        below = number < self.high or (number == self.high and not self.high_open)
        return above and below

    def within(self, other: Interval) -> Interval:
        """The numbers in both; may be empty."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def covers(self, other: Interval) -> bool:
        """Whether every number of `other` is in this one."""
        return self.within(other) == other

    def whole_numbers(self) -> Interval:
        """The closed interval of the whole numbers in this one; may be empty."""
        low, high = self.low, self.high
        if math.isfinite(low):
            low = math.floor(low) + 1 if self.low_open else math.ceil(low)
        if math.isfinite(high):
            high = math.ceil(high) - 1 if self.high_open else math.floor(high)
        return Interval(low, high)

    def notation(self) -> str:
        """This interval as `parse` reads it."""
        if self.is_exact:
            return number_text(self.low)
        if self.high == math.inf:
            return f">{number_text(self.low)}" if self.low_open else f"{number_text(self.low)}+"
        if self.low == -math.inf:
            return f"{'<' if self.high_open else '<='}{number_text(self.high)}"
        ends = f"{'<' if self.low_open else ''}..{'<' if self.high_open else ''}"
        return f"{number_text(self.low)}{ends}{number_text(self.high)}"


def number_text(number: float) -> str:
    """`number` without a needless fraction: 3, 7.99."""
    return str(int(number)) if number == int(number) else repr(number)
