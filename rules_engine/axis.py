"""A fact's values, cut into the bands that a rule set can tell apart.

Rules name boundaries (`8..10`, `11..20`); between two neighbouring boundaries every value is treated alike. So
each fact is a short row of bands, a set of possible values is a bit mask over them, and reasoning over "all
values" becomes reasoning over a few bits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import combinations

from rules_engine.interval import Interval
from rules_engine.vocabulary import NOT_RANKED, FactSpec, FactValue

__all__ = ["ANY", "NONE", "Axis"]

ANY = "any"
"""Accepts any non-empty set of choices."""
NONE = "none"
"""Accepts the empty set of choices."""


class Axis:
    """The bands of one fact. Bit `i` of every mask stands for `bands[i]`."""

    __slots__ = ("_bit_of_value", "_bits_of_steps", "_cuts", "bands", "everything", "not_ranked", "spec")

    def __init__(self, spec: FactSpec, accepted: Iterable[tuple[FactValue, ...]]) -> None:
        """Cut the values of `spec` at every boundary in `accepted`, the values that the rule set's tests take."""
        self.spec = spec
        self._cuts: list[float] = []
        self._bits_of_steps: list[int] = []
        self.bands: tuple[FactValue, ...] = self._cut(list(accepted)) if spec.is_number else _discrete(spec)
        if spec.kind == "percent":
            self.bands = (*self.bands, NOT_RANKED)
        self._bit_of_value = {band: 1 << i for i, band in enumerate(self.bands) if not isinstance(band, Interval)}
        self.everything = (1 << len(self.bands)) - 1
        self.not_ranked = self._bit_of_value.get(NOT_RANKED, 0)

    def _cut(self, accepted: list[tuple[FactValue, ...]]) -> tuple[FactValue, ...]:
        """The number bands; fills the look-up that leads from a number to its bit."""
        tests = [[value for value in values if isinstance(value, Interval)] for values in accepted]
        ends = {end for test in tests for interval in test for end in (interval.low, interval.high)}
        domain = self.spec.domain
        self._cuts = sorted({end for end in ends if end in domain} | {domain.low, domain.high})
        bands: list[Interval] = []
        last_signature: tuple[bool, ...] | None = None
        for step in self._steps():
            if step.is_empty():
                self._bits_of_steps.append(0)
                continue
            signature = tuple(any(interval.covers(step) for interval in test) for test in tests)
            if signature == last_signature:
                bands[-1] = bands[-1]._replace(high=step.high, high_open=step.high_open)
            else:
                bands.append(step)
            last_signature = signature
            self._bits_of_steps.append(1 << (len(bands) - 1))
        return tuple(bands)

    def _steps(self) -> Iterator[Interval]:
        """Each cut as a point, and what lies between it and the next; for whole numbers that may be nothing."""
        for low, high in zip(self._cuts, [*self._cuts[1:], None], strict=True):
            yield Interval.exactly(low)
            if high is not None:
                between = Interval(low, high, True, True)
                yield between if self.spec.kind == "percent" else between.whole_numbers()

    def bits(self, value: FactValue) -> int:
        """The mask of the bands that a fact of `value` may lie in: one bit for an exact value."""
        if not isinstance(value, Interval):
            return self._bit_of_value[value]
        low = value.low
        if low == value.high:
            at = bisect_left(self._cuts, low)
            return self._bits_of_steps[2 * at if self._cuts[at] == low else 2 * at - 1]
        return self._overlap(value)

    def _overlap(self, value: Interval) -> int:
        bits = 0
        for i, band in enumerate(self.bands):
            if isinstance(band, Interval):
                shared = band.within(value)
                if self.spec.kind != "percent":
                    shared = shared.whole_numbers()
                bits |= 0 if shared.is_empty() else 1 << i
        return bits

    def bits_accepted(self, accepted: tuple[FactValue, ...]) -> int:
        """The mask of the bands that a test taking `accepted` takes."""
        return sum(1 << i for i, band in enumerate(self.bands) if any(_takes(one, band) for one in accepted))

    def value_of(self, bits: int) -> tuple[FactValue, ...]:
        """The bands in the mask `bits`."""
        return tuple(band for i, band in enumerate(self.bands) if bits >> i & 1)


def _takes(accepted: FactValue, band: FactValue) -> bool:
    if isinstance(band, frozenset):
        if isinstance(accepted, frozenset):
            return bool(band & accepted)
        return bool(band) == (accepted == ANY)
    if isinstance(accepted, Interval):
        # Every band was cut at the ends of every test: it lies within what a test takes as soon as it overlaps it.
        return isinstance(band, Interval) and not accepted.within(band).is_empty()
    return accepted == band and isinstance(accepted, bool) == isinstance(band, bool)


def _discrete(spec: FactSpec) -> tuple[FactValue, ...]:
    if spec.kind == "yes_no":
        return (False, True)
    if spec.kind == "choice":
        return tuple(spec.choices)
    sizes = range(len(spec.choices) + 1)
    return tuple(frozenset(some) for size in sizes for some in combinations(spec.choices, size))
