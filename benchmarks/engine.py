"""The rules engine beside other tools, with the same rules and the same LEAs in one run.

`python -m benchmarks engine` measures and writes the section of docs/benchmarks.md; `--show` only prints it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.document import PAGE, machine, put_section
from benchmarks.environment import ROOT, contest_python

__all__ = ["render", "run"]

LIMIT: Final = 300
"""Seconds after which something must be wrong."""

_INTRODUCTION = """\
## The rules engine beside other tools

Command: `python -m benchmarks engine` (part of `make bench`). {machine}; {day}; load average {load:.1f} at the start;
{versions}.

Every contestant has the rules of 2023 that decide on a level or a designation ({rules} of them), made for it from the
same file, and gets the same {leas} made-up LEAs as plain dicts with every fact known and exact. Before anything is
measured, all of them must agree on the rules met and on the level. They take turns in {rounds} rounds; the table shows
the median and the best round. "Times ours" above 1 means slower than the first line.
"""

_TABLES: Final = {
    "one": """\
### One determination

What comes out differs, as the last column says. None of the others tells *cannot tell yet* from *not met*, takes
partly known facts, says what a gap leaves open, or carries sources. ZEN's trace holds the matched rows and the inputs
read for them; OpenFisca's holds values. "Bands not seen before" is the first LEA with facts in these bands: after
that the finding is remembered, and only the LEA's own facts are read.
""",
    "next": """\
### The next question

Asked at each step of an interview of 50 LEAs. No other contestant has it.
""",
    "load": """\
### Loading

Ours reads YAML, checks every entry, proves that no combination of facts is left open or decided twice, and compiles a
decision diagram. The others check syntax at most. Done once in a process.
""",
    "rows": """\
### Many LEAs, for each row

{rows:,} rows on one core, each with its own numbers. "CSV to CSV" includes reading and writing files; the others get
what their interface takes, in memory, and give ids alone. OpenFisca calculates on whole arrays, which suits this best.
""",
}


def run(arguments: Sequence[str]) -> int:
    """Measure, and print or write the section; exit 1 where the contest can't be held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks engine")
    parser.add_argument("--show", action="store_true", help=f"print the tables and leave {PAGE.name} as it is")
    options = parser.parse_args(arguments)
    try:
        python = contest_python()
        load = os.getloadavg()[0]
        print("Measuring; this takes about a minute ...", flush=True)
        measured = subprocess.run(
            [python, "-m", "benchmarks.contest"],
            check=True,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    except subprocess.SubprocessError as error:
        print(f"The contest can't be held: {error}\n{getattr(error, 'stderr', None) or ''}")
        return 1
    text = render(json.loads(measured.stdout), dt.datetime.now().astimezone().date(), load)
    print(text)
    if not options.show:
        put_section("engine", text)
    return 0


def render(contest: Mapping[str, Any], day: dt.date, load: float) -> str:
    """The section for what `benchmarks.contest` measured on `day`, begun at this `load` of the machine."""
    versions = ", ".join(f"{name} {version}" for name, version in contest["versions"].items())
    parts = [_INTRODUCTION.format(machine=machine(), day=day, load=load, versions=versions, **contest["counts"])]
    for key, introduction in _TABLES.items():
        parts += [introduction.format(**contest["counts"]), _table(contest["tables"][key])]
    return "\n\n".join(part.strip() for part in parts)


def _table(rows: Sequence[tuple[str, str, Sequence[float]]]) -> str:
    ours = statistics.median(rows[0][2])
    lines = ["| | median | best | times ours | gives |", "|---|---:|---:|---:|---|"]
    for name, gives, seconds in rows:
        median = statistics.median(seconds)
        lines.append(f"| {name} | {_time(median)} | {_time(min(seconds))} | {_ratio(median / ours)} | {gives} |")
    return "\n".join(lines)


def _time(seconds: float) -> str:
    micro = seconds * 1e6
    return f"{micro / 1000:.3g} ms" if micro >= 1000 else f"{micro:.3g} µs"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
