"""Which quantity belongs to which fact that the same clause names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from actions.reading.dates import YearMention
from actions.reading.quantities import Quantity
from actions.reading.said import Mention
from rules_engine import FactSpec

__all__ = ["link", "takes"]

_FARTHEST = 45
"""Characters between a quantity and the fact that it can belong to."""


def takes(spec: FactSpec, amount: Quantity | YearMention) -> bool:
    """Whether a fact can have a value of this sort at all."""
    if isinstance(amount, YearMention):
        return spec.kind == "year"
    return spec.kind == "percent" or (spec.kind == "count" and not amount.percent)


def link(
    amounts: Sequence[Quantity | YearMention], mentions: Iterable[Mention], vocabulary: Mapping[str, FactSpec]
) -> dict[int, Mention]:
    """For the index of each amount that has one, the mention it belongs to: the nearest first, each used once."""
    pairs = sorted(
        (_distance(amount, mention), at, mention)
        for at, amount in enumerate(amounts)
        for mention in mentions
        if mention.choice is None and takes(vocabulary[mention.fact], amount)
    )
    linked: dict[int, Mention] = {}
    for distance, at, mention in pairs:
        if distance <= _FARTHEST and at not in linked and mention not in linked.values():
            linked[at] = mention
    return linked


def _distance(amount: Quantity | YearMention, mention: Mention) -> int:
    """Characters between the two; "98 students" binds more tightly than "students 98"."""
    return mention.start - amount.end if amount.end <= mention.start else amount.start - mention.end + 3
