"""The assistant as its users feel it: time per turn over HTTP, time to be ready, memory.

`python -m benchmarks turns` starts `cim serve` on a free port with an empty data folder, lets one user and then
several hold whole interviews over REST, and prints a table. `--clients 16` sets the number of users at once.
"""

from __future__ import annotations

import argparse
import statistics
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from benchmarks.server import running, say

__all__ = ["run"]

INTERVIEW: Final = (
    "find our level",
    "2023",
    "unified district",
    "about 1,200",
    "not ranked",
    "why do you ask?",
    "0",
    "we have no preschool",
    "what is LRE?",
    "not ranked",
    "actually it was 1,150 students",
    "3",
    "no",
)
ENDS_WITH: Final = "Targeted Level 2"


def run(arguments: Sequence[str]) -> int:
    """Measure and print; exit 1 where an interview ended wrongly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks turns", description=__doc__)
    parser.add_argument("--interviews", type=int, default=40, help="interviews of one user (default 40)")
    parser.add_argument("--clients", type=int, default=16, help="users at once in the second part (default 16)")
    options = parser.parse_args(arguments)
    with running() as server:
        at_rest = server.memory()
        _interview(server.url)  # the first one pays for what is loaded on demand
        alone = [time_ for _ in range(options.interviews) for time_ in _interview(server.url)]
        began = time.perf_counter()
        with ThreadPoolExecutor(options.clients) as pool:
            together = [t for times in pool.map(_interview, [server.url] * 2 * options.clients) for t in times]
        seconds = time.perf_counter() - began
        rows = (
            ("start to first answer", f"{server.seconds_to_answer:.1f} s"),
            ("memory when ready", f"{at_rest:.0f} MB"),
            (f"memory after {len(alone) + len(together):,} turns", f"{server.memory():.0f} MB"),
            ("turn, one user, p50", f"{_percentile(alone, 50):.1f} ms"),
            ("turn, one user, p95", f"{_percentile(alone, 95):.1f} ms"),
            (f"turn, {options.clients} users, p50", f"{_percentile(together, 50):.0f} ms"),
            (f"turn, {options.clients} users, p95", f"{_percentile(together, 95):.0f} ms"),
            (f"messages a second, {options.clients} users", f"{len(together) / seconds:.0f}"),
        )
    width = max(len(name) for name, _ in rows)
    print("\n".join(f"{name:<{width}}  {value:>9}" for name, value in rows))
    return 0


def _interview(url: str) -> list[float]:
    """Hold one interview; the milliseconds of each turn."""
    sender, times, last = uuid.uuid4().hex, [], ""
    for message in INTERVIEW:
        began = time.perf_counter()
        last = say(url, sender, message)
        times.append((time.perf_counter() - began) * 1000)
    if ENDS_WITH not in last:
        raise SystemExit(f"An interview ended wrongly: {last[:300]}")
    return times


def _percentile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]
