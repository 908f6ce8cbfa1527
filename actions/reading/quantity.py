"""A quantity that was found in a text."""

from __future__ import annotations

from typing import NamedTuple

from rules_engine import Interval

__all__ = ["Quantity"]


class Quantity(NamedTuple):
    """What was said about a number. `inexact` where the words leave room, so that the reading must be said back;
    `none` where it is a word such as "none", which for a rank isn't 0 but no rank; `denied` where what is said is only
    what it is not; `counted` where it is so many out of so many.
    """

    start: int
    end: int
    interval: Interval
    percent: bool = False
    inexact: bool = False
    none: bool = False
    denied: bool = False
    counted: bool = False
