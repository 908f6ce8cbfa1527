"""The assistant as its users feel it: time per turn over HTTP, time to be ready, memory.

`python -m benchmarks turns` starts `cim serve` on a free port with an empty data folder, lets one user and then
several hold whole interviews over REST, and prints a table. `--clients 16` sets the number of users at once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["run"]

ROOT: Final = Path(__file__).parent.parent
PATIENCE: Final = 120
"""Seconds after which something must be wrong."""
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


@dataclass(frozen=True)
class Running:
    """A server, and what starting it took: seconds to the first answer, and its process."""

    url: str
    process: subprocess.Popen[bytes]
    seconds_to_answer: float

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else float("nan")


def run(arguments: Sequence[str]) -> int:
    """Measure and print; exit 1 where an interview ended wrongly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks turns", description=__doc__)
    parser.add_argument("--interviews", type=int, default=40, help="interviews of one user (default 40)")
    parser.add_argument("--clients", type=int, default=16, help="users at once in the second part (default 16)")
    options = parser.parse_args(arguments)
    with _server() as server:
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


@contextmanager
def _server() -> Iterator[Running]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "CIM_VAR": data},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process)
            _say(url, "first", "hello")
            yield Running(url, process, time.perf_counter() - began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("The server didn't start. Is the model trained? Try: cim train")
        time.sleep(0.02)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=1):  # noqa: S310 - our own loopback URL
            return True
    except OSError:
        return False


def _interview(url: str) -> list[float]:
    """Hold one interview; the milliseconds of each turn."""
    sender, times, last = uuid.uuid4().hex, [], ""
    for message in INTERVIEW:
        began = time.perf_counter()
        last = _say(url, sender, message)
        times.append((time.perf_counter() - began) * 1000)
    if ENDS_WITH not in last:
        raise SystemExit(f"An interview ended wrongly: {last[:300]}")
    return times


def _say(url: str, sender: str, message: str) -> str:
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body)  # noqa: S310 - our own loopback URL
    with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
        return "\n".join(one["text"] for one in json.load(reply))


def _percentile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]
