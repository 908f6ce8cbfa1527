"""A server to measure: `cim serve` as a process of its own, on a free port, with an empty data folder."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["PATIENCE", "Running", "running", "say"]

ROOT: Final = Path(__file__).parent.parent
PATIENCE: Final = 120
"""Seconds after which something must be wrong."""


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


@contextmanager
def running(variables: Mapping[str, str] | None = None) -> Iterator[Running]:
    """The server as long as the context lasts; `variables` are set in its environment besides those of this process.

    Raises SystemExit where it doesn't start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **(variables or {}), "CIM_VAR": data},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process)
            say(url, "first", "hello")
            yield Running(url, process, time.perf_counter() - began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def say(url: str, sender: str, message: str) -> str:
    """What the server at `url` replies to `message` over REST."""
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body)  # noqa: S310 - our own loopback URL
    with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
        return "\n".join(one["text"] for one in json.load(reply))


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
