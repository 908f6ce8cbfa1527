"""From amounts to the values of facts, and from several values of one fact to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actions.reading.dates import YearMention
from actions.reading.said import Refusal, Said, Unclear
from actions.reading.spotted import Amount
from rules_engine import NOT_RANKED, FactError, FactSpec, Interval

__all__ = ["as_share", "lowest_of", "one_value_each", "value_of"]


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


def lowest_of(spec: FactSpec, ones: Sequence[Said]) -> Said | None:
    """Of several ranks the one that surely is the lowest; None where that can't be told, or there is only one."""
    ranks = [(one, value) for one in ones if isinstance(value := spec.parse(one.value), Interval)]
    if len(ones) < 2 or (all(not value.is_exact for _, value in ranks) and len(ranks) > 1):
        return None  # bounds of one rank: "more than 4 but less than 10"
    return next(
        (one for one, value in ranks if all(value.high <= other.low or value == other for _, other in ranks)), None
    )


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


def as_share(spec: FactSpec, amount: Amount) -> tuple[Said, ...]:
    """What a bare "0.15" may mean as a rank: a share of 1, or really so few percent; empty for other numbers."""
    if spec.kind != "percent" or isinstance(amount, YearMention) or amount.percent or not amount.interval.is_exact:
        return ()
    number = amount.interval.low
    if not 0 < number < 1:
        return ()
    return Said(spec.id, _plain_number(round(number * 100, 6))), Said(spec.id, number)


def _plain_number(number: float) -> float:
    """2 rather than 2.0, as people write it."""
    return int(number) if float(number).is_integer() else number


def _joined(spec: FactSpec, ones: Sequence[Said]) -> Said | None:
    """What several bounds leave together ("more than 4 but less than 10"), or the number that someone comes to in the
    end ("a handful, maybe 5", "over 100, 112"); None where they don't fit.
    """
    values = [(one, value) for one in ones if isinstance(value := spec.parse(one.value), Interval)]
    exact = [(one, value) for one, value in values if value.is_exact]
    if len(exact) == 1 and len(values) == len(ones):
        (one, number) = exact[0]
        return replace(one, inexact=True) if all(value.covers(number) for _, value in values) else None
    shared: Interval | None = None
    for one in ones:
        interval = spec.parse(one.value)
        if not isinstance(interval, Interval) or interval.is_exact:
            return None
        shared = interval if shared is None else shared.within(interval)
    if shared is None or shared.is_empty():
        return None
    return Said(spec.id, spec.to_json(shared), inexact=any(one.inexact for one in ones))
