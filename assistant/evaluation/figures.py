"""From judged messages to figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.judging import Heard, Judged
from assistant.evaluation.listening import NOT_UNDERSTOOD
from assistant.evaluation.messages import OUT_OF_SCOPE

__all__ = ["NAMES", "TARGETS", "Share", "as_numbers", "calibration", "confusions", "figures", "percentile", "shares"]

_BINS = 10

NAMES = {
    "understood": "understood: acted as meant, in its situation",
    "named": "intent right by the language model alone",
    "facts_exact": "facts: heard exactly",
    "facts_not_wrong": "facts: never heard wrong (asked back or missed at worst)",
    "nothing_invented": "messages without facts: none heard",
    "terms": "questions for a word: the right word explained",
    "out_of_scope": "out of scope: not acted upon",
    "out_of_scope_said": "out of scope: said to be so",
    "not_turned_away": "in scope: not said to be out of scope",
    "not_lost": "in scope: not met by “I didn't understand”",
    "offered": "in scope, “did you mean” asked: the right thing offered",
    "calibration": "calibration: 100 % less the expected calibration error",
}
"""The figures, all of them shares of which more is better."""

TARGETS = {"understood": 0.96, "facts_exact": 0.98, "out_of_scope": 0.92}


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    good: int
    of: int

    @property
    def value(self) -> float:
        """The share; 1 of none."""
        return self.good / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.value:.1%} ({self.good} of {self.of})"


def _share(marks: Iterable[bool | None]) -> Share:
    counted = [mark for mark in marks if mark is not None]
    return Share(sum(counted), len(counted))


def figures(judged: Sequence[Judged]) -> dict[str, Share]:
    """The figures of `NAMES`, but for the calibration, which is no count."""
    inside = [one for one in judged if not one.message.is_out_of_scope]
    outside = [one for one in judged if one.message.is_out_of_scope]
    telling = [one for one in judged if one.message.tells]
    answerable = [one for one in inside if one.message.intents]
    return {
        "understood": _share(one.understood for one in inside),
        "named": _share(one.named for one in inside),
        "facts_exact": _share(one.heard is Heard.RIGHT for one in telling),
        "facts_not_wrong": _share(one.heard is not Heard.WRONG for one in telling),
        "nothing_invented": _share(one.heard is not Heard.WRONG for one in judged if not one.message.tells),
        "terms": _share(one.understood for one in inside if one.message.term),
        "out_of_scope": _share(one.understood for one in outside),
        "out_of_scope_said": _share(OUT_OF_SCOPE in one.outcome.acts for one in outside),
        "not_turned_away": _share(
            OUT_OF_SCOPE not in one.outcome.acts or OUT_OF_SCOPE in one.message.intents for one in answerable
        ),
        "not_lost": _share(
            NOT_UNDERSTOOD not in one.outcome.acts or NOT_UNDERSTOOD in one.message.intents for one in answerable
        ),
        "offered": _share(bool(one.outcome.offered & one.message.intents) for one in answerable if one.outcome.offered),
    }


def shares(judged: Iterable[Judged], by: Callable[[Judged], Iterable[str]]) -> dict[str, Share]:
    """The share understood, by the groups to which `by` counts a message."""
    groups: dict[str, list[bool | None]] = {}
    for one in judged:
        for group in by(one):
            groups.setdefault(group, []).append(one.understood)
    return {group: share for group, marks in sorted(groups.items()) if (share := _share(marks)).of}


def calibration(judged: Iterable[Judged]) -> tuple[float, list[tuple[str, int, float, float]]]:
    """The expected calibration error, and for each tenth of confidence: its name, messages, confidence and share right.

    It compares how sure the language model is of its likeliest intent with how often that is right.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in judged:
        if one.rightly_sure is not None:
            sure = one.outcome.confidence
            bins.setdefault(min(int(sure * _BINS), _BINS - 1), []).append((sure, one.rightly_sure))
    total = sum(len(entries) for entries in bins.values())
    rows, error = [], 0.0
    for at, entries in sorted(bins.items()):
        sure = sum(confidence for confidence, _ in entries) / len(entries)
        right = sum(was_right for _, was_right in entries) / len(entries)
        error += abs(sure - right) * len(entries) / total
        rows.append((f"{at * 10}-{at * 10 + 10} %", len(entries), sure, right))
    return error, rows


def confusions(judged: Iterable[Judged]) -> list[tuple[str, str, int]]:
    """What was meant, in which sense the assistant acted instead, and how often; the most frequent first.

    Of messages that tell facts, how they were misheard.
    """
    pairs = Counter(
        (one.message.label, f"facts {one.heard.value}" if _misheard(one) else " + ".join(sorted(one.outcome.acts)))
        for one in judged
        if one.understood is False
    )
    return [(meant, got, times) for (meant, got), times in pairs.most_common()]


def _misheard(one: Judged) -> bool:
    return one.message.tells or one.heard is not Heard.RIGHT


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of `values` that at least `percent` of them don't exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def as_numbers(shares_: Mapping[str, Share], error: float) -> dict[str, float]:
    """The figures as plain numbers from 0 to 1, with the calibration."""
    return {**{name: round(share.value, 5) for name, share in shares_.items()}, "calibration": round(1 - error, 5)}
