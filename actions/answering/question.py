"""A question that a person asks: its intent, its words, and the names found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Question"]


@dataclass(frozen=True)
class Question:
    """What was asked. `terms`, `facts` and `levels` are ids, in the order in which they were named."""

    intent: str
    text: str
    terms: Sequence[str] = ()
    facts: Sequence[str] = ()
    levels: Sequence[str] = ()
