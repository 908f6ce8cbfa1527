"""The facts that a text names, and which quantity belongs to which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

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
    """For the index of each amount that has one, the mention it belongs to.

    As many as can be are tied together, in their order, each to one only; of the ways to do so, the one in which they
    stand nearest. `parted` tells amounts and mentions between which something stands that keeps them apart.
    """
    names = sorted(mention for mention in mentions if mention.choice is None)

    def cost(amount: Quantity | YearMention, mention: Mention) -> int | None:
        distance = _distance(amount, mention)
        fits = takes(vocabulary[mention.fact], amount) and not parted(amount, mention)
        return distance if fits and distance <= _FARTHEST else None

    # best[a][n] are the ties among the first amounts and names: how many are left untied, how far apart they stand.
    best: list[list[_Ties]] = [[_Ties() for _ in range(len(names) + 1)] for _ in range(len(amounts) + 1)]
    for a, amount in enumerate(amounts, start=1):
        for n, name in enumerate(names, start=1):
            ways = [best[a - 1][n], best[a][n - 1]]
            if (distance := cost(amount, name)) is not None:
                ways.append(best[a - 1][n - 1].with_tie(a - 1, n - 1, distance))
            best[a][n] = min(ways, key=lambda ties: (-len(ties.pairs), ties.distance))
    return {at: names[name] for at, name in best[-1][-1].pairs}


class _Ties(NamedTuple):
    pairs: tuple[tuple[int, int], ...] = ()
    distance: int = 0

    def with_tie(self, amount: int, name: int, distance: int) -> _Ties:
        return _Ties((*self.pairs, (amount, name)), self.distance + distance)


def _distance(amount: Quantity | YearMention, mention: Mention) -> int:
    """Characters between the two; "98 students" binds more tightly than "students 98"."""
    return mention.start - amount.end if amount.end <= mention.start else amount.start - mention.end + 3
