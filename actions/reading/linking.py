"""The facts that a text names, and which quantity belongs to which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from actions.reading.dates import YearMention
from actions.reading.quantity import Quantity
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
    return (spec.kind == "percent" and not amount.counted) or (spec.kind == "count" and not amount.percent)


def link(
    amounts: Sequence[Quantity | YearMention],
    mentions: Iterable[Mention],
    vocabulary: Mapping[str, FactSpec],
    parted: Callable[[Quantity | YearMention, Mention], bool],
) -> dict[int, Mention]:
    """For the index of each amount that has one, the mention it belongs to: the nearest first, each used once.

    In a list where amounts and names take turns ("swd 98 elements 4"), the order decides instead. `parted` tells
    amounts and mentions between which something stands that keeps them apart.
    """
    names = [mention for mention in mentions if mention.choice is None]

    def fits(amount: Quantity | YearMention, mention: Mention) -> bool:
        return takes(vocabulary[mention.fact], amount) and not parted(amount, mention)

    in_turn = _in_turn(amounts, [name for name in names if vocabulary[name.fact].is_number])
    if in_turn and all(fits(amounts[at], name) for at, name in in_turn.items()):
        return in_turn
    pairs = sorted(
        (_distance(amount, name), at, name) for at, amount in enumerate(amounts) for name in names if fits(amount, name)
    )
    linked: dict[int, Mention] = {}
    for distance, at, name in pairs:
        if distance <= _FARTHEST and at not in linked and name not in linked.values():
            linked[at] = name
    return linked


def _in_turn(amounts: Sequence[Quantity | YearMention], names: Sequence[Mention]) -> dict[int, Mention]:
    """The pairs of a list in which amounts and names take turns; empty where it is none, or too short to tell."""
    if len(amounts) != len(names) or len(amounts) < 2:
        return {}
    pairs = list(zip(amounts, sorted(names), strict=True))
    name_first = names[0].start < amounts[0].start
    ends = [(name.start, amount.start) if name_first else (amount.start, name.start) for amount, name in pairs]
    places = [place for pair in ends for place in pair]
    return {at: name for at, (_, name) in enumerate(pairs)} if places == sorted(places) else {}


def _distance(amount: Quantity | YearMention, mention: Mention) -> int:
    """Characters between the two; "98 students" binds more tightly than "students 98"."""
    return mention.start - amount.end if amount.end <= mention.start else amount.start - mention.end + 3
