"""`python -m benchmarks pipelines`: which pipeline understands held-out messages best, and what each costs.

Trains each candidate and judges it as `cim evaluate` judges the language model alone; writes docs/pipelines.md.
Only figures are printed, never a message. `python -m benchmarks pipelines NAME ...` only prints those candidates.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.candidates import CANDIDATES, Candidate
from benchmarks.document import machine
from benchmarks.environment import ROOT, contest_python

__all__ = ["render", "run"]

PAGE: Final = ROOT / "docs" / "pipelines.md"
FOLDER: Final = ROOT / "build" / "pipelines"
LIMIT: Final = 1200
"""Seconds for training a candidate, and for trying it."""

_INTRODUCTION: Final = """\
# Language pipelines compared

Written by `python -m benchmarks pipelines`; don't edit. {machine}.

Each candidate learns from `data/nlu` and is tried on the held-out messages of `tests/evaluation`, {inside} in scope
and {outside} out of scope, which none has learnt from. All have the same tokenizer and name finder before them, and
the same threshold and rules after them: what differs is the features or the classifier. The language model is judged
alone, without the reading of facts and without the conversation, by the code that `cim evaluate` uses; what people get
in the end is in [evaluation.md](evaluation.md).

- **intent**: in scope, and the intent is right.
- **lost**: in scope, and not understood. The price of a cautious model.
- **out of scope**: said to be so, or not understood; in brackets, said to be so. The target of 92 % is for the whole.
- **calibration error**: how far off it is, on average, when it says how sure it is. Less is better.
- **a message**: processor time, half of the messages and 95 of 100 stay within it. **start**: processor time until the
  first message is understood, with all imports. **memory**: the most that the process had by then.

Each candidate was tried in a process of its own with one thread for arithmetic. Where the machine has other work to do,
times may be off by a third; shares don't depend on it.
"""

_CHOICE: Final = """\
## The choice

For who writes to the assistant, a wrong guess costs more than being asked again, and a message lost costs more than a
few milliseconds; so the share of intents that are right comes first, then what is let through from out of scope, then
whether its confidence can be believed, since "did you mean" rests on that. With this many messages, {chance:.1f} points
of intents and {chance_outside:.0f} points out of scope may be chance.

Set beside {chosen}, in the order of intents right:

{beside}

{chosen} stays in use: {better}. It stores plain numbers,
and neither TensorFlow nor a stored Python object is loaded when it starts.
"""

_CERTAINTY: Final = 1.96
"""Standard errors within which a share of a sample lies 95 times out of 100."""


def run(arguments: Sequence[str]) -> int:
    """Measure; exit 1 where a candidate that could be tried failed, and 2 where a name is unknown."""
    unknown = set(arguments) - {one.id for one in CANDIDATES}
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. There are {', '.join(one.id for one in CANDIDATES)}.")
        return 2
    chosen = [one for one in CANDIDATES if not arguments or one.id in arguments]
    if any(one.needs_weights for one in chosen):
        contest_python()
    results = {one.id: _tried(one) for one in chosen}
    if arguments:
        print("\n".join(_row(one, results[one.id]) for one in CANDIDATES if one.id in results))
    else:
        PAGE.write_text(render(results), encoding="utf-8")
        print(f"Wrote {PAGE.relative_to(ROOT)}.")
    return int(any(isinstance(result, str) and not one.missing for one, result in _with_candidates(results)))


def render(results: Mapping[str, Mapping[str, Any] | str]) -> str:
    """The page: for each candidate's id its figures, or why there are none."""
    measured = [result for result in results.values() if not isinstance(result, str)]
    counts = measured[0]["counts"] if measured else {"inside": 0, "outside": 0}
    table = [
        "| | intent | lost | out of scope | calibration error | a message | start | memory |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_row(candidate, result) for candidate, result in _with_candidates(results)),
    ]
    introduction = _INTRODUCTION.format(machine=machine(), **counts)
    return "\n".join([introduction, *table, *_choice(results)])


def _choice(results: Mapping[str, Mapping[str, Any] | str]) -> Iterator[str]:
    """How the candidates compare with the one in use, and what follows; nothing where that one wasn't measured."""
    (chosen, ours), *others = _with_candidates({CANDIDATES[0].id: "not measured", **results})
    if isinstance(ours, str):
        return
    measured = [(one, result) for one, result in others if not isinstance(result, str)]
    measured.sort(key=lambda pair: -float(pair[1]["named"]))
    chance = _chance(ours["named"], ours["counts"]["inside"])
    better = [one.name for one, result in measured if result["named"] - ours["named"] > chance]
    yield ""
    yield _CHOICE.format(
        chosen=f"“{chosen.name}”",
        chance=chance * 100,
        chance_outside=_chance(ours["out_of_scope"], ours["counts"]["outside"]) * 100,
        beside="\n".join(_beside(one, result, ours) for one, result in measured),
        better=f"more intents are right by more than chance only with {' and '.join(better)}, at the price above"
        if better
        else "with no other are more intents right by more than chance",
    )


def _beside(candidate: Candidate, result: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    intents, outside = (100 * (result[name] - ours[name]) for name in ("named", "out_of_scope"))
    times, more = result["p95"] / ours["p95"], result["memory"] - ours["memory"]
    cost = f"95 of 100 messages in {times:.1f} times the time, {more:+.0f} MB"
    line = f"- **{candidate.name}**: intents {intents:+.1f} points, out of scope {outside:+.1f}; {cost}."
    return f"{line} {candidate.remark}".rstrip()


def _chance(share: float, of: int) -> float:
    """How far a share of so many messages may be off by chance."""
    return _CERTAINTY * math.sqrt(share * (1 - share) / max(of, 1))


def _with_candidates(
    results: Mapping[str, Mapping[str, Any] | str],
) -> list[tuple[Candidate, Mapping[str, Any] | str]]:
    return [(one, results[one.id]) for one in CANDIDATES if one.id in results]


def _tried(candidate: Candidate) -> Mapping[str, Any] | str:
    """The candidate's figures, or why there are none."""
    if candidate.missing:
        return candidate.missing
    print(f"{candidate.name} ...", flush=True)
    try:
        _in_own_process("train", candidate)
        figures: dict[str, Any] = json.loads(_in_own_process("judge", candidate).splitlines()[-1])
    except subprocess.TimeoutExpired:
        return f"took more than {LIMIT} s"
    except subprocess.CalledProcessError as error:
        print(error.stderr, file=sys.stderr)
        return "failed"
    return figures


def _in_own_process(what: str, candidate: Candidate) -> str:
    settings = {
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # Threads that wait for one another would count as time.
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.trial", what, candidate.id, str(FOLDER)],
        check=True,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        cwd=ROOT,
        env={**os.environ, **settings},
    )
    return done.stdout


def _row(candidate: Candidate, result: Mapping[str, Any] | str) -> str:
    if isinstance(result, str):
        return f"| {candidate.name} | not measured: {result} | | | | | | |"
    cells = (
        candidate.name,
        f"{result['named']:.1%}",
        f"{1 - result['not_lost']:.1%}",
        f"{result['out_of_scope']:.1%} ({result['out_of_scope_said']:.1%})",
        f"{result['calibration_error']:.1%}",
        f"{result['p50'] * 1000:.1f}, {result['p95'] * 1000:.1f} ms",
        f"{result['start']:.1f} s",
        f"{result['memory']:.0f} MB",
    )
    return f"| {' | '.join(cells)} |"
