"""From amounts to the values of facts, and from several values of one fact to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.reading.dates import YearMention
from actions.reading.said import Refusal, Said, Unclear
from actions.reading.spotted import Amount
from rules_engine import NOT_RANKED, FactError, FactSpec, Interval

__all__ = ["one_value_each", "value_of"]


def one_value_each(
    specs: Mapping[str, FactSpec], said: Iterable[Said], corrects: bool
) -> tuple[tuple[Said, ...], tuple[Unclear, ...]]:
    """One value per fact: bounds joined, of a correction the last; and what is left in doubt."""
    by_fact: dict[str, dict[str, Said]] = {}
    for one in said:
        by_fact.setdefault(one.fact, {})[repr(one.value)] = one
    settled: list[Said] = []
    in_doubt: list[Unclear] = []
    for fact, by_value in by_fact.items():
        ones = tuple(by_value.values())
        joined = ones[-1] if len(ones) == 1 or corrects else _joined(specs[fact], ones)
        if joined is None:
            in_doubt.append(Unclear(ones))
        else:
            settled.append(joined)
    return tuple(settled), tuple(in_doubt)


def value_of(spec: FactSpec, amount: Amount) -> Said | Refusal:
    """What `amount` is as a value of `spec`, or why it can't be one."""
    raw: object
    if isinstance(amount, YearMention):
        raw, inexact = amount.years[0], False
    elif amount.none and spec.kind == "percent":
        raw, inexact = NOT_RANKED, True
    else:
        interval = amount.interval
        if spec.kind == "count" and amount.inexact:
            interval = interval.whole_numbers()
        raw, inexact = _plain_number(interval.low) if interval.is_exact else interval.notation(), amount.inexact
    try:
        return Said(spec.id, spec.to_json(spec.parse(raw)), inexact)
    except FactError as error:
        return Refusal(spec.id, error.problem)


def _plain_number(number: float) -> float:
    """2 rather than 2.0, as people write it."""
    return int(number) if float(number).is_integer() else number


def _joined(spec: FactSpec, ones: Iterable[Said]) -> Said | None:
    """What several bounds leave together ("more than 4 but less than 10"); None where they are no bounds."""
    shared: Interval | None = None
    for one in ones:
        interval = spec.parse(one.value)
        if not isinstance(interval, Interval) or interval.is_exact:
            return None
        shared = interval if shared is None else shared.within(interval)
    if shared is None or shared.is_empty():
        return None
    return Said(spec.id, spec.to_json(shared), inexact=any(one.inexact for one in ones))
