"""The facts that a text names, and which quantity belongs to which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from actions.reading.dates import YearMention
from actions.reading.quantities import Quantity
from actions.reading.said import Mention
from rules_engine import FactSpec

__all__ = ["link", "mentions_in", "takes"]

_FARTHEST = 45
"""Characters between a quantity and the fact that it can belong to."""


def mentions_in(entities: Iterable[Mapping[str, Any]], vocabulary: Mapping[str, FactSpec]) -> list[Mention]:
    """The facts and choices among the `entities` that were found in a text; anything else is passed over."""
    found: list[Mention] = []
    for entity in entities:
        start, end, kind, value = (entity.get(key) for key in ("start", "end", "entity", "value"))
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(kind, str) and isinstance(value, str)):
            continue
        if kind == "fact" and value in vocabulary:
            found.append(Mention(start, end, value))
        elif kind in vocabulary and value in vocabulary[kind].choices:
            found.append(Mention(start, end, kind, value))
    return found


def takes(spec: FactSpec, amount: Quantity | YearMention) -> bool:
    """Whether a fact can have a value of this sort at all."""
    if isinstance(amount, YearMention):
        return spec.kind == "year"
    return spec.kind == "percent" or (spec.kind == "count" and not amount.percent)


def link(
    amounts: Sequence[Quantity | YearMention],
    mentions: Iterable[Mention],
    vocabulary: Mapping[str, FactSpec],
    parted: Callable[[Quantity | YearMention, Mention], bool],
) -> dict[int, Mention]:
    """For the index of each amount that has one, the mention it belongs to: the nearest first, each used once.

    `parted` tells amounts and mentions between which something stands that keeps them apart.
    """
    pairs = sorted(
        (_distance(amount, mention), at, mention)
        for at, amount in enumerate(amounts)
        for mention in mentions
        if mention.choice is None and takes(vocabulary[mention.fact], amount) and not parted(amount, mention)
    )
    linked: dict[int, Mention] = {}
    for distance, at, mention in pairs:
        if distance <= _FARTHEST and at not in linked and mention not in linked.values():
            linked[at] = mention
    return linked


def _distance(amount: Quantity | YearMention, mention: Mention) -> int:
    """Characters between the two; "98 students" binds more tightly than "students 98"."""
    return mention.start - amount.end if amount.end <= mention.start else amount.start - mention.end + 3
