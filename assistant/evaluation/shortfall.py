"""Where a target is missed: by how much, in which kinds of messages, and why; in words, from the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from assistant.evaluation.figures import NAMES, TARGETS, Share, figures, shares
from assistant.evaluation.judging import Heard, Judged

__all__ = ["shortfalls"]

_MOST_KINDS: Final = 5
_HEARD: Final = {
    Heard.MISSED: "{count} not heard, and the question stands",
    Heard.ASKED_BACK: "{count} asked back, since they have several readings",
    Heard.WRONG: "{count} heard wrong",
}


def shortfalls(judged: Sequence[Judged]) -> Iterator[str]:
    """A paragraph for each target that is missed; nothing where all are met."""
    measured = figures(judged)
    for name, target in TARGETS.items():
        if (share := measured[name]).value < target:
            head = f"**{NAMES[name][0].upper()}{NAMES[name][1:]}: {share.value:.1%}, target {target:.0%}.**"
            yield f"{head} {_WHY[name](judged, share, target)}"


def _understood(judged: Sequence[Judged], share: Share, target: float) -> str:
    inside = [one for one in judged if not one.message.is_out_of_scope]
    wrong = [one for one in inside if one.understood is False]
    of_facts = sum(1 for one in wrong if one.message.tells)
    without = Share(share.good + of_facts, share.of)
    return (
        f"{len(wrong)} of {share.of} messages were not acted upon as meant. {of_facts} of them tell facts (see below);"
        f" if these were all heard exactly, it would be {without.value:.1%}. The others are spread thin: a question"
        " that was taken for one close to it, or asked back. Most went wrong among"
        f" {_worst(shares(inside, lambda one: [one.message.label]), target)}; by style, among"
        f" {_worst(shares(inside, lambda one: [one.message.style]), target)}."
    )


def _facts(judged: Sequence[Judged], share: Share, target: float) -> str:
    telling = [one for one in judged if one.message.tells]
    heard = Counter(one.heard for one in telling)
    ways = ", ".join(text.format(count=heard[how]) for how, text in _HEARD.items() if heard[how])
    by_fact = shares(telling, lambda one: {*one.message.facts, *one.message.declined})
    return (
        f"Of {share.of} messages that tell facts: {ways}. Where a number fits several facts, or words have no sure"
        " value, the assistant asks or leaves it rather than guess, because a wrong fact gives a wrong level; a"
        " message of several facts counts as missed where one of them is. Most went wrong of"
        f" {_worst(by_fact, target)}."
    )


def _out_of_scope(judged: Sequence[Judged], share: Share, target: float) -> str:
    by_kind = shares(judged, lambda one: [one.message.kind] if one.message.kind else [])
    return (
        f"{share.of - share.good} of {share.of} messages were acted upon. They use the words of what is done here (a"
        " plan, a deadline, a team, a level), so that the language model takes them for it. Most got through of"
        f" {_worst(by_kind, target)}."
    )


_WHY: Final[Mapping[str, Callable[[Sequence[Judged], Share, float], str]]] = {
    "understood": _understood,
    "facts_exact": _facts,
    "out_of_scope": _out_of_scope,
}


def _worst(groups: Mapping[str, Share], target: float) -> str:
    """The groups below the target in which most went wrong."""
    below = [(name, share) for name, share in groups.items() if share.value < target]
    below.sort(key=lambda pair: (pair[1].good - pair[1].of, pair[0]))
    return (
        ", ".join(f"`{name}` ({share.of - share.good} of {share.of})" for name, share in below[:_MOST_KINDS]) or "none"
    )
