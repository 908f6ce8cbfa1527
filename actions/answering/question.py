"""A question that a person asks: its intent, its words, and the names found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actions.reading import Mention

__all__ = ["Question"]


@dataclass(frozen=True)
class Question:
    """What was asked. `terms`, `facts` and `levels` are ids, in the order in which they were named.

    `levels` are levels and designations; `years` the monitoring years that it names. `mentions` are the places in the
    text that name facts and their choices. `supposes` are values of facts, in JSON form, that a button or the question
    before supposes. `part` is what a button asks for: a part of an answer, or more of a list.
    """

    intent: str
    text: str
    terms: Sequence[str] = ()
    facts: Sequence[str] = ()
    levels: Sequence[str] = ()
    years: Sequence[int] = ()
    mentions: Sequence[Mention] = ()
    part: str | None = None
    supposes: Mapping[str, object] = field(default_factory=dict)
