"""The figures as people read them: in the terminal, and as the page `docs/evaluation.md`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from actions.conversation import rulebook
from assistant.evaluation.figures import (
    NAMES,
    TARGETS,
    Share,
    calibration,
    confusions,
    figures,
    percentile,
    shares,
)
from assistant.evaluation.judging import Heard, Judged
from assistant.evaluation.measuring import seen_in_training
from assistant.evaluation.shortfall import shortfalls

__all__ = ["failures", "page", "summary"]

_FIRST = "Figures"
_WIDTH = 118
_MOST_CONFUSIONS = 25
_Table = list[tuple[str, ...]]


def summary(judged: Sequence[Judged], first: Mapping[str, float]) -> str:
    """The figures as plain text; `first` as for `page`."""
    parts = []
    for title, head, rows in _tables(judged, first):
        widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        parts.append("\n".join([title, *(f"  {line.rstrip()}" for line in lines)]))
    return "\n\n".join(parts)


def failures(judged: Sequence[Judged]) -> Iterator[str]:
    """A line for each message that wasn't understood: what was meant, what came of it, how sure the model was."""
    vocabulary = rulebook().vocabulary
    for one in judged:
        if one.understood is False or one.heard is Heard.WRONG:
            message, outcome = one.message, one.outcome
            meant = {**message.facts, **dict.fromkeys(message.declined, "not known")} or message.term or ""
            values = {fact: vocabulary[fact].to_json(value) for fact, value in outcome.facts.items()}
            heard = {**values, **dict.fromkeys(outcome.declined, "not known")}
            asked = f" [asked for {message.asked}]" if message.asked else ""
            yield (
                f"{message.text!r}{asked}\n    meant {message.label} {meant}"
                f"\n    acted as {', '.join(sorted(outcome.acts))} {heard or ''}"
                f" ({outcome.likeliest} {outcome.confidence:.0%}{', asked back' if outcome.asked_back else ''})"
            )


def page(judged: Sequence[Judged], first: Mapping[str, float], versions: str) -> str:
    """The page for `docs/`; `first` are the figures that were measured before anything was improved by them."""
    lines = [
        "# How well the assistant understands",
        "",
        "Written by `cim evaluate --record`; don't edit. The messages are in `tests/evaluation/`: they were written",
        "apart from the training data, and are never trained on. Each is sent through the real assistant, in the",
        "situation that it belongs to. Where a target is missed, the figure stands.",
        "",
        f"Measured with {versions}.",
    ]
    for title, head, rows in _tables(judged, first):
        lines += ["", f"## {title}", "", _row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
        if title == _FIRST and (missed := list(shortfalls(judged))):
            lines += ["", "## Where a target is missed, and why", "", "\n\n".join(map(_filled, missed))]
    return "\n".join(lines) + "\n"


def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tables(judged: Sequence[Judged], first: Mapping[str, float]) -> Iterator[tuple[str, tuple[str, ...], _Table]]:
    """Title, column heads and rows of each table."""
    error, bins = calibration(judged)
    yield _FIRST, ("", "measured", "of", "at first", "target"), _headline(judged, first, error)
    yield "Time for a message, without the network", ("of 100 messages", "within"), _times(judged)
    inside = [one for one in judged if not one.message.is_out_of_scope]
    groups = (
        ("Understood, by what is meant", shares(inside, lambda one: [one.message.label])),
        ("Understood, by style", shares(inside, lambda one: [one.message.style])),
        ("Messages that tell a fact, by fact", shares(inside, lambda one: {*one.message.facts, *one.message.declined})),
        (
            "Out of scope, by what it is about",
            shares(judged, lambda one: [one.message.kind] if one.message.kind else []),
        ),
    )
    for title, group in groups:
        yield title, ("", "understood", "of"), _grouped(group)
    yield (
        "How sure the language model is, and how often it is right",
        ("sure", "messages", "on average", "right"),
        [(name, str(count), f"{sure:.0%}", f"{right:.0%}") for name, count, sure, right in bins],
    )
    yield (
        "The most frequent confusions",
        ("meant", "acted as", "times"),
        [(meant, got, str(times)) for meant, got, times in confusions(judged)[:_MOST_CONFUSIONS]],
    )


def _headline(judged: Sequence[Judged], first: Mapping[str, float], error: float) -> _Table:
    seen = set(seen_in_training([one.message for one in judged]))
    fresh = figures([one for one in judged if one.message not in seen])["understood"]
    rows: _Table = []
    for name, share in figures(judged).items():
        rows.append((NAMES[name], _percent(share.value), str(share.of), _percent(first.get(name)), _target(name)))
    rows.insert(
        1, ("the same without what stands in the training data too", _percent(fresh.value), str(fresh.of), "", "")
    )
    rows.append((NAMES["calibration"], _percent(1 - error), "", _percent(first.get("calibration")), ""))
    rows.append(("judged for facts only, as no intent answers them yet", "", str(_waiting(judged)), "", ""))
    return rows


def _waiting(judged: Sequence[Judged]) -> int:
    return sum(1 for one in judged if one.understood is None)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def _target(name: str) -> str:
    return f"{TARGETS[name]:.0%}" if name in TARGETS else ""


def _times(judged: Sequence[Judged]) -> _Table:
    times = [one.outcome.seconds * 1000 for one in judged]
    return [(str(percent), f"{percentile(times, percent):.0f} ms") for percent in (50, 95, 99)]


def _grouped(group: dict[str, Share]) -> _Table:
    return [(name, f"{share.value:.0%}", str(share.of)) for name, share in group.items()]
